// Which direct messages a person has received. It follows from two facts: a message has a cursor, and each pong of a client says up to
// which cursor the client has everything. A socket that is dead answers nothing. An event stream cannot answer, so it proves nothing.
// One write per pong, and none for messages that are already read or received.
import * as z from 'zod/mini';
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
  log(message: string, error: unknown): void;
}

const PAGE = 50;

export class Deliveries {
  readonly #core: Core;
  /** By person, then by direct room: the newest message that the person may not have. */
  readonly #awaited = new Map<string, Map<string, Awaited>>();
  /** The persons with a write under way, and the newest cursor that they confirmed meanwhile. */
  readonly #writing = new Map<string, number>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Begins with what is on disk: messages wait across a restart. Returns the end. */
  start({ after, ping, log }: Ports): () => void {
    const pinging = new Map<string, () => void>();
    const { directory } = this.#core;
    let isOver = false;
    this.#load((id) => void (isOver || ping(id))).catch((error: unknown) => {
      if (!isOver) log('The direct messages that wait for their delivery could not be read', error);
    });

    const stop = this.#core.onChange(({ event }) => {
      if (event.type !== 'message.posted' || event.cursor === null) return;
      const { message, cursor } = event;
      const entry = directory.room(message.room_id);
      if (!entry?.room.direct) return;
      for (const id of this.#lacking(entry, message.seq)) {
        if (id === message.author_id) continue;
        this.#await(id, message.room_id, { seq: message.seq, cursor });
        if (pinging.has(id)) continue;
        const pingNow = (): void => {
          pinging.delete(id);
          if (this.isAwaited(id)) ping(id);
        };
        pinging.set(id, after(PING_AFTER_MS, pingNow));
      }
    });
    return () => {
      isOver = true;
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
    if (cursor !== null) this.#confirm(personId, cursor);
  }

  #confirm(personId: string, cursor: number): void {
    const meanwhile = this.#writing.get(personId);
    if (meanwhile !== undefined) return void this.#writing.set(personId, Math.max(meanwhile, cursor));
    if (!this.isAwaited(personId)) return;
    const rooms = this.#awaited.get(personId) ?? new Map<string, Awaited>();
    const arrived = [...rooms].filter(([, awaited]) => awaited.cursor <= cursor);
    if (arrived.length === 0) return;
    this.#writing.set(personId, cursor);
    const news = arrived.map(([room_id, { seq }]) => ({ room_id, seq }));
    // Nothing waits for it: after a failure the next pong writes it.
    this.#core.write('markDelivered', { participant_id: personId, rooms: news }).then(
      (moved) => {
        const newest = this.#written(personId);
        moved.forEach((room_id) => this.#tell(room_id, personId));
        if (newest > cursor) this.#confirm(personId, newest);
      },
      () => this.#written(personId),
    );
  }

  /** The newest cursor that was confirmed meanwhile. */
  #written(personId: string): number {
    const newest = this.#writing.get(personId) ?? 0;
    this.#writing.delete(personId);
    return newest;
  }

  #tell(room_id: string, personId: string): void {
    const deliveries = this.#core.directory.deliveriesIn(room_id).filter(({ participant_id }) => participant_id === personId);
    this.#core.publish({ only_id: null, event: { type: 'read_receipts.changed', cursor: null, room_id, reads: [], deliveries } });
  }

  /** Of each person the newest message by another participant. A client that watches again has it before it can answer. */
  async #load(found: (personId: string) => void): Promise<void> {
    for (const entry of [...this.#core.directory.rooms()]) {
      const { id, direct, last_seq } = entry.room;
      if (direct && last_seq > 0)
        for (const personId of this.#lacking(entry, last_seq)) {
          const seq = await this.#newestOfOthers(id, last_seq, personId);
          if (seq === null || this.#awaited.get(personId)?.has(id)) continue;
          this.#await(personId, id, { seq, cursor: 0 });
          found(personId);
        }
    }
  }

  /** Null: the person has it. */
  async #newestOfOthers(roomId: string, lastSeq: number, personId: string): Promise<number | null> {
    for (let before = lastSeq + 1; !this.#has(personId, roomId, before - 1);) {
      const { value: page } = await this.#core.archive.messagesBefore(roomId, before, PAGE);
      const newest = page.find(({ author_id }) => author_id !== personId);
      if (newest) return this.#has(personId, roomId, newest.seq) ? null : newest.seq;
      const oldest = page.at(-1);
      if (!oldest) return null;
      before = oldest.seq;
    }
    return null;
  }

  /** The persons of a direct room who may not have this message. */
  #lacking({ room, members }: RoomEntry, seq: number): string[] {
    return [...members].filter((id) => this.#core.directory.participant(id)?.kind === 'person' && !this.#has(id, room.id, seq));
  }

  #await(personId: string, roomId: string, awaited: Awaited): void {
    const rooms = this.#awaited.get(personId) ?? new Map<string, Awaited>();
    this.#awaited.set(personId, rooms.set(roomId, awaited));
  }

  #has(personId: string, roomId: string, seq: number): boolean {
    const mark = this.#core.directory.deliveriesIn(roomId).find(({ participant_id }) => participant_id === personId);
    return mark !== undefined && mark.seq >= seq;
  }
}
