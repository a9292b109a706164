// A command in a shell, with bounds for its time and its output. With it ends all that it started.
import { once } from 'node:events';
import os from 'node:os';
import type { After } from '../../../domain/clock.ts';
import { foldersOfUser } from '../../../domain/programs/find-program.ts';
import { environmentFor } from '../../program/environment.ts';
import { startProcess } from '../../program/process.ts';
import { HeadAndTail } from './head-and-tail.ts';

export const COMMAND_MS_MAX = 5 * 60 * 1000;
/** For output that is still in the pipe. A process that left the group could keep it open. */
const OUTPUT_END_MS = 500;
/** Errors stand where they were written, between the other lines. */
const WITH_ERRORS = 'exec 2>&1; exec /bin/sh -c "$1"';

export interface CommandPorts {
  env: NodeJS.ProcessEnv;
  after: After;
}

export interface CommandEnd {
  /** Null: it could not be started. */
  code: number | null;
  /** Its middle is left out when it is long. */
  output: string;
  why: 'ended' | 'too long' | 'stopped';
}

/** Resolves when all has ended, also after the signal. */
export async function runCommand(command: string, folder: string, { env, after }: CommandPorts, signal: AbortSignal): Promise<CommandEnd> {
  const child = startProcess({
    ...{ file: '/bin/sh', args: ['-c', WITH_ERRORS, 'sh', command], folder },
    env: environmentFor(env, [], foldersOfUser(os.homedir())),
  });
  const output = new HeadAndTail();
  child.output.on('data', (bytes: Buffer) => output.add(bytes));
  child.input.end();
  let why: CommandEnd['why'] = 'ended';
  const stop = (reason: CommandEnd['why']): void => {
    if (why !== 'ended') return;
    why = reason;
    void child.stop();
  };
  const onAbort = (): void => stop('stopped');
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  const cancel = after(COMMAND_MS_MAX, () => stop('too long'));
  try {
    const code = await child.ended;
    if (!child.output.closed) {
      const enough = Promise.withResolvers<void>();
      const cancelWait = after(OUTPUT_END_MS, enough.resolve);
      await Promise.race([once(child.output, 'close'), enough.promise]);
      cancelWait();
      child.output.destroy();
    }
    return { code, output: output.text(), why };
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancel();
  }
}
