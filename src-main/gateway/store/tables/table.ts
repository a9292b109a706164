// A table's columns, declared once. The row type, the list of an insert and Kysely's types follow from the declaration; a test
// compares it with the database that the migrations make.

/** A column, and the type of its values in TypeScript. */
export interface Column<Value = unknown> {
  readonly type: 'text' | 'integer' | 'real';
  readonly isNullable: boolean;
  /** The values of a shared enum; null: the column takes any value of its type. */
  readonly options: readonly string[] | null;
  /** Never set: it carries the type. */
  readonly value?: Value;
}

export type Columns = Readonly<Record<string, Column>>;

export type RowOf<T extends { columns: Columns }> = {
  -readonly [C in keyof T['columns']]: T['columns'][C] extends Column<infer Value> ? Value : never;
};

/**
 * A row that becomes an object for clients. Each column is a field of that, or is listed as hidden. Otherwise the type fits no row:
 * so a new column is neither forgotten nor sent by accident.
 */
export type Covered<Row, Sent, Kept extends keyof Row = never> = [Exclude<keyof Row, FieldOf<Sent> | Kept>] extends [never]
  ? Row
  : { neitherSentNorKept: Exclude<keyof Row, FieldOf<Sent> | Kept> };

/** Of each member of a union. */
type FieldOf<Sent> = Sent extends unknown ? keyof Sent : never;

export interface Table<C extends Columns> {
  readonly columns: C;
  /** The values of an insert: every column, from the parameter of its name. */
  row(params: RowOf<Table<C>>): RowOf<Table<C>>;
}

export function table<const C extends Columns>(columns: C): Table<C> {
  const names = Object.keys(columns) as (keyof C)[];
  return {
    columns,
    // Placeholders (statement.ts) cannot be spread: they stand for whatever is read from them. So each is read by its name.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are those of the row
    row: (params) => Object.fromEntries(names.map((name) => [name, params[name]])) as RowOf<Table<C>>,
  };
}

export const text = <Value extends string = string>(): Column<Value> => ({ type: 'text', isNullable: false, options: null });

/** JSON, as text. */
export const json = (): Column<string> => text();

/** One of the values of a shared enum. */
export const oneOf = <const Value extends string>(schema: { readonly options: readonly Value[] }): Column<Value> => ({
  type: 'text',
  isNullable: false,
  options: schema.options,
});

export const integer = (): Column<number> => ({ type: 'integer', isNullable: false, options: null });

/** 0 or 1. */
export const flag = (): Column<number> => integer();

/** UTC milliseconds. */
export const time = (): Column<number> => integer();

export const real = (): Column<number> => ({ type: 'real', isNullable: false, options: null });

export const nullable = <Value>({ type, options }: Column<Value>): Column<Value | null> => ({ type, isNullable: true, options });
