// Deletes expired sessions and old secrets of keys. They give no access, but take memory.
import { everySteadyHour, type After } from '../clock.ts';
import type { Core } from '../core.ts';

export interface ExpiryOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Returns its end. */
export function startDroppingExpired({ core, after, log }: ExpiryOptions): () => void {
  return everySteadyHour({ now: () => core.now(), after }, () => {
    core.write('dropExpired', { now: core.now() }).catch((error: unknown) => log('Expired sessions could not be deleted', error));
  });
}
