// What starting needed is given back to the system: V8 keeps it otherwise, and a quiet home has no use for it. Each thread has a
// heap of its own, and gives back its own.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Long enough for those who wait for the home to have come in: the collection takes some 30 ms. */
const AFTER_MS = 2_000;

export function giveBackLater(): void {
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
