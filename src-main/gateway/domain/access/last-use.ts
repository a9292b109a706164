import type { Grant } from '../actor.ts';
import type { Core } from '../core.ts';

/** How exact "last used" is: not every use is worth a write. */
const EXACT_TO_MS = 60_000;

/** Notes the last use of keys and sessions, over every transport. */
export class LastUse {
  readonly #core: Pick<Core, 'now' | 'write'>;
  readonly #noted = new Map<string, number>();

  constructor(core: Pick<Core, 'now' | 'write'>) {
    this.#core = core;
  }

  used({ key_id, session_id }: Pick<Grant, 'key_id' | 'session_id'>): void {
    if (key_id !== null) this.#note('touchKey', key_id);
    if (session_id !== null) this.#note('touchSession', session_id);
  }

  #note(act: 'touchKey' | 'touchSession', id: string): void {
    const now = this.#core.now();
    const age = now - (this.#noted.get(id) ?? -Infinity);
    // A time in the future is from before the clock was set back.
    if (age >= 0 && age < EXACT_TO_MS) return;
    this.#noted.set(id, now);
    // Nothing waits for it, and a dead writer is reported by writes that matter.
    this.#core.write(act, { id, at: now }).catch(() => this.#noted.delete(id));
  }
}
