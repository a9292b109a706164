import type { HomeState } from '../home-state.ts';
import type { OutboxItem } from '../outbox.ts';
import type { RoomKeys } from './room-keys.ts';
import { sealIdOf } from './shown-file.ts';

/** A message that was written, as it may leave this device. */
export function closeItems(keys: RoomKeys): (item: OutboxItem) => string {
  return ({ room_id, author_id, client_id, reply_to, created_at, files, content }) =>
    keys.close(room_id, { author_id, kind: 'message', client_id, reply_to, sent_at: created_at, files: files.map(sealIdOf) }, content);
}

/** The newest message of a room that this device has seen; null when its window does not reach the room's end. */
export function newestIn({ timelines }: HomeState, roomId: string): string | null {
  const timeline = timelines[roomId];
  return timeline?.reachesEnd ? (timeline.messages.at(-1)?.id ?? null) : null;
}
