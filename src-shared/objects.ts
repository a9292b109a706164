// What a home consists of, as it travels: the same shapes on the socket, in REST, in events and in the clients' state.
// Times are UTC milliseconds since 1970. Field names are the table's column names.
import * as z from 'zod/mini';
import { FileInfo } from './files.ts';
import { Hue, Status } from './profile.ts';
import { NotifyLevel } from './notify/levels.ts';

const id = z.string();
const time = z.number();

export const Role = z.enum(['owner', 'admin', 'member', 'guest']);
export type Role = z.infer<typeof Role>;

/** `home`: sees every public room. `rooms`: sees only the rooms they were let into. */
export const Scope = z.enum(['home', 'rooms']);
export type Scope = z.infer<typeof Scope>;

/** An earlier name of a participant, and the time when it ended. */
export const EarlierName = z.object({ name: z.string(), until: time });
export type EarlierName = z.infer<typeof EarlierName>;

/** When a person who was here came back, and whose link it was. */
export const Return = z.object({ at: time, by_id: id });
export type Return = z.infer<typeof Return>;

export const Person = z.object({
  kind: z.literal('person'),
  id,
  name: z.string(),
  role: Role,
  scope: Scope,
  /** Whether others are told how far they have read. */
  tells_reads: z.boolean(),
  created_at: time,
  /** Set while the person may not come in. */
  revoked_at: z.nullable(time),
  /** Null: the one that follows from the id. */
  color: z.nullable(Hue),
  /** The SHA-256 of a picture, which is at GET /api/people/{id}/picture/{sha256}; null when there is none. */
  picture: z.nullable(z.string()),
  status: z.nullable(Status),
  /** An IANA name; null when the person does not say. */
  time_zone: z.nullable(z.string()),
  /** The newest last; left out when there are none. */
  earlier_names: z.optional(z.array(EarlierName)),
  /** As `earlier_names`. */
  returns: z.optional(z.array(Return)),
});
export type Person = z.infer<typeof Person>;

export const Agent = z.object({
  kind: z.literal('agent'),
  id,
  name: z.string(),
  /** How the agent is run. `connected`: by itself, speaking the wire protocol. */
  type: z.enum(['connected', 'built-in']),
  /** The person whose key it came with; null for the built-in ones. */
  owner_id: z.nullable(id),
  capabilities: z.array(z.string()),
  created_at: time,
  /** Null: the one that follows from the id. */
  color: z.nullable(Hue),
  /** What its owner says of it. */
  description: z.nullable(z.string()),
  /** Set while the agent may not come in: its owner removed it. What it wrote stays. */
  removed_at: z.nullable(time),
  /** The newest last; left out when there are none. */
  earlier_names: z.optional(z.array(EarlierName)),
});
export type Agent = z.infer<typeof Agent>;

export const Participant = z.discriminatedUnion('kind', [Person, Agent]);
export type Participant = z.infer<typeof Participant>;

export const PresenceStatus = z.enum(['idle', 'waiting', 'working', 'thinking']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

export const Presence = z.object({
  participant_id: id,
  online: z.boolean(),
  status: PresenceStatus,
  detail: z.nullable(z.string()),
  /** Percent, 0 to 100. */
  progress: z.nullable(z.number()),
  last_active_at: z.nullable(time),
});
export type Presence = z.infer<typeof Presence>;

export const Room = z.object({
  id,
  name: z.string(),
  description: z.nullable(z.string()),
  visibility: z.enum(['public', 'private']),
  parent_id: z.nullable(id),
  /** Lives in memory only and ends when the last one leaves. */
  ephemeral: z.boolean(),
  /** Takes sealed messages only, which the home cannot read; said when the room is made, and never changed. */
  encrypted: z.boolean(),
  /** Between two participants; has no name of its own. */
  direct: z.boolean(),
  created_by: z.nullable(id),
  created_at: time,
  archived_at: z.nullable(time),
  /** The seq of the newest message, 0 when there is none. */
  last_seq: z.number(),
  last_message_at: z.nullable(time),
  /** The messages up to this seq are gone because of their age; 0 when none are. */
  swept_seq: z.number(),
  /** In the order they joined. */
  member_ids: z.array(id),
});
export type Room = z.infer<typeof Room>;

/** One participant's own view of a room it belongs to. */
export const Membership = z.object({
  last_read_seq: z.number(),
  /** Messages of others after `last_read_seq`, thoughts not counted; at most UNREAD_MAX. */
  unread: z.number(),
  /** How many of those mention this participant; at most UNREAD_MAX. */
  mentions: z.number(),
  /** What this participant is notified of here. */
  notify_level: NotifyLevel,
  /** Muted until then, whatever the level says; null or past: not. */
  muted_until: z.nullable(time),
});
export type Membership = z.infer<typeof Membership>;

export const RoomView = z.object({ room: Room, membership: z.nullable(Membership) });
export type RoomView = z.infer<typeof RoomView>;

export const MessageKind = z.enum(['chat', 'thinking', 'decision']);
export type MessageKind = z.infer<typeof MessageKind>;

export const Reaction = z.object({ emoji: z.string(), participant_ids: z.array(id) });
export type Reaction = z.infer<typeof Reaction>;

export const Message = z.object({
  id,
  room_id: id,
  /** From 1, without gaps, in the order of commits. */
  seq: z.number(),
  author_id: id,
  kind: MessageKind,
  /** Empty once deleted. */
  content: z.string(),
  /** The id of the message this answers. */
  reply_to: z.nullable(id),
  /** Whatever the author sent along, as JSON. */
  metadata: z.unknown(),
  /** The files it carries; none once it is deleted. */
  attachments: z.array(FileInfo),
  /** Ids of the participants it mentions. */
  mentions: z.array(id),
  reactions: z.array(Reaction),
  /** The id that the sending client made, so that it knows its own message again and a retry is not a second message. */
  client_id: z.nullable(z.string()),
  created_at: time,
  edited_at: z.nullable(time),
  deleted_at: z.nullable(time),
});
export type Message = z.infer<typeof Message>;

export const MentionsReach = z.enum(['members', 'home']);

export const Home = z.object({
  id,
  name: z.string(),
  /** Null until the owner has been through the welcome. */
  set_up_at: z.nullable(time),
  /** Whom a message can call by name: those of its room, or every agent of the home that may see the room. */
  mentions_reach: MentionsReach,
  /** Messages older than so many days are deleted for good; null keeps them for ever. */
  keep_days: z.nullable(z.number()),
});
export type Home = z.infer<typeof Home>;

/** An offer of a built-in agent under a message. The app draws each as a button or a card; from other authors it draws none. */
export const Action = z.enum(['create_room', 'connect_agent', 'invite_friend', 'open_invites']);
export type Action = z.infer<typeof Action>;
const label = z.string();
export const Offer = z.discriminatedUnion('action', [
  z.object({ action: Action, label }),
  z.object({ action: z.literal('open_room'), label, room_id: id }),
  /** The link does not exist yet: the app of the reader makes it, with the reader's own rights. */
  z.object({ action: z.literal('invite_person'), label, name: z.string() }),
  z.object({ action: z.literal('reinvite_person'), label, participant_id: id }),
]);
export type Offer = z.infer<typeof Offer>;
export const ActionsMetadata = z.object({ actions: z.array(Offer) });

/** A page somebody opened without being let in yet: what an invite shows before it is accepted. */
export const InvitePreview = z.object({
  home_name: z.string(),
  invited_by: z.string(),
  /** The name to suggest; empty when the invite is for anybody. */
  name: z.string(),
  /** Null: every public room. */
  room_names: z.nullable(z.array(z.string())),
  people: z.number(),
  agents: z.number(),
  single_use: z.boolean(),
});
export type InvitePreview = z.infer<typeof InvitePreview>;

export const Invite = z.object({
  id,
  /** Who it is meant for; empty for a link that anybody may use. */
  name: z.string(),
  role: Role,
  /** Null: every public room. */
  room_ids: z.nullable(z.array(id)),
  created_by: id,
  created_at: time,
  expires_at: time,
  max_uses: z.number(),
  uses: z.number(),
  revoked_at: z.nullable(time),
  /** Set when the invite lets somebody back in who was here before. */
  participant_id: z.nullable(id),
  /** An admin made it for a person who comes back. Its holder becomes that person, so it works only once the owner confirmed it. */
  needs_owner: z.boolean(),
});
export type Invite = z.infer<typeof Invite>;

/** Who can reach this home from other machines. */
export const Sharing = z.object({
  /** The addresses of this machine that could be opened. */
  available: z.array(z.object({ address: z.string(), interface: z.string() })),
  /** The addresses that are open now besides this computer's own, as origins that a browser can go to. */
  origins: z.array(z.string()),
});
export type Sharing = z.infer<typeof Sharing>;
