import type { Core } from './core.ts';

/** How exact a key's "last used" is: not every use is worth a write. */
const EXACT_TO_MS = 60_000;

/** Notes when keys were last used, whichever way they came. */
export class KeyUse {
  readonly #core: Pick<Core, 'now' | 'write'>;
  readonly #noted = new Map<string, number>();

  constructor(core: Pick<Core, 'now' | 'write'>) {
    this.#core = core;
  }

  used(keyId: string): void {
    const now = this.#core.now();
    const age = now - (this.#noted.get(keyId) ?? -Infinity);
    // A time to come is that of a clock that was set back.
    if (age >= 0 && age < EXACT_TO_MS) return;
    this.#noted.set(keyId, now);
    // Nothing waits for it, and a writer that is dead is told of where it matters.
    this.#core.write('touchKey', { id: keyId, at: now }).catch(() => this.#noted.delete(keyId));
  }
}
