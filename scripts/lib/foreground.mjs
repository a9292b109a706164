// Runs the program that a script is for, as if it had been started itself: its output, its signals, its exit code.
import { spawn } from 'node:child_process';
import { ROOT, toolEnvironment } from './project.mjs';

/** @returns {Promise<{ code: number, signal: string | null, durationMs: number }>} */
export function runInForeground(command, args, { env = process.env, onLine } = {}) {
  const startedAt = Date.now();
  const stdio = ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'];
  const child = spawn(command, args, { cwd: ROOT, env: toolEnvironment(env), stdio });
  if (onLine) readLines(child.stdout, onLine);
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve) => {
    const finish = (code, signal) => {
      stopForwarding();
      resolve({ code: code ?? 1, signal, durationMs: Date.now() - startedAt });
    };
    child.once('error', () => finish(127, null));
    child.once('exit', finish);
  });
}

/** A terminal sends Ctrl+C to every process in it, so only what reaches this process alone is passed on. */
function forwardSignals(child) {
  const onTerminate = () => child.kill('SIGTERM');
  const onInterrupt = () => process.stdin.isTTY || child.kill('SIGINT');
  process.on('SIGTERM', onTerminate);
  process.on('SIGINT', onInterrupt);
  return () => {
    process.off('SIGTERM', onTerminate);
    process.off('SIGINT', onInterrupt);
  };
}

function readLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) onLine(line);
  });
}
