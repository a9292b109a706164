// The process of a program that runs as an agent, with all that it starts: none of it outlives the server, or its stop.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** A program that ignores SIGTERM is killed after this. */
const END_GRACE_MS = 1_500;
const ERROR_CHARS_MAX = 4_000;

/**
 * A shell leads the group of processes. When its third input closes, which the system also does when the server is killed, it ends the
 * group. Windows has no such shell: there a program has to end when its input closes.
 */
const UNTIL_LIFELINE_ENDS = `exec 4<&0
"$@" <&4 3<&- 4<&- &
program=$!
exec 4<&- </dev/null
{ trap '' TERM; cat <&3; kill -TERM 0; sleep 1; kill -KILL 0; } >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap '' TERM
wait $program
code=$?
kill -KILL $watcher 2>/dev/null
exit $code`;

export interface ProgramProcess {
  input: Writable;
  output: Readable;
  /** The end of what it wrote to its log, for its owner. */
  lastWords(): string;
  /** Resolves with its exit code when it has ended; null when it could not be started. A signal that ended it is 128 and its number. */
  ended: Promise<number | null>;
  /** Ends it with all that it started. Resolves once it has ended. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** A path. */
  file: string;
  args: readonly string[];
  folder: string;
  env: Readonly<Record<string, string>>;
}

export function startProcess({ file, args, folder, env }: ProcessOptions): ProgramProcess {
  const isWindows = process.platform === 'win32';
  const [command, given] = isWindows ? [file, [...args]] : ['/bin/sh', ['-c', UNTIL_LIFELINE_ENDS, 'sh', file, ...args]];
  const child = spawn(command, given, {
    ...{ cwd: folder, env, windowsHide: true, detached: !isWindows },
    stdio: isWindows ? ['pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [input, output, errors] = [child.stdin, child.stdout, child.stderr];
  if (!input || !output || !errors) throw new Error('The program has no pipes.');
  let words = '';
  errors.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-ERROR_CHARS_MAX);
  });
  for (const each of child.stdio) each?.on('error', () => undefined);
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      // Its children may still run.
      signalGroup(child, 'SIGKILL');
      hasEnded = true;
      resolve(code);
    });
    child.once('error', () => {
      if (child.pid === undefined) resolve(null);
    });
  });
  return {
    ...{ input, output, ended },
    lastWords: () => words.trim(),
    async stop() {
      // The system may have given its number to another process.
      if (hasEnded) return;
      input.end();
      signalGroup(child, 'SIGTERM');
      const kill = setTimeout(() => signalGroup(child, 'SIGKILL'), END_GRACE_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') return void child.kill(signal);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All have ended.
  }
}
