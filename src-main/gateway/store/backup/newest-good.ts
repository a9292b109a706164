// The backup to restore when the database of a home is damaged.
import path from 'node:path';
import { StartFailure } from '../../../../src-shared/errors.ts';
import type { Backup } from '../../../../src-shared/maintenance.ts';
import { backupFile, listBackups, madeAt } from './list.ts';
import { takeApart } from './unpack.ts';

/** Each may be as large as the home, and is read whole. */
const CHECKED_MAX = 3;

/** Adds to the failure of a damaged database which backup to restore. Every other error stays as it is. */
export function withNewestBackup(error: Error, folder: string): Error {
  if (!(error instanceof StartFailure && error.code === 'database_damaged')) return error;
  const { encrypted, whole } = newest(folder);
  const command = (file: string): string => `${file}. Command: lanai restore "${file}" --data-dir "${folder}"`;
  const sentences = [error.message];
  if (encrypted !== null) sentences.push(`The newest backup is encrypted and was not checked: ${command(encrypted)}`);
  if (whole !== null) sentences.push(`The newest good backup${encrypted === null ? '' : ' that is not encrypted'}: ${command(whole)}`);
  return sentences.length === 1 ? error : new StartFailure('database_damaged', sentences.join(' '), { cause: error.cause });
}

interface Newest {
  /** An encrypted one, which cannot be checked here; null: none is newer than `whole`. */
  encrypted: string | null;
  /** One that is not encrypted, and was read whole. */
  whole: string | null;
}

/** Those that were added may be of another home. */
function newest(folder: string): Newest {
  try {
    const made = listBackups(folder, null).filter((backup) => backup.kind !== 'added' && madeAt(backup) !== null);
    const plain = made.filter(({ encrypted }) => encrypted === null).slice(0, CHECKED_MAX);
    const whole = plain.find(({ name }) => isWhole(backupFile(folder, name)));
    const newer = whole ? made.slice(0, made.indexOf(whole)) : made;
    const closed = newer.find(({ encrypted }) => encrypted !== null);
    const placeOf = (backup: Backup | undefined): string | null => (backup ? path.resolve(backupFile(folder, backup.name)) : null);
    return { encrypted: placeOf(closed), whole: placeOf(whole) };
  } catch {
    return { encrypted: null, whole: null };
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
