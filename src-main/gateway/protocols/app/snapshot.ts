// The reply to `watch`: a snapshot, or the events after the client's last cursor.
import type { Floor } from '../../../../src-shared/coordination.ts';
import type { WatchReply } from '../../../../src-shared/frames.ts';
import { RESUME_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Participant, Presence, RoomView, Sharing } from '../../../../src-shared/objects.ts';
import { isWaitingFor } from '../../../../src-shared/snapshot-approvals.ts';
import type { EphemeralState, Snapshot } from '../../../../src-shared/snapshot.ts';
import type { Work } from '../../../../src-shared/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { canReceive, has, isKept, canSeeParticipant, mayAdminister, scopeOf, seesRoom } from '../../domain/policy.ts';
import type { AsOf, Heard, StoredHome } from '../../store/interfaces/archive.ts';
import type { Change } from '../../store/interfaces/change.ts';
import type { Frame } from '../../realtime/frame.ts';
import { eventFrame } from './event-frame.ts';

/** State outside of the core. It is read when a client begins to watch. */
export interface LiveState {
  sharing(): Sharing;
  floors(): [string, Floor][];
}

/** The reply to `watch`, and the events that the client applies to it. */
export interface Watched {
  reply: WatchReply;
  frames: Frame[];
  /** The events up to this one are in the reply or among the frames. */
  cursor: number;
}

/** The stored home, or the changes after a cursor, as read from the archive. */
export type WatchRead = Awaited<ReturnType<typeof readForWatch>>;

/** `heard`: the last cursor of the client. Null: it has no snapshot. */
export async function readForWatch(core: Core, participantId: string, heard: Heard | null) {
  const missed = heard && (await core.reading(core.archive.changesSince(heard)));
  if (missed?.value) return { ...missed, mode: 'resumed' as const, value: missed.value };
  return { ...(await core.reading(core.archive.storedHome(participantId))), mode: 'snapshot' as const };
}

/** Null: this actor missed too many events, or may see more or less than before them. Call this in the same turn of the event loop in which the reply is sent. */
export function watched(core: Core, actor: Actor, read: WatchRead, live: LiveState): Watched | null {
  const cursor = read.later.at(-1)?.event.cursor ?? read.cursor;
  if (read.mode === 'snapshot') {
    const snapshot = snapshotOf(core, actor, read, live);
    return { reply: { mode: 'snapshot', snapshot }, frames: framesOf(core, actor, read.later) ?? [], cursor };
  }
  const missed = [...read.value, ...read.later];
  const frames = missed.some((change) => needsSnapshot(actor, change)) ? null : framesOf(core, actor, missed, RESUME_BYTES_MAX);
  return frames && { reply: { mode: 'resumed', ephemeral: takeEphemeralState(core, actor, live) }, frames, cursor };
}

/** The access of the actor was changed. Or a room is gone, and it is not known any more who could see it. */
function needsSnapshot({ participant_id }: Actor, { event, only_id, seen_by }: Change): boolean {
  return only_id === null ? event.type === 'room.removed' && !seen_by : event.type === 'access.changed' && only_id === participant_id;
}

/** The snapshot for this actor at the moment of the read. */
function snapshotOf(core: Core, actor: Actor, { cursor, value: stored }: AsOf<StoredHome>, live: LiveState): Snapshot {
  const rooms: Record<string, RoomView> = {};
  for (const room of stored.rooms) {
    const membership = stored.memberships.get(room.id) ?? null;
    if (seesRoom(core.directory, actor, room, membership !== null)) rooms[room.id] = { room, membership };
  }
  const { ephemeral_rooms, ...ephemeral } = takeEphemeralState(core, actor, live);
  return {
    cursor,
    epoch: stored.epoch,
    home: stored.home ?? core.directory.home,
    me_id: actor.participant_id,
    participants: byId(stored.participants.filter((each) => canSeeParticipant(core.directory, actor, each.id))),
    rooms: { ...rooms, ...ephemeral_rooms },
    preferences: stored.preferences,
    sidebar: stored.sidebar,
    saved: byId(stored.saved),
    scheduled: byId(stored.scheduled.filter(({ room_id }) => actor.grant.room_ids?.has(room_id) ?? true)),
    invites: mayAdminister(core.directory, actor) ? byId(stored.invites) : null,
    ...ephemeral,
  };
}

/** The state that is not stored. */
export function takeEphemeralState(core: Core, actor: Actor, live: LiveState): EphemeralState {
  const known = core.presence.all().filter((each) => canSeeParticipant(core.directory, actor, each.participant_id));
  const { room_ids } = actor.grant;
  const mine = new Set([...core.directory.roomIdsOf(actor.participant_id)].filter((id) => room_ids === null || room_ids.has(id)));
  const rooms: [string, RoomView][] = [];
  const memberships = core.ephemeralMemberships(actor.participant_id);
  for (const { room, members } of core.directory.rooms()) {
    const isMember = members.has(actor.participant_id);
    if (isKept(room) || !seesRoom(core.directory, actor, room, isMember)) continue;
    rooms.push([room.id, { room, membership: memberships.get(room.id) ?? null }]);
  }
  return {
    presence: Object.fromEntries(known.map((each): [string, Presence] => [each.participant_id, each])),
    present: Object.fromEntries(core.presence.present().filter(([roomId]) => mine.has(roomId))),
    works: worksByRoom(core.presence.works().filter(({ room_id }) => mine.has(room_id))),
    floors: Object.fromEntries(live.floors().filter(([roomId]) => mine.has(roomId))),
    streams: byId(core.streams.all().filter(({ room_id }) => mine.has(room_id))),
    approvals: byId(
      [...core.directory.waitingApprovals()].filter((each) => mine.has(each.room_id) && isWaitingFor(each, actor.participant_id)),
    ),
    agent_invites: mayAdminister(core.directory, actor) ? byId(core.agentInvites.all()) : null,
    sharing: mayAdminister(core.directory, actor) ? live.sharing() : null,
    ephemeral_rooms: Object.fromEntries(rooms),
  };
}

function worksByRoom(works: readonly Work[]): EphemeralState['works'] {
  const byRoom: EphemeralState['works'] = {};
  for (const work of works) byRoom[work.room_id] = { ...byRoom[work.room_id], [work.participant_id]: work };
  return byRoom;
}

/** The encoded changes that this actor may receive. Null: they have more bytes than `bytesMax`. */
function framesOf(core: Core, actor: Actor, changes: readonly Change[], bytesMax = Infinity): Frame[] | null {
  const frames: Frame[] = [];
  let bytes = 0;
  for (const change of changes) {
    if (!mayReceive(core, actor, change)) continue;
    const frame = eventFrame(change.event);
    bytes += frame.line.length;
    if (bytes > bytesMax) return null;
    frames.push(frame);
  }
  return frames;
}

function mayReceive({ directory }: Core, actor: Actor, { event, only_id, seen_by }: Change): boolean {
  if (event.type !== 'room.removed' || !seen_by) return canReceive(directory, actor, scopeOf(event), only_id);
  const { participant_id, grant } = actor;
  return has(actor, 'read') && seen_by.includes(participant_id) && (grant.room_ids?.has(event.room_id) ?? true);
}

function byId<T extends Participant | { id: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}
