// Ports that are free, and stay so until they are used.
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that a system hands out automatically (Linux from 32768, others from 49152): no other program gets one by chance. */
const FIRST = 20_000;
const OF_EACH_WORKER = 1_500;
const MOST_WORKERS = 8;

/** Playwright numbers the workers that run at the same time from 0. */
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % MOST_WORKERS;
// From anywhere on: the tests of another checkout may run on the same machine.
let next = Math.floor(Math.random() * OF_EACH_WORKER);

/** For what must know its port before it listens, or listens on it again: no other worker gets it, and this one not again soon. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < OF_EACH_WORKER; tried += 1) {
    const port = FIRST + worker * OF_EACH_WORKER + (next++ % OF_EACH_WORKER);
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port.');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '0.0.0.0'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
