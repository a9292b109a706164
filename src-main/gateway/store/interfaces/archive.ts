// The archive: all of the home that grows without a bound, and so is never read on the event loop. The directory has the rest.
import type { AgentSessionRow } from '../tables/hosted-agents.ts';
import type { ConcernedBy, HourOfUse, LedgerRow } from './agent-use.ts';
import type { NotedTurn } from '../../../../src-shared/hosted-agents.ts';
import type { EndedSessionRow } from '../tables/access.ts';
import type { AuditEntry } from '../../../../src-shared/audit.ts';
import type { Approval } from '../../../../src-shared/approvals.ts';
import type { Activity } from '../../../../src-shared/activities.ts';
import type { OwnVote, Task, TaskStatus } from '../../../../src-shared/coordination.ts';
import type { RoomFile } from '../../../../src-shared/files.ts';
import type { Home, Invite, Membership, Message, Participant, Room } from '../../../../src-shared/objects.ts';
import type { NotifyPreferences } from '../../../../src-shared/notify/levels.ts';
import type { SavedItem } from '../../../../src-shared/saved.ts';
import type { PinState } from '../../../../src-shared/pins.ts';
import type { Sidebar } from '../../../../src-shared/sidebar.ts';
import type { EarlierText } from '../../../../src-shared/reading.ts';
import type { PersonNote } from '../../../../src-shared/person-notes.ts';
import type { RoomPage, RoomPageVersion } from '../../../../src-shared/room-pages.ts';
import type { ScheduledMessage } from '../../../../src-shared/scheduled.ts';
import type { Thread, ThreadFollow } from '../../../../src-shared/threads.ts';
import type { FileRow } from '../tables/files.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import type { AuditQuestion } from './audit.ts';
import type { Change } from './change.ts';

export type StoredFile = FileRow;

/**
 * A result, and the cursor of its moment. An operation is published after its commit, so a result includes all that was published
 * before the query. Changes published during the query may be newer: `Core.reading` returns both.
 */
export interface AsOf<T> {
  readonly cursor: number;
  readonly value: T;
}

/** The start of a page of messages. The messages nearest to it are first. */
export type PageStart = { after_seq: number } | { after_id: string } | { before_seq: number } | { before_time: number };

/** The messages that a page is of: all of the room, those that its timeline shows, or those of a thread. */
export type MessageView = 'all' | 'timeline' | { thread_id: string };

export interface HistoryQuestion {
  room_id: string;
  view: MessageView;
  /** At most so many messages, and no more than a reply holds. */
  limit: number;
  start: PageStart;
}

export interface HistoryPage {
  /** Oldest first. */
  messages: Message[];
  /** Of the timeline: what happened between the messages, oldest first. */
  activities: Activity[];
  has_more: boolean;
  /** The start as a seq; null when there is no such message, and the page is empty. */
  start: { after_seq: number } | { before_seq: number } | null;
  /** As it was asked for, with the id of the first message of the thread. */
  view: MessageView;
}

/** The data for a client that begins to watch, before it is filtered by the client's permissions. */
export interface StoredHome {
  epoch: number;
  home: Home | null;
  rooms: Room[];
  participants: Participant[];
  /** The watching participant's own, by room. */
  memberships: Map<string, Membership>;
  preferences: NotifyPreferences;
  sidebar: Sidebar;
  saved: SavedItem[];
  scheduled: ScheduledMessage[];
  invites: Invite[];
}

/** A place in a list with the newest first. Items of the same time are in the order of their ids. */
export interface TimePlace {
  time: number;
  id: string;
}

/** A reminder that is not due yet. */
export interface NextReminder {
  participant_id: string;
  id: string;
  due_at: number;
}

export interface SavedMessage extends SavedItem {
  /** Null: it was deleted because of its age or with its room, or it is a reminder without one. */
  message: Message | null;
}

export interface FollowedThread {
  id: string;
  room_id: string;
  thread: Thread;
  follow: ThreadFollow;
  /** The message that began it. Null: it was deleted because of its age. */
  message: Message | null;
}

/** Tasks of this status after this one, at most `limit`. Null: of any status, from the beginning. */
export interface TaskPage {
  status: TaskStatus | null;
  after: string | null;
  limit: number;
}

/** Pins with this state after that of a message, at most `limit`. Null: with any state, from the beginning. */
export interface PinPage {
  state: PinState | null;
  after: string | null;
  limit: number;
}

/** How far a client has received events, and in which epoch of the home. */
export interface Heard {
  cursor: number;
  epoch: number;
}

/** Messages that were written in rooms after a seq each, for one participant. */
export interface ReplayQuestion {
  after: ReadonlyMap<string, number>;
  /** Not those by this author. */
  except_author_id: string;
  per_room_max: number;
  bytes_max: number;
}

/** The facts that the rule of notifications needs about messages of a room and a participant (src-shared/notify/rule.ts). */
export interface NotifyFacts {
  membership: Membership | null;
  /** Ids of those that answer a message of the participant. */
  replies: string[];
  /** Ids of those whose author the participant mentioned in the room, without reading an answer since. */
  awaited: string[];
}

export type AskedMessage = Pick<Message, 'id' | 'author_id' | 'reply_to' | 'seq'>;

/** The reads, as they are on one state of the database. No method throws for what is not there. */
export interface ArchiveReads {
  history(question: HistoryQuestion): HistoryPage;
  /** Null: it is not in this room. */
  message(roomId: string, id: string): Message | null;
  /** The messages with these cursors that are there and not deleted, each with its own. */
  messagesAt(cursors: readonly number[]): { cursor: number; message: Message }[];
  /** At most `limit`, oldest first. */
  messagesAfter(roomId: string, seq: number, limit: number): Message[];
  /** At most `limit`, newest first. */
  messagesBefore(roomId: string, seq: number, limit: number): Message[];
  /** The author's message with this client id. */
  messageOfClient(authorId: string, clientId: string): Message | null;
  replay(question: ReplayQuestion): Message[];
  /** The threads that a participant follows and that have replies, the newest reply first, at most `limit`. */
  followedThreads(participantId: string, after: TimePlace, limit: number): FollowedThread[];
  /** The messages that a participant saved, and reminders: the one that was saved or became due last first, at most `limit`. */
  savedMessages(participantId: string, after: TimePlace, limit: number): SavedMessage[];
  /** The next reminders of all participants, at most `limit`. */
  nextReminders(limit: number): NextReminder[];
  /**
   * The earlier texts of a message, at most `limit`, newest first. Null when it is not in this room. `before`: the number of a
   * text.
   */
  edits(message: { room_id: string; message_id: string }, before: number | null, limit: number): EarlierText[] | null;
  /** At most `limit`, newest first; null when the file to go on from is not in this room. */
  files(roomId: string, before: string | null, limit: number): RoomFile[] | null;
  /** Those that were sent. */
  fileCount(roomId: string): number;
  approval(id: string): Approval | null;
  /** With the participant's own choice. */
  vote(id: string, participantId: string): OwnVote | null;
  /** At most `limit`, newest first; null when the vote to go on from is not in this room. */
  votes(roomId: string, participantId: string, after: string | null, limit: number): OwnVote[] | null;
  task(id: string): Task | null;
  /** The oldest first; none when the task to go on from is not in this room. */
  tasks(roomId: string, page: TaskPage): Task[];
  /** The pinned messages; null when the message to continue after is not pinned in this room. */
  pins(roomId: string, page: PinPage): Message[] | null;
  /** The newest version of a room's page, or another; null when there is none. */
  roomPage(roomId: string, version: number | null): RoomPage | null;
  /** Those before a version, the newest first. */
  roomPageVersions(roomId: string, before: number, limit: number): RoomPageVersion[];
  personNote(participantId: string): PersonNote | null;
  /** The secret of a room's webhook, in clear. */
  subscriptionSecret(roomId: string, id: string): string | null;
  memberships(participantId: string): Map<string, Membership>;
  notifyFacts(roomId: string, participantId: string, messages: readonly AskedMessage[]): NotifyFacts;
  notifyPreferences(participantId: string): NotifyPreferences;
  /** A session that has ended, kept for a while. */
  endedSession(id: string): EndedSessionRow | null;
  auditEntries(question: AuditQuestion): AuditEntry[];
  /** The turns of an agent that began before then, the newest first. */
  agentTurns(agentId: string, before: number, limit: number): NotedTurn[];
  /** Of the agent, of all agents in the room, and of all agents for the person, since the end of the hour of this time. */
  useByHour(concerned: ConcernedBy, since: number): HourOfUse[];
  /** Of one agent, or of all, since the beginning of the hour of this time. */
  agentLedger(agentId: string | null, since: number): LedgerRow[];
  /** The conversation of a program in a room. */
  agentSession(agentId: string, roomId: string): AgentSessionRow | null;
  /** A secret to sign with, in clear: of the webhook that wakes an agent, or of the requests of an incoming webhook. */
  signingSecret(of: 'agent_starts' | 'incoming_webhooks', participantId: string): string | null;
  storedHome(participantId: string): StoredHome;
  /** The durable changes after a cursor, in order; null when they are too many, or of another epoch. */
  changesSince(heard: Heard): Change[] | null;
  file(id: string): StoredFile | null;
  /** Those that exist, in no order. */
  filesById(ids: readonly string[]): StoredFile[];
  scheduledRow(id: string): ScheduledRow | null;
  /** The ids of its files, in their order. */
  scheduledFileIds(id: string): string[];
  /** The participant's messages that are sent later, the next one first. */
  scheduledOf(participantId: string): ScheduledMessage[];
  /** The next ones of all participants, at most `limit`. */
  dueScheduled(limit: number): { id: string; due_at: number }[];
  /** Files whose content is to leave the disk, at most `limit`. */
  droppedFiles(limit: number): Pick<StoredFile, 'id' | 'sha256'>[];
  /** Those of these contents, by SHA-256, that a visible file or a profile picture has. */
  contentsInUse(hashes: readonly string[]): string[];
  /** How much each account stores, the largest first. People by themselves, agents by their key. */
  storedByAccount(limit: number): { id: string; key_id: string | null; name: string; bytes: number }[];
  /** Agents that left nothing, the oldest first, and removed ones behind the others. */
  unusedAgentsOfKey(keyId: string, limit: number): { id: string; removed_at: number | null }[];
  /** Made before then, or with a key that was ended. */
  unusedAgentsBefore(time: number): string[];
  /** The rooms with messages that were written before then, and how many those are. */
  olderThan(time: number): { room_id: string; messages: number }[];
}

export type Archive = {
  [M in keyof ArchiveReads]: (...args: Parameters<ArchiveReads[M]>) => Promise<AsOf<ReturnType<ArchiveReads[M]>>>;
};

const METHODS = {
  history: true,
  message: true,
  messagesAt: true,
  messagesAfter: true,
  messagesBefore: true,
  messageOfClient: true,
  replay: true,
  followedThreads: true,
  savedMessages: true,
  nextReminders: true,
  edits: true,
  ...{ file: true, filesById: true, files: true, fileCount: true },
  scheduledRow: true,
  scheduledFileIds: true,
  scheduledOf: true,
  dueScheduled: true,
  approval: true,
  vote: true,
  votes: true,
  task: true,
  tasks: true,
  pins: true,
  personNote: true,
  roomPage: true,
  roomPageVersions: true,
  subscriptionSecret: true,
  memberships: true,
  notifyFacts: true,
  notifyPreferences: true,
  endedSession: true,
  auditEntries: true,
  agentTurns: true,
  useByHour: true,
  agentLedger: true,
  agentSession: true,
  signingSecret: true,
  storedHome: true,
  changesSince: true,
  droppedFiles: true,
  contentsInUse: true,
  storedByAccount: true,
  unusedAgentsOfKey: true,
  unusedAgentsBefore: true,
  olderThan: true,
} as const satisfies Record<keyof ArchiveReads, true>;

/** One read by its name, as it is sent to the thread of the reads. */
export interface ArchiveCall {
  name: keyof ArchiveReads;
  args: readonly unknown[];
}

/** An archive whose answers come from elsewhere. */
export function archiveOf(ask: (call: ArchiveCall) => Promise<AsOf<unknown>>): Archive {
  const methods = Object.keys(METHODS).map((name) => [
    name,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the table above
    (...args: unknown[]) => ask({ name: name as keyof ArchiveReads, args }),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every method of the table, each with its own answer
  return Object.fromEntries(methods) as unknown as Archive;
}
