// The end of a room that is kept on the disk.
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { closeInvitesTo } from '../access/transactions.ts';
import { deleteIncomingWebhooksIn } from '../incoming-webhooks/transactions.ts';
import { cancelScheduled } from '../scheduled/transactions.ts';
import { destroyRoom, type Removing } from './transactions.ts';

/** The rooms under it move to its parent. The content of its files leaves the disk afterwards, unless other files have it too. */
export function* deleteRoom(tx: Tx, { room_id, ...how }: Removing): Steps<Room> {
  const room = yield* tx.reads.room(room_id);
  if (!room || room_id === LOBBY_ID) throw new AppError('room_not_found');
  for (const scheduled of yield* tx.reads.scheduledIn(room_id)) yield* cancelScheduled(tx, scheduled);
  for (const { participant_id, bytes } of yield* tx.reads.weightIn(room_id)) tx.stored(participant_id, -bytes);
  // A file is forgotten when its content has left the disk. Until then its row needs a room.
  yield* tx.writes.dropFilesIn({ room_id, into: LOBBY_ID, dropped_at: tx.now });
  for (const { id, parent_id } of yield* tx.reads.rooms())
    if (parent_id === room_id) yield* moveRoom(tx, { room_id: id, parent_id: room.parent_id });
  yield* closeInvitesTo(tx, room_id);
  yield* deleteIncomingWebhooksIn(tx, room_id);
  yield* destroyRoom(tx, { room_id, ...how });
  return room;
}

/** Puts a room under another, or under none. */
export function* moveRoom(tx: Tx, { room_id, parent_id }: { room_id: string; parent_id: string | null }): Steps<void> {
  yield* tx.writes.setParent({ id: room_id, parent_id });
  yield* tx.record({ type: 'room.changed', room_id });
}
