// Returns the memory of the start to the system. V8 would keep it, and a quiet server does not need it. Each thread has its own
// heap, and releases it itself.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Long enough for the waiting clients to have connected: the collection takes some 30 ms. */
const AFTER_MS = 2_000;

export function releaseStartupMemory(): void {
  setTimeout(collect, AFTER_MS).unref();
}

/** V8 has no other door to this than the function that the flag puts into new contexts. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- V8's own function, as --expose-gc documents it
  const gc = runInNewContext('globalThis.gc') as NodeJS.GCFunction | undefined;
  setFlagsFromString('--no-expose-gc');
  gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
