// Passes events to the notifiers: notifications and sounds, in the desktop and in a browser.
import type { HomeEvent } from '../events/index.ts';
import type { AppClient } from '../client/app-client.ts';
import type { Snapshot } from '../snapshot.ts';
import { createConversationMemory } from './conversation-memory.ts';
import { recipientIn, writtenIn } from './recipient.ts';
import {
  boardReason,
  boardSubject,
  electionReason,
  isMuted,
  notifyReason,
  type BoardEvent,
  type Moment,
  type NotifyReason,
} from './rule.ts';
import type { EventOf } from '../events/index.ts';

/** After a start, this much is read back, so that an answer to a question of before is known for one. */
const RECALLED_ROOMS_MAX = 20;
const RECALLED_MESSAGES = 50;
/** Of what was called about last. */
const CALLED_MAX = 200;

/** Something to call about. */
export type Call = EventOf<'message.posted'> | EventOf<'election.started'> | BoardEvent;

interface AttentionOptions {
  moment(): Moment;
  onCall(call: Call, reason: NotifyReason, snapshot: Snapshot): void;
  /** The room's notifications are outdated. */
  onRoomRead(roomId: string): void;
}

export interface Attention {
  /** `snapshot`: the home after the event. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
  recall(snapshot: Snapshot, client: Pick<AppClient, 'request'>, roomsMax?: number): Promise<void>;
}

export function createAttention({ moment, onCall, onRoomRead }: AttentionOptions): Attention {
  const memory = createConversationMemory();
  const called = new Set<string>();

  function callAbout(posted: EventOf<'message.posted'>, snapshot: Snapshot): void {
    const recipient = recipientIn(snapshot, posted.message.room_id);
    const reason = recipient && notifyReason(writtenIn(snapshot, posted.message), recipient, memory, moment());
    if (reason !== null) onCall(posted, reason, snapshot);
  }

  function callAboutElection(event: EventOf<'election.started'>, snapshot: Snapshot): void {
    const recipient = recipientIn(snapshot, event.election.room_id);
    const reason = recipient && electionReason(event.election, recipient, moment());
    if (reason !== null) onCall(event, reason, snapshot);
  }

  /** A task that was created and assigned to me without a connection is two events, both in its current form: one notification. */
  function callOnce(event: BoardEvent, snapshot: Snapshot): void {
    const recipient = recipientIn(snapshot, boardSubject(event).room_id);
    const reason = recipient && boardReason(event, recipient, moment());
    const key = keyOfCall(event);
    if (reason === null || called.has(key)) return;
    const [oldest] = called.add(key);
    if (called.size > CALLED_MAX && oldest !== undefined) called.delete(oldest);
    onCall(event, reason, snapshot);
  }

  return {
    onEvent(event, snapshot) {
      if (event.type === 'message.posted') {
        callAbout(event, snapshot);
        memory.remember(event.message, snapshot.me_id);
      } else if (event.type === 'vote.created' || event.type === 'task.assigned' || event.type === 'task.changed') {
        callOnce(event, snapshot);
      } else if (event.type === 'election.started') {
        callAboutElection(event, snapshot);
      } else if (event.type === 'read_position.changed') {
        memory.rememberReading(event.room_id, event.last_read_seq);
        if (event.unread === 0) onRoomRead(event.room_id);
      } else if (event.type === 'room.removed' || (event.type === 'notify_level.changed' && isMuted(event, moment().now))) {
        onRoomRead(event.room_id);
      }
    },
    async recall(snapshot, client, roomsMax = RECALLED_ROOMS_MAX) {
      const mine = Object.values(snapshot.rooms).filter(({ membership, room }) => membership !== null && room.last_seq > 0);
      const latest = mine.sort((a, b) => (b.room.last_message_at ?? 0) - (a.room.last_message_at ?? 0)).slice(0, roomsMax);
      for (const { room, membership } of latest) {
        const { messages } = await client.request('get_history', { room_id: room.id, limit: RECALLED_MESSAGES });
        for (const message of messages) memory.remember(message, snapshot.me_id);
        memory.rememberReading(room.id, membership?.last_read_seq ?? 0);
      }
    },
  };
}

export function roomOfCall(call: Call): string {
  return subjectOf(call).room_id;
}

/** By which every window of a browser knows the same thing. */
export function keyOfCall(call: Call): string {
  const { id } = subjectOf(call);
  const isTask = call.type === 'task.assigned' || call.type === 'task.changed';
  // A task may be given to the same person again.
  return isTask ? `${id} ${call.task.updated_at ?? ''}` : id;
}

function subjectOf(call: Call): { id: string; room_id: string } {
  if (call.type === 'message.posted') return call.message;
  if (call.type !== 'election.started') return boardSubject(call);
  const { room_id, ends_at } = call.election;
  return { room_id, id: `election ${room_id} ${ends_at}` };
}
