// Every store, on the same suite. `router`: both behind the router, with lasting rooms and with ephemeral ones.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Participant } from '../../../../src-shared/objects.ts';
import { TRANSACTIONS, type Transactions } from '../../domain/transactions.ts';
import { storeOptions } from '../../testing/store-options.ts';
import type { Change } from '../interfaces/change.ts';
import { DATABASE_FILE, openForReading, schemaOf } from '../database.ts';
import type { RowChange } from '../interfaces/stored-directory.ts';
import { openMemoryStore, type MemoryStore } from '../memory-store.ts';
import { createReads, type Reads } from '../reads.ts';
import { StoreRouter } from '../router.ts';
import { openStore, type Store } from '../store.ts';
import { describeAudit } from './audit-contract.ts';
import { describeAccess } from './access-contract.ts';
import { describeApprovals } from './approvals-contract.ts';
import { describeActivities } from './activities-contract.ts';
import { describeArchive, describeBoards } from './archive-contract.ts';
import { describeDirectory, type FollowedStore } from './directory-contract.ts';
import { describeSaved } from './saved-contract.ts';
import { describeScheduled } from './scheduled-contract.ts';
import { describeImports } from './import-contract.ts';
import { describePins } from './pins-contract.ts';
import { describeRoomPages } from './room-pages-contract.ts';
import { describePreviews } from './previews-contract.ts';
import { describeProviders } from './providers-contract.ts';
import { describeNotifyFacts, describePush } from './push-contract.ts';
import { AGENT_ID, OWNER_ID, type OpenStore, type StoreUnderTest } from './store-under-test.ts';
import { describeFollowing, describeThreads } from './threads-contract.ts';
import { describeWriter } from './writer-contract.ts';

const FOUNDING = {
  home: { id: 'home', name: 'Lanai' },
  owner: { id: OWNER_ID, name: 'Ada', role: 'owner', scope: 'home', room_ids: [] },
  agents: [{ id: AGENT_ID, key_id: null, name: 'Porter', type: 'built-in', owner_id: null, capabilities: [] }],
} as const;

/** A founded home, which each test copies: to migrate and to found it for every test takes longer than most tests. */
let template: string;
beforeAll(async () => {
  template = mkdtempSync(path.join(tmpdir(), 'lanai-contract-'));
  const { home, owner, agents } = FOUNDING;
  const disk = await openStore<Transactions>(storeOptions(template));
  await disk.run('foundHome', { home, owner: { ...owner, room_ids: [] }, agents: agents.map((each) => ({ ...each, capabilities: [] })) });
  await disk.close();
});
afterAll(() => rmSync(template, { recursive: true }));

interface OpenedDisk {
  disk: Store<Transactions>;
  dataDir: string;
  told: Change[];
  close(): Promise<void>;
}

interface Listeners {
  onRows(rows: RowChange[]): void;
  onChange(change: Change): void;
}

const NO_LISTENERS: Listeners = { onRows: () => undefined, onChange: () => undefined };

const listenTo =
  (changes: Change[], { onChange }: Listeners) =>
  (more: Change[]): void => {
    changes.push(...more);
    more.forEach((each) => onChange(each));
  };

async function openDisk(listeners = NO_LISTENERS): Promise<OpenedDisk> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-contract-'));
  copyFileSync(path.join(template, DATABASE_FILE), path.join(dataDir, DATABASE_FILE));
  const told: Change[] = [];
  const { onRows } = listeners;
  const disk = await openStore<Transactions>({ ...storeOptions(dataDir), onRows, onChanges: listenTo(told, listeners) });
  return {
    disk,
    dataDir,
    told,
    async close() {
      await disk.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

interface OpenedMemory {
  memory: MemoryStore<Transactions>;
  /** Of the disk, on its own handle. */
  reads: Reads;
  told: Change[];
  close(): void;
}

/** With the participants of the database in this folder. */
function openInMemory(dataDir: string, listeners = NO_LISTENERS): OpenedMemory {
  const handle = openForReading(path.join(dataDir, DATABASE_FILE));
  const reads = createReads(handle);
  const told: Change[] = [];
  const { onRows } = listeners;
  const memory = openMemoryStore({
    ...{ operations: TRANSACTIONS, schema: schemaOf(handle), onRows, onChanges: listenTo(told, listeners), onRead: () => undefined },
    participants: {
      participant: (id): Participant | null => reads.participant(id),
      participants: () => reads.participants(),
    },
  });
  return { memory, reads, told, close: () => void handle.close() };
}

async function openSqlite(): Promise<StoreUnderTest> {
  const { disk, told, close } = await openDisk();
  return { run: disk.run, archive: disk.archive, told, ephemeral: false, close };
}

async function openSqliteInOrder(): Promise<StoreUnderTest> {
  const { disk, told, close } = await openDisk();
  return { run: disk.run, archive: disk.archiveInOrder, told, ephemeral: false, close };
}

async function openMemory(): Promise<StoreUnderTest> {
  const { memory, told, close } = openInMemory(template);
  return { run: async (name, args) => memory.run(name, args), archive: memory.archive, told, ephemeral: true, close: async () => close() };
}

function openRouter({ ephemeral }: { ephemeral: boolean }): () => Promise<FollowedStore> {
  return async () => {
    const listeners = { ...NO_LISTENERS };
    // They are set later.
    const heard: Listeners = { onRows: (rows) => listeners.onRows(rows), onChange: (change) => listeners.onChange(change) };
    const lasting = await openDisk(heard);
    const { memory, reads, ...passing } = openInMemory(lasting.dataDir, heard);
    const router = new StoreRouter(lasting.disk, memory);
    return {
      run: (name, args) => router.run(name, args),
      archive: router.archive,
      told: ephemeral ? passing.told : lasting.told,
      ephemeral,
      follow: (onRows, onChange) => void Object.assign(listeners, { onRows, onChange }),
      load: (read) =>
        read({
          ...reads,
          rooms: () => [...reads.rooms(), ...memory.reads.rooms()],
          waitingApprovals: () => [...reads.waitingApprovals(), ...memory.reads.waitingApprovals()],
          openVotes: () => [...reads.openVotes(), ...memory.reads.openVotes()],
          followedRows: () => [...reads.followedRows(), ...memory.reads.followedRows()],
        }),
      async close() {
        passing.close();
        await lasting.close();
      },
    };
  };
}

const STORES: [string, OpenStore][] = [
  ['sqlite', openSqlite],
  ['sqlite, read in order', openSqliteInOrder],
  ['memory', openMemory],
  ['router, with lasting rooms', openRouter({ ephemeral: false })],
  ['router, with ephemeral rooms', openRouter({ ephemeral: true })],
];

describe.each(STORES)('%s', (_name, open) => {
  describeWriter(open);
  describePins(open);
  describeRoomPages(open);
  describePreviews(open);
  describeNotifyFacts(open);
  describeThreads(open);
  describeFollowing(open);
  describeSaved(open);
  describeActivities(open);
  describeScheduled(open);
  describeApprovals(open);
  describeArchive(open);
  describeBoards(open);
});

describe.each([false, true])('with rooms that are ephemeral: %s', (ephemeral) => describeDirectory(openRouter({ ephemeral })));

/** People are on the disk, whatever room they are in. */
const OF_PEOPLE: [string, OpenStore][] = [
  ['sqlite', openSqlite],
  ['router', openRouter({ ephemeral: false })],
];

describe.each(OF_PEOPLE)('people on %s', (_name, open) => {
  describeAccess(open);
  describePush(open);
  describeProviders(open);
  describeAudit(open);
  describeImports(open);
});
