import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applyMigrations } from './migrate.ts';
import { every, query, statement, type Statement } from './statement.ts';
import type { MentionRow } from './tables/messages.ts';
import { writeStatements } from './writes.ts';

type Row = Pick<MentionRow, 'participant_id' | 'room_id' | 'seq'>;

it('does not compile with a column that is forgotten, or one that is not there', () => {
  const row: Row = { participant_id: 'ada', room_id: 'lobby', seq: 7 };
  // @ts-expect-error -- seq is forgotten
  expect(every(row)('participant_id', 'room_id')).not.toHaveProperty('seq');
  // @ts-expect-error -- the row is found by its room, but seq is forgotten
  expect(every(row, 'room_id')('participant_id')).not.toHaveProperty('seq');
  // @ts-expect-error -- there is no such column
  expect(every(row)('participant_id', 'room_id', 'seq', 'place')).toHaveProperty('seq', 7);
  expect(every(row, 'room_id')('participant_id', 'seq')).toEqual({ participant_id: 'ada', seq: 7 });
});

const database = new Database(':memory:');
await applyMigrations(database);

type AnyStatement = Statement<unknown, never>;
const groups = import.meta.glob<Record<string, unknown>>(['./sqlite/*.ts', '!./sqlite/*.test.ts'], { eager: true, import: '*' });
const isStatement = (value: unknown): value is AnyStatement => typeof value === 'object' && value !== null && 'on' in value;
const statements = [writeStatements, ...Object.values(groups).flatMap((group) => Object.values(group))].flatMap((value) =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).filter((each): each is [string, AnyStatement] => isStatement(each[1]))
    : [],
);

/** Null: SQLite takes the statement. It does not run. */
function faultOf(each: AnyStatement): string | null {
  try {
    each.on({ prepare: (sql: string) => (database.prepare(sql), { all: () => [] }) } as unknown as Database.Database).all({} as never);
    return null;
  } catch (error) {
    return String(error);
  }
}

describe('all statements', () => {
  it('are found', () => expect(statements.length).toBeGreaterThan(250));

  it('fit the tables', () => {
    const faults = statements.map(([name, each]) => [name, faultOf(each)]).filter(([, fault]) => fault !== null);
    expect(faults).toEqual([]);
  });
});

describe('a statement', () => {
  it('is built, compiled and prepared at its first use, once', () => {
    const built: string[] = [];
    const { on } = statement<{ id: string }>()((p) => {
      built.push('built');
      return query.selectFrom('rooms').select('id').where('id', '=', p.id);
    });
    const prepared: string[] = [];
    const db = { prepare: (sql: string) => (prepared.push(sql), database.prepare(sql)) } as unknown as Database.Database;
    const rooms = on(db);
    expect([...built, ...prepared]).toEqual([]);
    expect([rooms.all({ id: 'none' }), rooms.get({ id: 'none' })]).toEqual([[], undefined]);
    expect(built).toEqual(['built']);
    expect(prepared).toEqual(['select "id" from "rooms" where "id" = ?']);
  });
});
