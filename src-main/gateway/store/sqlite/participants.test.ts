import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyMigrations } from '../migrate.ts';
import { createReads, type Reads } from '../reads.ts';

let db: Database.Database;
let reads: Reads;

beforeEach(async () => {
  db = new Database(':memory:');
  await applyMigrations(db);
  db.pragma('foreign_keys = OFF');
  reads = createReads(db);
  const key = db.prepare(
    `INSERT INTO keys (id, owner_id, label, secret_hash, hint, rights, created_at, revoked_at) VALUES (?, 'olga', ?, ?, '', '[]', 0, ?)`,
  );
  key.run('good', 'good', 'a', null);
  key.run('ended', 'ended', 'b', 5);
});

function addAgent(id: string, key_id: string, change = ''): void {
  db.prepare(
    `INSERT INTO participants (id, kind, name, type, capabilities, created_at, tells_reads, has_traces, key_id)
     VALUES (?, 'agent', ?, 'connected', '[]', ?, 1, 0, ?)`,
  ).run(id, id, db.prepare('SELECT count(*) FROM participants').pluck().get(), key_id);
  if (change !== '') db.prepare(`UPDATE participants SET ${change} WHERE id = ?`).run(id);
}

describe('Unused agents', () => {
  beforeEach(() => {
    addAgent('removed', 'good', 'removed_at = 1');
    addAgent('described', 'good', "description = 'Reads the logs'");
    addAgent('traced', 'good', 'has_traces = 1');
    addAgent('called', 'good');
    db.prepare("INSERT INTO mentions (participant_id, room_id, seq) VALUES ('called', 'lobby', 1)").run();
    addAgent('unused', 'good');
    addAgent('removed with its key', 'ended', 'removed_at = 1');
  });

  it('of a key come before removed ones, and agents that have to stay are none of them', () => {
    expect(reads.unusedAgentsOfKey('good', 1).map(({ id }) => id)).toEqual(['unused']);
    expect(reads.unusedAgentsOfKey('good', 10).map(({ id }) => id)).toEqual(['unused', 'removed']);
  });

  it('of all keys are without agents that have to stay, so that those take no places', () => {
    expect(reads.unusedAgentsBefore(1_000)).toEqual(['unused', 'removed with its key']);
    expect(reads.unusedAgentsBefore(0)).toEqual(['removed with its key']);
  });
});
