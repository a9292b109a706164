// Subtracts deleted bytes from a participant's account. New bytes are counted where they are written.
import type { MessageRow } from '../../store/tables/messages.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

/** Whether there are files of the message, its own or of its previews. */
export function hasFiles({ attachments, previews }: Pick<MessageRow, 'attachments' | 'previews'>): boolean {
  return attachments !== null || previews !== null;
}

/** Call it before the message, its earlier texts and its files are deleted. */
export function* uncountMessage(tx: Tx, row: Pick<MessageRow, 'cursor' | 'id' | 'attachments' | 'previews'>): Steps<void> {
  const { cursor, id } = row;
  const { author_id, bytes } = yield* tx.reads.messageWeight(cursor);
  tx.stored(author_id, -bytes - (yield* tx.reads.editsWeight(cursor)));
  if (hasFiles(row)) for (const file of yield* tx.reads.filesWeight(id)) tx.stored(file.uploaded_by, -file.bytes);
}
