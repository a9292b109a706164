// Every store, on the same suite. `router`: both behind the router, with lasting rooms and with ephemeral ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from 'vitest';
import type { Participant } from '../../../../src-shared/objects.ts';
import { TRANSACTIONS, type Transactions } from '../../domain/transactions.ts';
import { storeOptions } from '../../testing/store-options.ts';
import type { Change } from '../interfaces/change.ts';
import { DATABASE_FILE, openForReading } from '../database.ts';
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

type Follow = Parameters<FollowedStore['follow']>;

interface Opened {
  disk: Store<Transactions>;
  memory: MemoryStore<Transactions>;
  /** Of the disk, on a handle of its own. */
  reads: Reads;
  told: { lasting: Change[]; ephemeral: Change[] };
  follow(...listeners: Follow): void;
  close(): Promise<void>;
}

async function openBoth(): Promise<Opened> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-contract-'));
  const told: Opened['told'] = { lasting: [], ephemeral: [] };
  let [toRows, toChange]: Follow = [() => undefined, () => undefined];
  const onRows = (rows: RowChange[]): void => toRows(rows);
  const listenTo = (changes: Change[]) => (more: Change[]) => {
    changes.push(...more);
    more.forEach((each) => toChange(each));
  };
  const disk = await openStore<Transactions>({ ...storeOptions(dataDir), onRows, onChanges: listenTo(told.lasting) });
  const { home, owner, agents } = FOUNDING;
  await disk.run('foundHome', { home, owner: { ...owner, room_ids: [] }, agents: agents.map((each) => ({ ...each, capabilities: [] })) });
  const handle = openForReading(path.join(dataDir, DATABASE_FILE));
  const reads = createReads(handle);
  const memory = openMemoryStore({
    ...{ operations: TRANSACTIONS, schema: disk.schema, onRows, onChanges: listenTo(told.ephemeral), onRead: () => undefined },
    participants: {
      participant: (id): Participant | null => reads.participant(id),
      participants: () => reads.participants(),
    },
  });
  return {
    disk,
    memory,
    reads,
    told,
    follow: (...listeners) => ([toRows, toChange] = listeners),
    async close() {
      handle.close();
      await disk.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function openSqlite(): Promise<StoreUnderTest> {
  const { disk, told, close } = await openBoth();
  return { run: disk.run, archive: disk.archive, told: told.lasting, ephemeral: false, close };
}

async function openSqliteInOrder(): Promise<StoreUnderTest> {
  const { disk, told, close } = await openBoth();
  return { run: disk.run, archive: disk.archiveInOrder, told: told.lasting, ephemeral: false, close };
}

async function openMemory(): Promise<StoreUnderTest> {
  const { memory, told, close } = await openBoth();
  return { run: async (name, args) => memory.run(name, args), archive: memory.archive, told: told.ephemeral, ephemeral: true, close };
}

function openRouter({ ephemeral }: { ephemeral: boolean }): () => Promise<FollowedStore> {
  return async () => {
    const { disk, memory, reads, told, follow, close } = await openBoth();
    const router = new StoreRouter(disk, memory);
    const { reads: passing } = memory;
    return {
      run: (name, args) => router.run(name, args),
      archive: router.archive,
      told: ephemeral ? told.ephemeral : told.lasting,
      ephemeral,
      follow,
      load: (read) =>
        read({
          ...reads,
          rooms: () => [...reads.rooms(), ...passing.rooms()],
          waitingApprovals: () => [...reads.waitingApprovals(), ...passing.waitingApprovals()],
          openVotes: () => [...reads.openVotes(), ...passing.openVotes()],
          followedRows: () => [...reads.followedRows(), ...passing.followedRows()],
        }),
      close,
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
});
