// A program in a pseudo-terminal. It leads its own group of processes, and all of the group end with it.
import { execFile } from 'node:child_process';
import type { TerminalCommand } from '../../../src-shared/host.ts';

/** Those that ignore the hang-up of the terminal are killed after this. */
const END_GRACE_MS = 1_500;

export interface TerminalSize {
  columns: number;
  rows: number;
}

export interface TerminalProcess {
  write(text: string): void;
  resize(size: TerminalSize): void;
  /** Ends it with all of its group. Resolves when it has ended. */
  stop(): Promise<void>;
}

export interface TerminalListener {
  onOutput(text: string): void;
  /** Once. `code`: 128 and the number of the signal that ended it. */
  onEnd(code: number): void;
}

/** The library is loaded with the first terminal. Throws when the program or the folder is missing. */
export async function startInTerminal(
  { file, args, folder, env }: Pick<TerminalCommand, 'file' | 'args' | 'folder' | 'env'>,
  { columns, rows }: TerminalSize,
  { onOutput, onEnd }: TerminalListener,
): Promise<TerminalProcess> {
  const { spawn } = await import('@lydell/node-pty');
  const pty = spawn(file, args, { name: 'xterm-256color', cols: columns, rows, cwd: folder, env });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      // Its children may still run.
      if (process.platform !== 'win32') signalGroup(pty.pid, 'SIGKILL');
      hasEnded = true;
      onEnd(signal ? 128 + signal : exitCode);
      resolve();
    });
  });
  pty.onData(onOutput);
  return {
    write: (text) => void (hasEnded || pty.write(text)),
    resize: (size) => void (hasEnded || pty.resize(size.columns, size.rows)),
    async stop() {
      if (hasEnded) return;
      endTree(pty.pid);
      const kill = setTimeout(() => signalGroup(pty.pid, 'SIGKILL'), END_GRACE_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

function endTree(pid: number): void {
  // The library's own way starts this program again to list the processes, which a fuse forbids.
  if (process.platform === 'win32') execFile('taskkill', ['/pid', String(pid), '/t', '/f'], () => undefined);
  else signalGroup(pid, 'SIGHUP');
}

function signalGroup(pid: number, signal: 'SIGHUP' | 'SIGKILL'): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // All have ended.
  }
}
