import { writeSync } from 'node:fs';

/** How long to let a slow reader read before the rest is tried again. */
const PAUSE_MS = 5;

/** The reader has closed the pipe, as after `| head`. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Returns after all of it is written. Throws ReaderGone when the reader has closed the pipe. */
export function writeAll(fd: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) rest = rest.subarray(writeSome(fd, rest));
}

function writeSome(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EPIPE') throw new ReaderGone('The reader closed the pipe.', { cause: error });
    if (code !== 'EAGAIN') throw error;
    // The pipe is full, and another process that shares it has made it non-blocking.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    return 0;
  }
}
