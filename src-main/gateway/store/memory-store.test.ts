import Database from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, PORTER_ID } from '../../../src-shared/ids.ts';
import type { Change } from './interfaces/change.ts';
import { schemaOf } from './database.ts';
import { openMemoryStore, type MemoryStore } from './memory-store.ts';
import { applyMigrations } from './migrate.ts';
import { TRANSACTIONS, type Transactions } from '../testing/transactions.ts';

const MIB = 1024 * 1024;
/** The tables themselves take a part of it. */
const BYTES_MAX = 4 * MIB;

let told: Change[];
let store: MemoryStore<Transactions>;
let schema: readonly string[];

beforeAll(async () => {
  const db = new Database(':memory:');
  await applyMigrations(db);
  schema = schemaOf(db);
  db.close();
});

beforeEach(() => {
  told = [];
  store = openMemoryStore({
    operations: TRANSACTIONS,
    schema,
    participants: { participant: () => null, participants: () => [] },
    onChanges: (changes) => void told.push(...changes),
    onRows: () => undefined,
    onRead: () => undefined,
    bytesMax: BYTES_MAX,
  });
});

function makeRoom(id: string): void {
  const how = { name: id, description: null, visibility: 'public', parent_id: null, created_by: null, key_id: null } as const;
  store.run('createRoom', { id, ...how, member_ids: [PORTER_ID], ephemeral: true });
}

function post(room_id: string, content: string): string {
  const id = newId();
  const rest = { author_id: PORTER_ID, kind: 'chat' as const, reply_to: null, metadata: null, mentions: [], client_id: null, key_id: null };
  store.run('postMessage', { id, room_id, content, ...rest });
  return id;
}

const contents = (roomId: string): string[] => store.reads.messagesSince(roomId, 0, 1_000).map(({ content }) => content.slice(0, 10));

describe('Rooms that live in memory', () => {
  it('lose the oldest messages of the heaviest of them when all weigh too much, and keep the newest', () => {
    makeRoom('loud');
    makeRoom('quiet');
    post('quiet', 'still here');
    for (let count = 0; count < 100; count += 1) post('loud', `${count} `.padEnd(200_000, 'x'));
    expect(contents('quiet')).toEqual(['still here']);
    const kept = contents('loud');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length * 200_000).toBeLessThan(BYTES_MAX);
    expect(kept.at(-1)).toMatch(/^99 /);
    expect(store.reads.lastSeq('loud')).toBe(100);
    expect(store.reads.expiredThroughSeq('loud')).toBe(100 - kept.length);
    expect(told.at(-1)?.event.type).toMatch(/^(?:message\.posted|room\.changed|read_position\.changed)$/);
  });

  it('are not filled by changing one message again and again either', () => {
    makeRoom('loud');
    for (let round = 0; round < 3; round += 1) {
      const message_id = post('loud', 'first');
      for (let count = 0; count < 60 && store.reads.messageRow(message_id) !== null; count += 1)
        store.run('editMessage', { room_id: 'loud', message_id, content: `${count} `.padEnd(200_000, 'x'), mentions: [] });
    }
    post('loud', 'last');
    expect(contents('loud').at(-1)).toBe('last');
  });

  it('lose nothing to events that are not kept', () => {
    store = openMemoryStore({
      operations: TRANSACTIONS,
      schema,
      participants: { participant: () => null, participants: () => [] },
      onChanges: () => undefined,
      onRows: () => undefined,
      onRead: () => undefined,
      // The empty tables take 450 KB of it.
      bytesMax: 640 * 1024,
    });
    makeRoom('busy');
    const message_id = post('busy', 'stays');
    for (let count = 0; count < 4_000; count += 1)
      store.run('react', { room_id: 'busy', message_id, participant_id: PORTER_ID, emoji: '👍', on: count % 2 === 0 });
    expect(contents('busy')).toEqual(['stays']);
    expect(store.reads.cursor()).toBeGreaterThan(4_000);
  });

  it('lose the oldest votes with their messages when they fill the memory', () => {
    makeRoom('votes');
    const options = Array.from({ length: 50 }, (_, index) => `${index} `.padEnd(200, 'x'));
    for (let count = 0; count < 1_000; count += 1)
      store.run('createVote', {
        ...{ id: `vote ${count}`, room_id: 'votes', title: 'x', description: null, options, created_by: PORTER_ID, key_id: null },
        ...{ duration_ms: null, eligible_ids: [PORTER_ID] },
      });
    const votes = store.reads.votes('votes', PORTER_ID, 2_000, null);
    expect(votes.at(0)?.id).toBe('vote 999');
    expect(votes.length).toBeLessThan(1_000);
    const seqs = (rows: readonly { seq: number | null }[]): Set<number | null> => new Set(rows.map(({ seq }) => seq));
    expect(seqs(votes)).toEqual(seqs(store.reads.messagesBefore('votes', 2_000, 2_000)));
  });

  it('lose the earlier versions of a page when it fills the memory', () => {
    makeRoom('pages');
    const content = (version: number): string => `${version} `.padEnd(100_000, 'x');
    for (let expected_version = 0; expected_version < 150; expected_version += 1)
      store.run('setRoomPage', { room_id: 'pages', author_id: PORTER_ID, content: content(expected_version), expected_version });
    expect(store.reads.roomPage('pages', null)).toMatchObject({ version: 150, content: content(149) });
    expect(store.reads.roomPageVersions('pages', 1_000, 1_000).length * 100_000).toBeLessThan(BYTES_MAX);
  });

  it('take nothing more when what cannot go fills the memory, and go on when a room has ended', () => {
    makeRoom('tasks');
    makeRoom('quiet');
    const description = 'x'.repeat(10_000);
    const assignTask = (): unknown =>
      store.run('assignTask', { id: newId(), room_id: 'tasks', title: 'x', description, created_by: PORTER_ID, assignee_id: null });
    expect(() => {
      for (let count = 0; count < 5_000; count += 1) assignTask();
    }).toThrow('Too much is kept in rooms that live in memory.');
    store.run('destroyRoom', { by_id: null, room_id: 'tasks' });
    post('quiet', 'again');
    expect(contents('quiet')).toEqual(['again']);
  });
});
