// Tracks the messages of a connection that may still be in this process. When the connection is closed they are lost, and have to
// be sent again after it reconnects.

interface Given {
  room_id: string;
  seq: number;
  /** Bytes given to the transport up to and with this message. */
  end: number;
}

/** So many are kept before it is looked which of them are out. */
const KEPT_MIN = 256;

export class Unsent {
  #given: Given[] = [];
  #bytes = 0;
  #pruneAt = KEPT_MIN;
  /** Bytes that were out when it was last looked. */
  #out = 0;
  #isOver = false;

  get size(): number {
    return this.#given.length;
  }

  /** So many bytes are given to the transport, where `waiting` bytes wait. */
  gave(bytes: number, waiting: number): void {
    this.saw(waiting);
    this.#bytes += bytes;
  }

  /** `waiting`: the bytes that wait now. */
  saw(waiting: number): void {
    if (!this.#isOver) this.#out = this.#bytes - waiting;
  }

  /** Records that the last frame was this message. True when so many are kept that the sent ones should be removed. */
  note(room_id: string, seq: number): boolean {
    return this.#given.push({ room_id, seq, end: this.#bytes }) >= this.#pruneAt;
  }

  /** Keeps those that are not out. */
  prune(waiting: number): void {
    this.#given = this.#notOut(waiting);
    this.#pruneAt = Math.max(KEPT_MIN, this.#given.length * 2);
  }

  /** Nothing more will leave. A transport that is gone no longer knows what waited, so what was seen last counts. */
  end(): void {
    this.#isOver = true;
  }

  /** For each room the seq of the last message before the first that is not out. */
  positions(waiting: number): Map<string, number> {
    const positions = new Map<string, number>();
    for (const { room_id, seq } of this.#notOut(waiting)) if (!positions.has(room_id)) positions.set(room_id, seq - 1);
    return positions;
  }

  #notOut(waiting: number): Given[] {
    this.saw(waiting);
    return this.#given.filter(({ end }) => end > this.#out);
  }
}
