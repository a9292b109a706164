import type { Place } from '../deep-link.ts';
import type { Membership, RoomView } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';
import { isMuted } from './rule.ts';

/** The unread counts of the whole home. The title, the tray, the badge and the menus show the same numbers. */
export interface Unread {
  messages: number;
  rooms: number;
  mentions: number;
}

export const NOTHING_UNREAD: Unread = { messages: 0, rooms: 0, mentions: 0 };

export function unreadOf(snapshot: Snapshot, now: number): Unread {
  let unread = NOTHING_UNREAD;
  for (const view of Object.values(snapshot.rooms)) {
    const messages = countIn(view, now);
    if (messages === 0) continue;
    unread = {
      messages: unread.messages + messages,
      rooms: unread.rooms + 1,
      mentions: unread.mentions + mentionsOf(view.membership),
    };
  }
  return unread;
}

/** How many of a room count. A muted room does not. A room that notifies of mentions counts mentions only. */
export function countIn({ room, membership }: RoomView, now: number): number {
  if (!membership || room.archived_at !== null || isMuted(membership, now)) return 0;
  return membership.notify_level === 'mentions' ? mentionsOf(membership) : unreadIn(membership);
}

/** The unread messages of a room, with those of the threads that the member follows. */
export function unreadIn(membership: Pick<Membership, 'unread' | 'threads'>): number {
  return membership.unread + unreadReplies(membership);
}

/** In the threads that the member follows. Of a muted thread only the mentions count. */
export function unreadReplies({ threads }: Pick<Membership, 'threads'>): number {
  return Object.values(threads).reduce((sum, { unread, mentions, is_muted }) => sum + (is_muted ? mentions : unread), 0);
}

/** In the room and in the threads that the member follows. */
export function mentionsOf(membership: Membership | null): number {
  if (!membership) return 0;
  return Object.values(membership.threads).reduce((sum, { mentions }) => sum + mentions, membership.mentions);
}

/** The room with its unread messages; when only a thread has some, that thread. */
export function placeOfUnread({ room, membership }: RoomView): Place {
  const place: Place = { room_id: room.id, seq: null };
  if (!membership) return place;
  const isForMentions = membership.notify_level === 'mentions';
  const count = ({ unread, mentions }: Position, isMuted: boolean): number => (isMuted ? mentions : unread);
  if (count(membership, isForMentions) > 0) return place;
  const unread = Object.entries(membership.threads).filter(([, follow]) => count(follow, isForMentions || follow.is_muted) > 0);
  const [newest] = unread.sort(([, a], [, b]) => b.mentions - a.mentions || b.last_read_seq - a.last_read_seq);
  return newest ? { ...place, thread_id: newest[0] } : place;
}

type Position = Pick<Membership, 'unread' | 'mentions'>;

/** The room where something unread was written last, or its thread. */
export function newestUnread(snapshot: Snapshot, now: number): Place | null {
  const rooms = Object.values(snapshot.rooms).filter((view) => countIn(view, now) > 0);
  const newest = rooms.sort((a, b) => (b.room.last_message_at ?? 0) - (a.room.last_message_at ?? 0))[0];
  return newest ? placeOfUnread(newest) : null;
}

/** When something that is muted or quiet now ends, so that what is shown has to be drawn again; null: never. */
export function nextEnd({ rooms, preferences }: Snapshot, now: number): number | null {
  const ends = [...Object.values(rooms).map(({ membership }) => membership?.muted_until ?? 0), preferences.quiet_until ?? 0];
  const coming = ends.filter((end) => end > now);
  return coming.length === 0 ? null : Math.min(...coming);
}
