// The backup to restore when the database of a home is damaged.
import path from 'node:path';
import { StartFailure } from '../../../../src-shared/errors.ts';
import { backupFile, listBackups, madeAt } from './list.ts';
import { takeApart } from './unpack.ts';

/** Each may be as large as the home, and is read whole. */
const CHECKED_MAX = 3;

/** Adds to the failure of a damaged database which backup to restore. Every other error stays as it is. */
export function withNewestBackup(error: Error, folder: string): Error {
  if (!(error instanceof StartFailure && error.code === 'database_damaged')) return error;
  const offered = newestGood(folder);
  if (offered === null) return error;
  const sentence = `${error.message} The newest good backup: ${offered}. Command: lanai restore "${offered}" --data-dir "${folder}"`;
  return new StartFailure('database_damaged', sentence, { cause: error.cause });
}

/** Null: there is none. An encrypted one cannot be checked here, and counts as good. */
function newestGood(folder: string): string | null {
  try {
    const made = listBackups(folder, null).filter((backup) => madeAt(backup) !== null);
    const good = made.slice(0, CHECKED_MAX).find(({ name, encrypted }) => encrypted !== null || isWhole(backupFile(folder, name)));
    return good ? path.resolve(backupFile(folder, good.name)) : null;
  } catch {
    return null;
  }
}

function isWhole(file: string): boolean {
  try {
    takeApart({ file }, null);
    return true;
  } catch {
    return false;
  }
}
