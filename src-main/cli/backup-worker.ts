// The program that makes and restores backups. It is the home's own, because it is the home that knows its database.
import path from 'node:path';
import { homeNode } from './home-node.ts';
import { runOn } from './commands/serve.ts';

const PROGRAM = '../gateway/backup-worker.cjs';

/** Standard input or output, in the place of a file. */
export const STREAM = '-';

/** A path is relative to the folder of this command; "-" is not a path. */
export function placeOf(file: string): string {
  return file === STREAM ? STREAM : path.resolve(file);
}

/** Replaces this process with it. Resolves with its exit code. */
export function runBackupWorker(
  what: 'backup' | 'restore',
  file: string,
  folder: string,
  isJson: boolean | undefined,
  more: readonly string[] = [],
): Promise<number> {
  const args = [what, file, '--data-dir', folder, ...more, ...(isJson === true ? ['--json'] : [])];
  return runOn(homeNode(), [path.resolve(import.meta.dirname, PROGRAM), ...args]);
}
