// The tables, as Kysely sees them. Times are UTC milliseconds; JSON columns hold the shapes of src-shared/objects.ts.
import type { InviteRow } from './invite-row.ts';
import type { ParticipantRow } from './participant-row.ts';
import type { StoredRow } from './stored-row.ts';
import type { SessionRow } from './session-row.ts';

export interface Schema {
  home: HomeRow;
  participants: ParticipantRow;
  rooms: RoomRow;
  memberships: MembershipRow;
  messages: MessageRow;
  mentions: MentionRow;
  edits: EditRow;
  reactions: ReactionRow;
  changes: ChangeRow;
  sessions: SessionRow;
  old_secrets: OldSecretRow;
  bucket_levels: BucketLevelRow;
  invites: InviteRow;
  keys: KeyRow;
  key_verifiers: KeyVerifierRow;
  votes: VoteRow;
  ballots: BallotRow;
  tasks: TaskRow;
  files: FileRow;
  seals: SealRow;
  subscriptions: SubscriptionRow;
  notify_preferences: NotifyPreferencesRow;
  stored_bytes: StoredRow;
}

/** Whether the home answers ClawChat's programs, and the hash of the key it placed for them. */
export interface ClawChatSwitch {
  is_on: boolean;
  placed_hash: string | null;
}

export interface HomeRow {
  id: string;
  name: string;
  set_up_at: number | null;
  /** JSON: the addresses of this machine on which the owner opened the home. */
  shared_addresses: string;
  /** JSON: the limits that were changed; the others are what the program says. */
  limits: string;
  mentions_reach: 'members' | 'home';
  /** JSON: ClawChatSwitch; null before it was first switched. */
  clawchat: string | null;
  backup_every: 'never' | 'day' | 'week';
  /** How many of the backups that were made by themselves. */
  backups_kept: number;
  /** Null: for ever. */
  keep_days: number | null;
}

export interface RoomRow {
  id: string;
  name: string;
  description: string | null;
  visibility: 'public' | 'private';
  parent_id: string | null;
  /** The two ids of a direct room, sorted and joined with a space; null for other rooms. */
  direct_key: string | null;
  created_by: string | null;
  created_at: number;
  archived_at: number | null;
  last_seq: number;
  last_message_at: number | null;
  /** The messages up to this one are gone because of their age. */
  swept_seq: number;
  /** The key that the agent who made it came with. */
  key_id: string | null;
  /** 1: takes sealed messages only. */
  encrypted: number;
  /** The look of the name (look-alike.ts). */
  name_key: string | null;
  name_fold: string | null;
}

export interface MembershipRow {
  room_id: string;
  participant_id: string;
  /** The cursor of the joining: members are listed in this order. */
  joined_cursor: number;
  /** Where reading began: what was there before is not unread. */
  read_from_seq: number;
  last_read_seq: number;
  /** Up to where the member said to have read, for others to know: 0 when it never did. To have something unread again does not move it back. */
  seen_seq: number;
  seen_at: number | null;
  notify_level: 'default' | 'all' | 'mentions' | 'none';
  muted_until: number | null;
}

export interface NotifyPreferencesRow {
  participant_id: string;
  /** JSON. */
  preferences: string;
}

/** `cursor` is the home-wide position at which the message was committed, so the table is in the order of events. */
export interface MessageRow {
  cursor: number;
  id: string;
  room_id: string;
  seq: number;
  author_id: string;
  kind: 'chat' | 'thinking' | 'decision';
  content: string;
  reply_to: string | null;
  metadata: string | null;
  /** JSON: what is said of the files it carries; null when there are none. */
  attachments: string | null;
  mentions: string | null;
  client_id: string | null;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
}

/** What a message said before it was changed; `number` counts its texts from 1. */
export interface EditRow {
  message_cursor: number;
  number: number;
  content: string;
  written_at: number;
}

export interface MentionRow {
  participant_id: string;
  room_id: string;
  seq: number;
}

export interface ReactionRow {
  message_cursor: number;
  emoji: string;
  participant_id: string;
  created_at: number;
}

/** Every durable change that is not a new message. It names its subject; the event is made from the subject's present state. */
export interface ChangeRow {
  cursor: number;
  type: string;
  room_id: string | null;
  subject_id: string | null;
  /** Only this participant is told; null: whoever may see the subject. */
  only_id: string | null;
  /** JSON, for the few events whose numbers belong to their moment. */
  payload: string | null;
}

export interface KeyRow {
  id: string;
  secret_hash: string;
  label: string;
  owner_id: string;
  room_ids: string | null;
  rights: string;
  hint: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** Checks the proofs of a secret (key-proof.ts), for current and old secrets alike. */
export interface KeyVerifierRow {
  secret_hash: string;
  stored_key: string;
  server_key: string;
}

/** A secret that another took the place of. */
export interface OldSecretRow {
  secret_hash: string;
  key_id: string;
  good_until: number;
}

/** What was left in a bucket of a rate limit, and when. */
export interface BucketLevelRow {
  bucket: string;
  level: number;
  at: number;
}

export interface VoteRow {
  id: string;
  room_id: string;
  title: string;
  description: string | null;
  /** JSON, as are the two lists of ids. */
  options: string;
  created_by: string;
  created_at: number;
  closes_at: number | null;
  closed_at: number | null;
  eligible_ids: string;
  /** Those of the electorate who left the room: the vote does not wait for them. */
  left_ids: string;
}

export interface BallotRow {
  vote_id: string;
  participant_id: string;
  option_index: number;
  cast_at: number;
}

export interface TaskRow {
  id: string;
  room_id: string;
  title: string;
  description: string | null;
  status: 'pending' | 'in_progress' | 'blocked' | 'completed' | 'cancelled';
  assignee_id: string | null;
  created_by: string;
  created_at: number;
  updated_at: number | null;
  note: string | null;
}

/** One file that somebody sent, or is about to send. Several may have the same content, which is on disk once. */
export interface FileRow {
  id: string;
  sha256: string;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  uploaded_by: string;
  /** The key it came with: what one program of a key uploads over HTTP, another may send over its socket. */
  key_id: string | null;
  room_id: string;
  /** Null until it is sent. */
  message_id: string | null;
  /** The message's cursor and the place within it: files are listed in this order. */
  message_cursor: number | null;
  position: number | null;
  created_at: number;
  /** Set once nobody may see it any more; the row goes when its content has left the disk. */
  dropped_at: number | null;
}

/** Where a room's messages are sent besides. The messages after `last_delivered_seq` are what waits: there is no queue. */
export interface SubscriptionRow {
  id: string;
  room_id: string;
  owner_id: string;
  created_by: string;
  key_id: string | null;
  webhook_url: string;
  /** In clear, because it has to be there to sign with. */
  secret: string;
  /** JSON: a list of words. */
  kinds: string;
  /** The names with which it was asked for; null when it was asked for by id. */
  only_from: string | null;
  not_from: string | null;
  only_from_id: string | null;
  not_from_id: string | null;
  /** 0 or 1. */
  exclude_thinking: number;
  since_seq: number;
  last_delivered_seq: number;
  status: 'active' | 'failed' | 'disabled';
  failure_count: number;
  last_error: string | null;
  next_attempt_at: number | null;
  last_delivered_at: number | null;
  created_at: number;
}

/** The seal ids of the sealed messages and file names that a room has had, also of deleted ones. */
export interface SealRow {
  room_id: string;
  seal_id: string;
}
