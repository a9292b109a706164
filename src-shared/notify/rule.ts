// The rule by which an event notifies a participant. The desktop, each browser and the server use it. It has no state.
import type { Election, Task, Vote } from '../coordination.ts';
import { assertNever } from '../errors.ts';
import type { HomeEvent } from '../events/index.ts';
import type { Membership, Message, Participant, Room } from '../objects.ts';
import { isWaitingFor } from '../snapshot-approvals.ts';
import type { ThreadFollow } from '../threads.ts';
import type { NotifyPreferences, NotifyWhat } from './levels.ts';
import { isQuiet } from './quiet.ts';

/** The participant that an event may notify, in the room of the event. */
export interface Recipient {
  readonly id: string;
  readonly room: Pick<Room, 'id' | 'direct'>;
  /** Null: it is no member, and is not notified. */
  readonly membership: Membership | null;
  readonly preferences: NotifyPreferences;
}

/** A message, and the kind of its author; null when the author is not known. */
export interface Written {
  readonly message: Message;
  readonly author_kind: Participant['kind'] | null;
}

/** Earlier messages, as far as the rule needs them (conversation-memory.ts). */
export interface Remembered {
  isMine(messageId: string): boolean;
  /** I mentioned this agent in this room, and have not read an answer of its yet. */
  isAwaited(roomId: string, agentId: string): boolean;
}

/** The window, the room and the thread that the user looks at. */
export interface Gaze {
  isWindowFocused: boolean;
  shownRoomId: string | null;
  /** The thread that is open beside the room. */
  shownThreadId: string | null;
}

export interface Moment {
  gaze: Gaze;
  now: number;
  /** Of another time zone than that of the device. */
  format?: Intl.DateTimeFormat;
}

/** `election`: I lead, and am asked whether I keep the lead. `thread`: a reply in a thread that I follow. `other`: nothing in it is for me in particular. */
export type NotifyReason = 'direct' | 'mention' | 'task' | 'election' | 'vote' | 'reply' | 'answer' | 'thread' | 'other';

/** A mention or a direct message. */
export function isCall(reason: NotifyReason): boolean {
  return reason === 'direct' || isNamed(reason);
}

/** It is for me by name. */
function isNamed(reason: NotifyReason): boolean {
  return reason === 'mention' || reason === 'task' || reason === 'election';
}

export function isMuted({ notify_level, muted_until }: Pick<Membership, 'notify_level' | 'muted_until'>, now: number): boolean {
  return notify_level === 'none' || (muted_until !== null && muted_until > now);
}

/** A vote notifies by its own event. */
const NOTIFYING: ReadonlySet<Message['kind']> = new Set(['chat', 'decision', 'approval']);

/** Why to notify about a message that was just posted, or null. Thoughts never notify, nor does what was read or is on the screen. */
export function notifyReason(written: Written, recipient: Recipient, remembered: Remembered, moment: Moment): NotifyReason | null {
  const { message } = written;
  if (message.author_id === recipient.id || !NOTIFYING.has(message.kind) || message.deleted_at !== null) return null;
  if (message.kind === 'approval' && !isAskedOf(recipient.id, message)) return null;
  if (message.seq <= readUpTo(message, recipient) || isOnScreen(message, moment)) return null;
  const reason = reasonOf(written, recipient, remembered);
  return isForFollowersOnly(message, recipient, reason) ? null : ifWanted(reason, recipient, moment);
}

/** A question of an agent notifies those who can answer it, while it waits. */
function isAskedOf(meId: string, { approval }: Message): boolean {
  return approval !== undefined && isWaitingFor(approval, meId);
}

function followOf({ thread_id }: Message, { membership }: Recipient): ThreadFollow | null {
  return (thread_id !== undefined && membership?.threads[thread_id]) || null;
}

function readUpTo(message: Message, recipient: Recipient): number {
  const place = message.thread_only ? followOf(message, recipient) : recipient.membership;
  return place?.last_read_seq ?? 0;
}

function isOnScreen({ room_id, thread_id, thread_only }: Message, { gaze }: Moment): boolean {
  if (!gaze.isWindowFocused || gaze.shownRoomId !== room_id) return false;
  return thread_only !== true || gaze.shownThreadId === thread_id;
}

/** A reply that only a thread shows is news to those who follow the thread, and have not muted it. A mention is news to all. */
function isForFollowersOnly(message: Message, recipient: Recipient, reason: NotifyReason): boolean {
  if (message.thread_only !== true || reason === 'mention') return false;
  const follow = followOf(message, recipient);
  return follow ? follow.is_muted : reason === 'other';
}

function reasonOf({ message, author_kind }: Written, recipient: Recipient, remembered: Remembered): NotifyReason {
  const { id, room } = recipient;
  if (message.mentions.includes(id)) return 'mention';
  if (room.direct) return 'direct';
  if (followOf(message, recipient)) return 'thread';
  if (author_kind !== 'agent') return 'other';
  if (message.reply_to !== null && remembered.isMine(message.reply_to)) return 'reply';
  return remembered.isAwaited(message.room_id, message.author_id) ? 'answer' : 'other';
}

export type BoardEvent = Extract<HomeEvent, { type: 'vote.created' | 'task.assigned' | 'task.changed' }>;

/** The same for a new vote, and for a task that was created or reassigned. A vote or task that is over does not notify. */
export function boardReason(event: BoardEvent, recipient: Recipient, moment: Moment): NotifyReason | null {
  const { id } = recipient;
  if (isOver(event, id) || callerOf(event) === id) return null;
  // A task that was given to another notifies its new assignee only.
  if (event.type === 'task.changed' && event.handed?.to_id !== id) return null;
  if (isRoomOnScreen(recipient, moment)) return null;
  return ifWanted(boardReasonOf(event, id), recipient, moment);
}

/** The same for an election that asks me. */
export function electionReason({ asks_id }: Election, recipient: Recipient, moment: Moment): NotifyReason | null {
  if (asks_id !== recipient.id || isRoomOnScreen(recipient, moment)) return null;
  return ifWanted('election', recipient, moment);
}

function isRoomOnScreen({ room }: Recipient, { gaze }: Moment): boolean {
  return gaze.isWindowFocused && gaze.shownRoomId === room.id;
}

export function boardSubject(event: BoardEvent): Vote | Task {
  return event.type === 'vote.created' ? event.vote : event.task;
}

/** The creator, or the one who reassigned it. */
export function callerOf(event: BoardEvent): string {
  return (event.type === 'task.changed' ? event.handed?.by_id : undefined) ?? boardSubject(event).created_by;
}

/** The event came late, after a time without a connection: it was decided, done, or given to another since. */
function isOver(event: BoardEvent, meId: string): boolean {
  if (event.type === 'vote.created') return event.vote.closed_at !== null || event.vote.voted_ids.includes(meId);
  const { status, assignee_id } = event.task;
  const isElsewhere = event.type === 'task.changed' && assignee_id !== event.handed?.to_id;
  return isElsewhere || status === 'completed' || status === 'cancelled';
}

function boardReasonOf(event: BoardEvent, meId: string): NotifyReason {
  if (event.type === 'vote.created') return event.vote.eligible_ids.includes(meId) ? 'vote' : 'other';
  return event.task.assignee_id === meId ? 'task' : 'other';
}

function ifWanted(reason: NotifyReason, { membership, preferences }: Recipient, { now, format }: Moment): NotifyReason | null {
  if (!membership) return null;
  return isWanted(reason, wantedIn(membership, preferences, now)) && !isQuiet(preferences, now, format) ? reason : null;
}

/** A notice is for the participant alone, so only those who want no notifications get none. In a quiet time it waits (notices.ts). */
export function isNoticeWanted({ what }: NotifyPreferences): boolean {
  return what !== 'nothing';
}

type Wanted = NotifyWhat | 'mentions';

/** The level of the room, else the general level. */
function wantedIn(membership: Membership, { what }: NotifyPreferences, now: number): Wanted {
  if (isMuted(membership, now)) return 'nothing';
  const { notify_level } = membership;
  if (notify_level === 'all') return 'everything';
  return notify_level === 'mentions' ? 'mentions' : what;
}

function isWanted(reason: NotifyReason, wanted: Wanted): boolean {
  switch (wanted) {
    case 'everything':
      return true;
    case 'for_me':
      return reason !== 'other';
    case 'mentions':
      return isNamed(reason);
    case 'nothing':
      return false;
    default:
      return assertNever(wanted);
  }
}
