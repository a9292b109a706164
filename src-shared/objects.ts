// The objects of a home, as they travel: the same shapes on the socket, in REST, in events and in the clients' state.
// Times are UTC milliseconds since 1970. Field names are the table's column names.
import * as z from 'zod/mini';
import { Act } from './acts.ts';
import { Approval } from './approvals.ts';
import { described } from './described.ts';
import { EntranceState, NetworkState } from './entrances.ts';
import { FileInfo } from './files.ts';
import { ImportedFrom } from './imports.ts';
import { Hue, Status } from './profile.ts';
import { NotifyLevel } from './notify/levels.ts';
import { ForwardedFrom } from './forwarded.ts';
import { LinkPreview } from './link-previews.ts';
import { Pin } from './pins.ts';
import { Unfinished } from './streams.ts';
import { Thread, ThreadFollow } from './threads.ts';

const id = z.string();
const time = z.number();

export const Role = z.enum(['owner', 'admin', 'member', 'guest']);
export type Role = z.infer<typeof Role>;

/** The roles of an invite. The owner is never invited. */
export const InviteRole = z.enum(['admin', 'member', 'guest']);
export type InviteRole = z.infer<typeof InviteRole>;

/** `home`: sees every public room. `rooms`: sees only the rooms they were let into. */
export const Scope = z.enum(['home', 'rooms']);
export type Scope = z.infer<typeof Scope>;

/** An earlier name of a participant, and the time when it ended. */
export const EarlierName = z.object({ name: z.string(), until: time });
export type EarlierName = z.infer<typeof EarlierName>;

/** When a person who was here came back, and whose link it was. */
export const Return = z.object({ at: time, by_id: id });
export type Return = z.infer<typeof Return>;

const importedParticipant = described(
  'The participant was made by an import from this program, and cannot sign in. An invite lets the person take it over. Left out: it was not.',
  z.optional(z.string()),
);

export const Person = z.object({
  kind: z.literal('person'),
  id,
  name: z.string(),
  role: Role,
  scope: Scope,
  tells_reads: described('Whether others see how far this person has read.', z.boolean()),
  created_at: time,
  revoked_at: described('Set while the person has no access.', z.nullable(time)),
  color: described('Null: the colour that follows from the id.', z.nullable(Hue)),
  picture: described(
    'The SHA-256 of the picture at GET /api/people/{id}/picture/{sha256}; null when there is none.',
    z.nullable(z.string()),
  ),
  status: z.nullable(Status),
  time_zone: described('An IANA name.', z.nullable(z.string())),
  earlier_names: described('The newest last.', z.optional(z.array(EarlierName))),
  returns: described('The times when the person came back by a new link, the newest last.', z.optional(z.array(Return))),
  imported: importedParticipant,
});
export type Person = z.infer<typeof Person>;

export const AgentType = z.enum(['connected', 'hosted', 'built-in', 'webhook']);
export type AgentType = z.infer<typeof AgentType>;

export const Agent = z.object({
  kind: z.literal('agent'),
  id,
  name: z.string(),
  type: described(
    '`connected`: a program that speaks the protocol. `hosted`: the server runs it. `webhook`: the author of the messages of an incoming webhook; it only writes.',
    AgentType,
  ),
  owner_id: described('The person whose key it registered with; null for built-in agents and webhooks.', z.nullable(id)),
  capabilities: z.array(z.string()),
  created_at: time,
  color: described('Null: the colour that follows from the id.', z.nullable(Hue)),
  description: described('Written by its owner.', z.nullable(z.string())),
  picture: described('Of a webhook: the SHA-256 of its picture. Left out: it has none.', z.optional(z.string())),
  removed_at: described('Set while the agent is removed. Its messages stay.', z.nullable(time)),
  earlier_names: described('The newest last.', z.optional(z.array(EarlierName))),
  imported: importedParticipant,
});
export type Agent = z.infer<typeof Agent>;

export const Participant = z.discriminatedUnion('kind', [Person, Agent]);
export type Participant = z.infer<typeof Participant>;

/** `blocked`: work cannot continue until a person does something. The detail says what. */
export const OwnStatus = z.enum(['idle', 'waiting', 'working', 'thinking', 'blocked']);
export type OwnStatus = z.infer<typeof OwnStatus>;

/** `busy`: it works in one or more rooms. Only their members receive the details. */
export const PresenceStatus = z.enum([...OwnStatus.options, 'busy']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

export const Presence = z.object({
  participant_id: id,
  online: z.boolean(),
  status: PresenceStatus,
  detail: z.nullable(z.string()),
  progress: described('In percent.', z.nullable(z.number())),
  last_active_at: z.nullable(time),
});
export type Presence = z.infer<typeof Presence>;

export const Visibility = z.enum(['public', 'private']);
export type Visibility = z.infer<typeof Visibility>;

export const Room = z.object({
  id,
  name: z.string(),
  description: described('The purpose of the room.', z.nullable(z.string())),
  topic: described('The subject of the room at present.', z.nullable(z.string())),
  tags: described('Short labels by which the room is found.', z.array(z.string())),
  visibility: Visibility,
  parent_id: z.nullable(id),
  ephemeral: described('The room is in memory only, and ends when nobody is present any more.', z.boolean()),
  encrypted: described('The room takes encrypted messages only, which the home cannot read. It never changes.', z.boolean()),
  direct: described('The room is for two participants, and has no name of its own.', z.boolean()),
  created_by: z.nullable(id),
  created_at: time,
  archived_at: z.nullable(time),
  last_seq: described('The seq of the newest message; 0 when there is none.', z.number()),
  last_message_at: z.nullable(time),
  expired_through_seq: described('The messages up to this seq were deleted because of their age; 0 when none were.', z.number()),
  pin_count: described('The number of pinned messages.', z.number()),
  page_version: described('The version of the page of the room; 0 when nothing was written.', z.number()),
  agent_run_max: described(
    "How often agents may answer each other without a message of a person. 0: there is no limit. Null: 30, and none for agents with the home's own key.",
    z.nullable(z.number()),
  ),
  agents_paused: described('Agents have reached the limit, and cannot write until a person writes or continues them.', z.boolean()),
  member_ids: described('In the order in which they joined.', z.array(id)),
});
export type Room = z.infer<typeof Room>;

/** One participant's own view of a room it belongs to. */
export const Membership = z.object({
  last_read_seq: z.number(),
  unread: described(
    'The messages of others after `last_read_seq`, without thoughts and without those that only a thread shows; at most UNREAD_MAX.',
    z.number(),
  ),
  mentions: described('The unread messages that mention this participant; at most UNREAD_MAX.', z.number()),
  /** The notifications that this participant gets here. */
  notify_level: NotifyLevel,
  muted_until: described('The room is muted until then. Null, or a time in the past: it is not muted.', z.nullable(time)),
  threads: described('The threads that this participant follows, by their id; at most THREADS_FOLLOWED_MAX.', z.record(id, ThreadFollow)),
  section_id: described(
    'The section of the sidebar that the room is in: `favourites`, or one of the participant. Null, or the id of no section: none.',
    z.nullable(id),
  ),
});
export type Membership = z.infer<typeof Membership>;

export const RoomView = z.object({ room: Room, membership: z.nullable(Membership) });
export type RoomView = z.infer<typeof RoomView>;

/** `vote`, `approval`: the message that stands for a vote, or for a question of an agent. The two have the same id. */
export const MessageKind = z.enum(['chat', 'thinking', 'decision', 'vote', 'approval']);
export type MessageKind = z.infer<typeof MessageKind>;

export const Reaction = z.object({ emoji: z.string(), participant_ids: z.array(id) });
export type Reaction = z.infer<typeof Reaction>;

export const Message = z.object({
  id,
  room_id: id,
  seq: described('The number of the message in its room: from 1, without gaps.', z.number()),
  author_id: id,
  kind: MessageKind,
  content: described('In Markdown. Empty when the message was deleted.', z.string()),
  reply_to: described('The id of the message that this one answers.', z.nullable(id)),
  thread_id: described('The id of the message that began the thread. Left out: the message is in no thread.', z.optional(id)),
  thread_only: described('True: the thread shows the message, and the timeline of the room does not.', z.optional(z.literal(true))),
  thread: described('The state of the thread that this message began. Left out: it began none.', z.optional(Thread)),
  forwarded_from: described('Left out: the message was not forwarded.', z.optional(ForwardedFrom)),
  unfinished: described('Why the text ends early. Left out: it is complete.', z.optional(Unfinished)),
  choices: described('Answers that it offers. Left out: none.', z.optional(z.array(z.string()))),
  choice: described(
    'The answer that it is, one of those that the message in `reply_to` offers. Left out: it is no such answer.',
    z.optional(z.string()),
  ),
  by_program: described(
    'True: a program with the access of the author wrote the text. Left out: the author, or an agent, wrote it.',
    z.optional(z.literal(true)),
  ),
  act: described('Of a thought: what the agent did. Left out: it is no act.', z.optional(Act)),
  approval: described('Of a message of the kind `approval`, until it is deleted.', z.optional(Approval)),
  pin: described('Left out: the message is not pinned.', z.optional(Pin)),
  imported: described('Where the message was imported from. Left out: it was written here.', z.optional(ImportedFrom)),
  previews: described('Of pages that it links to, in the order of its links. Left out: it has none.', z.optional(z.array(LinkPreview))),
  metadata: described('From the author, for programs.', z.unknown()),
  attachments: described('Empty when the message was deleted.', z.array(FileInfo)),
  mentions: described(
    'The ids of the participants that it mentions. `@everyone`, `@here` and `@agents` are among them where it calls several at once.',
    z.array(id),
  ),
  reactions: z.array(Reaction),
  client_id: described(
    'The id from the client that sent it. A client knows its own messages by it, and a retry is no second message.',
    z.nullable(z.string()),
  ),
  created_at: time,
  edited_at: z.nullable(time),
  deleted_at: z.nullable(time),
});
export type Message = z.infer<typeof Message>;

export const MentionsReach = z.enum(['members', 'home']);
export type MentionsReach = z.infer<typeof MentionsReach>;

export const Home = z.object({
  id,
  name: z.string(),
  set_up_at: described('Null until the owner has set the home up.', z.nullable(time)),
  /** Whom a message can call by name: those of its room, or every agent of the home that may see the room. */
  mentions_reach: MentionsReach,
  keep_days: described('Messages that are older are deleted for good. Null: none are.', z.nullable(z.number())),
  link_previews: described('Whether the server reads the pages that messages link to, and makes previews of them.', z.boolean()),
});
export type Home = z.infer<typeof Home>;

/** The preview of an invite, before it is accepted. */
export const InvitePreview = z.object({
  home_name: z.string(),
  invited_by: z.string(),
  name: described('The name that is suggested to the guest. It may be empty.', z.string()),
  room_names: described('Null: every public room.', z.nullable(z.array(z.string()))),
  people: z.number(),
  agents: z.number(),
  single_use: z.boolean(),
});
export type InvitePreview = z.infer<typeof InvitePreview>;

export const Invite = z.object({
  id,
  name: described('The name of the guest. Empty: anybody may use the link.', z.string()),
  role: Role,
  room_ids: described('Null: every public room.', z.nullable(z.array(id))),
  created_by: id,
  created_at: time,
  expires_at: time,
  max_uses: z.number(),
  uses: z.number(),
  revoked_at: z.nullable(time),
  participant_id: described('The person who comes back with this invite; null for a new guest.', z.nullable(id)),
  needs_owner: described('An admin created it for a person who comes back. It works when the owner has confirmed it.', z.boolean()),
  origins: described(
    'The addresses at which other machines reached the server when its newest link was made, as origins; null: not known.',
    z.nullable(z.array(z.string())),
  ),
  nickname: described('The name that is suggested to the guest instead; null: `name`.', z.nullable(z.string())),
});
export type Invite = z.infer<typeof Invite>;

/** Those who can reach this home from other machines. */
export const Sharing = z.object({
  available: described(
    'The addresses of this machine that the home can listen on.',
    z.array(z.object({ address: z.string(), interface: z.string() })),
  ),
  origins: described(
    'The addresses at which other machines reach it now, as origins for a browser: those from outside first, then those of the network.',
    z.array(z.string()),
  ),
  network: described('The entrance of the network; null while no address is chosen.', z.nullable(NetworkState)),
  entrances: described('The entrances from outside that were set up.', z.array(EntranceState)),
});
export type Sharing = z.infer<typeof Sharing>;
