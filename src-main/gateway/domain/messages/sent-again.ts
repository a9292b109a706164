// A message that is sent again: its sender did not see the answer.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { MessageRow } from '../../store/tables/messages.ts';
import type { NewMessage } from './transactions.ts';

/** The stored message, if the same one is sent again. Another message under the same id is refused, or it would be lost without a sign. */
export function* sentAgain(tx: Tx, row: MessageRow, again: Omit<NewMessage, 'id' | 'key_id'>): Steps<Message> {
  const there = yield* tx.reads.message(row);
  if (row.room_id !== again.room_id) throw new AppError('idempotency_mismatch', 'That client_id was used for a message in another room.');
  // Nothing is left of a deleted message to compare with.
  if (row.deleted_at !== null) return there;
  const origin = there.forwarded_from?.message_id;
  // The copies of a forwarded message's files have new ids.
  const files = origin === undefined ? there.attachments.map(({ id }) => id) : [];
  const isSame =
    (yield* isSameText(tx, row, again.content)) &&
    row.kind === again.kind &&
    row.reply_to === again.reply_to &&
    origin === again.forwarded_from?.message_id &&
    isSamePlace(row, again) &&
    there.choice === (again.choice ?? undefined) &&
    JSON.stringify(there.choices ?? null) === JSON.stringify(again.choices ?? null) &&
    JSON.stringify(there.metadata) === JSON.stringify(again.metadata) &&
    JSON.stringify(files) === JSON.stringify(again.file_ids ?? []);
  if (!isSame) throw new AppError('idempotency_mismatch', 'That client_id was used for another message.');
  return there;
}

/** Whether the message is in a thread, and in the timeline, as it is sent again. `reply_to` says in which thread. */
function isSamePlace({ id, thread_id, thread_only }: MessageRow, again: Pick<NewMessage, 'thread_id' | 'also_in_room'>): boolean {
  const isReply = thread_id !== null && thread_id !== id;
  if (again.thread_id !== null && again.thread_id !== undefined && !isReply) return false;
  return !isReply || thread_only === Number(again.also_in_room !== true);
}

/** Compares with the text as it was first sent. The same text sealed twice makes two blobs, so sealed texts are not compared. */
function* isSameText(tx: Tx, { cursor, content, edited_at }: MessageRow, again: string): Steps<boolean> {
  if (isSealed(again) && isSealed(content)) return true;
  const first = edited_at === null ? content : (yield* tx.reads.edits(cursor, 2, 1))[0]?.content;
  return first === undefined || first === again;
}
