import * as z from 'zod/mini';
import { Activity } from '../activities.ts';
import { described } from '../described.ts';
import { NotifyLevel } from '../notify/levels.ts';
import { Participant, Room } from '../objects.ts';
import { RoomPageVersion } from '../room-pages.ts';
import { Work } from '../work.ts';
import { eventRow } from './row.ts';

/** `removed`: the receiver is no member any more. `closed`: the room is not open to the receiver any more. */
export const WhyRemoved = z.enum(['removed', 'closed', 'deleted']);
export type WhyRemoved = z.infer<typeof WhyRemoved>;

const inRoom = { room: (event: { room_id: string }): string => event.room_id };
const ofRoom = { room: (event: { room: Room }): string => event.room.id };

export const ROOM_EVENTS = {
  'room.created': eventRow({
    summary: 'A room was created, or the receiver can see it from now on.',
    schema: z.object({ room: Room }),
    durable: 'unless ephemeral',
    audience: 'viewers',
    ...ofRoom,
  }),
  'room.changed': eventRow({
    summary: 'A room was changed.',
    schema: z.object({ room: Room }),
    durable: 'unless ephemeral',
    audience: 'viewers',
    ...ofRoom,
  }),
  'room.removed': eventRow({
    summary: 'A room has ended, or the receiver cannot see it any more.',
    schema: z.object({
      room_id: z.string(),
      why: described('Left out: it ended by itself, or the receiver left it.', z.optional(WhyRemoved)),
      by_id: described('The participant who did it.', z.optional(z.string())),
    }),
    durable: 'unless ephemeral',
    audience: 'viewers',
    ...inRoom,
  }),
  'member.joined': eventRow({
    summary: 'A participant became a member. `read_seq` is the seq from which its reading starts.',
    schema: z.object({ room: Room, participant: Participant, read_seq: z.number() }),
    durable: 'unless ephemeral',
    audience: 'viewers',
    ...ofRoom,
  }),
  'member.left': eventRow({
    summary: 'A participant is no member any more.',
    schema: z.object({ room_id: z.string(), participant_id: z.string() }),
    durable: 'unless ephemeral',
    audience: 'viewers and subject',
    ...inRoom,
    subject: ({ participant_id }) => participant_id,
  }),
  'activity.recorded': eventRow({
    summary: 'A participant joined or left as a member, was elected, or changed the page: for the timeline of the room.',
    schema: z.object({ activity: Activity }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ activity }) => activity.room_id,
  }),
  'history.imported': eventRow({
    summary: 'Messages of another program were imported into a room: those after `after_seq`, up to `through_seq`. They are read for all.',
    schema: z.object({ room: Room, after_seq: z.number(), through_seq: z.number() }),
    durable: 'unless ephemeral',
    audience: 'viewers',
    ...ofRoom,
  }),
  'room_page.changed': eventRow({
    summary: 'The page of a room has a new version. `get_room_page` has its text.',
    schema: z.object({ room_id: z.string(), ...RoomPageVersion.shape }),
    durable: 'unless ephemeral',
    audience: 'viewers',
    ...inRoom,
  }),
  'notify_level.changed': eventRow({
    summary: 'The participant changed its notifications of a room, on this device or another.',
    schema: z.object({ room_id: z.string(), notify_level: NotifyLevel, muted_until: z.nullable(z.number()) }),
    durable: 'unless ephemeral',
    audience: 'one participant',
    ...inRoom,
  }),
  'room_section.changed': eventRow({
    summary: 'The participant moved a room to a section of its sidebar, on this device or another.',
    schema: z.object({ room_id: z.string(), section_id: z.nullable(z.string()) }),
    durable: 'always',
    audience: 'one participant',
    ...inRoom,
  }),
  'room.presence': eventRow({
    summary: 'A participant joined a room, or left it: presence, which is not membership. `how` is left out when the participant did it.',
    schema: z.object({
      room_id: z.string(),
      participant_id: z.string(),
      present: z.boolean(),
      how: z.optional(z.enum(['reconnected', 'disconnected'])),
    }),
    durable: 'never',
    audience: 'members',
    ...inRoom,
  }),
  'work.changed': eventRow({
    summary:
      'A participant shows another activity in a room, or the end of it. A participant who joins is sent one for each activity in the room.',
    schema: z.object({ work: Work }),
    durable: 'never',
    audience: 'members',
    room: ({ work }) => work.room_id,
  }),
  'typing.changed': eventRow({
    summary: 'A participant is typing, or has stopped.',
    schema: z.object({ room_id: z.string(), participant_id: z.string(), typing: z.boolean() }),
    durable: 'never',
    audience: 'members',
    ...inRoom,
  }),
};
