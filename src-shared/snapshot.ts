// A client's snapshot of a home: the answer to `watch`, and the functions that keep it up to date.
import * as z from 'zod/mini';
import { AgentInvite } from './agent-invites.ts';
import { Approval } from './approvals.ts';
import { Floor } from './coordination.ts';
import type { EventOf, EventType, HomeEvent } from './events/index.ts';
import { UNREAD_MAX } from './limits.ts';
import { NotifyPreferences } from './notify/levels.ts';
import { SavedItem } from './saved.ts';
import { ScheduledMessage } from './scheduled.ts';
import { Sidebar } from './sidebar.ts';
import { approvalChanged, withoutApproval, withoutApprovalsIn } from './snapshot-approvals.ts';
import { roomPresence, workChanged } from './snapshot-presence.ts';
import { streamGrew, streamStarted, withoutStream } from './snapshot-streams.ts';
import { Stream } from './streams.ts';
import { Work } from './work.ts';
import { Home, Invite, Participant, Presence, RoomView, Sharing, type Membership, type Message } from './objects.ts';
import { without } from './without.ts';

export const Snapshot = z.object({
  /** Everything up to this cursor is in it. */
  cursor: z.number(),
  /** Changes when the home is restored from a backup: cursors of another epoch mean nothing in this one. */
  epoch: z.number(),
  home: Home,
  /** The participant this client is. */
  me_id: z.string(),
  participants: z.record(z.string(), Participant),
  rooms: z.record(z.string(), RoomView),
  presence: z.record(z.string(), Presence),
  /** Room id to the ids of those who have it open, in the order of their joining. */
  present: z.record(z.string(), z.array(z.string())),
  /** Room id, then participant id, to the activity in the room. */
  works: z.record(z.string(), z.record(z.string(), Work)),
  /** Room id to the leader and the turn, for rooms with present participants. */
  floors: z.record(z.string(), Floor),
  /** The messages that are being written, by their ids. */
  streams: z.record(z.string(), Stream),
  /** The questions of agents that wait for the participant, by their ids. */
  approvals: z.record(z.string(), Approval),
  /** The participant's general notification settings. */
  preferences: NotifyPreferences,
  /** How the participant arranged its sidebar. */
  sidebar: Sidebar,
  /** The messages that the participant saved for later, and reminders, by their ids. */
  saved: z.record(z.string(), SavedItem),
  /** The participant's messages that are sent later, by id. */
  scheduled: z.record(z.string(), ScheduledMessage),
  /** Open and used invites by id. Null for participants who may not invite. */
  invites: z.nullable(z.record(z.string(), Invite)),
  /** Invites for agents by id. Null for participants who may not invite. */
  agent_invites: z.nullable(z.record(z.string(), AgentInvite)),
  /** Null for participants who may not share. */
  sharing: z.nullable(Sharing),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The part of a snapshot that is not durable. All of it is sent after every resume: what is not in it is gone. */
export const EphemeralState = z.extend(
  z.pick(Snapshot, {
    presence: true,
    present: true,
    works: true,
    floors: true,
    streams: true,
    approvals: true,
    agent_invites: true,
    sharing: true,
  }),
  {
    ephemeral_rooms: z.record(z.string(), RoomView),
  },
);
export type EphemeralState = z.infer<typeof EphemeralState>;

/** The snapshot after a resume, before the missed events. */
export function applyEphemeralState(state: Snapshot, { ephemeral_rooms, ...ephemeral }: EphemeralState): Snapshot {
  const durable = Object.entries(state.rooms).filter(([, view]) => !view.room.ephemeral);
  return { ...state, ...ephemeral, rooms: { ...Object.fromEntries(durable), ...ephemeral_rooms } };
}

/** Participants that came with a reply, and how they are. */
export interface Learned {
  participants: readonly Participant[];
  presence?: readonly Presence[];
}

/** The snapshot with those of them that it does not have. The rest it knows better, by events. */
export function withLearned(state: Snapshot, { participants, presence = [] }: Learned): Snapshot {
  const unknown = participants.filter(({ id }) => !state.participants[id]);
  const unseen = presence.filter(({ participant_id }) => !state.presence[participant_id]);
  if (unknown.length === 0 && unseen.length === 0) return state;
  return {
    ...state,
    participants: { ...state.participants, ...Object.fromEntries(unknown.map((each) => [each.id, each])) },
    presence: { ...state.presence, ...Object.fromEntries(unseen.map((each) => [each.participant_id, each])) },
  };
}

/** A member's view of a new room. */
const FIRST_MEMBERSHIP: Membership = {
  ...{ last_read_seq: 0, unread: 0, mentions: 0 },
  ...{ notify_level: 'default', muted_until: null, section_id: null, threads: {} },
};

/** The snapshot after the event. Neither argument is changed; what did not change keeps its identity. */
export function applyEvent(state: Snapshot, event: HomeEvent): Snapshot {
  if (event.cursor !== null && event.cursor <= state.cursor) return state;
  const next = reduce(state, event);
  return event.cursor === null ? next : { ...next, cursor: event.cursor };
}

type Reducer<T extends EventType> = (state: Snapshot, event: EventOf<T>) => Snapshot;

/** For events about things that are not in the snapshot. */
const unchanged = (state: Snapshot): Snapshot => state;

/** Every type of event that this program knows, with its effect on the snapshot. A row of an event without one does not compile. */
const REDUCERS: { [T in EventType]: Reducer<T> } = {
  'home.changed': (state, { home }) => ({ ...state, home }),
  'participant.changed': (state, { participant }) => ({
    ...state,
    participants: { ...state.participants, [participant.id]: participant },
  }),
  'access.changed': unchanged,
  'participants.forgotten': (state, event) => forgotten(state, new Set(event.participant_ids)),
  'room.created': (state, { room }) =>
    withRoom(state, room.id, (view) => ({
      room,
      membership: view?.membership ?? (room.member_ids.includes(state.me_id) ? FIRST_MEMBERSHIP : null),
    })),
  'room.changed': (state, { room }) => withRoom(state, room.id, (view) => ({ room, membership: view?.membership ?? null })),
  'history.imported': historyImported,
  'room.removed': (state, { room_id }) => withoutRoom(withoutApprovalsIn(state, room_id), room_id),
  'member.joined': memberJoined,
  'member.left': memberLeft,
  'activity.recorded': unchanged,
  'message.posted': (state, { message }) => messagePosted(state, message),
  'message.changed': unchanged,
  'read_position.changed': (state, { room_id, last_read_seq, unread, mentions }) =>
    withRoom(
      state,
      room_id,
      (view) => view && { ...view, membership: { ...(view.membership ?? FIRST_MEMBERSHIP), last_read_seq, unread, mentions } },
    ),
  'thread_follow.changed': threadFollowChanged,
  'read_receipts.changed': unchanged,
  'room_page.changed': (state, { room_id, version }) =>
    withRoom(state, room_id, (view) => view && { ...view, room: { ...view.room, page_version: version } }),
  'notify_level.changed': (state, { room_id, notify_level, muted_until }) =>
    withRoom(state, room_id, (view) =>
      view?.membership ? { ...view, membership: { ...view.membership, notify_level, muted_until } } : undefined,
    ),
  'room_section.changed': (state, { room_id, section_id }) =>
    withRoom(state, room_id, (view) => (view?.membership ? { ...view, membership: { ...view.membership, section_id } } : undefined)),
  'scheduled.changed': (state, { scheduled }) => ({ ...state, scheduled: { ...state.scheduled, [scheduled.id]: scheduled } }),
  'scheduled.removed': (state, { scheduled_id }) => ({ ...state, scheduled: without(state.scheduled, scheduled_id) }),
  'sidebar.changed': (state, { sidebar }) => ({ ...state, sidebar }),
  'saved.changed': (state, { saved_id, item }) => ({
    ...state,
    saved: { ...without(state.saved, saved_id), ...(item && { [saved_id]: item }) },
  }),
  'preferences.changed': (state, { preferences }) => ({ ...state, preferences }),
  'invite.changed': (state, { invite }) => (state.invites ? { ...state, invites: { ...state.invites, [invite.id]: invite } } : state),
  'agent_invite.changed': (state, { invite }) =>
    state.agent_invites ? { ...state, agent_invites: { ...state.agent_invites, [invite.id]: invite } } : state,
  'sharing.changed': (state, { sharing }) => ({ ...state, sharing }),
  'presence.changed': (state, { presence }) => ({ ...state, presence: { ...state.presence, [presence.participant_id]: presence } }),
  'room.presence': roomPresence,
  'work.changed': workChanged,
  'typing.changed': unchanged,
  'stream.started': streamStarted,
  'stream.delta': streamGrew,
  'stream.ended': (state, { stream_id }) => withoutStream(state, stream_id),
  'agent.stop_requested': unchanged,
  'approval.requested': approvalChanged,
  'approval.changed': approvalChanged,
  'approval.removed': (state, { approval_id }) => withoutApproval(state, approval_id),
  'vote.created': unchanged,
  'vote.changed': unchanged,
  'vote.closed': unchanged,
  'vote.deleted': unchanged,
  'ballot.cast': unchanged,
  'task.assigned': unchanged,
  'task.changed': unchanged,
  'election.started': (state, { election }) => withFloor(state, election.room_id, { election }),
  'election.changed': (state, { election }) => withFloor(state, election.room_id, { election }),
  'leader.changed': (state, { room_id, leader_id }) => withFloor(state, room_id, { leader_id, election: null }),
  'turn.changed': (state, { room_id, turn_id }) => withFloor(state, room_id, { turn_id }),
};

/** Whether this program knows events of this type. A newer server may send others. */
export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(REDUCERS, type);
}

function reduce(state: Snapshot, event: HomeEvent): Snapshot {
  if (!isEventType(event.type)) return state;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has the reducer of a type under its name
  const reducer = REDUCERS[event.type] as Reducer<EventType>;
  return reducer(state, event);
}

function forgotten(state: Snapshot, ids: ReadonlySet<string>): Snapshot {
  const kept = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !ids.has(id)));
  return { ...state, participants: kept(state.participants), presence: kept(state.presence) };
}

function memberJoined(state: Snapshot, event: EventOf<'member.joined'>): Snapshot {
  const { room, participant, read_seq } = event;
  const membership: Membership = { ...FIRST_MEMBERSHIP, last_read_seq: read_seq };
  const next = withRoom(state, room.id, (view) => ({
    room,
    membership: participant.id === state.me_id ? membership : (view?.membership ?? null),
  }));
  return { ...next, participants: { ...next.participants, [participant.id]: participant } };
}

/** Presence in the room and streams have other events: after a resume this event is older than they are. */
function memberLeft(state: Snapshot, event: EventOf<'member.left'>): Snapshot {
  const isMe = event.participant_id === state.me_id;
  return withRoom(isMe ? withoutApprovalsIn(state, event.room_id) : state, event.room_id, (view) => {
    if (!view) return undefined;
    const member_ids = view.room.member_ids.filter((id) => id !== event.participant_id);
    return { room: { ...view.room, member_ids }, membership: isMe ? null : view.membership };
  });
}

/** Members who had read everything have read this too. */
function historyImported(state: Snapshot, { room, after_seq, through_seq }: EventOf<'history.imported'>): Snapshot {
  return withRoom(state, room.id, (view) => {
    const { membership = null } = view ?? {};
    const seq = membership?.last_read_seq ?? 0;
    return { room, membership: membership && { ...membership, last_read_seq: seq < after_seq ? seq : Math.max(seq, through_seq) } };
  });
}

function messagePosted(state: Snapshot, message: Message): Snapshot {
  const next = withoutStream(state, message.id);
  return withRoom(next, message.room_id, (view) => {
    if (!view) return undefined;
    const room = {
      ...view.room,
      last_seq: Math.max(view.room.last_seq, message.seq),
      last_message_at: Math.max(view.room.last_message_at ?? 0, message.created_at),
    };
    return { room, membership: view.membership && counted(view.membership, message, state.me_id) };
  });
}

/** The membership after a message. A reply counts in its thread, if the thread is followed, and in the room, if the room shows it. */
function counted(membership: Membership, message: Message, meId: string): Membership {
  const { thread_id } = message;
  const inRoom = message.thread_only ? membership : countedIn(membership, message, meId);
  const follow = thread_id === undefined ? undefined : membership.threads[thread_id];
  if (thread_id === undefined || !follow) return inRoom;
  return { ...inRoom, threads: { ...inRoom.threads, [thread_id]: countedIn(follow, message, meId) } };
}

type Position = Pick<Membership, 'last_read_seq' | 'unread' | 'mentions'>;

/** Unread are others' messages after the read position, without thoughts. */
function countedIn<P extends Position>(position: P, message: Message, meId: string): P {
  const counts = message.author_id !== meId && message.kind !== 'thinking' && message.seq > position.last_read_seq;
  if (!counts) return position;
  const mentioned = message.mentions.includes(meId) ? 1 : 0;
  return {
    ...position,
    unread: Math.min(position.unread + 1, UNREAD_MAX),
    mentions: Math.min(position.mentions + mentioned, UNREAD_MAX),
  };
}

function threadFollowChanged(state: Snapshot, { room_id, thread_id, follow }: EventOf<'thread_follow.changed'>): Snapshot {
  return withRoom(state, room_id, (view) => {
    if (!view?.membership) return undefined;
    const others = without(view.membership.threads, thread_id);
    return { ...view, membership: { ...view.membership, threads: follow ? { ...others, [thread_id]: follow } : others } };
  });
}

/** A room without present participants has no floor. */
function withFloor(state: Snapshot, roomId: string, change: Partial<Floor>): Snapshot {
  const floor = { ...(state.floors[roomId] ?? EMPTY_FLOOR), ...change };
  const others = without(state.floors, roomId);
  const isEmpty = floor.leader_id === null && floor.turn_id === null && floor.election === null;
  return { ...state, floors: isEmpty ? others : { ...others, [roomId]: floor } };
}

const EMPTY_FLOOR: Floor = { leader_id: null, turn_id: null, election: null };

function withRoom(state: Snapshot, roomId: string, change: (view: RoomView | undefined) => RoomView | undefined): Snapshot {
  const view = change(state.rooms[roomId]);
  return view ? { ...state, rooms: { ...state.rooms, [roomId]: view } } : state;
}

function withoutRoom(state: Snapshot, roomId: string): Snapshot {
  return { ...state, rooms: without(state.rooms, roomId) };
}
