// Everything a participant can do in a home: one table of names, requests and replies. The socket's frames, the REST
// routes, the OpenAPI document and the types all come from it. Errors are codes of errors.ts.
import * as z from 'zod/mini';
import { CLAWCHAT_COMMANDS } from './clawchat.ts';
import { COORDINATION_COMMANDS, Floor } from './coordination.ts';
import { FILE_COMMANDS } from './file-commands.ts';
import { KEEPING_COMMANDS } from './home-keeping.ts';
import { KEY_COMMANDS, type Right } from './keys.ts';
import {
  DESCRIPTION_CHARS_MAX,
  EMOJI_CHARS_MAX,
  FILES_PER_MESSAGE_MAX,
  HISTORY_PAGE_DEFAULT,
  HISTORY_PAGE_MAX,
  INVITE_LIFETIME_MS,
  INVITE_LIFETIME_MS_MAX,
  MENTIONS_MAX,
  NAME_CHARS_MAX,
  STATUS_DETAIL_CHARS_MAX,
} from './limits.ts';
import { Name, visibleLine } from './name.ts';
import { NOTIFY_COMMANDS } from './notify/commands.ts';
import { Home, Invite, MentionsReach, Message, Participant, Person, Presence, PresenceStatus, Room, RoomView, Sharing } from './objects.ts';
import { PEOPLE_COMMANDS } from './people-commands.ts';
import { isReaction, normalReaction } from './reaction.ts';
import { READING_COMMANDS } from './reading.ts';
import { SEARCH_COMMANDS } from './search.ts';
import { SESSION_COMMANDS } from './sessions.ts';
import { WEBHOOK_COMMANDS } from './webhooks.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));
const count = z.int().check(z.nonnegative());
const description = z.string().check(z.trim(), z.maxLength(DESCRIPTION_CHARS_MAX));
const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));
const withDefault = <T extends z.core.SomeType>(schema: T, value: z.core.util.NoUndefined<z.core.output<T>>) => z._default(schema, value);

const inRoom = z.object({ room_id: id });
const aboutMessage = z.object({ room_id: id, message_id: id });
const nothing = z.object({});

interface CommandRow {
  summary: string;
  request: z.ZodMiniObject;
  reply: z.ZodMiniType;
  /** What an agent's key must allow for it. */
  right: Right;
}

export const COMMANDS = {
  ...COORDINATION_COMMANDS,
  ...FILE_COMMANDS,
  ...READING_COMMANDS,
  ...NOTIFY_COMMANDS,
  ...SEARCH_COMMANDS,
  ...WEBHOOK_COMMANDS,

  // Rooms
  list_rooms: {
    summary: 'The rooms one can see',
    right: 'read',
    /** `after`: those that come after this room. */
    request: z.object({ parent_id: optional(id), after: optional(id) }),
    reply: z.object({ rooms: z.array(RoomView) }),
  },
  create_room: {
    summary: 'Make a room',
    right: 'create',
    reply: Room,
    request: z.object({
      name: Name,
      description: optional(description),
      parent_id: optional(id),
      public: withDefault(z.boolean(), false),
      ephemeral: withDefault(z.boolean(), false),
      encrypted: withDefault(z.boolean(), false),
      /** Let in at once; the maker always is when it is a person. */
      member_ids: withDefault(z.array(id).check(z.maxLength(500)), []),
    }),
  },
  update_room: {
    summary: 'Rename or describe a room',
    right: 'create',
    request: z.object({ room_id: id, name: z.optional(Name), description: z.optional(z.nullable(description)) }),
    reply: Room,
  },
  archive_room: {
    summary: 'Put a room away, or bring it back',
    right: 'create',
    request: z.object({ room_id: id, archived: withDefault(z.boolean(), true) }),
    reply: Room,
  },
  open_direct: {
    summary: 'The direct room with somebody, made if need be',
    right: 'post',
    request: z.object({ participant_id: id }),
    reply: Room,
  },
  room_info: {
    summary: 'A room, who is in it and what is under it',
    right: 'read',
    request: inRoom,
    reply: z.object({
      room: Room,
      present_ids: z.array(z.string()),
      sub_rooms: z.array(Room),
      participants: z.array(Participant),
      presence: z.array(Presence),
      floor: Floor,
    }),
  },
  room_tip: {
    summary: 'The newest seq of a room, 0 when it has no message; another `epoch` than before: the home was restored from a backup',
    right: 'read',
    request: inRoom,
    reply: z.object({ room_id: id, seq: count, epoch: count }),
  },
  add_member: { summary: 'Let somebody into a room', right: 'create', request: z.object({ room_id: id, participant_id: id }), reply: Room },
  remove_member: {
    summary: 'Leave a room for good, or put somebody out of it',
    right: 'create',
    request: z.object({ room_id: id, participant_id: id }),
    reply: Room,
  },

  // Presence in rooms; these need a connection
  join_room: { summary: 'Open a room: be present in it, and belong to it from now on', right: 'read', request: inRoom, reply: inRoom },
  leave_room: { summary: 'Close a room: no longer present in it', right: 'read', request: inRoom, reply: inRoom },
  set_typing: {
    summary: 'Say that one is writing, or stopped',
    right: 'post',
    request: z.object({ room_id: id, typing: withDefault(z.boolean(), true) }),
    reply: inRoom,
  },
  set_presence: {
    summary: 'Say what one is doing',
    right: 'post',
    reply: Presence,
    request: z.object({
      status: PresenceStatus,
      status_detail: optional(z.string().check(z.maxLength(STATUS_DETAIL_CHARS_MAX))),
      progress: optional(z.int().check(z.minimum(0), z.maximum(100))),
    }),
  },

  // Messages
  send_message: {
    summary: 'Write in a room',
    right: 'post',
    reply: Message,
    request: z.object({
      room_id: id,
      content: z.string(),
      reply_to: optional(id),
      metadata: z.optional(z.unknown()),
      /** Besides those the text names with @. */
      mentions: withDefault(z.array(id).check(z.maxLength(MENTIONS_MAX)), []),
      /** Files uploaded to this room before, in the order they are shown. With any, `content` may be empty. */
      file_ids: withDefault(z.array(id).check(z.maxLength(FILES_PER_MESSAGE_MAX)), []),
      client_id: optional(z.string().check(z.minLength(1), z.maxLength(64))),
    }),
  },
  edit_message: {
    summary: "Change one's own message",
    right: 'post',
    request: z.object({ room_id: id, message_id: id, content: z.string() }),
    reply: Message,
  },
  delete_message: { summary: 'Take a message back; its place in the room stays', right: 'post', request: aboutMessage, reply: Message },
  react: {
    summary: 'Add or take back a reaction',
    right: 'post',
    request: z
      .object({
        room_id: id,
        message_id: id,
        /** One emoji, or one other character that can be seen. ❤ and ❤️ are the same. */
        emoji: z.string().check(z.minLength(1), z.maxLength(EMOJI_CHARS_MAX), z.overwrite(normalReaction)),
        on: withDefault(z.boolean(), true),
      })
      // Reactions of an older version may be words. They can be taken back.
      .check(z.refine(({ emoji, on }) => !on || isReaction(emoji), { path: ['emoji'], error: 'One emoji, or one other character' })),
    reply: Message,
  },
  get_history: {
    summary: 'A page of messages, oldest first. since_seq: those after it; before_seq: the newest before it; none: the newest',
    right: 'read',
    request: z.object({
      room_id: id,
      limit: withDefault(count, HISTORY_PAGE_DEFAULT),
      since_seq: optional(z.int()),
      before_seq: optional(z.int()),
      /** ClawChat's own ways: a message id, and a time in RFC 3339. */
      since: optional(z.string()),
      before: optional(z.string()),
    }),
    /** `participants`: the messages' authors. `limit` is cut to HISTORY_PAGE_MAX and the page to PAGE_BYTES_MAX; has_more says whether it goes on. */
    reply: z.object({ room_id: id, messages: z.array(Message), participants: z.array(Participant), has_more: z.boolean() }),
  },

  // People and agents
  list_agents: {
    summary: 'Those who have a room open; without a room, every agent of the home',
    right: 'read',
    /** `after`: those that come after this participant. */
    request: z.object({ room_id: optional(id), after: optional(id) }),
    /** `has_more`, only when there are: ask again with `after`. */
    reply: z.object({ participants: z.array(Participant), presence: z.array(Presence), has_more: z.optional(z.boolean()) }),
  },
  list_people: { summary: 'Who has access to this home', right: 'admin', request: nothing, reply: z.object({ people: z.array(Person) }) },
  ...PEOPLE_COMMANDS,
  setup_home: {
    summary: 'The welcome: name the home and its owner',
    right: 'admin',
    request: z.object({ home_name: Name, owner_name: Name }),
    reply: Home,
  },
  update_home: {
    summary: 'Rename the home, or say whom messages can call',
    right: 'admin',
    request: z.object({ name: z.optional(Name), mentions_reach: z.optional(MentionsReach) }),
    reply: Home,
  },

  // Who may enter
  create_invite: {
    summary: 'Make an invite. The link is shown this once',
    right: 'admin',
    reply: z.object({ invite: Invite, code: z.string(), links: z.array(z.string()) }),
    request: z.object({
      name: withDefault(visibleLine(NAME_CHARS_MAX), ''),
      role: withDefault(z.enum(['admin', 'member', 'guest']), 'guest'),
      room_ids: optional(z.array(id).check(z.maxLength(500))),
      max_uses: withDefault(z.int().check(z.minimum(1), z.maximum(1_000)), 1),
      lifetime_ms: withDefault(z.int().check(z.minimum(60_000), z.maximum(INVITE_LIFETIME_MS_MAX)), INVITE_LIFETIME_MS),
    }),
  },
  list_invites: { summary: 'Every invite', right: 'admin', request: nothing, reply: z.object({ invites: z.array(Invite) }) },
  revoke_invite: { summary: 'Withdraw an invite', right: 'admin', request: z.object({ invite_id: id }), reply: Invite },
  reinvite: {
    summary: "A new link for somebody who was here; ends that person's sessions at once",
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: z.object({ invite: Invite, code: z.string(), links: z.array(z.string()) }),
  },
  confirm_invite: {
    summary: 'The owner lets a link work that an admin made for a person who comes back',
    right: 'admin',
    request: z.object({ invite_id: id }),
    reply: Invite,
  },
  revoke_access: {
    summary: "End somebody's sessions, keys and connections at once",
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: Person,
  },
  ...SESSION_COMMANDS,
  ...KEY_COMMANDS,
  ...CLAWCHAT_COMMANDS,
  ...KEEPING_COMMANDS,
  get_sharing: { summary: 'Who can reach this home', right: 'admin', request: nothing, reply: Sharing },
  set_sharing: {
    summary: 'Open the home on these addresses of this machine; an empty list closes it',
    right: 'admin',
    request: z.object({ addresses: z.array(z.string()).check(z.maxLength(16)) }),
    reply: Sharing,
  },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof COMMANDS;
export type Request<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['request']>;
/** What a caller may leave out is optional here. */
export type RequestInput<C extends CommandName> = z.input<(typeof COMMANDS)[C]['request']>;
export type Reply<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['reply']>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** `limit` as it is obeyed: what is asked, cut to the page. */
export function historyLimit(asked: number): number {
  return Math.min(asked, HISTORY_PAGE_MAX);
}
