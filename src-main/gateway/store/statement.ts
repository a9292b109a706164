// SQL written with Kysely, compiled once, at its first use, and run on a prepared statement of better-sqlite3: typed queries at the speed
// of hand-written ones, and synchronous, so that a transaction is never held open across an await.
import type Database from 'better-sqlite3';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Compilable } from 'kysely';
import { once } from '../../../src-shared/once.ts';
import { columnsOf, followsOf, type Follows } from './sqlite/followed.ts';
import type { Schema } from './schema.ts';

/** Builds queries; runs none. */
export const query = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

type Value = string | number | null;

class Parameter {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Of the parameters, those that are no columns to write: the row is found by them. */
type Rest<Params, Found extends keyof Params, Names extends readonly unknown[]> = Exclude<keyof Params, Found | Names[number]>;

/**
 * Every parameter for the column of its name: `every(p, 'id')('name', 'description')`. `found`: those that the row is found by. A parameter
 * that is left out does not compile: a column that is forgotten here would never be stored, and no test of another column would show it.
 */
export function every<Params extends object, Found extends keyof Params = never>(params: Params, ..._found: Found[]) {
  return <const Names extends readonly Exclude<keyof Params, Found>[]>(
    ...names: Names & ([Rest<Params, Found, Names>] extends [never] ? unknown : never)
  ): Pick<Params, Names[number]> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has just these names
    Object.fromEntries(names.map((name) => [name, params[name]])) as Pick<Params, Names[number]>;
}

/** A query with named parameters. */
export interface Statement<Row, Params> {
  on(db: Database.Database): Prepared<Row, Params>;
}

/** The result of a writing statement. `rows`: the changed rows that the directory follows, if it changes any. */
export interface Written {
  count: number;
  rows: readonly unknown[];
}

export interface Prepared<Row, Params> {
  all(params: Params): Row[];
  get(params: Params): Row | undefined;
  run(params: Params): Written;
  readonly follows: Follows | null;
}

/** `build` is given an object whose properties stand for the parameters: `statement<{ id: string }>()((p) => query.selectFrom('rooms').where('id', '=', p.id))`. */
export function statement<Params extends object>() {
  return <Row>(build: (params: Params) => Compilable<Row>): Statement<Row, Params> => {
    // Kysely takes the marker for a value and hands it back, in the place of its `?`.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the markers stand for the values while the query is built
    const markers = new Proxy({}, { get: (_target, name) => new Parameter(String(name)) }) as Params;
    // Most statements of a quiet server never run. So each is compiled and prepared when it is first used.
    const compiled = once(() => compile(build(markers)));
    return {
      on(db) {
        const prepared = once(() => db.prepare<Value[], Row>(compiled().sql));
        const bind = (params: Params): Value[] => {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its columns are SQLite's values
          const values = params as Record<string, Value>;
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a literal of the query
          return compiled().parameters.map((value) => (value instanceof Parameter ? (values[value.name] ?? null) : (value as Value)));
        };
        return {
          all: (params) => prepared().all(...bind(params)),
          get: (params) => prepared().get(...bind(params)),
          run(params) {
            if (!compiled().follows) return { count: prepared().run(...bind(params)).changes, rows: [] };
            const rows = prepared().all(...bind(params));
            return { count: rows.length, rows };
          },
          get follows() {
            return compiled().follows;
          },
        };
      },
    };
  };
}

/** The statement's text. A statement that changes rows that the directory follows returns these rows. */
function compile(built: Compilable<unknown>) {
  const { sql, parameters, query: node } = built.compile();
  const follows = followsOf(node);
  return { sql: follows ? `${sql} returning ${columnsOf(follows.table).join(', ')}` : sql, parameters, follows };
}

export type PreparedAll<T extends Record<string, Statement<unknown, never>>> = { [K in keyof T]: ReturnType<T[K]['on']> };

/** The object for a row. Null when there is none. */
export function mapFound<A, B>(row: A | undefined, convert: (row: A) => B): B | null {
  return row === undefined ? null : convert(row);
}

/** Prepares a group of statements on one database. */
export function prepareAll<T extends Record<string, Statement<unknown, never>>>(db: Database.Database, statements: T): PreparedAll<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys, each with its own statement prepared
  return Object.fromEntries(Object.entries(statements).map(([name, each]) => [name, each.on(db)])) as PreparedAll<T>;
}
