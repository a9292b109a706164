import type { Place } from '../../src-shared/deep-link.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';

/** What waits to be read in the whole home. The tray, the badge and the menus show the same numbers. */
export interface Unread {
  messages: number;
  rooms: number;
  mentions: number;
}

export const NOTHING_UNREAD: Unread = { messages: 0, rooms: 0, mentions: 0 };

export function unreadOf(snapshot: Snapshot): Unread {
  let unread = NOTHING_UNREAD;
  for (const { room, membership } of Object.values(snapshot.rooms)) {
    if (!membership || membership.unread === 0 || room.archived_at !== null) continue;
    unread = {
      messages: unread.messages + membership.unread,
      rooms: unread.rooms + 1,
      mentions: unread.mentions + membership.mentions,
    };
  }
  return unread;
}

/** "3 unread messages in 2 rooms", or null when there is none. */
export function unreadWords({ messages, rooms }: Unread): string | null {
  if (messages === 0) return null;
  const inRooms = rooms > 1 ? ` in ${rooms} rooms` : '';
  return `${messages} unread ${messages === 1 ? 'message' : 'messages'}${inRooms}`;
}

/** The room where something unread was written last. */
export function newestUnread(snapshot: Snapshot): Place | null {
  const rooms = Object.values(snapshot.rooms).filter(
    ({ room, membership }) => membership !== null && membership.unread > 0 && room.archived_at === null,
  );
  const newest = rooms.sort((a, b) => (b.room.last_message_at ?? 0) - (a.room.last_message_at ?? 0))[0];
  return newest ? { room_id: newest.room.id, seq: null } : null;
}
