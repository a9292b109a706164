// The same row in a bare better-sqlite3 loop: what the disk and SQLite allow, with nobody to tell.
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { newFolder, text } from './home.ts';

/** Milliseconds each commit of one row took: WAL, synchronous=FULL, as the store has it. */
export function bareCommits(count: number): number[] {
  const folder = newFolder();
  const db = new Database(path.join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE messages (cursor INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, room_id TEXT, seq INTEGER, author_id TEXT, content TEXT, created_at INTEGER, UNIQUE (room_id, seq))',
  );
  const insert = db.prepare('INSERT INTO messages (id, room_id, seq, author_id, content, created_at) VALUES (?, ?, ?, ?, ?, ?)');
  const took = Array.from({ length: count }, (_, index) => {
    const startedAt = performance.now();
    insert.run(`id-${index}`, 'lobby', index + 1, 'author', text(index), Date.now());
    return performance.now() - startedAt;
  });
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}
