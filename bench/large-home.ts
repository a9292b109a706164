// A home with many messages: how soon it is ready, and how long a page of history takes.
import Database from 'better-sqlite3';
import path from 'node:path';
import { doorOf, newFolder, openHome, enter, text } from './home.ts';
import { insist, median, quantile, type Benchmark } from './result.ts';

const STARTS = 5;
const PAGES = 400;

export const largeHome: Benchmark = {
  name: 'large-home',
  async run({ isQuick }) {
    const messages = isQuick ? 100_000 : 1_000_000;
    const folder = newFolder();
    const first = await openHome(folder);
    await first.gateway.end('SIGTERM');
    fill(path.join(folder, 'lanai.db'), messages);
    const starts: number[] = [];
    let home = first;
    for (let start = 0; start < STARTS; start += 1) {
      const startedAt = performance.now();
      home = await openHome(folder);
      starts.push(performance.now() - startedAt);
      if (start < STARTS - 1) await home.gateway.end('SIGTERM');
    }
    const reader = await enter(doorOf(home), 'reader');
    const pages: number[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const since_seq = Math.floor((messages * page) / PAGES);
      const startedAt = performance.now();
      const reply = await reader.ask('get_history', { room_id: 'lobby', since_seq, limit: 50 });
      pages.push(performance.now() - startedAt);
      insist(
        reply.type === 'history_result' && JSON.stringify(reply).includes(`"seq":${since_seq + 1}`),
        'a page is not the one asked for',
      );
    }
    reader.close();
    await home.close();
    const size = messages.toLocaleString('en');
    return [
      { name: `ready, a home with ${size} messages`, value: median(starts), unit: 'ms', baseline: null },
      { name: `page of 50 from ${size}, p50`, value: median(pages), unit: 'ms', baseline: null },
      { name: `page of 50 from ${size}, p99`, value: quantile(pages, 0.99), unit: 'ms', baseline: null },
    ];
  },
};

/** Writes messages into the lobby as the store would have, without anybody to tell. */
export function fill(file: string, count: number): void {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const author = db.prepare<[], { id: string }>("SELECT id FROM participants WHERE role = 'owner'").get()?.id ?? '';
  const { last } = db.prepare<[], { last: number }>('SELECT max(cursor) AS last FROM changes').get() ?? { last: 0 };
  const insert = db.prepare(
    "INSERT INTO messages (cursor, id, room_id, seq, author_id, kind, content, created_at) VALUES (?, ?, 'lobby', ?, ?, 'chat', ?, ?)",
  );
  db.transaction(() => {
    for (let seq = 1; seq <= count; seq += 1) insert.run(last + seq, `message-${seq}`, seq, author, text(seq), seq);
    db.prepare("UPDATE rooms SET last_seq = ?, last_message_at = ? WHERE id = 'lobby'").run(count, count);
  })();
  db.close();
}
