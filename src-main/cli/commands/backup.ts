// One file with everything that is in the home, its files too, as it was at one moment, while the home runs on.
import type { Command } from 'commander';
import { UsageError } from '../failure.ts';
import { dataFolder } from '../home-options.ts';
import { PASSPHRASE_FILE, placeOf, runBackupWorker, STREAM, type WorkerOptions } from '../backup-worker.ts';

interface BackupOptions extends WorkerOptions {
  dataDir?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'the file to write; "-" is standard output')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--encrypt', 'encrypt it with a passphrase, which the terminal asks for')
    .option(PASSPHRASE_FILE, 'encrypt it with the first line of this file')
    .option('--plain', 'do not encrypt it, though the home encrypts its backups')
    .option('--force', 'overwrite an existing file')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
To have the home back: "lanai restore". To check the file: "lanai verify".
Without a passphrase the file is a tar that anyone who has it can read. An encrypted one cannot be opened without its passphrase.`,
    )
    .action(async (file: string, options: BackupOptions) => {
      if (file === STREAM && process.stdout.isTTY) throw new UsageError('A backup is binary: name a file, or use a pipe.');
      process.exitCode = await runBackupWorker('backup', placeOf(file), dataFolder(options, process.env), options);
    });
}
