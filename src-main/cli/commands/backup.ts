// One file with everything that is in the home, its files too, as it was at one moment, while the home runs on.
import type { Command } from 'commander';
import { UsageError } from '../failure.ts';
import { dataFolder } from '../home-options.ts';
import { placeOf, runBackupWorker, STREAM } from '../backup-worker.ts';

interface BackupOptions {
  dataDir?: string;
  force?: boolean;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'the file to write; "-" is standard output')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--force', 'overwrite an existing file')
    .option('--json', 'answer in JSON')
    .addHelpText('after', '\nTo have the home back: "lanai restore". The file is a tar; it is for your eyes only.')
    .action(async (file: string, options: BackupOptions) => {
      if (file === STREAM && process.stdout.isTTY) throw new UsageError('A backup is binary: name a file, or use a pipe.');
      const more = options.force === true ? ['--force'] : [];
      process.exitCode = await runBackupWorker('backup', placeOf(file), dataFolder(options, process.env), options.json, more);
    });
}
