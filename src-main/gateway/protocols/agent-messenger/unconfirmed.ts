// The messages of a socket of which it is not known that the client has them. The system takes bytes for a client that is gone, and does
// not report what became of them. The answer to a ping of the WebSocket confirms all that was sent before that ping.

interface Range {
  first: number;
  last: number;
}

export class UnconfirmedMessages {
  /** By room. Sent before the ping that is on its way. */
  #pinged = new Map<string, Range>();
  /** By room. Sent since then. */
  #since = new Map<string, Range>();
  /** Pings without an answer. */
  #unanswered = 0;

  note({ room_id, seq }: { room_id: string; seq: number }): void {
    const range = this.#since.get(room_id);
    this.#since.set(room_id, { first: Math.min(seq, range?.first ?? seq), last: Math.max(seq, range?.last ?? seq) });
  }

  /** A ping leaves. A second one before the answer confirms nothing more: an answer does not say which ping it is for. */
  pinging(): void {
    if (this.#unanswered === 0) {
      this.#pinged = this.#since;
      this.#since = new Map();
    }
    this.#unanswered += 1;
  }

  /** By room the seq up to which the client has the messages now. */
  answered(): Map<string, number> {
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    if (this.#unanswered > 0) return new Map();
    const confirmed = new Map([...this.#pinged].map(([room_id, { last }]) => [room_id, last]));
    this.#pinged.clear();
    return confirmed;
  }

  /** Something was sent since the last ping, and no ping is on its way that has to be answered first. */
  get needsPing(): boolean {
    return this.#unanswered === 0 && this.#since.size > 0;
  }

  /** By room the seq before the first message that the client may not have. */
  positions(): Map<string, number> {
    return earliest([...this.#pinged, ...this.#since].map(([room_id, { first }]) => [room_id, first - 1]));
  }
}

/** By room the lowest of its positions. */
export function earliest(positions: Iterable<readonly [string, number]>): Map<string, number> {
  const lowest = new Map<string, number>();
  for (const [room_id, seq] of positions) lowest.set(room_id, Math.min(seq, lowest.get(room_id) ?? seq));
  return lowest;
}
