// The main thread's side of the search.
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../src-shared/errors.ts';
import { DATABASE_FILE } from '../database.ts';
import { createIdleThread } from '../idle-thread.ts';
import type { Found, Question } from './find.ts';
import { INDEX_FILE } from './index-file.ts';
import type { FromSearcher, SearcherData, ToSearcher } from './searcher.ts';

/** New messages are collected for so long before they are indexed. */
const GATHER_MS = 250;
/** How long after the home's start the index is compared with it. */
const FIRST_LOOK_MS = 1_000;

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
  /** The position of the newest change on disk. */
  cursor(): number;
  /** How many messages are kept. */
  messageCount(): number;
  after(ms: number, run: () => void): () => void;
  log(message: string, error: unknown): void;
}

interface Waiting {
  resolve(found: Found[]): void;
  reject(error: Error): void;
}

export function startSearch({ program, dataDir, cursor, messageCount, after, log }: SearchOptions): Search {
  const files: SearcherData = { database: path.join(dataDir, DATABASE_FILE), index: path.join(dataDir, INDEX_FILE) };
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let isClosed = false;
  let isCatchingUp = false;
  let cancelNote: (() => void) | null = null;

  const thread = createIdleThread<ToSearcher, FromSearcher>({
    program,
    workerData: files,
    isBusy: () => waiting.size > 0 || isCatchingUp,
    onMessage(message) {
      if (message === 'up to date') {
        isCatchingUp = false;
        return;
      }
      waiting.get(message.answer)?.resolve(message.found);
      waiting.delete(message.answer);
    },
    onFault(error) {
      isCatchingUp = false;
      log('Search does not work at the moment', error);
      rejectAll(() => unavailable(error));
    },
    after,
  });
  const cancelFirstLook = after(FIRST_LOOK_MS, () => {
    if (messageCount() > 0 && positionIn(files.index) !== cursor()) catchUp();
  });

  function catchUp(): void {
    if (thread.post('catch up')) isCatchingUp = true;
  }

  function rejectAll(reason: () => AppError): void {
    for (const { reject } of waiting.values()) reject(reason());
    waiting.clear();
  }

  return {
    find(question) {
      return new Promise((resolve, reject) => {
        asked += 1;
        if (thread.post({ ask: asked, question })) waiting.set(asked, { resolve, reject });
        else reject(isClosed ? new AppError('shutting_down') : unavailable());
      });
    },
    note() {
      cancelNote ??= after(GATHER_MS, () => {
        cancelNote = null;
        catchUp();
      });
    },
    tidy: () => void thread.post('tidy'),
    async close() {
      isClosed = true;
      for (const cancel of [cancelFirstLook, cancelNote]) cancel?.();
      await thread.close();
      rejectAll(() => new AppError('shutting_down'));
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
    // The searcher finds the cause, and rebuilds the index if necessary.
    return null;
  }
}
