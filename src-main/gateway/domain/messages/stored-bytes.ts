// Subtracts deleted bytes from a participant's account. New bytes are counted where they are written.
import type { MessageRow } from '../../store/tables/messages.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

/** Call it before the message, its earlier texts and its files are deleted. */
export function* uncountMessage(tx: Tx, { cursor, id, attachments }: Pick<MessageRow, 'cursor' | 'id' | 'attachments'>): Steps<void> {
  const { author_id, bytes } = yield* tx.reads.messageWeight(cursor);
  tx.stored(author_id, -bytes - (yield* tx.reads.editsWeight(cursor)));
  if (attachments !== null) for (const file of yield* tx.reads.filesWeight(id)) tx.stored(file.uploaded_by, -file.bytes);
}
