// The home says that a message has changed, and the protocol says how. So the state of messages that clients know is remembered: of
// those that were sent or read lately.
import type { Message, Reaction } from '../../../../src-shared/objects.ts';

const MESSAGES_MAX = 4_000;

type State = Pick<Message, 'room_id' | 'edited_at' | 'deleted_at' | 'reactions'>;

export type MessageChange =
  | { kind: 'edited' }
  | { kind: 'deleted' }
  | { kind: 'reaction_added' | 'reaction_removed'; participant_id: string; emoji: string };

export class KnownMessages {
  readonly #states = new Map<string, State>();
  readonly #reads = new Map<string, number>();

  learn({ id, room_id, edited_at, deleted_at, reactions }: Message): void {
    setNewest(this.#states, id, { room_id, edited_at, deleted_at, reactions });
  }

  /** How many messages the participant has read since the last time; 1 where that is not known. */
  readOn(roomId: string, participantId: string, seq: number): number {
    const key = `${roomId} ${participantId}`;
    const count = Math.max(0, seq - (this.#reads.get(key) ?? seq - 1));
    setNewest(this.#reads, key, seq);
    return count;
  }

  /** Null: the message is not remembered. */
  roomOf(messageId: string): string | null {
    return this.#states.get(messageId)?.room_id ?? null;
  }

  /** What has changed since it was learned. Of a message that is not remembered: the newest of its changes. */
  changesOf(message: Message): MessageChange[] {
    const before = this.#states.get(message.id);
    this.learn(message);
    if (!before) return newestChange(message);
    if (message.deleted_at !== null) return before.deleted_at === null ? [{ kind: 'deleted' }] : [];
    const edited: MessageChange[] = message.edited_at !== before.edited_at ? [{ kind: 'edited' }] : [];
    return [
      ...edited,
      ...missingIn(before.reactions, message.reactions).map((each) => ({ kind: 'reaction_added' as const, ...each })),
      ...missingIn(message.reactions, before.reactions).map((each) => ({ kind: 'reaction_removed' as const, ...each })),
    ];
  }
}

function setNewest<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MESSAGES_MAX && oldest !== undefined) map.delete(oldest);
}

function newestChange({ deleted_at, edited_at }: Message): MessageChange[] {
  if (deleted_at !== null) return [{ kind: 'deleted' }];
  return edited_at === null ? [] : [{ kind: 'edited' }];
}

/** The reactions of the second list that the first one has not. */
function missingIn(here: readonly Reaction[], there: readonly Reaction[]): { participant_id: string; emoji: string }[] {
  const known = new Set(here.flatMap(({ emoji, participant_ids }) => participant_ids.map((id) => `${id} ${emoji}`)));
  return there.flatMap(({ emoji, participant_ids }) =>
    participant_ids.filter((id) => !known.has(`${id} ${emoji}`)).map((participant_id) => ({ participant_id, emoji })),
  );
}
