import { spawn } from 'node:child_process';
import path from 'node:path';

/** Runs the gateway with these arguments until it ends; resolves with its exit code. */
export function serve(args: readonly string[]): Promise<number> {
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
