/** Column names of a row whose values are texts, or null where the row is not found by it. */
type TextColumn<Row> = { [C in keyof Row]: Row[C] extends string | null ? C : never }[keyof Row];

/** Rows in memory, found by their key and by further columns. A replaced row keeps its place in the order. */
export class Rows<Row extends object, By extends TextColumn<Row> = never> {
  readonly #key: (row: Row) => string;
  readonly #rows = new Map<string, Row>();
  /** For each column, the keys of the rows with a value. */
  readonly #by = new Map<TextColumn<Row>, Map<string, Set<string>>>();

  constructor(key: (row: Row) => string, by: readonly By[] = []) {
    this.#key = key;
    for (const column of by) this.#by.set(column, new Map());
  }

  put(row: Row): void {
    const key = this.#key(row);
    const before = this.#rows.get(key);
    if (before) this.#forget(key, before);
    this.#rows.set(key, row);
    for (const [column, keys] of this.#by) {
      const value = textOf(row, column);
      if (value === null) continue;
      const same = keys.get(value);
      if (same) same.add(key);
      else keys.set(value, new Set([key]));
    }
  }

  remove(row: Row): void {
    const key = this.#key(row);
    const before = this.#rows.get(key);
    if (!before) return;
    this.#forget(key, before);
    this.#rows.delete(key);
  }

  get(key: string): Row | null {
    return this.#rows.get(key) ?? null;
  }

  all(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** The rows with this value in a column. */
  with(column: By, value: string): Row[] {
    return [...(this.#by.get(column)?.get(value) ?? [])].flatMap((key) => this.#rows.get(key) ?? []);
  }

  /** The row with a value that no other row has. */
  one(column: By, value: string): Row | null {
    return this.with(column, value)[0] ?? null;
  }

  count(column: By, value: string): number {
    return this.#by.get(column)?.get(value)?.size ?? 0;
  }

  #forget(key: string, row: Row): void {
    for (const [column, keys] of this.#by) {
      const value = textOf(row, column);
      const same = value === null ? undefined : keys.get(value);
      same?.delete(key);
      if (value !== null && same?.size === 0) keys.delete(value);
    }
  }
}

function textOf<Row extends object>(row: Row, column: TextColumn<Row>): string | null {
  const value: unknown = row[column];
  return typeof value === 'string' ? value : null;
}

/** The oldest first; those of one moment in the order in which they were made. */
export function byAge<Row extends { created_at: number }>(rows: Iterable<Row>): Row[] {
  return [...rows].sort((a, b) => a.created_at - b.created_at);
}
