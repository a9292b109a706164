// The interface of an operation inside one transaction of the store. Rules use this, and not a database.
import type { Approval } from '../../../../src-shared/approvals.ts';
import type { Coloured } from '../../../../src-shared/hue.ts';
import type { OwnVote, Task, Vote } from '../../../../src-shared/coordination.ts';
import type { Key, Limits } from '../../../../src-shared/keys.ts';
import type { NotifyPreferences } from '../../../../src-shared/notify/levels.ts';
import type { Sidebar } from '../../../../src-shared/sidebar.ts';
import type { SavedItem } from '../../../../src-shared/saved.ts';
import type { NotedTurn } from '../../../../src-shared/hosted-agents.ts';
import type { Home, Invite, Membership, Message, Participant, Room } from '../../../../src-shared/objects.ts';
import type { EarlierText } from '../../../../src-shared/reading.ts';
import type { PersonNote } from '../../../../src-shared/person-notes.ts';
import type { RoomPage } from '../../../../src-shared/room-pages.ts';
import type { ScheduledMessage } from '../../../../src-shared/scheduled.ts';
import type { Thread, ThreadFollow } from '../../../../src-shared/threads.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { ApprovalRow } from '../tables/approvals.ts';
import type { AuditRow } from '../tables/audit.ts';
import type { CountedFailures } from './audit.ts';
import type { OldVersions } from '../tables/room-pages.ts';
import type { InviteRow, SessionRow } from '../tables/access.ts';
import type { RecordedType } from '../tables/changes.ts';
import type { ActivityKind } from '../../../../src-shared/activities.ts';
import type { BallotRow, VoteRow } from '../tables/coordination.ts';
import type { FileRow } from '../tables/files.ts';
import type { KeyRow } from '../tables/keys.ts';
import type { HostedAgentRow } from '../tables/hosted-agents.ts';
import type { MessageRow } from '../tables/messages.ts';
import type { AgentStartRow } from '../tables/agent-starts.ts';
import type { IncomingWebhookRow } from '../tables/incoming-webhooks.ts';
import type { ProviderRow } from '../tables/providers.ts';
import type { PushSubscriptionRow } from '../tables/push.ts';
import type { AgentRun, MembershipRow } from '../tables/rooms.ts';
import type { SavedRow } from '../tables/saved.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import type { StoredRow } from '../tables/stored.ts';
import type { ThreadFollowRow, ThreadRow } from '../tables/threads.ts';
import type { SubscriptionRow } from '../tables/webhooks.ts';
import type { NameKeys } from '../look-alike.ts';
import type { TxWrites } from './tx-writes.ts';

/**
 * The steps of an operation, and what it returns: `const room = yield* tx.reads.room(id)`. An operation is a generator, so the store
 * decides when a step is answered. SQLite answers each at once and never yields: a batch of a thousand operations is one synchronous
 * loop on the writer's thread, as fast as plain calls, and nothing else can run between its steps. A store whose database answers later
 * yields a promise for each step and continues when it is kept. Promises alone would do for both, but then each step of SQLite would
 * wait for a turn of the queue, with the transaction open.
 */
export interface Steps<T> {
  [Symbol.iterator](): Iterator<PromiseLike<unknown>, T, unknown>;
}

/** The same methods, each of which is a step. */
export type Stepwise<I> = {
  readonly [M in keyof I]: I[M] extends (...args: infer A) => infer R ? (...args: A) => Steps<R> : never;
};

/** The records of a change. A posted message is its own record. */
export interface Recorded {
  type: RecordedType;
  room_id?: string;
  subject_id?: string;
  /** The only recipient. */
  only_id?: string;
  /** Any JSON value: what the event says of its moment. */
  payload?: unknown;
}

export interface Tx {
  readonly reads: Stepwise<TxReads>;
  readonly writes: Stepwise<TxWrites>;
  /** UTC milliseconds; the same for all operations of one batch. */
  readonly now: number;
  /** The next position in the order of all that happens in the home. */
  nextCursor(): Steps<number>;
  /** The next seq of a room. The room's row is brought up to it before an event shows it. `writtenAt`: of an imported message. */
  nextSeq(roomId: string, writtenAt?: number): Steps<number>;
  lastSeq(roomId: string): Steps<number>;
  /** The messages of agents in a row, and their limit. */
  agentRun(roomId: string): Steps<AgentRun>;
  /** The room's row is brought up to it as with `nextSeq`. */
  setAgentRun(roomId: string, run: AgentRun): Steps<void>;
  /** Asked for each message, and read once for each participant and batch. */
  isAgent(participantId: string): Steps<boolean>;
  /** Notes a change that is written already, and makes its event. */
  record(change: Recorded): Steps<void>;
  /** `thread`: the state of the message's thread. Counts the bytes of the message, at once or a little later. */
  posted(message: Message, cursor: number, thread: Thread | null): void;
  /** Adds to the participant's stored bytes, besides those of posted messages. Negative: bytes were deleted. */
  stored(participantId: string, bytes: number): void;
}

/** A table of operations by name. An operation throws an AppError before it writes anything, or it happens whole. */
export type Operations = Record<string, (tx: Tx, args: never) => Steps<unknown>>;
export type OperationName<O extends Operations> = keyof O & string;
export type ArgsOf<O extends Operations, N extends OperationName<O>> = Parameters<O[N]>[1];
export type ResultOf<O extends Operations, N extends OperationName<O>> = ReturnType<O[N]> extends Steps<infer R> ? R : never;

/** Null: there is none. */
export interface TxReads {
  home(): Home | null;
  changedLimits(): Partial<Limits>;
  /** Without those that were forgotten. */
  participants(): Participant[];
  participant(id: string): Participant | null;
  participantsLike(keys: NameKeys): Participant[];
  /** Of the participants that came last and are here. */
  newestColours(limit: number): Coloured[];
  isForgotten(id: string): boolean;
  keyIdOfAgent(id: string): string | null;
  agentCountOfKey(keyId: string): number;
  notifyPreferences(participantId: string): NotifyPreferences;
  sidebar(participantId: string): Sidebar;
  savedItem(participantId: string, id: string): SavedItem | null;
  savedRow(participantId: string, id: string): SavedRow | null;
  /** The ids of due reminders. */
  unseenReminders(participantId: string): string[];
  savedCount(participantId: string): number;

  rooms(): Room[];
  room(id: string): Room | null;
  roomsLike(keys: NameKeys): Room[];
  /** The rooms that a newcomer who sees the whole home is a member of. */
  roomIdsTakingEveryone(): string[];
  roomIdOfDirect(directKey: string): string | null;
  membership(roomId: string, participantId: string): Membership | null;
  membershipRow(roomId: string, participantId: string): MembershipRow | null;
  membersBehind(roomId: string, seq: number): string[];
  unread(roomId: string, participantId: string, seq: number): { unread: number; mentions: number };

  personNote(participantId: string): PersonNote | null;

  /** `version`: null for the newest. */
  roomPage(roomId: string, version: number | null): RoomPage | null;
  /** By author. */
  oldPagesWeight(old: OldVersions): StoredRow[];
  lastActivityAt(roomId: string, participantId: string, kind: ActivityKind): number | null;

  messageRow(id: string): MessageRow | null;
  message(row: MessageRow): Message;
  messageOfClient(authorId: string, clientId: string): MessageRow | null;
  threadRow(id: string): ThreadRow | null;
  thread(id: string): Thread | null;
  threadFollowRow(threadId: string, participantId: string): ThreadFollowRow | null;
  threadFollow(threadId: string, participantId: string): ThreadFollow | null;
  /** The first is the one that is missed least. */
  threadIdsFollowedIn(roomId: string, participantId: string): string[];
  /** Follows of threads that have ended with this seq, or that were not read up to it. */
  threadFollowsUpTo(roomId: string, seq: number): (ThreadFollowRow & { last_seq: number })[];
  oldestMessages(
    roomId: string,
    limit: number,
  ): Pick<MessageRow, 'cursor' | 'id' | 'seq' | 'kind' | 'created_at' | 'attachments' | 'previews'>[];
  /** At most `limit`, the newest first. */
  edits(messageCursor: number, before: number, limit: number): EarlierText[];
  editCount(messageCursor: number): { count: number; last: number };
  editsWeight(messageCursor: number): number;
  messageWeight(messageCursor: number): { author_id: string; bytes: number };
  fileRow(id: string): FileRow | null;
  scheduledRow(id: string): ScheduledRow | null;
  scheduled(id: string): ScheduledMessage | null;
  scheduledOf(authorId: string): ScheduledMessage[];
  /** The tasks that this participant made. */
  tasksBy(participantId: string): Task[];
  /** The messages of an author that are not deleted, and those that are forwarded from one, in a part of the home. */
  messagesToErase(part: { author_id: string; after: number; through: number }): Pick<MessageRow, 'id' | 'room_id'>[];
  scheduledIn(roomId: string): Pick<ScheduledRow, 'id' | 'author_id'>[];
  scheduledWeight(authorId: string): { count: number; bytes: number };
  filesOfScheduled(id: string): FileRow[];
  /** Several rows may be of one participant. */
  weightIn(roomId: string): StoredRow[];
  filesWeight(messageId: string): { uploaded_by: string; bytes: number }[];
  unsentWeight(before: number): { uploaded_by: string; bytes: number }[];

  approval(id: string): Approval | null;
  approvalRow(id: string): ApprovalRow | null;
  /** The agent of each. */
  waitingApprovalsIn(roomId: string): string[];
  vote(id: string): Vote | null;
  /** With the participant's own choice. */
  ownVote(id: string, participantId: string): OwnVote | null;
  voteRow(id: string): VoteRow | null;
  openVoteRows(roomId: string): VoteRow[];
  ballots(voteId: string): BallotRow[];
  /** Whether there is a ballot of the participant in any vote. */
  hasVoted(participantId: string): boolean;
  task(id: string): Task | null;
  subscription(id: string): Subscription | null;
  subscriptionRow(id: string): SubscriptionRow | null;

  pushSubscription(sessionId: string): PushSubscriptionRow | null;
  pushByEndpoint(endpoint: string): PushSubscriptionRow | null;
  providers(): ProviderRow[];
  session(id: string): SessionRow | null;
  sessionsOf(participantId: string): SessionRow[];
  expiredSessions(now: number): SessionRow[];
  invites(): Invite[];
  invite(id: string): Invite | null;
  inviteRow(id: string): InviteRow | null;
  inviteRowByCode(codeHash: string): InviteRow | null;
  /** The newest entry of the audit log. */
  lastAudit(): AuditRow | null;
  /** The entries about failed attempts that were made since a time. */
  countedFailures(since: number): CountedFailures[];
  /** The number of entries that a person and their agents made since a time. */
  auditCountOf(personId: string, kind: string, since: number): number;
  /** The id of the entry that counts further requests of a kind since a time. */
  auditBeyondCap(personId: string, kind: string, since: number): number | null;
  key(id: string): Key | null;
  keyRow(id: string): KeyRow | null;
  agentStartRow(participantId: string): AgentStartRow | null;
  incomingWebhookRow(id: string): IncomingWebhookRow | null;
  incomingWebhookIdsIn(roomId: string): string[];
  hostedAgent(participantId: string): HostedAgentRow | null;
  hostedAgentCount(): number;
  agentTurn(id: string): NotedTurn | null;
  /** Those that have not ended. */
  openTurns(): NotedTurn[];
}
