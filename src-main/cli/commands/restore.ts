// A backup in the place of a home. The file is checked before anything is touched, and what was there is backed up first.
import type { Command } from 'commander';
import { dataFolder } from '../home-options.ts';
import { PASSPHRASE_FILE, placeOf, runBackupWorker, type WorkerOptions } from '../backup-worker.ts';

interface RestoreOptions extends WorkerOptions {
  dataDir?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'the backup; "-" is standard input')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option(PASSPHRASE_FILE, 'the passphrase, in the first line of this file: of this backup, and for that of the current home')
    .option('--plain', 'do not encrypt the backup of the current home, though the home encrypts its backups')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
A home that runs in that folder has to be ended first. A backup of what is there is made before anything changes.
The home loses all that was written since the backup. Access to it stays as it is now.
A terminal asks for the passphrase of an encrypted backup.`,
    )
    .action(async (file: string, options: RestoreOptions) => {
      process.exitCode = await runBackupWorker('restore', placeOf(file), dataFolder(options, process.env), options);
    });
}
