// The messages of a connection of which it is not known that the client has them. The system takes bytes for a client that is gone, and
// does not report what became of them. An answered heartbeat confirms all that was sent before it.

/** Messages of one room that are sent again to an agent that comes back; get_history has the rest. */
export const REPLAY_PER_ROOM_MAX = 1_000;
/** The limit for the messages of all rooms together, in bytes. One connection must be able to queue them. */
export const REPLAY_BYTES_MAX = 2 * 1024 * 1024;

/** Messages of one room, as seqs. */
interface Range {
  /** That before the first of them. */
  readonly after: number;
  readonly last: number;
}

interface Part {
  readonly rooms: Map<string, Range>;
  messages: number;
  bytes: number;
}

/** Two parts, so that a heartbeat that is on its way does not confirm the messages after it. */
export class Unconfirmed {
  /** Sent before the last heartbeat; null when there is nothing. */
  #before: Part | null = null;
  /** Sent since then. */
  #since: Part | null = null;
  /** Heartbeats without an answer. */
  #unanswered = 0;

  get messages(): number {
    return (this.#before?.messages ?? 0) + (this.#since?.messages ?? 0);
  }

  get bytes(): number {
    return (this.#before?.bytes ?? 0) + (this.#since?.bytes ?? 0);
  }

  note(room_id: string, seq: number, bytes: number): void {
    this.#since ??= { rooms: new Map(), messages: 0, bytes: 0 };
    this.#since.messages += 1;
    this.#since.bytes += bytes;
    this.#since.rooms.set(room_id, { after: this.#since.rooms.get(room_id)?.after ?? seq - 1, last: seq });
  }

  /** `isConfirmed`: the client was heard since the last heartbeat, and nothing waits here. Some clients answer no heartbeat. */
  heartbeat(isConfirmed: boolean): void {
    this.#unanswered += 1;
    if (isConfirmed || this.#before === null) [this.#before, this.#since] = [this.#since, null];
  }

  /** By room the seq up to which the client has the messages now. */
  answered(): Map<string, number> {
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    if (this.#unanswered > 0) return new Map();
    const confirmed = this.#before;
    this.#before = null;
    return new Map([...(confirmed?.rooms ?? [])].map(([room_id, { last }]) => [room_id, last]));
  }

  /** Something was sent that only the answer to a new heartbeat confirms, and none is on its way. */
  get needsHeartbeat(): boolean {
    return this.#unanswered === 0 && this.#since !== null;
  }

  /** The client has everything. */
  clear(): void {
    this.#before = null;
    this.#since = null;
  }

  /** For each room the seq before the first message that the client may not have. */
  positions(): Map<string, number> {
    const rooms = [...(this.#since?.rooms ?? []), ...(this.#before?.rooms ?? [])];
    return new Map(rooms.map(([room_id, { after }]) => [room_id, after]));
  }
}
