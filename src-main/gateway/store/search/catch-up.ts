// Brings the index up to the database, a piece at a time. Cursors are given to messages and to their changes alike, so
// one position says how far it is.
import type Database from 'better-sqlite3';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import { findableText } from '../../../../src-shared/search-facts.ts';
import { wordsOf } from '../../../../src-shared/search-words.ts';
import type { MessageRow } from '../tables/messages.ts';
import { factsOf, findableOf } from './facts.ts';
import { tidy } from './tidy.ts';
import type { IndexFile, Position } from './index-file.ts';

/** The largest piece of work: a few milliseconds, after which questions are answered. */
const PIECE_ROWS = 500;
const PIECE_CHARS = 512 * 1024;

export interface Source {
  /** Where the database is: its newest cursor. */
  newest(): number;
  positionAt(cursor: number): Position;
  message(cursor: number): MessageRow | null;
  messageCalled(id: string): MessageRow | null;
  messagesAfter(cursor: number): IterableIterator<MessageRow>;
  /** Ids of messages that were edited, deleted or reacted to after this cursor. */
  changesAfter(cursor: number): { cursor: number; subject_id: string }[];
  /** Whether a room was deleted after the one cursor, up to the other. */
  lostARoom(after: number, upTo: number): boolean;
  /** Whether any message was imported. */
  hasImported(): boolean;
  /** The first message at or after this cursor. */
  messageFrom(cursor: number): MessageRow | null;
}

export function sourceOn(db: Database.Database): Source {
  const newest = db.prepare<[], number>(
    'SELECT max(coalesce((SELECT max(cursor) FROM messages), 0), coalesce((SELECT max(cursor) FROM changes), 0))',
  );
  const home = db.prepare<[], string>('SELECT id FROM home');
  const idAt = db.prepare<[number], string>('SELECT id FROM messages WHERE cursor <= ? ORDER BY cursor DESC LIMIT 1');
  const message = db.prepare<[number], MessageRow>('SELECT * FROM messages WHERE cursor = ?');
  const called = db.prepare<[string], MessageRow>('SELECT * FROM messages WHERE id = ?');
  const from = db.prepare<[number], MessageRow>('SELECT * FROM messages WHERE cursor >= ? ORDER BY cursor LIMIT 1');
  const after = db.prepare<[number, number], MessageRow>('SELECT * FROM messages WHERE cursor > ? ORDER BY cursor LIMIT ?');
  const changes = db.prepare<[number, number], { cursor: number; subject_id: string }>(
    "SELECT cursor, subject_id FROM changes WHERE cursor > ? AND type = 'message.changed' ORDER BY cursor LIMIT ?",
  );
  const imported = db.prepare<[], number>('SELECT 1 FROM messages INDEXED BY imported_messages WHERE imported IS NOT NULL LIMIT 1');
  const lost = db.prepare<[number, number], number>(
    "SELECT 1 FROM changes WHERE cursor > ? AND cursor <= ? AND type = 'room.removed' AND only_id IS NULL LIMIT 1",
  );
  return {
    hasImported: () => imported.pluck().get() !== undefined,
    lostARoom: (cursor, upTo) => lost.pluck().get(cursor, upTo) !== undefined,
    newest: () => newest.pluck().get() ?? 0,
    positionAt: (cursor) => ({ home_id: home.pluck().get() ?? '', cursor, message_id: idAt.pluck().get(cursor) ?? null }),
    message: (cursor) => message.get(cursor) ?? null,
    messageCalled: (id) => called.get(id) ?? null,
    messageFrom: (cursor) => from.get(cursor) ?? null,
    messagesAfter: (cursor) => after.iterate(cursor, PIECE_ROWS),
    changesAfter: (cursor) => changes.all(cursor, PIECE_ROWS),
  };
}

/** Whether the index is one of this very database: a backup that was put back may have another past. */
export function belongs(index: IndexFile, source: Source): boolean {
  const position = index.position();
  if (!position) return true;
  const { home_id, message_id } = source.positionAt(position.cursor);
  return position.cursor <= source.newest() && home_id === position.home_id && message_id === position.message_id;
}

/** One piece. Returns whether the index is now where the database was. */
export function catchUp(index: IndexFile, source: Source): boolean {
  const since = index.position()?.cursor ?? 0;
  const newest = source.newest();
  if (since >= newest) return true;
  const piece = takePiece(source, since, newest);
  if (source.lostARoom(since, piece.upTo)) {
    tidy(index, source, { isAll: true });
    index.purge();
  }
  index.inTransaction(() => {
    for (const row of piece.rows) put(index, row);
    index.moveTo(source.positionAt(piece.upTo));
  });
  return piece.upTo === newest;
}

interface Piece {
  rows: MessageRow[];
  upTo: number;
}

/** The next messages, and the changed ones in their current form. Messages after `newest` wait for the next run. */
function takePiece(source: Source, since: number, newest: number): Piece {
  const rows: MessageRow[] = [];
  let upTo = newest;
  let chars = 0;
  for (const row of source.messagesAfter(since)) {
    if (row.cursor > newest) break;
    rows.push(row);
    chars += row.content.length;
    if (rows.length < PIECE_ROWS && chars < PIECE_CHARS) continue;
    upTo = row.cursor;
    break;
  }
  const changes = source.changesAfter(since);
  const lastChange = changes.at(-1);
  if (lastChange && changes.length === PIECE_ROWS) upTo = Math.min(upTo, lastChange.cursor);
  const changed = changes.filter(({ cursor }) => cursor <= upTo).flatMap(({ subject_id }) => source.messageCalled(subject_id) ?? []);
  // Those that are new count as they are now too: what is read here may be newer than the piece, never older.
  return { rows: [...rows.filter(({ cursor }) => cursor <= upTo), ...changed.filter(({ cursor }) => cursor <= since)], upTo };
}

function put(index: IndexFile, row: MessageRow): void {
  const era = index.eraOf(row.cursor);
  if (!isFindable(row)) {
    era.remove(row.cursor);
    return;
  }
  const words = wordsOf(findableText(findableOf(row))).map((word) => word.text);
  era.put(row.cursor, factsOf(row, index.numberOf), words.join(' '));
}

/** Thoughts are not looked for, what was taken back is gone, and what is sealed the home cannot read. */
export function isFindable({ kind, deleted_at, content }: MessageRow): boolean {
  return kind !== 'thinking' && deleted_at === null && !isSealed(content);
}
