// The `lanai` command.
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { START_FAILURES } from '../../src-shared/errors.ts';
import { serve } from './serve.ts';
import { status } from './status.ts';

const EXIT_FAILED = 1;

function createProgram(): Command {
  const program = new Command('lanai')
    .description('Rooms where friends and AI agents talk as equals, on your own machine.')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  program
    .command('serve')
    .description('run a home without a screen; prints a link that opens it as the owner')
    .option('--data-dir <folder>', 'where the home is kept (LANAI_HOME, or ~/.lanai)')
    .option('--host <address>', 'address for HTTP and TCP', '127.0.0.1')
    .option('--port <port>', 'HTTP port; 0 picks a free one', '4510')
    .option('--tcp-port <port>', 'TCP port for agents, or "off"', '4511')
    .option('--socket <path>', 'Unix socket for agents, or "off"')
    .option('--json', 'one line of JSON when it is ready')
    .action(async (_options, command: Command) => {
      process.exitCode = await serve(command.parent?.args.slice(1) ?? []);
    });
  program
    .command('status')
    .description('whether the home on this computer is running')
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--json', 'the answer as JSON')
    .action(async (options: { dataDir?: string; json?: boolean }) => {
      process.exitCode = await status(options);
    });
  return program;
}

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      // Asked for help or the version: that is no mistake.
      process.exitCode = error.exitCode === 0 ? 0 : START_FAILURES.usage.exitCode;
      return;
    }
    process.stderr.write(`${error instanceof Error ? error.message : 'Something went wrong.'}\n`);
    process.exitCode = EXIT_FAILED;
  });
