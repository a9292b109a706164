// The searcher's thread: keeps the index and answers searches, so that neither messages nor readers wait for it.
import Database from 'better-sqlite3';
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../database.ts';
import { belongs, catchUp, sourceOn } from './catch-up.ts';
import { tidy } from './tidy.ts';
import { find, type Found, type Question } from './find.ts';
import { openIndex, removeIndex, type IndexFile } from './index-file.ts';

export type ToSearcher = { ask: number; question: Question } | 'catch up' | 'tidy';
export type FromSearcher = { answer: number; found: Found[] } | 'up to date';

export interface SearcherData {
  database: string;
  index: string;
}

/** After each piece it rests for so many times as long: a home that is written to has better use for the machine. */
const RESTS = 3;
const CATCH_UP_FIRST_MS = 20;

const port = parentPort;
if (!port) throw new Error('The searcher runs in a worker thread.');

// Only Linux takes this for the calling thread alone: elsewhere it would slow down the whole home.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- search-thread.ts gives it
const files = workerData as SearcherData;
const database = openForReading(files.database);
const source = sourceOn(database);
const index = openFitting();
let rest: NodeJS.Timeout | null = null;

port.on('message', (message: ToSearcher | 'close') => {
  if (message === 'close') close();
  else if (message === 'tidy') renewIfDamaged(() => (tidy(index, source), index.purge()));
  else if (message === 'catch up') rest ??= setTimeout(work, 0);
  else renewIfDamaged(() => answer(message.ask, message.question));
});

function work(): void {
  rest = null;
  const startedAt = performance.now();
  const isDone = renewIfDamaged(() => catchUp(index, source));
  if (isDone) tell('up to date');
  else rest = setTimeout(work, (performance.now() - startedAt) * RESTS);
}

/** Indexes the newest messages first, unless there are so many that it takes longer. */
function answer(ask: number, question: Question): void {
  const until = performance.now() + CATCH_UP_FIRST_MS;
  let isDone = catchUp(index, source);
  while (!isDone && performance.now() < until) isDone = catchUp(index, source);
  if (!isDone) rest ??= setTimeout(work, 0);
  tell({ answer: ask, found: find(index, source, question) });
}

function tell(message: FromSearcher): void {
  port?.postMessage(message);
}

/** The index of this very home; a fresh one when what is there is of another, of another version, or damaged. */
function openFitting(): IndexFile {
  try {
    const opened = openIndex(files.index);
    if (belongs(opened, source)) return opened;
    opened.close();
  } catch (error) {
    if (isShortOfMeans(error)) throw error;
  }
  removeIndex(files.index);
  return openIndex(files.index);
}

/** Damage in the middle ends the thread; the next one begins a fresh index. */
function renewIfDamaged<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_CORRUPT')) {
      index.close();
      removeIndex(files.index);
    }
    throw error;
  }
}

/** A full disk or a file one may not write is no fault of the index. */
function isShortOfMeans(error: unknown): boolean {
  return /^SQLITE_(?:FULL|IOERR|CANTOPEN|READONLY|BUSY|PERM)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}

function close(): void {
  if (rest) clearTimeout(rest);
  try {
    catchUp(index, source);
    index.purge();
  } catch {
    // A full or damaged disk: the next start sees to it.
  }
  index.close();
  database.close();
  port?.close();
}
