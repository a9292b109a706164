// The rows that the directory follows: which statements change them, and all of them for the start.
import type Database from 'better-sqlite3';
import type { RootOperationNode } from 'kysely';
import { FOLLOWED, type FollowedTable, type RowChange } from '../interfaces/stored-directory.ts';

/** A statement that changes rows of the directory, which it returns. */
export interface Follows {
  table: FollowedTable;
  isDeletion: boolean;
}

/** Null: the directory holds nothing that this statement changes. */
export function followsOf(node: RootOperationNode): Follows | null {
  if (node.kind === 'InsertQueryNode') return followed(nameOf(node.into), false);
  if (node.kind === 'DeleteQueryNode') return followed(nameOf(node.from.froms[0]), true);
  if (node.kind !== 'UpdateQueryNode') return null;
  const follows = followed(nameOf(node.table), false);
  const changed = (node.updates ?? []).map(({ column }) => nameOf(column));
  return follows && columnsOf(follows.table).some((name) => changed.includes(name)) ? follows : null;
}

export function columnsOf(table: FollowedTable): readonly string[] {
  return FOLLOWED[table];
}

function followed(table: string | null, isDeletion: boolean): Follows | null {
  return table !== null && isFollowed(table) ? { table, isDeletion } : null;
}

function isFollowed(table: string): table is FollowedTable {
  return Object.hasOwn(FOLLOWED, table);
}

/** The name in a node of a table or of a column. */
function nameOf(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  if ('name' in node) return typeof node.name === 'string' ? node.name : null;
  for (const inner of ['table', 'identifier', 'column']) if (inner in node) return nameOf(Reflect.get(node, inner));
  return null;
}

/** The directory holds no other rows of these tables. */
const HELD: Partial<Record<FollowedTable, string>> = {
  participants: "kind = 'agent' AND forgotten_at IS NULL",
  rooms: 'key_id IS NOT NULL',
  memberships: 'seen_seq > 0 OR delivered_seq > 0',
  files: 'message_id IS NULL AND dropped_at IS NULL',
};

/** All of them, in the order in which they were inserted. */
export function* followedRows(db: Database.Database): Generator<RowChange> {
  for (const table of Object.keys(FOLLOWED).filter(isFollowed)) {
    const rows = db.prepare(`SELECT ${columnsOf(table).join(', ')} FROM ${table} WHERE ${HELD[table] ?? 'true'} ORDER BY rowid`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns of this table
    for (const row of rows.iterate()) yield { table, row, isGone: false } as RowChange;
  }
}
