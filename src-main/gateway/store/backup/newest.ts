// The newest backups of a home that does not start. Each may be as large as the home, and is read whole, so this runs in a thread.
import path from 'node:path';
import type { Backup } from '../../../../src-shared/maintenance.ts';
import { backupFile, listBackups, madeAt } from './list.ts';
import { takeApart } from './unpack.ts';

const CHECKED_MAX = 3;

export interface Search {
  do: 'find-newest';
  folder: string;
}

export interface Newest {
  /** An encrypted one, which cannot be checked here; null: none is newer than `whole`. */
  encrypted: string | null;
  /** One that is not encrypted, and was read whole. */
  whole: string | null;
}

/** Those that were added may be of another home. */
export function newestOf(folder: string): Newest {
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
