// Takes what happens in the home to whatever calls the owner: the tray, the badge and the notifications.
import type { HomeEvent } from '../../src-shared/events.ts';
import type { HomeClient } from '../../src-shared/home-client.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { createConversationMemory } from './conversation-memory.ts';
import type { Notifications } from './notifications.ts';
import { notifyReason, type Gaze } from './notify-rule.ts';

/** After a start, this much is read back, so that an answer to a question of before is known for one. */
const RECALLED_ROOMS_MAX = 20;
const RECALLED_MESSAGES = 50;

interface AttentionOptions {
  notifications: Notifications;
  gaze(): Gaze;
}

export interface Attention {
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
  recall(snapshot: Snapshot, client: HomeClient): Promise<void>;
}

export function createAttention({ notifications, gaze }: AttentionOptions): Attention {
  const memory = createConversationMemory();

  return {
    onEvent(event, snapshot) {
      if (event.type === 'message.posted') {
        if (notifyReason(event.message, snapshot, memory, gaze())) notifications.notify(event.message, snapshot);
        memory.remember(event.message, snapshot.me_id);
      } else if (event.type === 'read.moved') {
        memory.rememberReading(event.room_id, event.last_read_seq);
        if (event.unread === 0) notifications.roomRead(event.room_id);
      } else if (event.type === 'room.removed') {
        notifications.roomRead(event.room_id);
      }
    },
    async recall(snapshot, client) {
      const mine = Object.values(snapshot.rooms).filter(({ membership, room }) => membership !== null && room.last_seq > 0);
      const latest = mine.sort((a, b) => (b.room.last_message_at ?? 0) - (a.room.last_message_at ?? 0)).slice(0, RECALLED_ROOMS_MAX);
      for (const { room, membership } of latest) {
        const { messages } = await client.request('get_history', { room_id: room.id, limit: RECALLED_MESSAGES });
        for (const message of messages) memory.remember(message, snapshot.me_id);
        memory.rememberReading(room.id, membership?.last_read_seq ?? 0);
      }
    },
  };
}
