// Messages that were written here and are not yet in the room: shown at once, sent in order, kept until the home has them.
import type { FileInfo } from '../../src-shared/files.ts';
import type { Message } from '../../src-shared/objects.ts';
import { windowKey, type WindowOf } from './timeline.ts';

export interface OutboxItem {
  /** Made here; the home takes a second message with it for the first one again. */
  client_id: string;
  room_id: string;
  author_id: string;
  content: string;
  /** Uploaded already: the message only names them. */
  files: readonly FileInfo[];
  reply_to: string | null;
  /** Null, or missing in items that an earlier version stored: the message is for the room. */
  thread_id?: string | null;
  also_in_room?: boolean;
  /** The choice of the answered message that it is. */
  choice?: string | undefined;
  mentions: readonly string[];
  created_at: number;
  status: OutboxStatus;
}

export type OutboxStatus = { state: 'sending' } | { state: 'sent'; seq: number } | { state: 'failed'; message: string };

export function windowOf({ room_id, thread_id = null }: OutboxItem): WindowOf {
  return { room_id, thread_id };
}

/** Those of a room or thread that the loaded messages do not contain already, in the order they were written. */
export function pendingIn(outbox: readonly OutboxItem[], at: WindowOf, messages: readonly Message[]): OutboxItem[] {
  const inRoom = outbox.filter((item) => windowKey(windowOf(item)) === windowKey(at));
  if (inRoom.length === 0) return inRoom;
  // Newly written messages are among the newest: looking at those is enough, however long the window is.
  const arrived = new Set(messages.slice(-500).map((message) => message.client_id));
  return inRoom.filter((item) => !arrived.has(item.client_id));
}

/** The next message to send in each room: the first one that waits, unless it is being sent already. */
export function nextToSend(outbox: readonly OutboxItem[], inFlight: ReadonlySet<string>): OutboxItem[] {
  const busyRooms = new Set(outbox.filter((item) => inFlight.has(item.client_id)).map((item) => item.room_id));
  const next: OutboxItem[] = [];
  for (const item of outbox) {
    if (item.status.state !== 'sending' || busyRooms.has(item.room_id)) continue;
    busyRooms.add(item.room_id);
    next.push(item);
  }
  return next;
}

export function withStatus(outbox: readonly OutboxItem[], clientId: string, status: OutboxStatus): OutboxItem[] {
  return outbox.map((item) => (item.client_id === clientId ? { ...item, status } : item));
}

/** Without the items of these messages. Only the user's own: another author's client may have made the same id. */
export function withoutArrived(outbox: readonly OutboxItem[], messages: readonly Message[]): readonly OutboxItem[] {
  if (outbox.length === 0) return outbox;
  const arrived = new Set(messages.map((message) => `${message.author_id} ${message.client_id ?? ''}`));
  const left = outbox.filter((item) => !arrived.has(`${item.author_id} ${item.client_id}`));
  return left.length === outbox.length ? outbox : left;
}
