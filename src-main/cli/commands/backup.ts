// One file with everything that is in the home, its files too, as it was at one moment, while the home runs on.
import path from 'node:path';
import type { Command } from 'commander';
import { dataFolder } from '../home-options.ts';
import { runKeeper } from '../keeper.ts';

interface BackupOptions {
  dataDir?: string;
  force?: boolean;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'where to put it')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--force', 'put it in the place of a file that is there')
    .option('--json', 'answer in JSON')
    .addHelpText('after', '\nTo have the home back: "lanai restore". The file is a tar; it is for your eyes only.')
    .action(async (file: string, options: BackupOptions) => {
      const more = options.force === true ? ['--force'] : [];
      process.exitCode = await runKeeper('backup', path.resolve(file), dataFolder(options, process.env), options.json, more);
    });
}
