import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId, PORTER_ID } from '../../../src-shared/ids.ts';
import { createBatchRunner, type Act, type Outcome } from './batch.ts';
import { applyMigrations } from './migrate.ts';
import { createReads, type Reads } from './reads.ts';
import { TRANSACTIONS } from '../testing/transactions.ts';

let reads: Reads;
let run: (acts: readonly Act[]) => Outcome[];
let committed: ReturnType<typeof createBatchRunner>['run'];
let db: Database.Database;

beforeEach(async () => {
  db = new Database(':memory:');
  await applyMigrations(db);
  reads = createReads(db);
  committed = createBatchRunner(TRANSACTIONS, db, reads, () => 1_000).run;
  run = (acts) => committed(acts).outcomes;
  const owner = { id: newId(), name: 'Owner', role: 'owner', scope: 'home', room_ids: [] };
  const porter = { id: PORTER_ID, name: 'Porter', type: 'built-in', owner_id: null, capabilities: [] };
  const lobby = { id: LOBBY_ID, name: 'lobby', description: null, visibility: 'public', parent_id: null, created_by: null, member_ids: [] };
  const founding: Act[] = [
    { name: 'foundHome', args: { home: { id: newId(), name: 'Lanai' }, owner, agents: [porter] } },
    { name: 'createRoom', args: lobby },
  ];
  expect(run(founding).every((each) => each.ok)).toBe(true);
});

function post(content: string, more: object = {}): Act {
  const args = {
    id: newId(),
    room_id: LOBBY_ID,
    author_id: PORTER_ID,
    kind: 'chat',
    content,
    reply_to: null,
    metadata: null,
    mentions: [],
  };
  return { name: 'postMessage', args: { ...args, client_id: null, ...more } };
}

const contents = (): string[] => reads.messagesSince(LOBBY_ID, 0, 100).map(({ seq, content }) => `${seq} ${content}`);

describe('A batch', () => {
  it('keeps the order in which it was asked', () => {
    const outcomes = run([post('a'), post('b'), post('c')]);
    expect(outcomes.map((each) => each.ok)).toEqual([true, true, true]);
    expect(contents()).toEqual(['1 a', '2 b', '3 c']);
  });

  it('is none the worse for an act that is refused', () => {
    const outcomes = run([post('a'), post('no', { reply_to: 'nothing' }), post('b')]);
    expect(outcomes.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['ok', 'message_not_found', 'ok']);
    expect(contents()).toEqual(['1 a', '2 b']);
  });

  it('is none the worse for an act that breaks half-way', () => {
    const same = newId();
    const outcomes = run([post('a', { id: same }), post('again', { id: same }), post('b')]);
    expect(outcomes.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['ok', 'internal_error', 'ok']);
    expect(contents()).toEqual(['1 a', '2 b']);
    expect(reads.lastSeq(LOBBY_ID)).toBe(2);
  });

  it('makes one message of a client id that comes twice in it', () => {
    const outcomes = run([post('a', { client_id: 'c' }), post('a', { client_id: 'c' })]);
    expect(contents()).toEqual(['1 a']);
    const [first, second] = outcomes;
    if (!first?.ok || !second?.ok) expect.fail('One was refused.');
    expect(second.result).toEqual(first.result);
    expect(second.changes).toEqual([]);
  });

  it('does not take a message in another room for the one that was asked for', () => {
    const other = {
      id: newId(),
      name: 'other',
      description: null,
      visibility: 'public',
      parent_id: null,
      created_by: null,
      member_ids: [],
    };
    const acts: Act[] = [
      { name: 'createRoom', args: other },
      post('a', { client_id: 'c' }),
      post('a', { client_id: 'c', room_id: other.id }),
    ];
    expect(run(acts).map((each) => (each.ok ? 'ok' : each.code))).toEqual(['ok', 'ok', 'idempotency_mismatch']);
  });

  it('gives each act its own changes, with cursors that rise', () => {
    const cursors = run([post('a'), post('b'), { name: 'nameHome', args: { name: 'New', is_set_up: false } }]).map((each) =>
      each.ok ? each.changes.map(({ event }) => event.cursor ?? 0) : [],
    );
    expect(cursors.map((each) => each.length)).toEqual([1, 1, 1]);
    expect(cursors.flat()).toEqual(cursors.flat().toSorted((a, b) => a - b));
    expect(new Set(cursors.flat()).size).toBe(3);
  });

  it('says that a database is at its end, and leaves nothing of what it could not save', () => {
    db.pragma('query_only = ON');
    const [outcome] = run([post('a')]);
    expect(outcome).toMatchObject({ ok: false, code: 'internal_error' });
    db.pragma('query_only = OFF');
    expect(contents()).toEqual([]);
    expect(run([post('b')])[0]?.ok).toBe(true);
    expect(contents()).toEqual(['1 b']);
  });
});

describe('The rows that the directory follows', () => {
  const session = (id: string, token_hash = id): Act => ({
    name: 'createSession',
    args: { id, token_hash, page_secret: 'p', participant_id: PORTER_ID, browser: null, platform: null, entrance: null, lifetime_ms: 10 },
  });
  const changed = (acts: Act[]): string[] =>
    committed(acts).rows.map(({ table, row, isGone }) => {
      const which = 'id' in row ? row.id : 'bytes' in row ? row.bytes : '';
      return `${isGone ? 'no ' : ''}${table} ${which}`.trim();
    });

  it('come back as they are after each operation, and as they were when they are deleted', () => {
    expect(changed([session('a'), session('b'), { name: 'endSession', args: { id: 'a' } }])).toEqual([
      'sessions a',
      'sessions b',
      'no sessions a',
    ]);
    const { rows } = committed([{ name: 'touchSession', args: { id: 'b', at: 7, entrance: 'network' } }]);
    expect(rows).toEqual([{ table: 'sessions', isGone: false, row: expect.objectContaining({ id: 'b', last_used_at: 7 }) }]);
  });

  it('are all of those that one operation changes', () => {
    committed([session('a'), session('b')]);
    expect(changed([{ name: 'endOtherSessions', args: { participant_id: PORTER_ID, except_id: null } }])).toEqual([
      'no sessions a',
      'no sessions b',
    ]);
  });

  it('are those of what was committed, when one operation of the batch breaks', () => {
    expect(changed([session('a'), session('again', 'a'), session('b')])).toEqual(['sessions a', 'sessions b']);
  });

  it('are none when a column changes that the directory does not hold', () => {
    expect(changed([post('hello'), post('again')])).toEqual([]);
    expect(changed([{ name: 'updateRoom', args: { room_id: LOBBY_ID, by: PORTER_ID, topic: 'Tea' } }])).toEqual([]);
  });

  it('have the bytes of messages when those are many, and with all else that is stored or deleted', () => {
    const id = newId();
    const long = 'x'.repeat(40_000);
    expect(changed([post(long, { id })])).toEqual([]);
    expect(changed([post(long)])).toEqual(['stored_bytes 80000']);
    expect(changed([post('é', { metadata: { a: 1 } })])).toEqual([]);
    expect(changed([{ name: 'deleteMessage', args: { room_id: LOBBY_ID, message_id: id } }])).toEqual(['stored_bytes 40009']);
  });

  it('have the bytes of acts, and lose them with the message', () => {
    const id = newId();
    const act = { kind: 'execute', outcome: 'done', output: 'é'.repeat(40_000) } as const;
    const bytes = 1 + Buffer.byteLength(JSON.stringify(act));
    expect(changed([post('x', { id, kind: 'thinking', act })])).toEqual([`stored_bytes ${bytes}`]);
    expect(changed([{ name: 'deleteMessage', args: { room_id: LOBBY_ID, message_id: id } }])).toEqual(['stored_bytes 0']);
  });

  it('have no bytes of a batch that was not committed', () => {
    const same = newId();
    expect(run([post('x'.repeat(100), { id: same }), post('y'.repeat(1_000), { id: same })]).map(({ ok }) => ok)).toEqual([true, false]);
    expect(changed([post('x'.repeat(70_000))])).toEqual(['stored_bytes 70100']);
  });

  it('come with the newest position on disk', () => {
    const { cursor } = committed([post('a'), post('b')]);
    expect(cursor).toBe(reads.cursor());
    expect(committed([post('no', { reply_to: 'nothing' })]).cursor).toBe(cursor);
    expect(committed([session('a'), session('again', 'a')]).cursor).toBe(reads.cursor());
  });
});

describe('A batch that cannot be saved', () => {
  it('because the disk is full says so to each, and the next is saved when there is room again', () => {
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const long = 'x'.repeat(10_000);
    const full = { ok: false, code: 'storage_full', message: 'The disk is full. Nothing was saved. Free some space and try again.' };
    expect(run([post(long), post(long)])).toEqual([full, full]);
    expect(contents()).toEqual([]);
    db.pragma(`max_page_count = ${pages + 100}`);
    expect(run([post('a'), post(long)]).map((each) => each.ok)).toEqual([true, true]);
    expect(reads.lastSeq(LOBBY_ID)).toBe(2);
  });

  it('because another program holds the database waits for it once, and not once for each act', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lanai-batch-'));
    const file = path.join(folder, 'lanai.db');
    const ours = new Database(file, { timeout: 100 });
    const theirs = new Database(file);
    try {
      await applyMigrations(ours);
      const runner = createBatchRunner(TRANSACTIONS, ours, createReads(ours), () => 1_000);
      theirs.exec('BEGIN IMMEDIATE');
      const startedAt = performance.now();
      const { outcomes } = runner.run(Array.from({ length: 100 }, () => post('a')));
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect(new Set(outcomes.map((each) => (each.ok ? 'ok' : each.message)))).toEqual(
        new Set(["Another program keeps the home's database locked: nothing was saved. End it and try again."]),
      );
    } finally {
      theirs.close();
      ours.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('A message of a built-in agent', () => {
  const secret = 'A'.repeat(43);

  it.each(['inv_', 'own_', 'ses_', 'lan_'])('is refused with a secret that begins with %s', (prefix) => {
    const text = `Here: http://127.0.0.1:4510/join#${prefix}${secret}`;
    const id = newId();
    const outcomes = run([
      post(text),
      post('with metadata', { metadata: { link: text } }),
      post('harmless', { id }),
      { name: 'editMessage', args: { room_id: LOBBY_ID, message_id: id, content: text, mentions: [] } },
    ]);
    expect(outcomes.map((each) => each.ok)).toEqual([false, false, true, false]);
    expect(contents()).toEqual(['1 harmless']);
  });

  it('may name the prefixes', () => {
    expect(run([post('Keys begin with lan_ and links with inv_.')])[0]?.ok).toBe(true);
  });

  it('is refused more strictly than a message of a person', () => {
    const owner = reads.participants().find((each) => each.kind === 'person');
    expect(run([post(`inv_${secret}`, { author_id: owner?.id })])[0]?.ok).toBe(true);
  });
});
