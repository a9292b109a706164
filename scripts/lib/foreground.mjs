// Runs the program that a script is for, as if it had been started itself: its output, its signals, its exit code.
import { spawn } from 'node:child_process';
import { ROOT, toolEnvironment } from './project.mjs';
import { watchRunner } from './runner.mjs';

/**
 * `isLinked`: the program is a gateway, which ends when the channel to this process does, and takes a signal twice.
 * @returns {Promise<{ code: number, signal: string | null, durationMs: number }>}
 */
export function runInForeground(command, args, { env = process.env, onLine, isLinked = false } = {}) {
  const startedAt = Date.now();
  const stdio = ['inherit', onLine ? 'pipe' : 'inherit', 'inherit', ...(isLinked ? ['ipc'] : [])];
  const child = spawn(command, args, { cwd: ROOT, env: toolEnvironment(env), stdio });
  if (onLine) readLines(child.stdout, onLine);
  const stopForwarding = forwardSignals(child, isLinked);
  const stopWatching = watchRunner(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    const finish = (code, signal) => {
      stopForwarding();
      stopWatching();
      resolve({ code: code ?? 1, signal, durationMs: Date.now() - startedAt });
    };
    child.once('error', () => finish(127, null));
    child.once('exit', finish);
  });
}

/** A terminal sends Ctrl+C to every process in it. Electron quits at once when it comes a second time. */
function forwardSignals(child, mayComeTwice) {
  const onTerminate = () => child.kill('SIGTERM');
  const onInterrupt = () => (process.stdin.isTTY && !mayComeTwice) || child.kill('SIGINT');
  const handlers = { SIGTERM: onTerminate, SIGHUP: onTerminate, SIGINT: onInterrupt };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
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
