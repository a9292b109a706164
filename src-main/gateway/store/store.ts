// The store: one folder on disk. The reader's thread reads the archive, and the writer's thread writes. Small lookups are read
// synchronously, on a handle of their own.
import type Database from 'better-sqlite3';
import path from 'node:path';
import { DATABASE_FILE, openForReading, schemaOf } from './database.ts';
import { lockDataFolder, type Lock } from './lock.ts';
import { damagedOr, migrate } from './migrate.ts';
import { preparePrivateFolder } from './private-folder.ts';
import { answerOn, createArchiveReads, timedArchive } from './archive-reads.ts';
import { createReads, type Reads } from './reads.ts';
import type { Archive } from './interfaces/archive.ts';
import type { Operations } from './interfaces/tx.ts';
import type { Writer } from './interfaces/writer.ts';
import { startReaderThread, type ReaderThreadOptions } from './reader-thread.ts';
import { startWriterThread, type WriterThread, type WriterThreadOptions } from './writer-thread.ts';

export interface Store<O extends Operations> extends Writer<O> {
  readonly reads: Reads;
  readonly archive: Archive;
  /** The same, read at once on the event loop. */
  readonly archiveHere: Archive;
  readonly lock: Lock;
  /** Of its database (`schemaOf`). */
  readonly schema: readonly string[];
  readonly waiting: WriterThread<O>['waiting'];
  readonly settled: WriterThread<O>['settled'];
  readonly fold: WriterThread<O>['fold'];
  /** Waits until everything asked for is on disk. */
  close(): Promise<void>;
}

export interface StoreOptions
  extends Pick<WriterThreadOptions, 'onChanges' | 'onBatch' | 'onDeath'>, Pick<ReaderThreadOptions, 'after' | 'log' | 'onRead'> {
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
  let handle: Database.Database | null = null;
  try {
    await migrate(file);
    const db = openForReading(file);
    handle = db;
    const reads = createReads(db);
    const schema = schemaOf(db);
    const archiveHere = createArchiveReads(reads);
    const answerHere: ReaderThreadOptions['answerHere'] = (call) => answerOn(reads, archiveHere, call);
    const reader = startReaderThread({ program: readerProgram, file, answerHere, onRead, after, log });
    // Last: nothing can fail any more that would leave its thread behind. The reader's starts with the first question.
    const writer = startWriterThread<O>({ program: writerProgram, file, ...writerOptions });
    return {
      reads,
      archive: reader.archive,
      archiveHere: timedArchive(answerHere, onRead),
      run: writer.run,
      waiting: writer.waiting,
      settled: writer.settled,
      fold: writer.fold,
      lock,
      schema,
      async close() {
        await writer.settled(Infinity);
        await reader.close();
        // The writer closes last: the last connection folds the log into the database, and removes it.
        db.close();
        await writer.close();
        lock.release();
      },
    };
  } catch (error) {
    handle?.close();
    lock.release();
    throw damagedOr(error, file);
  }
}
