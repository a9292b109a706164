// Starts the process that reads a PDF file with the Node that runs the gateway. In the packaged desktop the desktop starts it: pdf-desktop.ts.
import { fork } from 'node:child_process';
import path from 'node:path';
import type { StartPdfReader } from './pdf-job.ts';

const HEAP_MIB_MAX = 192;

/** It has none of the environment, and reads its own program, the fonts and this one file: no other file, no program. */
export function forkPdfReader(program: string): StartPdfReader {
  return (job, { onMessage, onEnd }) => {
    const readable = [path.dirname(program), job.resources, job.file];
    const child = fork(program, [], {
      execArgv: [
        `--max-old-space-size=${HEAP_MIB_MAX}`,
        ...['--permission', '--allow-worker', ...readable.map((each) => `--allow-fs-read=${each}`)],
      ],
      ...{ env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], killSignal: 'SIGKILL' },
    });
    let hasEnded = false;
    const end = (): void => {
      if (hasEnded) return;
      hasEnded = true;
      onEnd();
    };
    child.on('message', onMessage);
    child.once('exit', end);
    // Only an error without a process is an end; the others are followed by `exit`.
    child.on('error', () => child.pid === undefined && end());
    // The channel may close before: `exit` follows.
    child.send(job, () => undefined);
    return { kill: () => void child.kill('SIGKILL') };
  };
}
