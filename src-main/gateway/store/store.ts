// The store: one folder on disk. Reading is at once, on a handle of its own; writing goes through the writer's thread.
import path from 'node:path';
import { DATABASE_FILE, openForReading, schemaOf } from './database.ts';
import { lockDataFolder, type Lock } from './lock.ts';
import { damagedOr, migrate } from './migrate.ts';
import { preparePrivateFolder } from './private-folder.ts';
import { createReads, type Reads } from './reads.ts';
import { startWriterThread, type WriterThread, type WriterThreadOptions } from './writer-thread.ts';

export interface Store {
  readonly reads: Reads;
  readonly write: WriterThread['run'];
  readonly lock: Lock;
  /** Of its database (`schemaOf`). */
  readonly schema: readonly string[];
  readonly waiting: WriterThread['waiting'];
  readonly settled: WriterThread['settled'];
  readonly fold: WriterThread['fold'];
  /** Waits until everything asked for is on disk. */
  close(): Promise<void>;
}

export type StoreOptions = Pick<WriterThreadOptions, 'program' | 'onChanges' | 'onBatch' | 'onDeath'> & { dataDir: string };

/** Opens the home in a folder, making it if need be. Throws StartFailure when it cannot be used. */
export async function openStore({ dataDir, ...writerOptions }: StoreOptions): Promise<Store> {
  preparePrivateFolder(dataDir);
  const file = path.join(dataDir, DATABASE_FILE);
  const lock = lockDataFolder(dataDir);
  try {
    await migrate(file);
    const db = openForReading(file);
    const reads = createReads(db);
    const writer = startWriterThread({ file, ...writerOptions });
    return {
      reads,
      write: writer.run,
      waiting: writer.waiting,
      settled: writer.settled,
      fold: writer.fold,
      lock,
      schema: schemaOf(db),
      async close() {
        await writer.settled(Infinity);
        // The writer closes last: the last connection folds the log into the database, and removes it.
        db.close();
        await writer.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw damagedOr(error, file);
  }
}
