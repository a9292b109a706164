// Deletes what is over: sessions and earlier secrets of keys give no access after their time, and would stay in memory for ever.
import { every, type After } from '../clock.ts';
import type { Core } from '../core.ts';

const SWEEP_EVERY_MS = 60 * 60 * 1000;

export interface ExpiryOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Returns its end. */
export function startDroppingExpired({ core, after, log }: ExpiryOptions): () => void {
  const drop = (): void =>
    void core
      .write('dropExpired', { now: core.now() })
      .catch((error: unknown) => log('Sessions that are over could not be deleted', error));
  return every(after, SWEEP_EVERY_MS, drop);
}
