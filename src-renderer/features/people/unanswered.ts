import type { Message, Participant, Presence } from '../../../src-shared/objects.ts';
import type { Timeline } from '../../sync/timeline.ts';

/** An answer may take so long. */
const PATIENCE_MS = 2 * 60_000;

export interface Unanswered {
  participant: Participant;
  presence: Presence | undefined;
  timelines: Readonly<Record<string, Timeline>>;
  participants: Readonly<Record<string, Participant>>;
  /** It is writing a message. */
  isWriting: boolean;
  /** Null: in all rooms. */
  roomId: string | null;
  now: number;
}

/** When a person last called the agent, if it wrote nothing there since; null when it did, or is at work. As far as messages are loaded. */
export function calledAt({ participant, presence, timelines, participants, isWriting, roomId, now }: Unanswered): number | null {
  if (participant.kind !== 'agent' || participant.type === 'built-in' || participant.removed_at !== null) return null;
  const { id, type } = participant;
  // A paused agent says that it is paused.
  const isBusy = presence?.online ? presence.status !== 'idle' && presence.status !== 'waiting' : type === 'hosted';
  if (isBusy || isWriting) return null;
  const isPerson = (authorId: string): boolean => participants[authorId]?.kind === 'person';
  const times = [...messagesByRoom(Object.values(timelines), roomId)].flatMap(([, messages]) => {
    const call = openCall(messages, id, isPerson);
    return call && now - call.created_at >= PATIENCE_MS ? [call.created_at] : [];
  });
  return times.length === 0 ? null : Math.max(...times);
}

/** The newest messages of each room, of the room and of its threads together. */
function messagesByRoom(windows: readonly Timeline[], roomId: string | null): Map<string, Message[]> {
  const byRoom = new Map<string, Map<string, Message>>();
  for (const { messages, reachesEnd } of windows) {
    const [first] = messages;
    if (!first || !reachesEnd || (roomId !== null && first.room_id !== roomId)) continue;
    const known = byRoom.get(first.room_id) ?? new Map<string, Message>();
    for (const message of messages) known.set(message.id, message);
    byRoom.set(first.room_id, known);
  }
  return new Map([...byRoom].map(([room, messages]) => [room, [...messages.values()].sort((a, b) => a.seq - b.seq)]));
}

function openCall(messages: readonly Message[], agentId: string, isPerson: (id: string) => boolean): Message | undefined {
  const own = new Set(messages.filter(({ author_id }) => author_id === agentId).map(({ id }) => id));
  const answered = messages.findLast(({ author_id }) => author_id === agentId)?.seq ?? 0;
  return messages.findLast(
    ({ seq, author_id, mentions, reply_to, deleted_at, thread }) =>
      seq > answered &&
      deleted_at === null &&
      isPerson(author_id) &&
      (mentions.includes(agentId) || (reply_to !== null && own.has(reply_to))) &&
      thread?.author_ids.includes(agentId) !== true,
  );
}
