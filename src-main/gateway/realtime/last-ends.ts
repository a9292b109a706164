// Reasons for cut connections, sent when the client reconnects. A client that does not read would not read the reason either.
import { RECONNECT_WINDOW_MS } from '../../../src-shared/limits.ts';
import type { LastEnd } from '../../../src-shared/frames.ts';
import type { Actor } from '../domain/actor.ts';

const KEPT_MAX = 1_000;

export class LastEnds {
  readonly #now: () => number;
  /** By access: the participant with its session or key. Each page of a person has its own session. */
  readonly #ends = new Map<string, { end: LastEnd; until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  note(actor: Actor, end: LastEnd): void {
    const [oldest] = this.#ends.keys();
    if (oldest !== undefined && this.#ends.size >= KEPT_MAX) this.#ends.delete(oldest);
    this.#ends.set(accessOf(actor), { end, until: this.#now() + RECONNECT_WINDOW_MS });
  }

  /** Once. Null: the connection before was not cut, or long ago. */
  take(actor: Actor): LastEnd | null {
    const access = accessOf(actor);
    const noted = this.#ends.get(access);
    this.#ends.delete(access);
    return noted && noted.until > this.#now() ? noted.end : null;
  }
}

function accessOf({ participant_id, grant }: Actor): string {
  return JSON.stringify([participant_id, grant.session_id, grant.key_id]);
}
