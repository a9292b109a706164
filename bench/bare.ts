// The same row in a bare better-sqlite3 loop: the limit of disk and SQLite, without receivers.
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { newFolder, text } from './home.ts';

/** WAL, synchronous=FULL, as the store has it, and a like row. */
export function openBare(folder: string) {
  const db = new Database(path.join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE messages (cursor INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, room_id TEXT, seq INTEGER, author_id TEXT, content TEXT, created_at INTEGER, UNIQUE (room_id, seq))',
  );
  const insert = db.prepare('INSERT INTO messages (id, room_id, seq, author_id, content, created_at) VALUES (?, ?, ?, ?, ?, ?)');
  return {
    db,
    append: (seq: number, author: string, content: string): void => void insert.run(`id-${seq}`, 'lobby', seq, author, content, Date.now()),
  };
}

/** Milliseconds each commit took. `rows`: how many in one commit. */
export function bareCommits(count: number, rows = 1): number[] {
  const folder = newFolder();
  const { db, append } = openBare(folder);
  const appendAll = db.transaction((from: number) => {
    for (let seq = from; seq < from + rows; seq += 1) append(seq, 'author', text(seq));
  });
  const took = Array.from({ length: count }, (_, index) => {
    const startedAt = performance.now();
    if (rows === 1) append(index + 1, 'author', text(index));
    else appendAll(index * rows + 1);
    return performance.now() - startedAt;
  });
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}
