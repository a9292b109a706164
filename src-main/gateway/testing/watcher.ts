// A participant that keeps a snapshot true by events, with the code of the clients, and can ask for a fresh one to compare.
import { expect } from 'vitest';
import type { CommandName, Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import { HomeEvent } from '../../../src-shared/events/index.ts';
import { WatchReply } from '../../../src-shared/frames.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { RoomView } from '../../../src-shared/objects.ts';
import { keepSnapshot, type KeptSnapshot } from '../../../src-shared/client/kept-snapshot.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import type { Browser } from './browser.ts';
import type { TestHome } from './home.ts';
import type { WireClient } from './wire-client.ts';
import { WATCH } from './watch-payload.ts';

export interface Watcher {
  readonly id: string;
  /** Its connection; another one after `renewed`. */
  readonly client: WireClient;
  /** As it was when the watching began, or began again. */
  readonly first: Snapshot;
  events(): HomeEvent[];
  do<C extends CommandName>(command: C, payload: RequestInput<C>): Promise<Reply<C>>;
  /** The snapshot after all sent events have been applied. */
  picture(): Promise<Snapshot>;
  /** The snapshot of a client that connects now. A second connection of a present participant does not change presence. */
  fresh(): Promise<Snapshot>;
  /** The snapshot of a client that saw the events up to this cursor, and resumes now. */
  resumed(cursor: number): Promise<Snapshot>;
  /** Waits until the server has ended the connection, and connects again. It expects a new snapshot, although it could resume. */
  renewed(): Promise<void>;
  close(): void;
}

export async function watchAs(home: TestHome, browser: Browser): Promise<Watcher> {
  let client = await home.socketOf(browser);
  let first = snapshotOf(await watch(client, null));
  return {
    id: first.me_id,
    get client() {
      return client;
    },
    get first() {
      return first;
    },
    events: () => eventsOf(client),
    async do<C extends CommandName>(command: C, payload: RequestInput<C>): Promise<Reply<C>> {
      const { type, payload: reply } = await client.request(command, payload);
      if (type === 'error') throw new Error(`${command}: ${JSON.stringify(reply)}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply of the command that was asked
      return reply as Reply<C>;
    },
    async picture() {
      await heardAll(client);
      return currentOf(keptFrom(first, eventsOf(client)));
    },
    async fresh() {
      const another = await home.socketOf(browser);
      const snapshot = snapshotOf(await watch(another, null));
      another.close();
      return snapshot;
    },
    async resumed(cursor) {
      const last = eventsOf(client).findLastIndex((event) => event.cursor === cursor);
      const kept = keptFrom(first, eventsOf(client).slice(0, last + 1));
      const another = await home.socketOf(browser);
      const reply = await watch(another, cursor);
      if (reply.mode !== 'resumed') throw new Error(`Was not resumed from ${cursor}.`);
      await heardAll(another);
      another.close();
      kept.watching(reply);
      for (const event of eventsOf(another)) kept.happened(event);
      return currentOf(kept);
    },
    async renewed() {
      await client.closed;
      const cursor = eventsOf(client).findLast((event) => event.cursor !== null)?.cursor ?? first.cursor;
      client = await home.socketOf(browser);
      first = snapshotOf(await watch(client, cursor));
    },
    close: () => client.close(),
  };
}

/** Compares two snapshots. Participants of rooms that are no longer shared may stay known. */
export function expectSame(picture: Snapshot, fresh: Snapshot, isScoped: boolean): void {
  const known = <T>(people: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(people).filter(([id]) => !isScoped || Object.hasOwn(fresh.participants, id)));
  expect(picture.cursor).toBeLessThanOrEqual(fresh.cursor);
  expect({
    ...picture,
    participants: known(picture.participants),
    presence: known(picture.presence),
    rooms: Object.fromEntries(Object.entries(picture.rooms).map(([id, view]) => [id, withTipOf(view, fresh.rooms[id])])),
    cursor: fresh.cursor,
  }).toEqual(fresh);
}

/** A client that left a public room gets neither its messages nor its last seq. */
function withTipOf(view: RoomView, { room }: RoomView = view): RoomView {
  if (view.membership !== null) return view;
  return { ...view, room: { ...view.room, last_seq: room.last_seq, last_message_at: room.last_message_at } };
}

function keptFrom(snapshot: Snapshot, events: readonly HomeEvent[]): KeptSnapshot {
  const kept = keepSnapshot({ onSnapshot: () => undefined, onEvent: () => undefined, onUnknownEvent: unknown });
  kept.watching({ mode: 'snapshot', snapshot });
  for (const event of events) kept.happened(event);
  return kept;
}

function unknown(type: string): never {
  throw new Error(`The clients do not know the event ${type}.`);
}

function currentOf(kept: KeptSnapshot): Snapshot {
  const snapshot = kept.current();
  if (!snapshot) throw new Error('There is no snapshot.');
  return snapshot;
}

/** Frames arrive in order, so all frames before this reply have arrived. */
async function heardAll(client: WireClient): Promise<void> {
  await client.request('room_tip', { room_id: LOBBY_ID });
}

async function watch(client: WireClient, cursor: number | null): Promise<WatchReply> {
  return WatchReply.parse((await client.request('watch', { ...WATCH, cursor })).payload);
}

function snapshotOf(reply: WatchReply): Snapshot {
  if (reply.mode !== 'snapshot') throw new Error('Asked for a snapshot and got something else.');
  return reply.snapshot;
}

function eventsOf(client: WireClient): HomeEvent[] {
  return client.received.filter((frame) => frame.type === 'event').map((frame) => HomeEvent.parse(frame.payload));
}
