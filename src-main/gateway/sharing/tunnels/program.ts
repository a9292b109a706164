// A program that runs as long as the server: its lines, its end, and no orphan.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that ignores SIGTERM is killed after this. */
const END_GRACE_S = 2;
const STOP_LIMIT_MS = 4_000;
const LINE_CHARS_MAX = 2_000;

export interface ProgramListener {
  /** A line of either output, at most 2,000 characters. */
  onLine(line: string): void;
  /** Once. `code` is null when a signal ended it. */
  onEnd(code: number | null): void;
}

export interface Program {
  /** Resolves once it has ended. */
  stop(): Promise<void>;
}

/**
 * A shell between the two ends the program when its input closes. The system closes it also when the server is killed. Windows has no
 * such shell: there a killed server leaves the program running.
 */
const UNTIL_INPUT_ENDS = `exec 3<&0
"$@" 3<&- </dev/null &
program=$!
{ cat <&3; kill $program; sleep ${END_GRACE_S}; kill -9 $program; } >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $program
code=$?
kill $watcher 2>/dev/null
exit $code`;

/** Starts the program at `file`. */
export function startProgram(file: string, args: readonly string[], listener: ProgramListener): Program {
  const child =
    process.platform === 'win32'
      ? spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
      : spawn('/bin/sh', ['-c', UNTIL_INPUT_ENDS, 'sh', file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    const end = (code: number | null): void => {
      child.stdin.destroy();
      resolve();
      listener.onEnd(code);
    };
    child.once('exit', end);
    child.once('error', () => {
      if (child.pid === undefined) end(null);
    });
  });
  child.stdin.on('error', () => undefined);
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => listener.onLine(line.slice(0, LINE_CHARS_MAX)));
  }
  return {
    async stop() {
      if (hasEnded(child)) return;
      child.stdin.end();
      if (process.platform === 'win32') child.kill();
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
