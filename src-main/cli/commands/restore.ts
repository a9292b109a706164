// A backup in the place of a home. The file is checked before anything is touched, and what was there is backed up first.
import type { Command } from 'commander';
import { dataFolder } from '../home-options.ts';
import { placeOf, runBackupWorker } from '../backup-worker.ts';

interface RestoreOptions {
  dataDir?: string;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'the backup; "-" is standard input')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
A home that runs in that folder has to be ended first. A backup of what is there is made before anything changes.
What was written since the backup is gone from the home; who may come in stays as it is now.`,
    )
    .action(async (file: string, options: RestoreOptions) => {
      process.exitCode = await runBackupWorker('restore', placeOf(file), dataFolder(options, process.env), options.json);
    });
}
