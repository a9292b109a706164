import type { Writable } from 'node:stream';

/** What one turn of the loop writes to a socket goes out in one system call. Call it before each write. */
export function createCork(socket: Pick<Writable, 'cork' | 'uncork'>): () => void {
  let isCorked = false;
  const uncork = (): void => {
    isCorked = false;
    socket.uncork();
  };
  return () => {
    if (isCorked) return;
    isCorked = true;
    socket.cork();
    process.nextTick(uncork);
  };
}
