// The store: one folder on disk. The reader's thread reads the archive, and the writer's thread writes. The event loop reads the
// directory once, at the start.
import type Database from 'better-sqlite3';
import path from 'node:path';
import { DATABASE_FILE, openForReading, openForWriting, schemaOf } from './database.ts';
import { lockDataFolder, type Lock } from './lock.ts';
import { damagedOr, migrate } from './migrate.ts';
import { preparePrivateFolder } from './private-folder.ts';
import { timedArchive } from './archive-reads.ts';
import { createReads, type Reads } from './reads.ts';
import { TABLES } from './schema.ts';
import type { Archive } from './interfaces/archive.ts';
import type { Operations } from './interfaces/tx.ts';
import type { Writer } from './interfaces/writer.ts';
import { countTheRest } from './sqlite/stored.ts';
import { startReaderThread, type ReaderThreadOptions } from './reader-thread.ts';
import { startWriterThread, type WriterThread, type WriterThreadOptions } from './writer-thread.ts';

export interface Store<O extends Operations> extends Writer<O> {
  /** Reads at once, on its own handle. The event loop waits for the disk meanwhile: for the start only. */
  load<T>(read: (reads: Reads) => T): T;
  readonly archive: Archive;
  /**
   * The same, read in order with the operations: the answer is as new as all that was published before it. The operations wait for
   * it, so it is for small answers.
   */
  readonly archiveInOrder: Archive;
  readonly lock: Lock;
  /** Of its database (`schemaOf`). */
  readonly schema: readonly string[];
  readonly cursor: WriterThread<O>['cursor'];
  readonly waiting: WriterThread<O>['waiting'];
  readonly settled: WriterThread<O>['settled'];
  readonly fold: WriterThread<O>['fold'];
  /** Waits until everything asked for is on disk. */
  close(): Promise<void>;
}

export interface StoreOptions
  extends Pick<WriterThreadOptions, 'onRows' | 'onChanges' | 'onBatch' | 'onDeath'>, Pick<ReaderThreadOptions, 'after' | 'log' | 'onRead'> {
  dataDir: string;
  writerProgram: WriterThreadOptions['program'];
  readerProgram: ReaderThreadOptions['program'];
}

/** Opens the home in a folder, making it if need be. Throws StartFailure when it cannot be used. */
export async function openStore<O extends Operations>({
  dataDir,
  writerProgram,
  readerProgram,
  after,
  log,
  onRead,
  ...writerOptions
}: StoreOptions): Promise<Store<O>> {
  preparePrivateFolder(dataDir);
  const file = path.join(dataDir, DATABASE_FILE);
  const lock = lockDataFolder(dataDir);
  const load = <T>(read: (reads: Reads) => T): T => withHandle(file, (db) => read(createReads(db)));
  try {
    await migrate(file);
    withHandle(file, countTheRest, openForWriting);
    const [schema, cursor] = withHandle(file, (db) => {
      requireTables(db);
      return [schemaOf(db), createReads(db).cursor()];
    });
    // Last: nothing can fail any more that would leave its thread behind. The reader's starts with the first question.
    const writer = startWriterThread<O>({ program: writerProgram, file, cursor, ...writerOptions });
    const reader = startReaderThread({ program: readerProgram, file, answerElsewhere: writer.read, onRead, after, log });
    return {
      load,
      archive: reader.archive,
      archiveInOrder: timedArchive(writer.read, onRead),
      run: writer.run,
      cursor: writer.cursor,
      waiting: writer.waiting,
      settled: writer.settled,
      fold: writer.fold,
      lock,
      schema,
      async close() {
        await writer.settled(Infinity);
        await reader.close();
        // The writer closes last: the last connection folds the log into the database, and removes it.
        await writer.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw damagedOr(error, file);
  }
}

/** Throws where a table or a column is missing. The statements are prepared at their first use, which is too late to find out. */
function requireTables(db: Database.Database): void {
  for (const [name, { columns }] of Object.entries(TABLES)) db.prepare(`SELECT ${Object.keys(columns).join(', ')} FROM ${name}`);
}

function withHandle<T>(file: string, work: (db: Database.Database) => T, open = openForReading): T {
  const db = open(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}
