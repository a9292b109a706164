// What becomes of files' rows. Their content is on disk, under its hash: blobs/ puts it there and takes it away.
import { AppError } from '../../../../src-shared/errors.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import { toFileInfo } from '../rows.ts';
import type { FileRow } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { noteSeal } from './seals.ts';

export type NewFile = Omit<FileRow, 'message_id' | 'message_cursor' | 'position' | 'created_at' | 'dropped_at'>;

/** Notes a file whose content is on disk. Until it is sent only its uploader knows of it. */
export function addFile(tx: Transaction, file: NewFile): FileInfo {
  noteSeal(tx, file.room_id, file.name);
  const row: FileRow = { ...file, message_id: null, message_cursor: null, position: null, created_at: tx.now, dropped_at: null };
  tx.writes.insertFile.run(row);
  tx.writes.leaveTrace.run({ id: row.uploaded_by });
  tx.stored(row.uploaded_by, row.size);
  return toFileInfo(row);
}

/** The files that a message is about to carry. Throws before anything is written when one of them cannot go. */
export function unsentFiles(tx: Transaction, roomId: string, ids: readonly string[]): FileRow[] {
  return ids.map((id) => {
    const row = tx.reads.fileRow(id);
    if (row?.room_id !== roomId || row.message_id !== null || row.dropped_at !== null)
      throw new AppError('file_not_found', 'A file is not there, was sent already, or was uploaded to another room.');
    return row;
  });
}

/** From now on a file belongs to the message, and to whoever wrote that. */
export function sendFiles(
  tx: Transaction,
  rows: readonly FileRow[],
  message: { id: string; author_id: string; cursor: number },
): FileInfo[] {
  return rows.map((row, position) => {
    tx.stored(row.uploaded_by, -row.size);
    tx.stored(message.author_id, row.size);
    tx.writes.sendFile.run({
      id: row.id,
      uploaded_by: message.author_id,
      message_id: message.id,
      message_cursor: message.cursor,
      position,
    });
    return toFileInfo({ ...row, uploaded_by: message.author_id });
  });
}

export function dropFile(tx: Transaction, { id }: { id: string }): { file_id: string } {
  const row = tx.reads.fileRow(id);
  if (!row || row.dropped_at !== null) throw new AppError('file_not_found');
  if (row.message_id !== null) throw new AppError('file_not_found', 'That file was sent: it goes with its message.');
  tx.writes.dropFile.run({ id, dropped_at: tx.now });
  tx.stored(row.uploaded_by, -row.size);
  return { file_id: id };
}

/** Drops what was uploaded before then and never sent. Tells how many those were. */
export function dropUnsentFiles(tx: Transaction, { before }: { before: number }): number {
  for (const { uploaded_by, bytes } of tx.reads.unsentWeight(before)) tx.stored(uploaded_by, -bytes);
  return tx.writes.dropUnsent.run({ before, dropped_at: tx.now });
}

/** Takes away the rows of files whose content has left the disk, or is somebody else's now. */
export function forgetFiles(tx: Transaction, { ids }: { ids: readonly string[] }): void {
  for (const id of ids) tx.writes.forgetFile.run({ id });
}
