// From the tables' rows to the objects of src-shared.
import type { Vote } from '../../../src-shared/coordination.ts';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Key } from '../../../src-shared/keys.ts';
import type { EarlierName, Invite, Message, Participant, Reaction, Return, Room } from '../../../src-shared/objects.ts';
import type { Status } from '../../../src-shared/profile.ts';
import type { ParticipantRow } from './participant-row.ts';
import type { BallotRow, FileRow, KeyRow, MessageRow, ReactionRow, RoomRow, SubscriptionRow, VoteRow } from './schema.ts';
import type { InviteRow } from './invite-row.ts';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { fromJson } from './json.ts';

export function toParticipant(row: ParticipantRow): Participant {
  const { id, name, created_at, color } = row;
  const earlier = row.earlier_names === null ? {} : { earlier_names: fromJson<EarlierName[]>(row.earlier_names) };
  if (row.kind === 'person') {
    const { role, scope, revoked_at, picture, time_zone } = row;
    const tells_reads = row.tells_reads !== 0;
    const status = row.status === null ? null : fromJson<Status>(row.status);
    const returns = row.returns === null ? {} : { returns: fromJson<Return[]>(row.returns) };
    return {
      kind: 'person',
      id,
      name,
      role: role ?? 'guest',
      scope: scope ?? 'rooms',
      tells_reads,
      created_at,
      revoked_at,
      color,
      picture,
      status,
      time_zone,
      ...earlier,
      ...returns,
    };
  }
  return {
    kind: 'agent',
    id,
    name,
    type: row.type ?? 'connected',
    owner_id: row.owner_id,
    capabilities: strings(row.capabilities) ?? [],
    created_at,
    color,
    description: row.description,
    removed_at: row.removed_at,
    ...earlier,
  };
}

export function toRoom(row: RoomRow, memberIds: string[], ephemeral: boolean): Room {
  const { id, name, description, visibility, parent_id, created_by, created_at, archived_at, last_seq, last_message_at, swept_seq } = row;
  return {
    id,
    name,
    description,
    visibility,
    parent_id,
    ephemeral,
    encrypted: row.encrypted !== 0,
    direct: row.direct_key !== null,
    created_by,
    created_at,
    archived_at,
    last_seq,
    last_message_at,
    swept_seq,
    member_ids: memberIds,
  };
}

export function toMessage(row: MessageRow, reactions: Reaction[]): Message {
  const { id, room_id, seq, author_id, kind, content, reply_to, client_id, created_at, edited_at, deleted_at } = row;
  const metadata: unknown = row.metadata === null ? null : JSON.parse(row.metadata);
  return {
    id,
    room_id,
    seq,
    author_id,
    kind,
    content,
    reply_to,
    metadata,
    attachments: row.attachments === null ? [] : fromJson<FileInfo[]>(row.attachments),
    mentions: strings(row.mentions) ?? [],
    reactions,
    client_id,
    created_at,
    edited_at,
    deleted_at,
  };
}

export function toFileInfo({ id, name, type, size, sha256, width, height, created_at, uploaded_by }: FileRow): FileInfo {
  return { id, name, type, size, sha256, width, height, created_at, by: uploaded_by };
}

/** Rows in the order they were made; an emoji stands where it was first used. */
export function toReactions(rows: readonly ReactionRow[]): Reaction[] {
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, participant_id } of rows) {
    const ids = byEmoji.get(emoji);
    if (ids) ids.push(participant_id);
    else byEmoji.set(emoji, [participant_id]);
  }
  return [...byEmoji].map(([emoji, participant_ids]) => ({ emoji, participant_ids }));
}

export function toInvite(row: InviteRow): Invite {
  const { code_hash: _secret, room_ids, needs_owner, ...rest } = row;
  return { ...rest, room_ids: strings(room_ids), needs_owner: needs_owner === 1 };
}

export function toKey(row: KeyRow, old_secret_until: number | null): Key {
  const { secret_hash: _secret, room_ids, rights, ...rest } = row;
  return { ...rest, room_ids: strings(room_ids), rights: fromJson<Key['rights']>(rights), old_secret_until };
}

function strings(json: string | null): string[] | null {
  return json === null ? null : fromJson<string[]>(json);
}

/** Ballots are shown once the vote is closed; before that only who has voted. */
export function toVote(row: VoteRow, ballots: readonly BallotRow[]): Vote {
  const { left_ids: _left, eligible_ids, options, ...rest } = row;
  const choices = fromJson<string[]>(options);
  const isClosed = row.closed_at !== null;
  return {
    ...rest,
    options: choices,
    eligible_ids: fromJson<string[]>(eligible_ids),
    voted_ids: ballots.map((ballot) => ballot.participant_id),
    tally: isClosed ? choices.map((_option, index) => ballots.filter((ballot) => ballot.option_index === index).length) : null,
    ballots: isClosed ? ballots.map(({ participant_id, option_index }) => ({ participant_id, option_index })) : null,
  };
}

export function toSubscription(row: SubscriptionRow): Subscription {
  const { secret: _secret, kinds, exclude_thinking, ...rest } = row;
  return { ...rest, kinds: fromJson<string[]>(kinds), exclude_thinking: exclude_thinking !== 0 };
}
