// Which messages are worth disturbing the owner for. One rule, without state of its own.
import type { Message } from '../../src-shared/objects.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';

/** What was said before, as far as the rule needs it (conversation-memory.ts). */
export interface Remembered {
  isMine(messageId: string): boolean;
  /** I mentioned this agent in this room, and have not read an answer of its yet. */
  isAwaited(roomId: string, agentId: string): boolean;
}

/** Where the owner looks now. */
export interface Gaze {
  isWindowFocused: boolean;
  shownRoomId: string | null;
}

export type NotifyReason = 'direct' | 'mention' | 'reply' | 'answer';

/** Why to notify about a message that was just posted, or null. Thoughts never notify, nor does what is on the screen. */
export function notifyReason(message: Message, snapshot: Snapshot, remembered: Remembered, gaze: Gaze): NotifyReason | null {
  const view = snapshot.rooms[message.room_id];
  if (!view?.membership || message.author_id === snapshot.me_id) return null;
  if (message.kind === 'thinking' || message.deleted_at !== null) return null;
  if (gaze.isWindowFocused && gaze.shownRoomId === message.room_id) return null;
  if (message.seq <= view.membership.last_read_seq) return null;

  if (view.room.direct) return 'direct';
  if (message.mentions.includes(snapshot.me_id)) return 'mention';
  if (snapshot.participants[message.author_id]?.kind !== 'agent') return null;
  if (message.reply_to !== null && remembered.isMine(message.reply_to)) return 'reply';
  return remembered.isAwaited(message.room_id, message.author_id) ? 'answer' : null;
}
