// The main thread's side of the search. The searcher is there while there is something to index or to find, and goes
// when it was left alone for a while: a home in which nothing happens needs no memory for it.
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createBackoff, SCHEDULES } from '../../../../src-shared/client/backoff.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { DATABASE_FILE } from '../database.ts';
import type { Lookups } from '../interfaces/lookups.ts';
import type { Found, Question } from './find.ts';
import { INDEX_FILE } from './index-file.ts';
import type { FromSearcher, SearcherData, ToSearcher } from './searcher.ts';

/** What is written is gathered for so long before it is indexed. */
const GATHER_MS = 250;
/** How long after the home's start the index is compared with it. */
const FIRST_LOOK_MS = 1_000;
const IDLE_MS = 30_000;

export interface Search {
  find(question: Question): Promise<Found[]>;
  /** Something was written. */
  note(): void;
  /** The oldest messages of some rooms are gone. */
  tidy(): void;
  close(): Promise<void>;
}

export interface SearchOptions {
  /** The compiled searcher, or its source. */
  program: URL | string;
  dataDir: string;
  lookups: Pick<Lookups, 'cursor'>;
  /** How many messages are kept. */
  messageCount(): number;
  after(ms: number, run: () => void): () => void;
  log(message: string, error: unknown): void;
}

interface Waiting {
  resolve(found: Found[]): void;
  reject(error: Error): void;
}

export function startSearch({ program, dataDir, lookups, messageCount, after, log }: SearchOptions): Search {
  const files: SearcherData = { database: path.join(dataDir, DATABASE_FILE), index: path.join(dataDir, INDEX_FILE) };
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  const backoff = createBackoff(SCHEDULES.search);
  let asked = 0;
  let isResting = false;
  let cancelRest: (() => void) | null = null;
  let isClosed = false;
  let isCatchingUp = false;
  let cancelNote: (() => void) | null = null;
  let cancelIdle: (() => void) | null = null;
  const cancelFirstLook = after(FIRST_LOOK_MS, () => {
    if (messageCount() > 0 && positionIn(files.index) !== lookups.cursor()) post('catch up');
  });

  function post(message: ToSearcher): void {
    worker ??= start();
    stayAwake();
    if (message === 'catch up') isCatchingUp = worker !== null;
    worker?.postMessage(message);
  }

  function start(): Worker | null {
    if (isClosed || isResting) return null;
    const started = new Worker(program, { workerData: files });
    started.on('message', (message: FromSearcher) => heard(message));
    started.once('error', (error: Error) => failed(started, error));
    started.once('exit', () => failed(started, new Error('The searcher ended by itself.')));
    return started;
  }

  function heard(message: FromSearcher): void {
    if (message === 'up to date') {
      isCatchingUp = false;
      return;
    }
    waiting.get(message.answer)?.resolve(message.found);
    waiting.delete(message.answer);
  }

  function failed(which: Worker, error: Error): void {
    if (worker !== which) return;
    worker = null;
    isResting = true;
    cancelRest = after(backoff.next(), () => (isResting = false));
    isCatchingUp = false;
    log('Search does not work at the moment', error);
    for (const { reject } of waiting.values()) reject(unavailable(error));
    waiting.clear();
  }

  function stayAwake(): void {
    cancelIdle?.();
    cancelIdle = after(IDLE_MS, () => {
      if (waiting.size > 0 || isCatchingUp) stayAwake();
      else void end();
    });
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = null;
    if (!ending) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.postMessage('close' satisfies ToSearcher);
    await ended;
  }

  return {
    find(question) {
      return new Promise((resolve, reject) => {
        asked += 1;
        const ask = asked;
        waiting.set(ask, { resolve, reject });
        post({ ask, question });
        if (worker) return;
        waiting.delete(ask);
        reject(isClosed ? new AppError('shutting_down') : unavailable());
      });
    },
    note() {
      cancelNote ??= after(GATHER_MS, () => {
        cancelNote = null;
        post('catch up');
      });
    },
    tidy: () => post('tidy'),
    async close() {
      isClosed = true;
      for (const cancel of [cancelFirstLook, cancelNote, cancelIdle, cancelRest]) cancel?.();
      await end();
      for (const { reject } of waiting.values()) reject(new AppError('shutting_down'));
    },
  };
}

function unavailable(cause?: Error): AppError {
  return new AppError('internal_error', 'Search does not work at the moment. Try again in a few seconds.', { cause });
}

/** How far the index is; null when there is none that can be read. */
function positionIn(file: string): number | null {
  if (!existsSync(file)) return null;
  try {
    const db = new Database(file, { readonly: true });
    try {
      return db.prepare<[], { cursor: number }>('SELECT cursor FROM position').get()?.cursor ?? null;
    } finally {
      db.close();
    }
  } catch {
    // The searcher finds out why, and makes it anew if need be.
    return null;
  }
}
