// What changed in a message: the event of a change has the whole message, and so the earlier state is kept for a while.
import type { Message } from '../objects.ts';

export interface ReactionChange {
  room_id: string;
  message_id: string;
  emoji: string;
  participant_id: string;
  /** False: it was taken back. */
  on: boolean;
}

export type MessageChange =
  | { kind: 'edit'; message: Message }
  | { kind: 'delete'; message: Message }
  | { kind: 'reaction'; reaction: ReactionChange };

export interface MessageChanges {
  /** The client has this state of the message. */
  saw(message: Message): void;
  /** The differences to the last state. None for a message that was not seen, or too long ago. */
  changed(message: Message): MessageChange[];
}

type Kept = Pick<Message, 'content' | 'edited_at' | 'deleted_at' | 'reactions'>;

export function createMessageChanges(keptMax: number): MessageChanges {
  const kept = new Map<string, Kept>();

  function saw({ id, content, edited_at, deleted_at, reactions }: Message): void {
    kept.delete(id);
    kept.set(id, { content, edited_at, deleted_at, reactions });
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMax) return;
      kept.delete(oldest);
    }
  }

  return {
    saw,
    changed(message) {
      const before = kept.get(message.id);
      saw(message);
      if (!before) return [];
      if (message.deleted_at !== null) return before.deleted_at === null ? [{ kind: 'delete', message }] : [];
      const isEdited = message.content !== before.content || message.edited_at !== before.edited_at;
      return [...(isEdited ? [{ kind: 'edit', message } as const] : []), ...reactionsBetween(before, message)];
    },
  };
}

function reactionsBetween({ reactions }: Kept, message: Message): MessageChange[] {
  const [before, now] = [pairsOf(reactions), pairsOf(message.reactions)];
  const about = { room_id: message.room_id, message_id: message.id };
  const told = (pairs: readonly Pair[], others: readonly Pair[], on: boolean): MessageChange[] =>
    pairs
      .filter((pair) => !others.some((other) => other.emoji === pair.emoji && other.participant_id === pair.participant_id))
      .map((pair) => ({ kind: 'reaction', reaction: { ...about, ...pair, on } }));
  return [...told(before, now, false), ...told(now, before, true)];
}

type Pair = Pick<ReactionChange, 'emoji' | 'participant_id'>;

function pairsOf(reactions: Message['reactions']): Pair[] {
  return reactions.flatMap(({ emoji, participant_ids }) => participant_ids.map((participant_id) => ({ emoji, participant_id })));
}
