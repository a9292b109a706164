// The recipient and the message as a client's snapshot has them.
import type { Message } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Recipient, Written } from './rule.ts';

/** Null: the reader of the snapshot does not see the room. */
export function recipientIn({ rooms, me_id, preferences }: Snapshot, roomId: string): Recipient | null {
  const view = rooms[roomId];
  return view ? { id: me_id, room: view.room, membership: view.membership, preferences } : null;
}

export function writtenIn({ participants }: Snapshot, message: Message): Written {
  return { message, author_kind: participants[message.author_id]?.kind ?? null };
}
