import type { Room } from '../../src-shared/objects.ts';

/** A room without what changes with every message, so that what is drawn of it is not drawn again for each of them. */
export type RoomFacts = Omit<Room, 'last_seq' | 'last_message_at'>;

export function factsOf({ last_seq: _seq, last_message_at: _at, ...facts }: Room): RoomFacts {
  return facts;
}
