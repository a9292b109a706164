import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { agentsOf, pauseComputerAgents } from './computer-agents.ts';

const program = (command: string): object => ({
  kind: 'program',
  command,
  args: [],
  folder: null,
  variables: [],
  mode: null,
  callers: 'owner',
});
const model = { kind: 'model', provider_id: 'p', model: 'm' };

function homeWith(agents: Readonly<Record<string, string>>): Database.Database {
  const db = new Database(':memory:');
  db.exec("CREATE TABLE hosted_agents (participant_id text, runs text, paused_at integer); ATTACH DATABASE ':memory:' AS now;");
  const add = db.prepare('INSERT INTO hosted_agents (participant_id, runs) VALUES (?, ?)');
  for (const [id, runs] of Object.entries(agents)) add.run(id, runs);
  return db;
}

const paused = (db: Database.Database): unknown =>
  db.prepare('SELECT participant_id FROM hosted_agents WHERE paused_at = 7 ORDER BY participant_id').pluck().all();

it('pauses agents that reach this computer in another way than before', () => {
  const same = JSON.stringify(program('claude'));
  const db = homeWith({
    same,
    other: JSON.stringify(program('/bin/sh')),
    files: JSON.stringify({ ...model, tools: 'files', folder: '/' }),
    commands: JSON.stringify({ ...model, tools: 'commands', folder: '/' }),
    'a key twice':
      '{"kind":"model","command":"/bin/sh","args":[],"folder":null,"variables":[],"mode":null,"callers":"owner","kind":"program"}',
    chat: JSON.stringify(model),
    damaged: '{',
  });
  const before = [
    { participant_id: 'same', runs: same },
    { participant_id: 'other', runs: same },
  ];
  pauseComputerAgents(db, before, 7);
  expect(paused(db)).toEqual(['a key twice', 'commands', 'files', 'other']);
});

it('does nothing in a home from before there were such agents', () => {
  const db = new Database(':memory:');
  db.exec("ATTACH DATABASE ':memory:' AS now");
  expect(agentsOf(db, 'now')).toEqual([]);
  pauseComputerAgents(homeWith({}), [], 7);
});
