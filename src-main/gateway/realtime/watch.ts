// The answer to `watch`: the home as it is, or the events since the client last received one.
import type { Floor } from '../../../src-shared/coordination.ts';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import { newId } from '../../../src-shared/ids.ts';
import { RESUME_BYTES_MAX, RESUME_CHANGES_MAX } from '../../../src-shared/limits.ts';
import type { Participant, Presence, RoomView, Sharing } from '../../../src-shared/objects.ts';
import type { EphemeralState, Snapshot } from '../../../src-shared/snapshot.ts';
import type { Actor } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import { canReceive, knows, mayAdminister, scopeOf, seesRoom } from '../domain/policy.ts';
import { eventOf } from '../store/change.ts';
import { encode } from './connection.ts';

/** What is not kept in the core: asked for when somebody begins to watch. */
export interface LiveState {
  sharing(): Sharing;
  floors(): [string, Floor][];
}

/** The home as this actor may see it, at one moment of the database. */
export function takeSnapshot(core: Core, actor: Actor, live: LiveState): Snapshot {
  const { reads } = core;
  return reads.atOneMoment(() => {
    const memberships = reads.memberships(actor.participant_id);
    const rooms: Record<string, RoomView> = {};
    for (const room of reads.rooms()) {
      const membership = memberships.get(room.id) ?? null;
      if (seesRoom(core.directory, actor, room, membership !== null)) rooms[room.id] = { room, membership };
    }
    const { ephemeral_rooms, ...ephemeral } = takeEphemeralState(core, actor, live);
    return {
      cursor: reads.cursor(),
      epoch: reads.epoch(),
      home: reads.home() ?? core.directory.home,
      me_id: actor.participant_id,
      participants: byId(reads.participants().filter((each) => knows(core.directory, actor, each.id))),
      rooms: { ...rooms, ...ephemeral_rooms },
      preferences: reads.notifyPreferences(actor.participant_id),
      invites: mayAdminister(core.directory, actor) ? byId(reads.invites()) : null,
      ...ephemeral,
    };
  });
}

/** What is not durable. */
export function takeEphemeralState(core: Core, actor: Actor, live: LiveState): EphemeralState {
  const known = core.presence.all().filter((each) => knows(core.directory, actor, each.participant_id));
  const { room_ids } = actor.grant;
  const mine = new Set([...core.directory.roomIdsOf(actor.participant_id)].filter((id) => room_ids === null || room_ids.has(id)));
  const rooms: [string, RoomView][] = [];
  for (const { room, members } of core.directory.rooms()) {
    const isMember = members.has(actor.participant_id);
    if (!room.ephemeral || !seesRoom(core.directory, actor, room, isMember)) continue;
    rooms.push([room.id, { room, membership: core.readsOf(room).membership(room.id, actor.participant_id) }]);
  }
  return {
    presence: Object.fromEntries(known.map((each): [string, Presence] => [each.participant_id, each])),
    present: Object.fromEntries(core.presence.present().filter(([roomId]) => mine.has(roomId))),
    floors: Object.fromEntries(live.floors().filter(([roomId]) => mine.has(roomId))),
    sharing: mayAdminister(core.directory, actor) ? live.sharing() : null,
    ephemeral_rooms: Object.fromEntries(rooms),
  };
}

/** How far a client has received events, and in which epoch of the home. */
export interface Heard {
  cursor: number;
  epoch: number;
}

/** The durable events after a cursor that are for this actor, in order and encoded, and the cursor they lead up to; null when they are too much. */
export function missedEvents(core: Core, actor: Actor, { cursor, epoch }: Heard): { lines: Buffer[]; cursor: number } | null {
  const { reads } = core;
  return reads.atOneMoment(() => {
    const tip = reads.cursor();
    const limit = RESUME_CHANGES_MAX + 1;
    if (epoch !== reads.epoch() || cursor > tip || reads.bytesAfterCursor(cursor, limit) > RESUME_BYTES_MAX) return null;
    const messages = reads.messageRowsAfterCursor(cursor, limit);
    const changes = reads.changesAfterCursor(cursor, limit);
    if (messages.length + changes.length > RESUME_CHANGES_MAX) return null;
    const happened = [
      ...messages.map((row) => ({
        cursor: row.cursor,
        only_id: null,
        event: (): HomeEvent => ({ type: 'message.posted', cursor: row.cursor, message: reads.message(row) }),
      })),
      ...changes.map((row) => ({ cursor: row.cursor, only_id: row.only_id, event: () => eventOf(reads, row) })),
    ];
    happened.sort((a, b) => a.cursor - b.cursor);
    const lines: Buffer[] = [];
    let bytes = 0;
    for (const { event: make, only_id } of happened) {
      const event = make();
      if (!event || !canReceive(core.directory, actor, scopeOf(event), only_id)) continue;
      const line = encode({ id: newId(), type: 'event', payload: event });
      bytes += line.length;
      if (bytes > RESUME_BYTES_MAX) return null;
      lines.push(line);
    }
    return { lines, cursor: tip };
  });
}

function byId<T extends Participant | { id: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}
