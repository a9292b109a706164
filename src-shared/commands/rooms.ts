import * as z from 'zod/mini';
import { Floor } from '../coordination.ts';
import { Name } from '../name.ts';
import { Participant, Presence, Room, RoomView } from '../objects.ts';
import { described } from '../described.ts';
import { Tags } from '../tags.ts';
import { Work } from '../work.ts';
import { count, id, inRoom, optional, Text } from './fields.ts';
import { AGENT_RUN_MAX } from '../agent-runs.ts';
import type { CommandRow } from './row.ts';

export const ROOM_COMMANDS = {
  list_rooms: {
    title: 'List rooms',
    summary: 'List the rooms that the caller can see.',
    right: 'read',
    request: z.object({
      parent_id: described('Only the rooms under this room.', optional(id)),
      after: described('Only the rooms that come after this room in the list.', optional(id)),
    }),
    reply: z.object({ rooms: z.array(RoomView) }),
    http: 'GET /api/rooms',
    readOnly: true,
    largeReply: true,
  },
  create_room: {
    title: 'Create a room',
    summary: 'Create a room. A person who creates a room is a member of it. When an agent creates it, its owner is.',
    right: 'create',
    request: z.object({
      name: Name,
      description: optional(Text),
      parent_id: described('The room that the new room is under.', optional(id)),
      public: z._default(z.boolean(), false),
      add_everyone: described(
        'Make all people who see the whole home members of a public room, also those who come later. Ignored when an agent creates the room.',
        z._default(z.boolean(), true),
      ),
      ephemeral: described('Keep the room in memory only. It ends when nobody is present any more.', z._default(z.boolean(), false)),
      encrypted: described('Take encrypted messages and files only.', z._default(z.boolean(), false)),
      member_ids: described('Participants who are members from the start.', z._default(z.array(id).check(z.maxLength(500)), [])),
    }),
    reply: Room,
    http: { route: 'POST /api/rooms', status: 201 },
    readOnly: false,
  },
  update_room: {
    title: 'Change a room',
    summary:
      'Change a room. A field that is left out stays as it is. Only people make a room public or private, or change the limit of agents.',
    right: 'create',
    request: z.object({
      room_id: id,
      name: z.optional(Name),
      description: optional(Text),
      topic: optional(Text),
      tags: described('All tags of the room from now on.', z.optional(Tags)),
      public: described('A room that becomes private keeps its members. Everyone else loses it.', z.optional(z.boolean())),
      parent_id: described('The room that it is under. Null: none.', optional(id)),
      agent_run_max: described(
        "How often agents may answer each other without a message of a person. 0: there is no limit. Null: 30, and none for agents with the home's own key. Only people change it.",
        optional(z.int().check(z.minimum(0), z.maximum(AGENT_RUN_MAX))),
      ),
    }),
    reply: Room,
    http: 'PATCH /api/rooms/:room_id',
    readOnly: false,
    audit: { topic: 'rooms', about: 'room_id', facts: ['public'] },
  },
  continue_agents: {
    title: 'Let agents continue',
    summary:
      'Let the agents of a room write again after they were paused. Only people of the room do this. A message of a person does it too.',
    right: 'post',
    request: inRoom,
    reply: Room,
    http: 'POST /api/rooms/:room_id/continue',
    readOnly: false,
  },
  archive_room: {
    title: 'Archive a room',
    summary: 'Archive a room, or restore it from the archive.',
    right: 'create',
    request: z.object({ room_id: id, archived: z._default(z.boolean(), true) }),
    reply: Room,
    http: [
      { route: 'PUT /api/rooms/:room_id/archive', fixed: { archived: true } },
      { route: 'DELETE /api/rooms/:room_id/archive', fixed: { archived: false } },
    ],
    readOnly: false,
    audit: { topic: 'rooms', about: 'room_id', facts: ['archived'] },
  },
  preview_room_deletion: {
    title: 'Preview the deletion of a room',
    summary: 'Count what would be deleted with a room.',
    right: 'create',
    request: inRoom,
    reply: z.object({ messages: count, files: count, sub_rooms: described('They move to the parent of the room.', count) }),
    http: 'GET /api/rooms/:room_id/deletion',
    readOnly: true,
  },
  delete_room: {
    title: 'Delete a room',
    summary:
      'Delete a room for good, with its messages, page, files, votes, tasks and webhooks. The owner can, and the person who created it.',
    right: 'create',
    request: inRoom,
    reply: inRoom,
    http: 'DELETE /api/rooms/:room_id',
    readOnly: false,
    audit: { topic: 'rooms', about: 'room_id' },
  },
  open_direct: {
    title: 'Open a direct room',
    summary: 'Get the direct room with another participant. It is created when there is none.',
    right: 'post',
    request: z.object({
      participant_id: optional(id),
      name: described('Instead of the id: the name of a participant that the caller sees.', optional(z.string().check(z.maxLength(200)))),
      create: described('False: `room_not_found` when there is none.', z._default(z.boolean(), true)),
    }),
    reply: Room,
    http: 'POST /api/directs',
    readOnly: false,
  },
  room_info: {
    title: 'Show a room',
    summary: 'Get a room with its members, the rooms under it, and everything about presence in it.',
    right: 'read',
    request: inRoom,
    reply: z.object({
      room: Room,
      present_ids: z.array(z.string()),
      sub_rooms: z.array(Room),
      participants: z.array(Participant),
      presence: z.array(Presence),
      works: z.array(Work),
      floor: Floor,
    }),
    http: 'GET /api/rooms/:room_id',
    readOnly: true,
  },
  room_tip: {
    title: 'Show the newest seq of a room',
    summary: 'Get the seq of the newest message of a room; 0 when it has none.',
    right: 'read',
    request: inRoom,
    reply: z.object({
      room_id: id,
      seq: count,
      epoch: described('It differs from before when the home was restored from a backup: earlier seqs then mean other messages.', count),
    }),
    http: 'GET /api/rooms/:room_id/tip',
    readOnly: true,
  },
  add_member: {
    title: 'Add a member',
    summary: 'Add a participant to the members of a room.',
    right: 'create',
    request: z.object({ room_id: id, participant_id: id }),
    reply: Room,
    http: 'PUT /api/rooms/:room_id/members/:participant_id',
    readOnly: false,
  },
  remove_member: {
    title: 'Remove a member',
    summary: 'Remove a member from a room. Members remove themselves to leave the room for good.',
    right: 'create',
    request: z.object({ room_id: id, participant_id: id }),
    reply: Room,
    http: 'DELETE /api/rooms/:room_id/members/:participant_id',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
