import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { MentionRow } from './schema.ts';
import { every, query, statement } from './statement.ts';

it('stores every column of a row, each under its name', () => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE mentions (seq, room_id, participant_id)');
  const insert = statement<MentionRow>()((p) => query.insertInto('mentions').values(every(p)('participant_id', 'room_id', 'seq')));
  insert.on(db).run({ participant_id: 'ada', room_id: 'lobby', seq: 7 });
  expect(db.prepare('SELECT * FROM mentions').all()).toEqual([{ participant_id: 'ada', room_id: 'lobby', seq: 7 }]);
});

it('does not compile with a column that is forgotten, or one that is not there', () => {
  const row: MentionRow = { participant_id: 'ada', room_id: 'lobby', seq: 7 };
  // @ts-expect-error -- seq is forgotten
  expect(every(row)('participant_id', 'room_id')).not.toHaveProperty('seq');
  // @ts-expect-error -- the row is found by its room, but seq is forgotten
  expect(every(row, 'room_id')('participant_id')).not.toHaveProperty('seq');
  // @ts-expect-error -- there is no such column
  expect(every(row)('participant_id', 'room_id', 'seq', 'place')).toHaveProperty('seq', 7);
  expect(every(row, 'room_id')('participant_id', 'seq')).toEqual({ participant_id: 'ada', seq: 7 });
});
