// The store: one folder on disk. Reading is at once, on a handle of its own; writing goes through the writer's thread.
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../../src-shared/errors.ts';
import { DATABASE_FILE, openForReading } from './database.ts';
import { lockDataFolder, type Lock } from './lock.ts';
import { damagedOr, migrate } from './migrate.ts';
import { createReads, type Reads } from './reads.ts';
import { startWriterThread, type WriterThread, type WriterThreadOptions } from './writer-thread.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

export interface Store {
  readonly reads: Reads;
  readonly write: WriterThread['run'];
  readonly lock: Lock;
  readonly waiting: WriterThread['waiting'];
  readonly settled: WriterThread['settled'];
  /** Waits until everything asked for is on disk. */
  close(): Promise<void>;
}

export type StoreOptions = Pick<WriterThreadOptions, 'program' | 'onChanges' | 'onBatch' | 'onDeath'> & { dataDir: string };

/** Opens the home in a folder, making it if need be. Throws StartFailure when it cannot be used. */
export async function openStore({ dataDir, ...writerOptions }: StoreOptions): Promise<Store> {
  prepareFolder(dataDir);
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
      lock,
      async close() {
        await writer.close();
        db.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw damagedOr(error, file);
  }
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!statSync(dataDir).isDirectory()) throw new Error('not a folder');
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartFailure('data_dir_unwritable', `The data folder ${dataDir} cannot be used. ${reasonOf(error)}`, { cause: error });
  }
}
