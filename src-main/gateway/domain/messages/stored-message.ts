// A message that an operation changes, before and after the change.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { MessageRow } from '../../store/tables/messages.ts';

export interface OfMessage {
  room_id: string;
  message_id: string;
}

/** Throws for a message that is not in the room, and for a deleted one. */
export function* present(tx: Tx, { room_id, message_id }: OfMessage): Steps<MessageRow> {
  const row = yield* tx.reads.messageRow(message_id);
  if (row?.room_id !== room_id) throw new AppError('message_not_found');
  if (row.deleted_at !== null) throw new AppError('message_deleted');
  return row;
}

/** Records that the message was changed, and returns it. */
export function* changed(tx: Tx, { id, room_id }: MessageRow): Steps<Message> {
  yield* tx.record({ type: 'message.changed', room_id, subject_id: id });
  const row = yield* tx.reads.messageRow(id);
  if (!row) throw new AppError('message_not_found');
  return yield* tx.reads.message(row);
}
