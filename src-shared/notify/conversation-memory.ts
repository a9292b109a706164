// Remembers the owner's recent messages and mentions, so that an agent's answer is recognised (rule.ts).
import type { Message } from '../objects.ts';
import type { Remembered } from './rule.ts';

/** Of the owner's own messages; a reply to an older one no longer counts as news. */
const MESSAGES_MAX = 1_000;

export interface ConversationMemory extends Remembered {
  /** Called for every message, in the order of a room, the owner's own included. */
  remember(message: Message, meId: string): void;
  /** The owner has read a room up to here. */
  rememberReading(roomId: string, seq: number): void;
}

export function createConversationMemory(): ConversationMemory {
  const mine = new Set<string>();
  /** By room, then by whom I asked: the seq of the first answer, null while there is none. */
  const asked = new Map<string, Map<string, number | null>>();

  function rememberMine(message: Message): void {
    mine.add(message.id);
    const [oldest] = mine;
    if (mine.size > MESSAGES_MAX && oldest !== undefined) mine.delete(oldest);
    const inRoom = asked.get(message.room_id) ?? new Map<string, number | null>();
    for (const id of message.mentions) inRoom.set(id, null);
    asked.set(message.room_id, inRoom);
  }

  function rememberAnswer(message: Message): void {
    const inRoom = asked.get(message.room_id);
    if (message.kind !== 'thinking' && inRoom?.get(message.author_id) === null) inRoom.set(message.author_id, message.seq);
  }

  return {
    isMine: (messageId) => mine.has(messageId),
    isAwaited: (roomId, agentId) => asked.get(roomId)?.has(agentId) ?? false,
    remember: (message, meId) => (message.author_id === meId ? rememberMine(message) : rememberAnswer(message)),
    rememberReading(roomId, seq) {
      const inRoom = asked.get(roomId);
      for (const [id, answeredSeq] of inRoom ?? []) {
        if (answeredSeq !== null && answeredSeq <= seq) inRoom?.delete(id);
      }
    },
  };
}
