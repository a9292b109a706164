import path from 'node:path';
import { StartFailure } from '../../../../src-shared/errors.ts';
import { lockDataFolder } from '../lock.ts';
import { migrate, type MigrateOptions } from '../migrate.ts';
import { DATABASE_NAME } from './contents.ts';

/**
 * Brings a home that does not run up to this program's version, as the unpacked backup is that takes its place: access is kept by the
 * columns that both have. A home of a newer program, or a damaged one, stays as it is: the backup takes its place all the same.
 */
export async function bringUpToDate(folder: string, migrations?: MigrateOptions['migrations']): Promise<void> {
  const lock = lockDataFolder(folder);
  try {
    await migrate(path.join(folder, DATABASE_NAME), { migrations, copiesAside: false });
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
  } finally {
    lock.release();
  }
}
