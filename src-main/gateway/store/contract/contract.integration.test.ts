// Every store, on the same suite. `router`: both behind the router, with lasting rooms and with ephemeral ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from 'vitest';
import type { Participant } from '../../../../src-shared/objects.ts';
import { Directory } from '../../domain/directory.ts';
import { TRANSACTIONS, type Transactions } from '../../domain/transactions.ts';
import { storeOptions } from '../../testing/store-options.ts';
import type { Change } from '../interfaces/change.ts';
import { openMemoryStore, type ParticipantSource } from '../memory-store.ts';
import { StoreRouter } from '../router.ts';
import { openStore, type Store } from '../store.ts';
import { describeArchive } from './archive-contract.ts';
import { AGENT_ID, OWNER_ID, type OpenStore, type StoreUnderTest } from './store-under-test.ts';
import { describeWriter } from './writer-contract.ts';

const FOUNDING = {
  home: { id: 'home', name: 'Lanai' },
  owner: { id: OWNER_ID, name: 'Ada', role: 'owner', scope: 'home', room_ids: [] },
  agents: [{ id: AGENT_ID, key_id: null, name: 'Porter', type: 'built-in', owner_id: null, capabilities: [] }],
} as const;

interface Disk {
  store: Store<Transactions>;
  told: Change[];
  schema: readonly string[];
  participants: ParticipantSource;
  close(): Promise<void>;
}

async function openDisk(): Promise<Disk> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-contract-'));
  const told: Change[] = [];
  const onChanges = (changes: Change[]): void => void told.push(...changes);
  const store = await openStore<Transactions>({ ...storeOptions(dataDir), onChanges });
  const { home, owner, agents } = FOUNDING;
  await store.run('foundHome', { home, owner: { ...owner, room_ids: [] }, agents: agents.map((each) => ({ ...each, capabilities: [] })) });
  const directory = Directory.load(store.reads);
  const participants: ParticipantSource = {
    participant: (id): Participant | null => directory?.participant(id) ?? null,
    participants: () => directory?.participants() ?? [],
  };
  return {
    store,
    told,
    schema: store.schema,
    participants,
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function openSqlite(): Promise<StoreUnderTest> {
  const { store, told, close } = await openDisk();
  return { run: store.run, archive: store.archive, told, ephemeral: false, close };
}

async function openMemory(): Promise<StoreUnderTest> {
  const { schema, participants, close } = await openDisk();
  const told: Change[] = [];
  const onChanges = (changes: Change[]): void => void told.push(...changes);
  const memory = openMemoryStore({ operations: TRANSACTIONS, schema, participants, onChanges, onRead: () => undefined });
  return { run: async (name, args) => memory.run(name, args), archive: memory.archive, told, ephemeral: true, close };
}

function openRouter({ ephemeral }: { ephemeral: boolean }): OpenStore {
  return async () => {
    const { store, told, schema, participants, close } = await openDisk();
    const onChanges = (changes: Change[]): void => void told.push(...changes);
    const router = new StoreRouter(
      store,
      openMemoryStore({ operations: TRANSACTIONS, schema, participants, onChanges, onRead: () => undefined }),
    );
    return { run: (name, args) => router.run(name, args), archive: router.archive, told, ephemeral, close };
  };
}

const STORES: [string, OpenStore][] = [
  ['sqlite', openSqlite],
  ['memory', openMemory],
  ['router, with lasting rooms', openRouter({ ephemeral: false })],
  ['router, with ephemeral rooms', openRouter({ ephemeral: true })],
];

describe.each(STORES)('%s', (_name, open) => {
  describeWriter(open);
  describeArchive(open);
});
