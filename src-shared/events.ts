// What is pushed to clients when something changed. Durable events carry a home-wide cursor; a client that was away
// asks for everything after the last cursor it has seen. Every event carries the new state of its subject, so
// applying one twice, or a newer one first, ends in the same place.
import * as z from 'zod/mini';
import { Election, Handing, LeaderChange, Task, Vote } from './coordination.ts';
import { ReadMark } from './reading.ts';
import { NotifyLevel, NotifyPreferences } from './notify/levels.ts';
import { Home, Invite, Message, Participant, Presence, Room, Sharing } from './objects.ts';

const durable = { cursor: z.number() };
const passing = { cursor: z.null() };
const cursor = z.nullable(z.number());

export const HomeEvent = z.discriminatedUnion('type', [
  z.object({ ...durable, type: z.literal('home.changed'), home: Home }),
  z.object({ ...durable, type: z.literal('participant.changed'), participant: Participant }),
  /** Agents that belong to no room and wrote nothing are not known any more. */
  z.object({ ...durable, type: z.literal('participants.forgotten'), participant_ids: z.array(z.string()) }),
  z.object({ cursor, type: z.literal('room.created'), room: Room }),
  z.object({ cursor, type: z.literal('room.changed'), room: Room }),
  /** The room is gone, or may no longer be seen by the one who is told. */
  z.object({ cursor, type: z.literal('room.removed'), room_id: z.string() }),
  /** `read_seq` is where the new member's reading starts. */
  z.object({ cursor, type: z.literal('member.joined'), room: Room, participant: Participant, read_seq: z.number() }),
  z.object({ cursor, type: z.literal('member.left'), room_id: z.string(), participant_id: z.string() }),
  /** A null cursor: the message of an ephemeral room. */
  z.object({ cursor, type: z.literal('message.posted'), message: Message }),
  z.object({ cursor, type: z.literal('message.changed'), message: Message }),
  /** Only to the reader: its own reading moved, on this or another of its devices. */
  z.object({
    cursor,
    type: z.literal('read.moved'),
    room_id: z.string(),
    last_read_seq: z.number(),
    unread: z.number(),
    mentions: z.number(),
  }),
  /** Members of a small room have read on; several at once, and not more often than READS_TOLD_EVERY_MS. */
  z.object({ ...passing, type: z.literal('reads.moved'), room_id: z.string(), reads: z.array(ReadMark) }),
  /** Only to the participant: what it is notified of in a room, chosen on this or another of its devices. */
  z.object({
    cursor,
    type: z.literal('level.changed'),
    room_id: z.string(),
    notify_level: NotifyLevel,
    muted_until: z.nullable(z.number()),
  }),
  /** The same for what it is notified of in general. */
  z.object({ ...durable, type: z.literal('preferences.changed'), preferences: NotifyPreferences }),
  /** Only to those who may invite. */
  z.object({ ...durable, type: z.literal('invite.changed'), invite: Invite }),
  z.object({ cursor, type: z.literal('vote.created'), vote: Vote }),
  z.object({ cursor, type: z.literal('vote.changed'), vote: Vote }),
  z.object({ cursor, type: z.literal('vote.closed'), vote: Vote }),
  z.object({ cursor, type: z.literal('task.assigned'), task: Task }),
  /** `handed` is null when it stays with whom it was, or with nobody. */
  z.object({ cursor, type: z.literal('task.changed'), task: Task, handed: z.nullable(Handing) }),
  z.object({ ...passing, type: z.literal('election.started'), election: Election }),
  /** `leader_id` is null when nobody leads any more. */
  z.object({ ...passing, type: z.literal('leader.changed'), room_id: z.string(), leader_id: z.nullable(z.string()), reason: LeaderChange }),
  z.object({
    ...passing,
    type: z.literal('turn.changed'),
    room_id: z.string(),
    turn_id: z.nullable(z.string()),
    reason: z.enum(['joined', 'left', 'disconnected', 'message_sent']),
  }),
  z.object({ ...passing, type: z.literal('sharing.changed'), sharing: Sharing }),
  z.object({ ...passing, type: z.literal('presence.changed'), presence: Presence }),
  /** Somebody opened the room, or closed it: presence in a room, which is not membership. */
  z.object({
    ...passing,
    type: z.literal('room.presence'),
    room_id: z.string(),
    participant_id: z.string(),
    present: z.boolean(),
    /** That it came back within the time its place was kept, or lost its connection; left out when it did neither. */
    how: z.optional(z.enum(['reconnected', 'disconnected'])),
  }),
  z.object({ ...passing, type: z.literal('typing.changed'), room_id: z.string(), participant_id: z.string(), typing: z.boolean() }),
]);
export type HomeEvent = z.infer<typeof HomeEvent>;
export type EventType = HomeEvent['type'];
export type EventOf<T extends EventType> = Extract<HomeEvent, { type: T }>;
