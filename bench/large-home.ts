// A home with many messages: how soon it is ready, and how long a page of history and a search take.
import Database from 'better-sqlite3';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { doorOf, newFolder, openHome, enter, type BenchHome, type ThinAgent } from './home.ts';
import { insist, median, quantile, type Benchmark } from './result.ts';

const STARTS = 5;
const PAGES = 400;
const SEARCHES = 400;
/** Some words are common and most are rare, as in a language. */
const WORDS = 30_000;
const WORDS_PER_MESSAGE = 32;
const INDEX_POLL_MS = 500;

export const largeHome: Benchmark = {
  name: 'large-home',
  async run({ isQuick }) {
    const messages = isQuick ? 100_000 : 1_000_000;
    const folder = await newLargeFolder(messages);
    const starts: number[] = [];
    const start = async (): Promise<BenchHome> => {
      const startedAt = performance.now();
      const started = await openHome(folder);
      starts.push(performance.now() - startedAt);
      return started;
    };
    while (starts.length < STARTS - 1) await (await start()).gateway.end('SIGTERM');
    const home = await start();
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
    const indexed = await untilIndexed(reader);
    const searches: number[] = [];
    for (let count = 0; count < SEARCHES; count += 1) {
      const startedAt = performance.now();
      const reply = await reader.ask('search', question(count));
      searches.push(performance.now() - startedAt);
      insist(reply.type === 'ok', `a search was refused: ${JSON.stringify(reply)}`);
    }
    reader.close();
    await home.close();
    const size = messages.toLocaleString('en');
    return [
      { name: `ready, a home with ${size} messages`, value: median(starts), unit: 'ms', baseline: null },
      { name: `page of 50 from ${size}, p50`, value: median(pages), unit: 'ms', baseline: null },
      { name: `page of 50 from ${size}, p99`, value: quantile(pages, 0.99), unit: 'ms', baseline: null },
      { name: `search in ${size}, p50`, value: median(searches), unit: 'ms', baseline: null },
      { name: `search in ${size}, p99`, value: quantile(searches, 0.99), unit: 'ms', baseline: null },
      { name: `search in ${size}, the slowest`, value: Math.max(...searches), unit: 'ms', baseline: null },
      { name: `index of ${size}, made in the background in`, value: indexed / 1000, unit: 's', baseline: null },
    ];
  },
};

/** Waits until the first message is found; the newest are indexed last. Returns how long that took. */
async function untilIndexed(reader: ThinAgent): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const reply = JSON.stringify(await reader.ask('search', { query: 'lastword' }));
    if (reply.includes('lastword')) return performance.now() - startedAt;
    await sleep(INDEX_POLL_MS);
  }
}

/** Typical searches: a word, several, the start of one, a phrase, in a room or by an author; common and rare words. */
function question(count: number): object {
  const [common, middle, rare] = [word(count % 10), word(100 + ((count * 7) % 400)), word(20_000 + ((count * 131) % 10_000))];
  const asked = [
    { query: rare },
    { query: `${common} ` },
    { query: common.slice(0, 2) },
    { query: middle.slice(0, 3) },
    { query: `${middle} ${common}` },
    { query: `${rare} ${middle.slice(0, 4)}` },
    { query: `"${common} ${word((count % 10) + 1)}"` },
    { query: `${common} ${word((count % 10) + 1)} ${middle}` },
    { query: `${common} `, room_id: 'lobby', after: 1_000, before: 200_000 },
    { query: middle, from_id: 'porter' },
  ];
  return asked[count % asked.length] ?? {};
}

const SYLLABLES = [
  'ro',
  'll',
  'de',
  'plo',
  'ta',
  'mi',
  'con',
  'ver',
  'su',
  'ne',
  'pra',
  'tion',
  'er',
  'ing',
  'ka',
  'lo',
  'gi',
  'st',
  'an',
  'be',
];

/** A made-up word; a low number is one of the common ones. */
function word(number: number): string {
  let [left, made] = [number + 1, ''];
  while (left > 0) {
    made += SYLLABLES[(left * 7 + made.length) % SYLLABLES.length] ?? '';
    left = Math.floor(left / SYLLABLES.length);
  }
  return made;
}

/** About 200 bytes, always the same for the same number. */
function saying(seq: number): string {
  let random = seq * 2_654_435_761;
  const words: string[] = [];
  for (let count = 0; count < WORDS_PER_MESSAGE; count += 1) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    words.push(word(Math.floor(Math.exp((random / 2 ** 32) * Math.log(WORDS))) - 1));
  }
  return words.join(' ');
}

/** The data folder of a server that was stopped, with so many messages in its lobby, the last of them in so many threads. */
export async function newLargeFolder(messages: number, threads = 0): Promise<string> {
  const folder = newFolder();
  const empty = await openHome(folder);
  await empty.gateway.end('SIGTERM');
  fill(path.join(folder, 'lanai.db'), messages, threads);
  return folder;
}

const REPLIES_A_THREAD = 4;

/** Every fifth of the last messages begins a thread, and the four after it are its replies, of which the timeline shows the last. */
function beginThreads(db: Database.Database, count: number, threads: number, author: string): void {
  const step = REPLIES_A_THREAD + 1;
  const thread = db.prepare(
    "INSERT INTO threads (id, room_id, replies, last_seq, last_reply_at, author_ids) VALUES (?, 'lobby', ?, ?, ?, ?)",
  );
  const follow = db.prepare(
    "INSERT INTO thread_follows (thread_id, participant_id, room_id, last_read_seq, is_muted) VALUES (?, ?, 'lobby', ?, 0)",
  );
  const reply = db.prepare('UPDATE messages SET thread_id = ?, reply_to = ?, thread_only = ? WHERE seq = ?');
  for (let index = 0; index < threads; index += 1) {
    const first = count - (threads - index) * step + 1;
    const last = first + REPLIES_A_THREAD;
    const id = `message-${first}`;
    thread.run(id, REPLIES_A_THREAD, last, last, JSON.stringify([author]));
    follow.run(id, author, last);
    for (let seq = first + 1; seq <= last; seq += 1) reply.run(id, id, Number(seq !== last), seq);
  }
}

/** Writes messages into the lobby as the store would have, without sending them to anyone. */
function fill(file: string, count: number, threads: number): void {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const author = db.prepare<[], { id: string }>("SELECT id FROM participants WHERE role = 'owner'").get()?.id ?? '';
  const { last } = db.prepare<[], { last: number }>('SELECT max(cursor) AS last FROM changes').get() ?? { last: 0 };
  const insert = db.prepare(
    "INSERT INTO messages (cursor, id, room_id, seq, author_id, kind, content, created_at) VALUES (?, ?, 'lobby', ?, ?, 'chat', ?, ?)",
  );
  db.transaction(() => {
    for (let seq = 1; seq <= count; seq += 1) insert.run(last + seq, `message-${seq}`, seq, author, saying(seq), seq);
    beginThreads(db, count, threads, author);
    db.prepare("UPDATE messages SET content = 'lastword' WHERE seq = ?").run(count);
    db.prepare("UPDATE rooms SET last_seq = ?, last_message_at = ? WHERE id = 'lobby'").run(count, count);
  })();
  db.close();
}

/** The data folder of a stopped server with so many rooms, of which the owner is a member, and so many people in its lobby. */
export async function newCrowdedFolder(rooms: number, people: number): Promise<string> {
  const folder = newFolder();
  const empty = await openHome(folder);
  await empty.gateway.end('SIGTERM');
  const db = new Database(path.join(folder, 'lanai.db'));
  const owner = db.prepare<[], { id: string }>("SELECT id FROM participants WHERE role = 'owner'").get()?.id ?? '';
  const { last } = db.prepare<[], { last: number }>('SELECT max(cursor) AS last FROM changes').get() ?? { last: 0 };
  const person = db.prepare(
    "INSERT INTO participants (id, kind, name, role, scope, created_at) VALUES (?, 'person', ?, 'member', 'home', 1)",
  );
  const room = db.prepare("INSERT INTO rooms (id, name, visibility, created_by, created_at) VALUES (?, ?, 'public', ?, 1)");
  const member = db.prepare(
    'INSERT INTO memberships (room_id, participant_id, joined_cursor, read_from_seq, last_read_seq) VALUES (?, ?, ?, 0, 0)',
  );
  db.transaction(() => {
    for (let count = 1; count <= rooms; count += 1) {
      room.run(`room-${count}`, `room ${count}`, owner);
      member.run(`room-${count}`, owner, last);
    }
    for (let count = 1; count <= people; count += 1) {
      person.run(`person-${count}`, `Person ${count}`);
      member.run('lobby', `person-${count}`, last);
    }
  })();
  db.close();
  return folder;
}
