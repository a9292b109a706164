// The program that makes and restores backups. It is the home's own, because it is the home that knows its database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { homeNode } from './home-node.ts';
import { holdSignals, runOn, type Signals } from './commands/serve.ts';

const PROGRAM = '../gateway/backup-worker.cjs';

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
export function runBackupWorker(what: 'backup' | 'restore', file: string, folder: string, options: WorkerOptions): Promise<number> {
  return run([what, file, '--data-dir', folder], options);
}

/** In a temporary folder, where the database is not encrypted. A worker that is ended by a signal leaves it there. */
export async function runVerify(file: string, options: WorkerOptions): Promise<number> {
  // A signal that came between these lines would leave the folder, or a worker without its command.
  const signals = holdSignals();
  const folder = mkdtempSync(path.join(tmpdir(), 'lanai-verify-'));
  try {
    return await run(['verify', file, '--work-dir', folder], options, signals);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(begin: readonly string[], { passphraseFile, ...flags }: WorkerOptions, signals?: Signals): Promise<number> {
  const args = [...begin];
  if (passphraseFile !== undefined) args.push('--passphrase-file', path.resolve(passphraseFile));
  for (const flag of ['encrypt', 'plain', 'force', 'json'] as const) if (flags[flag] === true) args.push(`--${flag}`);
  return runOn(homeNode(), [path.resolve(import.meta.dirname, PROGRAM), ...args], { ...(signals && { signals }) });
}
