import type { Message, Participant } from '../../../src-shared/objects.ts';
import { isAtWork, type PresenceThere } from '../../../src-shared/work.ts';
import type { Timeline } from '../../sync/timeline.ts';

/** An answer may take so long. */
const PATIENCE_MS = 2 * 60_000;

interface Called {
  participant: Participant;
  timelines: Readonly<Record<string, Timeline>>;
  participants: Readonly<Record<string, Participant>>;
  /** Null: in all rooms. */
  roomId: string | null;
}

export interface Unanswered extends Called {
  /** In the room, if one is given. */
  presence: PresenceThere | undefined;
  /** It is writing a message. */
  isWriting: boolean;
  now: number;
}

/** When a person last called the agent, if it wrote nothing there since; null when it did, or is at work. As far as messages are loaded. */
export function calledAt({ presence, isWriting, now, ...called }: Unanswered): number | null {
  const { participant } = called;
  if (participant.kind !== 'agent' || participant.type === 'built-in' || participant.removed_at !== null) return null;
  const { type } = participant;
  // A paused agent says that it is paused.
  const isBusy = presence?.online ? isBusyHere(presence, called.roomId) : type === 'hosted';
  if (isBusy || isWriting) return null;
  const newest = openCalls(called).flatMap((calls) => calls.at(-1) ?? []);
  const times = newest.map(({ created_at }) => created_at).filter((time) => now - time >= PATIENCE_MS);
  return times.length === 0 ? null : Math.max(...times);
}

/** Work in another room is no answer in this one. */
function isBusyHere({ status }: PresenceThere, roomId: string | null): boolean {
  return isAtWork({ status }) || (roomId === null && status === 'busy');
}

/** The people who have called the agent, since it wrote the last time. As far as messages are loaded. */
export function callersOf(called: Called): string[] {
  return [...new Set(openCalls(called).flatMap((calls) => calls.map(({ author_id }) => author_id)))];
}

/** Those of each room. */
function openCalls({ participant, timelines, participants, roomId }: Called): Message[][] {
  const isPerson = (authorId: string): boolean => participants[authorId]?.kind === 'person';
  return [...messagesByRoom(Object.values(timelines), roomId)].map(([, messages]) => callsIn(messages, participant.id, isPerson));
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

function callsIn(messages: readonly Message[], agentId: string, isPerson: (id: string) => boolean): Message[] {
  const own = new Set(messages.filter(({ author_id }) => author_id === agentId).map(({ id }) => id));
  const answered = messages.findLast(({ author_id }) => author_id === agentId)?.seq ?? 0;
  return messages.filter(
    ({ seq, author_id, mentions, reply_to, deleted_at, thread }) =>
      seq > answered &&
      deleted_at === null &&
      isPerson(author_id) &&
      (mentions.includes(agentId) || (reply_to !== null && own.has(reply_to))) &&
      thread?.author_ids.includes(agentId) !== true,
  );
}
