// Subtracts deleted bytes from a participant's account. New bytes are counted where they are written.
import type { MessageRow } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** Call it before the message, its earlier texts and its files are taken away. */
export function uncountMessage(tx: Transaction, { cursor, id, attachments }: Pick<MessageRow, 'cursor' | 'id' | 'attachments'>): void {
  const { author_id, bytes } = tx.reads.messageWeight(cursor);
  tx.stored(author_id, -bytes - tx.reads.editsWeight(cursor));
  if (attachments !== null) for (const file of tx.reads.filesWeight(id)) tx.stored(file.uploaded_by, -file.bytes);
}
