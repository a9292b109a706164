// Everything that is read, on prepared statements of one database handle. The writer uses the same functions inside
// its transactions, so an event shows exactly what a client would fetch.
import type Database from 'better-sqlite3';
import type { Task, Vote } from '../../../src-shared/coordination.ts';
import type { RoomFile } from '../../../src-shared/files.ts';
import type { KeyVerifier } from '../../../src-shared/key-proof.ts';
import type { Key, Limits } from '../../../src-shared/keys.ts';
import type { EarlierText, ReadMark } from '../../../src-shared/reading.ts';
import type { Home, Invite, Membership, Message, Participant, Room } from '../../../src-shared/objects.ts';
import type { BackupPlan } from '../../../src-shared/home-keeping.ts';
import { BACKUPS_KEPT_DEFAULT, UNREAD_MAX } from '../../../src-shared/limits.ts';
import { FIRST_PREFERENCES, type NotifyPreferences } from '../../../src-shared/notify/levels.ts';
import type { AgedMessage } from './keeping-statements.ts';
import { readStatements } from './read-statements.ts';
import { toFileInfo, toInvite, toKey, toMessage, toParticipant, toReactions, toRoom, toSubscription, toVote } from './rows.ts';
import type {
  ClawChatSwitch,
  BallotRow,
  BucketLevelRow,
  ChangeRow,
  FileRow,
  KeyRow,
  MembershipRow,
  MessageRow,
  OldSecretRow,
  SubscriptionRow,
  VoteRow,
} from './schema.ts';
import type { InviteRow } from './invite-row.ts';
import type { SessionRow } from './session-row.ts';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { prepareAll } from './statement.ts';
import { fromJson } from './json.ts';
import type { NameKeys } from './look-alike.ts';

export type Reads = ReturnType<typeof createReads>;

/** `ephemeral`: the database is that of the rooms which live in memory. */
export function createReads(db: Database.Database, { ephemeral = false } = {}) {
  const find = prepareAll(db, readStatements);

  const memberIds = (roomId: string): string[] => find.members.all({ room_id: roomId }).map((row) => row.participant_id);
  const withReactions = (row: MessageRow): Message => toMessage(row, toReactions(find.reactions.all({ message_cursor: row.cursor })));

  const withBallots = (row: VoteRow): Vote => toVote(row, find.ballots.all({ vote_id: row.id }));

  const keyOf = (row: KeyRow): Key => toKey(row, find.lastOldSecret.get({ key_id: row.id })?.good_until ?? null);

  function room(id: string): Room | null {
    const row = find.room.get({ id });
    return row ? toRoom(row, memberIds(id), ephemeral) : null;
  }

  function rooms(): Room[] {
    const members = Map.groupBy(find.allMembers.all({}), (row) => row.room_id);
    return find.rooms.all({}).map((row) =>
      toRoom(
        row,
        (members.get(row.id) ?? []).map((each) => each.participant_id),
        ephemeral,
      ),
    );
  }

  function membership(roomId: string, participantId: string): Membership | null {
    const row = find.membership.get({ room_id: roomId, participant_id: participantId });
    if (!row) return null;
    return toMembership(row);
  }

  /** Most rooms are read to their end. That is not counted: in a home of ten thousand rooms it would take a second. */
  function toMembership(row: MembershipRow, lastSeq = Infinity): Membership {
    const { room_id, participant_id, last_read_seq, notify_level, muted_until } = row;
    const counts = last_read_seq >= lastSeq ? NOTHING_UNREAD : unread(room_id, participant_id, last_read_seq);
    return { last_read_seq, ...counts, notify_level, muted_until };
  }

  function unread(roomId: string, participantId: string, seq: number): { unread: number; mentions: number } {
    const params = { room_id: roomId, participant_id: participantId, seq, limit: UNREAD_MAX };
    return { unread: find.unread.get(params)?.count ?? 0, mentions: find.unreadMentions.get(params)?.count ?? 0 };
  }

  return {
    /** Runs the work on one state of the database, whatever is committed meanwhile. */
    atOneMoment: <T>(work: () => T): T => db.transaction(work)(),
    home: (): Home | null => find.home.get({}) ?? null,
    clawChat: (): ClawChatSwitch =>
      fromJson<ClawChatSwitch | null>(find.clawChat.get({})?.clawchat ?? 'null') ?? { is_on: false, placed_hash: null },
    ...keepingReadsOn(db, find),
    sharedAddresses: (): string[] => fromJson<string[]>(find.sharedAddresses.get({})?.shared_addresses ?? '[]'),
    participants: (): Participant[] => find.participants.all({}).map(toParticipant),
    participant: (id: string): Participant | null => map(find.participant.get({ id }), toParticipant),
    participantsLike: (keys: NameKeys): Participant[] => find.participantsLike.all(keys).map(toParticipant),
    rooms,
    room,
    roomIdOfDirect: (directKey: string): string | null => find.direct.get({ direct_key: directKey })?.id ?? null,
    /** Rooms whose names look like this one. */
    roomsLike: (keys: NameKeys): Room[] => find.roomsLike.all(keys).map((row) => toRoom(row, memberIds(row.id), ephemeral)),
    lastSeq: (roomId: string): number => find.lastSeq.get({ id: roomId })?.last_seq ?? 0,
    membershipRow: (roomId: string, participantId: string) =>
      find.membership.get({ room_id: roomId, participant_id: participantId }) ?? null,
    membership,
    memberships: (participantId: string): Map<string, Membership> =>
      new Map(find.membershipsOf.all({ participant_id: participantId }).map((row) => [row.room_id, toMembership(row, row.last_seq)])),
    unread,
    /** Those who said how far they have read, in the order they joined. */
    seenIn: (roomId: string): ReadMark[] =>
      find.seenIn.all({ room_id: roomId }).map(({ participant_id, seen_seq: seq, seen_at: at }) => ({ participant_id, seq, at })),
    /** What a message said before, the newest first. */
    edits: (messageCursor: number, before: number, limit: number): EarlierText[] =>
      find.edits.all({ message_cursor: messageCursor, before, limit }),
    editCount(messageCursor: number): { count: number; last: number } {
      const { count = 0, last } = find.editCount.get({ message_cursor: messageCursor }) ?? {};
      return { count, last: last ?? 0 };
    },
    notifyPreferences(participantId: string): NotifyPreferences {
      const row = find.notifyPreferences.get({ participant_id: participantId });
      return row ? { ...FIRST_PREFERENCES, ...fromJson<Partial<NotifyPreferences>>(row.preferences) } : FIRST_PREFERENCES;
    },
    /** Whether the message called this participant when it was written; what it says by now does not matter. */
    messageRow: (id: string): MessageRow | null => find.message.get({ id }) ?? null,
    messageOfClient: (authorId: string, clientId: string): MessageRow | null =>
      find.messageOfClient.get({ author_id: authorId, client_id: clientId }) ?? null,
    message: withReactions,
    /** At most `limit` messages, oldest first. */
    messagesSince: (roomId: string, seq: number, limit: number): Message[] =>
      find.messagesSince.all({ room_id: roomId, seq, limit }).map(withReactions),
    messagesBefore: (roomId: string, seq: number, limit: number): Message[] =>
      find.messagesBefore.all({ room_id: roomId, seq, limit }).map(withReactions).reverse(),
    messagesBeforeTime: (roomId: string, time: number, limit: number): Message[] =>
      find.messagesBeforeTime.all({ room_id: roomId, time, limit }).map(withReactions).reverse(),
    messageRowsAfterCursor: (cursor: number, limit: number): MessageRow[] => find.messagesAfterCursor.all({ cursor, limit }),
    bytesAfterCursor: (cursor: number, limit: number): number => find.bytesAfterCursor.get({ cursor, limit })?.bytes ?? 0,
    changesAfterCursor: (cursor: number, limit: number): ChangeRow[] => find.changesAfterCursor.all({ cursor, limit }),
    cursor: (): number => Math.max(find.lastMessageCursor.get({})?.cursor ?? 0, find.lastChangeCursor.get({})?.cursor ?? 0),
    messageCount: (): number => find.messageCount.get({})?.count ?? 0,
    voteRow: (id: string): VoteRow | null => find.vote.get({ id }) ?? null,
    vote: (id: string): Vote | null => map(find.vote.get({ id }), withBallots),
    /** The newest first: all, or those from before one. */
    votes: (roomId: string, limit: number, before: Pick<Vote, 'id' | 'created_at'> | null): Vote[] =>
      find.votes
        .all({ room_id: roomId, limit, before: before?.created_at ?? Number.MAX_SAFE_INTEGER, before_id: before?.id ?? '' })
        .map(withBallots),
    openVoteRows: (roomId: string): VoteRow[] => find.openVotes.all({ room_id: roomId }),
    /** The open votes that close by themselves. */
    deadlines: () => find.deadlines.all({}),
    ballots: (voteId: string): BallotRow[] => find.ballots.all({ vote_id: voteId }),
    task: (id: string): Task | null => find.task.get({ id }) ?? null,
    tasks: (roomId: string): Task[] => find.tasks.all({ room_id: roomId }),
    fileRow: (id: string): FileRow | null => find.file.get({ id }) ?? null,
    /** Those after a place, which is a message's cursor and a position in it. */
    filesOfRoom: (roomId: string, after: { cursor: number; position: number }, limit: number): RoomFile[] =>
      find.filesOfRoom
        .all({ room_id: roomId, ...after, limit })
        .map(({ seq, sent_at, ...row }) => ({ file: toFileInfo(row), message_id: row.message_id ?? '', seq, sent_at })),
    unsentFileCount: (participantId: string): number => find.unsentCount.get({ uploaded_by: participantId })?.count ?? 0,
    droppedFiles: (limit: number): Pick<FileRow, 'id' | 'sha256'>[] => find.droppedFiles.all({ limit }),
    /** Whether any file that somebody may see has this content, or it is somebody's picture. */
    isContentUsed: (sha256: string): boolean =>
      find.fileOfContent.get({ sha256 }) !== undefined || find.pictured.get({ sha256 }) !== undefined,
    subscriptionRow: (id: string): SubscriptionRow | null => find.subscription.get({ id }) ?? null,
    subscription: (id: string): Subscription | null => map(find.subscription.get({ id }), toSubscription),
    subscriptions: (): Subscription[] => find.subscriptions.all({}).map(toSubscription),
    session: (by: { id: string } | { token_hash: string }): SessionRow | null =>
      ('id' in by ? find.session.get(by) : find.sessionOfToken.get(by)) ?? null,
    sessionsOf: (participantId: string): SessionRow[] => find.sessionsOf.all({ participant_id: participantId }),
    invites: (): Invite[] => find.invites.all({}).map(toInvite),
    invite: (id: string): Invite | null => map(find.invite.get({ id }), toInvite),
    inviteRowByCode: (codeHash: string): InviteRow | null => find.inviteByCode.get({ code_hash: codeHash }) ?? null,
    keysOf: (ownerId: string): Key[] => find.keysOf.all({ owner_id: ownerId }).map(keyOf),
    keyRow: (id: string): KeyRow | null => find.key.get({ id }) ?? null,
    key: (id: string): Key | null => map(find.key.get({ id }), keyOf),
    keyBySecret: (secretHash: string): Key | null => map(find.keyBySecret.get({ secret_hash: secretHash }), keyOf),
    keyVerifier: (secretHash: string): KeyVerifier | null => find.keyVerifier.get({ secret_hash: secretHash }) ?? null,
    oldSecret: (secretHash: string): OldSecretRow | null => find.oldSecret.get({ secret_hash: secretHash }) ?? null,
    ...usageReadsOn(find),
    /** Those that were changed. */
    changedLimits: (): Partial<Limits> => fromJson<Partial<Limits>>(find.limits.get({})?.limits ?? '{}'),
    bucketLevels: (): BucketLevelRow[] => find.bucketLevels.all({}),
  };
}

const NOTHING_UNREAD = { unread: 0, mentions: 0 };

function map<A, B>(value: A | undefined, convert: (value: A) => B): B | null {
  return value === undefined ? null : convert(value);
}

/** What looking after the home needs. */
function keepingReadsOn(db: Database.Database, find: ReturnType<typeof prepareAll<typeof readStatements>>) {
  return {
    /** The first of the room's messages that are there, in order. */
    oldestMessages: (roomId: string, limit: number): AgedMessage[] => find.oldestMessages.all({ room_id: roomId, limit }),
    /** When that message was written; null when there is none. */
    writtenAt: (roomId: string, seq: number): number | null => find.messageAt.get({ room_id: roomId, seq })?.created_at ?? null,
    sweptSeq: (roomId: string): number => find.sweptSeq.get({ id: roomId })?.swept_seq ?? 0,
    membersBehind: (roomId: string, seq: number): string[] =>
      find.membersBehind.all({ room_id: roomId, seq }).map((row) => row.participant_id),
    backupPlan: (): BackupPlan => find.backupPlan.get({}) ?? { every: 'never', keep: BACKUPS_KEPT_DEFAULT },
    /** Changes when the home is restored from a backup: cursors of another epoch mean nothing in this one. */
    epoch: (): number => Number(db.pragma('user_version', { simple: true })),
    newestMigration: (): string => find.newestMigration.get({})?.name ?? '',
  };
}

/** Agents by the keys that made them, and how much each account stores. */
function usageReadsOn(find: ReturnType<typeof prepareAll<typeof readStatements>>) {
  return {
    /** The key an agent was made with. */
    keyIdOfAgent: (id: string): string | null => find.keyOfAgent.get({ id })?.key_id ?? null,
    agentIdsOfKey: (keyId: string): string[] => find.agentsOfKey.all({ key_id: keyId }).map(({ id }) => id),
    agentCountOfKey: (keyId: string): number => find.agentCountOfKey.get({ key_id: keyId })?.count ?? 0,
    /** Agents that left nothing, the oldest first, and removed ones behind the others. */
    unusedAgentsOfKey: (keyId: string, limit: number) => find.unusedOfKey.all({ key_id: keyId, limit }),
    unusedAgentsBefore: (before: number): string[] => find.unusedBefore.all({ before }).map(({ id }) => id),
    isForgotten: (id: string): boolean => find.forgottenAgent.get({ id }) !== undefined,
    storedBy: (participantId: string): number => find.storedBy.get({ participant_id: participantId })?.bytes ?? 0,
    storedWithKey: (keyId: string): number => find.storedWithKey.get({ key_id: keyId })?.bytes ?? 0,
    /** The largest first. */
    storedByAccount: (limit: number) => find.storedByAccount.all({ limit }),
    messageWeight: (cursor: number) => find.messageWeight.get({ message_cursor: cursor }) ?? { author_id: '', bytes: 0 },
    editsWeight: (cursor: number): number => find.editsWeight.get({ message_cursor: cursor })?.bytes ?? 0,
    filesWeight: (messageId: string) => find.filesWeight.all({ message_id: messageId }),
    unsentWeight: (before: number) => find.unsentWeight.all({ before }),
    /** Rooms that are not archived, made with a key. */
    roomsAliveOfKey: (keyId: string): number => find.roomsAliveOfKey.get({ key_id: keyId })?.count ?? 0,
    roomsAliveOf: (participantId: string): number => find.roomsAliveOf.get({ participant_id: participantId })?.count ?? 0,
  };
}
