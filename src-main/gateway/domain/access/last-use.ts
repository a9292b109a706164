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

  used({ key_id, session_id, entrance }: Pick<Grant, 'key_id' | 'session_id' | 'entrance'>): void {
    if (key_id !== null) this.#note(key_id, (at) => this.#core.write('touchKey', { id: key_id, at }));
    if (session_id !== null) this.#note(session_id, (at) => this.#core.write('touchSession', { id: session_id, at, entrance }));
  }

  #note(id: string, write: (at: number) => Promise<void>): void {
    const now = this.#core.now();
    const age = now - (this.#noted.get(id) ?? -Infinity);
    // A time in the future is from before the clock was set back.
    if (age >= 0 && age < EXACT_TO_MS) return;
    this.#noted.set(id, now);
    // Nothing waits for it, and a dead writer is reported by writes that matter.
    write(now).catch(() => this.#noted.delete(id));
  }
}
