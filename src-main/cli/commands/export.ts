// Rooms in a format that people and other programs read.
import path from 'node:path';
import { Option, type Command } from 'commander';
import { ExportFormat } from '../../../src-shared/exports.ts';
import { placeOf, STREAM } from '../backup-worker.ts';
import { UsageError } from '../failure.ts';
import { homeNode } from '../home-node.ts';
import { dataFolder } from '../home-options.ts';
import { runOn } from './serve.ts';

/** As in the thread of a server (export-thread.ts). */
const NODE_FLAGS = ['--max-semi-space-size=2'];
const PROGRAM = '../gateway/export-worker.cjs';

interface ExportOptions {
  format: string;
  out: string;
  dataDir?: string;
  own?: boolean;
  force?: boolean;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('[room]', 'name or id; left out: all rooms that the owner can read')
    .addOption(new Option('--format <format>', 'the format').choices(ExportFormat.options).default('jsonl'))
    .requiredOption('--out <file>', 'a zip when the name ends with ".zip", otherwise a new folder; "-" is standard output')
    .option('--own', "only the owner's own messages")
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--force', 'overwrite an existing file')
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
The home may run meanwhile: the export is of one moment. Deleted messages, encrypted rooms and rooms in memory are not in it.
An export is for reading and for other programs. To have the home back, use "lanai backup".`,
    )
    .action(async (room: string | undefined, options: ExportOptions) => {
      if (options.out === STREAM && process.stdout.isTTY) throw new UsageError('An export is binary: name a file, or use a pipe.');
      process.exitCode = await run(room, options);
    });
}

function run(room: string | undefined, options: ExportOptions): Promise<number> {
  const args = ['--data-dir', dataFolder(options, process.env), '--format', options.format];
  if (room !== undefined) args.push(`--room=${room}`);
  for (const flag of ['own', 'force', 'json'] as const) if (options[flag] === true) args.push(`--${flag}`);
  return runOn(homeNode(), [...NODE_FLAGS, path.resolve(import.meta.dirname, PROGRAM), ...args, '--', placeOf(options.out)]);
}
