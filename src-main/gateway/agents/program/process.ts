// The process of a program that runs as an agent, or starts one, with all that it starts: none of it outlives the server, or its stop.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { countInGroup } from './process-group.ts';

/** A program that ignores SIGTERM is killed after this. */
const END_GRACE_MS = 1_500;
/** The watcher kills them after a second. */
const CHILDREN_GRACE_MS = 2_500;
const ERROR_CHARS_MAX = 4_000;

/**
 * A shell leads the group of processes. When its third input closes, which the system also does when the server is killed, it ends the
 * group. Windows has no such shell: there a program has to end when its input closes.
 */
const shellOf = (keepsChildren: boolean): string => `exec 4<&0
"$@" <&4 3<&- 4<&- &
program=$!
exec 4<&- </dev/null
{ trap '' TERM; read -r line <&3; kill -TERM 0; sleep 1; kill -KILL 0; } >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap '' TERM
wait $program
code=$?
${keepsChildren ? '' : 'kill -KILL $watcher 2>/dev/null'}
exit $code`;

export interface ProgramProcess {
  input: Writable;
  output: Readable;
  /** The end of what it wrote to its log, for its owner. */
  lastWords(): string;
  /** Resolves with its exit code when it has ended; null when it could not be started. A signal that ended it is 128 and its number. */
  ended: Promise<number | null>;
  /** Whether it has ended, and a process that it started is still in its group. False where the system has no groups. */
  hasLeftChildren(): Promise<boolean>;
  /** Ends it with all that it started. Resolves once it has ended. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** A path. */
  file: string;
  args: readonly string[];
  folder: string;
  env: Readonly<Record<string, string>>;
  /** True: it may end before the processes that it has started. They end with the server, or when it is stopped. */
  keepsChildren?: boolean;
}

export function startProcess({ file, args, folder, env, keepsChildren = false }: ProcessOptions): ProgramProcess {
  const isWindows = process.platform === 'win32';
  const [command, given] = isWindows ? [file, [...args]] : ['/bin/sh', ['-c', shellOf(keepsChildren), 'sh', file, ...args]];
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
  let isStopping = false;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      // Its children may still run.
      if (!keepsChildren || isStopping) signalGroup(child, 'SIGKILL');
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
    async hasLeftChildren() {
      if (!hasEnded || isStopping || !keepsChildren || isWindows || child.pid === undefined) return false;
      // One is the watcher.
      return (await countInGroup(child.pid)) > 1;
    },
    async stop() {
      isStopping = true;
      // The system may have given its number to another process.
      if (hasEnded) return keepsChildren ? endChildren(child, closed) : undefined;
      input.end();
      signalGroup(child, 'SIGTERM');
      const kill = setTimeout(() => signalGroup(child, 'SIGKILL'), END_GRACE_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

/** The watcher of the shell ends them when the third input closes. One that left the group may hold an output open. */
async function endChildren({ stdio: [, , , lifeline] }: ChildProcess, closed: Promise<void>): Promise<void> {
  lifeline?.destroy();
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const limit = setTimeout(resolve, CHILDREN_GRACE_MS);
  await Promise.race([closed, late]);
  clearTimeout(limit);
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
