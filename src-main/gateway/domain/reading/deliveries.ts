// Which direct messages a person has received. It follows from two facts: a message has a cursor, and each pong of a client says up to
// which cursor the client has everything. A socket that is dead answers nothing. An event stream cannot answer, so it proves nothing.
// One write for all that a pong covers, and none for what is read or received already.
import * as z from 'zod/mini';
import type { Message } from '../../../../src-shared/objects.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import type { RoomEntry } from '../directory.ts';

/** A message that is read at once needs no ping. */
const PING_AFTER_MS = 1_000;

/** Of a client that has everything up to this event. */
const Pong = z.object({ cursor: z.optional(z.nullable(z.number())) });

interface Awaited {
  seq: number;
  cursor: number;
}

interface Ports {
  after: After;
  /** Asks the clients of a person that watch for a pong. */
  ping(participantId: string): void;
}

export class Deliveries {
  readonly #core: Core;
  /** By person, then by direct room: the newest message that the person may not have. */
  readonly #awaited = new Map<string, Map<string, Awaited>>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Begins with what is on disk: messages wait across a restart. Returns the end. */
  start({ after, ping }: Ports): () => void {
    const pinging = new Map<string, () => void>();
    const { directory } = this.#core;
    // A client that watches again has them before it can answer.
    for (const entry of directory.rooms()) this.#await(entry, { seq: entry.room.last_seq, cursor: 0 }, null);

    const stop = this.#core.onChange(({ event }) => {
      if (event.type !== 'message.posted' || event.cursor === null) return;
      const entry = directory.room(event.message.room_id);
      if (!entry?.room.direct) return;
      for (const id of this.#await(entry, { seq: event.message.seq, cursor: event.cursor }, event.message)) {
        if (pinging.has(id)) continue;
        const pingNow = (): void => {
          pinging.delete(id);
          if (this.isAwaited(id)) ping(id);
        };
        pinging.set(id, after(PING_AFTER_MS, pingNow));
      }
    });
    return () => {
      stop();
      for (const cancel of pinging.values()) cancel();
    };
  }

  /** Something was sent to the person that no client of theirs has confirmed. Forgets what was read meanwhile. */
  isAwaited(personId: string): boolean {
    const rooms = this.#awaited.get(personId);
    if (!rooms) return false;
    for (const [roomId, { seq }] of rooms) if (this.#has(personId, roomId, seq)) rooms.delete(roomId);
    if (rooms.size === 0) this.#awaited.delete(personId);
    return rooms.size > 0;
  }

  /** A client of the person that watches has everything up to the cursor in this payload of a pong. */
  heard(personId: string, payload: unknown): void {
    const cursor = Pong.safeParse(payload).data?.cursor ?? null;
    if (cursor === null || !this.isAwaited(personId)) return;
    const rooms = this.#awaited.get(personId) ?? new Map<string, Awaited>();
    const arrived = [...rooms].filter(([, awaited]) => awaited.cursor <= cursor);
    if (arrived.length === 0) return;
    const news = arrived.map(([room_id, { seq }]) => ({ room_id, seq }));
    // Nothing waits for it: after a failure the next pong writes it.
    this.#core.write('markDelivered', { participant_id: personId, rooms: news }).then(
      (moved) => moved.forEach((room_id) => this.#tell(room_id, personId)),
      () => undefined,
    );
  }

  #tell(room_id: string, personId: string): void {
    const deliveries = this.#core.directory.deliveriesIn(room_id).filter(({ participant_id }) => participant_id === personId);
    this.#core.publish({ only_id: null, event: { type: 'read_receipts.changed', cursor: null, room_id, reads: [], deliveries } });
  }

  /** Returns the persons who may not have it. */
  #await({ room, members }: RoomEntry, awaited: Awaited, message: Pick<Message, 'author_id'> | null): string[] {
    if (!room.direct || awaited.seq === 0) return [];
    const waiting = [...members].filter(
      (id) => id !== message?.author_id && this.#core.directory.participant(id)?.kind === 'person' && !this.#has(id, room.id, awaited.seq),
    );
    for (const id of waiting) {
      const rooms = this.#awaited.get(id) ?? new Map<string, Awaited>();
      this.#awaited.set(id, rooms.set(room.id, awaited));
    }
    return waiting;
  }

  #has(personId: string, roomId: string, seq: number): boolean {
    const mark = this.#core.directory.deliveriesIn(roomId).find(({ participant_id }) => participant_id === personId);
    return mark !== undefined && mark.seq >= seq;
  }
}
