import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Command } from 'commander';

export function define(command: Command): void {
  command
    .option('--data-dir <folder>', 'where the home is kept (LANAI_HOME, or ~/.lanai)')
    .option('--host <address>', 'address for HTTP and TCP', '127.0.0.1')
    .option('--port <port>', 'HTTP port; 0 picks a free one', '4510')
    .option('--tcp-port <port>', 'TCP port for agents, or "off"', '4511')
    .option('--socket <path>', 'Unix socket for agents, or "off"')
    .option('--json', 'one line of JSON when it is ready')
    .action(async () => {
      process.exitCode = await serve(command.parent?.args.slice(1) ?? []);
    });
}

/** Runs the gateway with these arguments until it ends; resolves with its exit code. */
function serve(args: readonly string[]): Promise<number> {
  const program = path.resolve(import.meta.dirname, '../gateway/main.cjs');
  const gateway = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  // The terminal sends Ctrl+C to both; this process waits for the gateway to close the home in order.
  const pass = (signal: NodeJS.Signals): void => void gateway.kill(signal);
  process.once('SIGTERM', pass);
  process.on('SIGINT', () => undefined);
  return new Promise((resolve, reject) => {
    gateway.once('error', reject);
    gateway.once('exit', (code) => resolve(code ?? 1));
  });
}
