// Which of the things that happen are worth disturbing somebody for. One rule for the desktop and every browser, without
// state of its own.
import type { Task, Vote } from '../coordination.ts';
import { assertNever } from '../errors.ts';
import type { HomeEvent } from '../events/index.ts';
import type { Membership, Message, RoomView } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NotifyPreferences, NotifyWhat } from './levels.ts';
import { isQuiet } from './quiet.ts';

/** What was said before, as far as the rule needs it (conversation-memory.ts). */
export interface Remembered {
  isMine(messageId: string): boolean;
  /** I mentioned this agent in this room, and have not read an answer of its yet. */
  isAwaited(roomId: string, agentId: string): boolean;
}

/** Where somebody looks now. */
export interface Gaze {
  isWindowFocused: boolean;
  shownRoomId: string | null;
}

export interface Moment {
  gaze: Gaze;
  now: number;
  /** Another than that of the device. */
  timeZone?: string;
}

/** `other`: nothing in it is for me in particular. */
export type NotifyReason = 'direct' | 'mention' | 'task' | 'vote' | 'reply' | 'answer' | 'other';

/** Somebody calls me by name or speaks to me alone. */
export function isCall(reason: NotifyReason): boolean {
  return reason === 'direct' || reason === 'mention' || reason === 'task';
}

export function isMuted({ notify_level, muted_until }: Pick<Membership, 'notify_level' | 'muted_until'>, now: number): boolean {
  return notify_level === 'none' || (muted_until !== null && muted_until > now);
}

/** Why to notify about a message that was just posted, or null. Thoughts never notify, nor does what was read or is on the screen. */
export function notifyReason(message: Message, snapshot: Snapshot, remembered: Remembered, moment: Moment): NotifyReason | null {
  const view = snapshot.rooms[message.room_id];
  if (!view || message.author_id === snapshot.me_id) return null;
  if (message.kind === 'thinking' || message.deleted_at !== null) return null;
  if (message.seq <= (view.membership?.last_read_seq ?? 0)) return null;
  return ifWanted(reasonOf(message, view, snapshot, remembered), view, snapshot, moment);
}

function reasonOf(message: Message, { room }: RoomView, snapshot: Snapshot, remembered: Remembered): NotifyReason {
  if (message.mentions.includes(snapshot.me_id)) return 'mention';
  if (room.direct) return 'direct';
  if (snapshot.participants[message.author_id]?.kind !== 'agent') return 'other';
  if (message.reply_to !== null && remembered.isMine(message.reply_to)) return 'reply';
  return remembered.isAwaited(message.room_id, message.author_id) ? 'answer' : 'other';
}

export type BoardEvent = Extract<HomeEvent, { type: 'vote.created' | 'task.assigned' | 'task.changed' }>;

/** The same for a vote that was called and a task that was made or given to another. What waits for nobody any more is of the past. */
export function boardReason(event: BoardEvent, snapshot: Snapshot, moment: Moment): NotifyReason | null {
  const me = snapshot.me_id;
  const view = snapshot.rooms[boardSubject(event).room_id];
  if (!view || isOver(event, me) || callerOf(event) === me) return null;
  // That a task went from somebody to another is only for the one who has it now.
  if (event.type === 'task.changed' && event.handed?.to_id !== me) return null;
  return ifWanted(boardReasonOf(event, me), view, snapshot, moment);
}

export function boardSubject(event: BoardEvent): Vote | Task {
  return event.type === 'vote.created' ? event.vote : event.task;
}

/** Who calls: whoever made it, or gave it on. */
export function callerOf(event: BoardEvent): string {
  return (event.type === 'task.changed' ? event.handed?.by_id : undefined) ?? boardSubject(event).created_by;
}

/** Told late, after a time without a connection: it was decided, done, or given to another since. */
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

function ifWanted(
  reason: NotifyReason,
  { room, membership }: RoomView,
  { preferences }: Snapshot,
  { gaze, now, timeZone }: Moment,
): NotifyReason | null {
  if (!membership || (gaze.isWindowFocused && gaze.shownRoomId === room.id)) return null;
  return isWanted(reason, wantedIn(membership, preferences, now)) && !isQuiet(preferences, now, timeZone) ? reason : null;
}

type Wanted = NotifyWhat | 'mentions';

/** What was chosen for the room, else what was chosen in general. */
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
      return reason === 'mention' || reason === 'task';
    case 'nothing':
      return false;
    default:
      return assertNever(wanted);
  }
}
