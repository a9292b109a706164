import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations } from '../migrate.ts';
import { TABLES } from '../schema.ts';
import { query, statement } from '../statement.ts';
import { mentions } from './messages.ts';
import { flag, integer, nullable, oneOf, table, text, type Column, type Covered, type RowOf } from './table.ts';

let db: Database.Database;

beforeAll(async () => {
  db = new Database(':memory:');
  await applyMigrations(db);
  db.pragma('foreign_keys = OFF');
});
afterAll(() => void db.close());

const NAMES = Object.keys(TABLES) as (keyof typeof TABLES)[];
const TABLE_ROWS = NAMES.map((name): [keyof typeof TABLES, Record<string, Column>] => [name, TABLES[name].columns]);

/** A table's name, a column, and the values of its shared enum. */
const ENUMS = TABLE_ROWS.flatMap(([name, columns]) =>
  Object.entries(columns).flatMap(([column, { options }]): [keyof typeof TABLES, string, readonly string[]][] =>
    options === null ? [] : [[name, column, options]],
  ),
);

/** A value for each column: the least that the database takes. */
function anyRow(columns: Record<string, Column>): Record<string, string | number | null> {
  const any = ({ type, isNullable }: Column) => (isNullable ? null : type === 'text' ? '' : 0);
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, any(column)]));
}

describe('The declared tables', () => {
  it('are all tables of the database', () => {
    const names = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%'")
      .pluck()
      .all();
    expect(Object.keys(TABLES).sort()).toEqual(names.sort());
  });

  it.each(TABLE_ROWS)('%s has the columns of the database, with their types and whether they may be null', (name, columns) => {
    const declared = Object.entries(columns).map(([column, { type, isNullable }]) => ({ column, type, isNullable }));
    const made = db
      .prepare<[string], { column: string; type: string; isNullable: number }>(
        'SELECT name AS "column", lower(type) AS type, "notnull" = 0 AND pk = 0 AS isNullable FROM pragma_table_info(?)',
      )
      .all(name)
      .map((row) => ({ ...row, isNullable: row.isNullable === 1 }));
    expect(declared).toEqual(made);
  });

  it.each(ENUMS)('%s.%s takes every value of its shared enum', (name, column, options) => {
    const columns: Record<string, Column> = TABLES[name].columns;
    const names = Object.keys(columns);
    const insert = db.prepare(`INSERT INTO ${name} (${names.join()}) VALUES (${names.map((each) => `@${each}`).join()})`);
    for (const option of options) {
      db.exec('BEGIN');
      insert.run({ ...anyRow(columns), [column]: option });
      expect(db.prepare(`SELECT ${column} FROM ${name}`).pluck().all()).toEqual([option]);
      db.exec('ROLLBACK');
    }
  });
});

describe('A declaration', () => {
  const shelves = table({ id: text(), kind: oneOf({ options: ['wood', 'iron'] }), note: nullable(text()), is_full: flag() });
  type ShelfRow = RowOf<typeof shelves>;
  const shelf: ShelfRow = { id: 'one', kind: 'wood', note: null, is_full: 0 };

  it('makes an insert that stores every column, each under its name', () => {
    const own = new Database(':memory:');
    own.exec('CREATE TABLE mentions (seq, room_id, participant_id, thread_only, thread_id)');
    const insert = statement<RowOf<typeof mentions>>()((p) => query.insertInto('mentions').values(mentions.row(p)));
    const row = { participant_id: 'ada', room_id: 'lobby', seq: 7, thread_id: 'first', thread_only: 1 };
    insert.on(own).run(row);
    expect(own.prepare('SELECT * FROM mentions').all()).toEqual([row]);
    own.close();
  });

  it('does not compile with a column that is forgotten, also one that may be null, nor with a value that the enum does not have', () => {
    expect(shelves.row(shelf)).toEqual(shelf);
    // @ts-expect-error -- note is forgotten
    expect(shelves.row({ id: 'one', kind: 'wood', is_full: 0 })).toHaveProperty('note', undefined);
    // @ts-expect-error -- there are no paper shelves
    expect(shelves.row({ ...shelf, kind: 'paper' })).toHaveProperty('kind', 'paper');
    // @ts-expect-error -- is_full may not be null
    expect(shelves.row({ ...shelf, is_full: null })).toHaveProperty('is_full', null);
  });

  it('does not compile when a column is neither sent nor kept back', () => {
    const sent = (row: Covered<ShelfRow, { id: string; kind: string }, 'note' | 'is_full'>): string => row.id;
    expect(sent(shelf)).toBe('one');
    const forgetful = (row: Covered<ShelfRow, { id: string; kind: string }, 'is_full'>): unknown => row;
    // @ts-expect-error -- note is forgotten
    expect(forgetful(shelf)).toBe(shelf);
  });

  it('keeps the enum of a column that may be null', () => {
    expect(nullable(oneOf({ options: ['a', 'b'] }))).toMatchObject({ isNullable: true, options: ['a', 'b'] });
    expect(nullable(integer())).toMatchObject({ type: 'integer', isNullable: true, options: null });
  });
});
