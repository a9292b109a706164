// The program that makes and restores backups. It is the home's own, because it is the home that knows its database.
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { homeNode } from './home-node.ts';
import { runOn } from './commands/serve.ts';

const PROGRAM = '../gateway/backup-worker.cjs';
/** Where the worker checks a database, with its process id. */
const VERIFYING = /^lanai-verify-([1-9]\d*)-/;

/** Standard input or output, in the place of a file. */
export const STREAM = '-';

/** A path is relative to the folder of this command; "-" is not a path. */
export function placeOf(file: string): string {
  return file === STREAM ? STREAM : path.resolve(file);
}

export interface WorkerOptions {
  passphraseFile?: string;
  encrypt?: boolean;
  plain?: boolean;
  force?: boolean;
  json?: boolean;
}

/** Of a terminal it asks for the passphrase, when there is no such file. */
export const PASSPHRASE_FILE = '--passphrase-file <file>';

/** Replaces this process with it. Resolves with its exit code. */
export async function runBackupWorker(
  what: 'backup' | 'restore' | 'verify',
  file: string,
  folder: string | null,
  { passphraseFile, ...flags }: WorkerOptions,
): Promise<number> {
  const args = [what, file, ...(folder === null ? [] : ['--data-dir', folder])];
  if (passphraseFile !== undefined) args.push('--passphrase-file', path.resolve(passphraseFile));
  for (const flag of ['encrypt', 'plain', 'force', 'json'] as const) if (flags[flag] === true) args.push(`--${flag}`);
  try {
    return await runOn(homeNode(), [path.resolve(import.meta.dirname, PROGRAM), ...args]);
  } finally {
    if (what === 'verify') clearVerified(tmpdir());
  }
}

/** A process that was ended by a signal leaves a database there that is not encrypted. This one outlives it, and takes it away. */
function clearVerified(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = VERIFYING.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    } catch {
      // It belongs to another account.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
