// Whether a backup could be restored. Nothing of any home is read or changed.
import type { Command } from 'commander';
import { PASSPHRASE_FILE, runVerify, type WorkerOptions } from '../backup-worker.ts';
import path from 'node:path';

export function define(command: Command): void {
  command
    .argument('<file>', 'the backup')
    .option(PASSPHRASE_FILE, 'the passphrase of an encrypted backup, in the first line of this file')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
All of the file is read and compared with its checksums, and its database is opened, as for a restore. No home has to be there.
A terminal asks for the passphrase of an encrypted backup.`,
    )
    .action(async (file: string, options: WorkerOptions) => {
      process.exitCode = await runVerify(path.resolve(file), options);
    });
}
