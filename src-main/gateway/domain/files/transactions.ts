// Operations on the rows of files. The content is on disk under its hash: blobs/ stores and deletes it.
import { AppError } from '../../../../src-shared/errors.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import { toFileInfo } from '../../store/sqlite/files.ts';
import type { FileRow } from '../../store/tables/files.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { noteSeal } from '../messages/seals.ts';

export type NewFile = Omit<FileRow, 'message_id' | 'message_cursor' | 'position' | 'created_at' | 'dropped_at' | 'scheduled_id'>;

/** Notes a file whose content is on disk. Until it is sent only its uploader knows of it. */
export function* addFile(tx: Tx, file: NewFile): Steps<FileInfo> {
  yield* noteSeal(tx, file.room_id, file.name);
  const row: FileRow = {
    ...file,
    message_id: null,
    message_cursor: null,
    position: null,
    created_at: tx.now,
    dropped_at: null,
    scheduled_id: null,
  };
  yield* tx.writes.insertFile(row);
  yield* tx.writes.leaveTrace({ id: row.uploaded_by });
  tx.stored(row.uploaded_by, row.size);
  return toFileInfo(row);
}

/** The uploader or sender of a file, and the key of their request. */
export interface Sender {
  participant_id: string;
  key_id: string | null;
}

/** Several programs may use one key: what one of them uploads, another may send. */
export function isOnes({ participant_id, key_id }: Sender, row: Pick<FileRow, 'uploaded_by' | 'key_id'>): boolean {
  return row.uploaded_by === participant_id || (row.key_id !== null && row.key_id === key_id);
}

/** The files that a message is about to carry. `scheduledId`: of a message that was scheduled with them. Throws before anything is written when one of them cannot go. */
export function* unsentFiles(
  tx: Tx,
  roomId: string,
  ids: readonly string[],
  sender: Sender,
  scheduledId: string | null = null,
): Steps<FileRow[]> {
  const rows: FileRow[] = [];
  for (const id of ids) {
    const row = yield* tx.reads.fileRow(id);
    if (!row || (row.message_id === null && !isOnes(sender, row))) throw new AppError('file_not_found', 'A file to send does not exist.');
    if (row.room_id !== roomId || row.message_id !== null || row.dropped_at !== null || row.scheduled_id !== scheduledId)
      throw new AppError('file_not_found', 'A file does not exist, was sent already, or was uploaded to another room.');
    rows.push(row);
  }
  return rows;
}

/** A file of a message, and the id of its copy. */
export interface FileCopy {
  from: string;
  id: string;
}

/** The copies have the same content, which is on disk once. They belong to the sender, and to the room of the new message. */
export function* copyFiles(tx: Tx, room_id: string, copies: readonly FileCopy[], sender: Sender): Steps<FileRow[]> {
  const rows: FileRow[] = [];
  for (const { from, id } of copies) {
    const row = yield* tx.reads.fileRow(from);
    if (!row || row.dropped_at !== null) throw new AppError('file_not_found', 'A file of the message was deleted.');
    rows.push({
      ...row,
      ...{ id, room_id, uploaded_by: sender.participant_id, key_id: sender.key_id },
      ...{ message_id: null, message_cursor: null, position: null, created_at: tx.now, scheduled_id: null },
    });
  }
  for (const row of rows) {
    yield* tx.writes.insertFile(row);
    tx.stored(row.uploaded_by, row.size);
  }
  return rows;
}

/** From now on a file belongs to the message and its author. */
export function* sendFiles(
  tx: Tx,
  rows: readonly FileRow[],
  message: { id: string; author_id: string; cursor: number },
): Steps<FileInfo[]> {
  for (const [position, row] of rows.entries()) {
    tx.stored(row.uploaded_by, -row.size);
    tx.stored(message.author_id, row.size);
    yield* tx.writes.sendFile({
      id: row.id,
      uploaded_by: message.author_id,
      message_id: message.id,
      message_cursor: message.cursor,
      position,
    });
  }
  return rows.map((row) => toFileInfo({ ...row, uploaded_by: message.author_id }));
}

export function* dropFile(tx: Tx, { id, by }: { id: string; by: Sender }): Steps<{ file_id: string }> {
  const row = yield* tx.reads.fileRow(id);
  if (!row || row.dropped_at !== null || !isOnes(by, row)) throw new AppError('file_not_found');
  if (row.message_id !== null) throw new AppError('file_not_found', 'That file was sent. Delete its message instead.');
  if (row.scheduled_id !== null) throw new AppError('file_not_found', 'That file is sent later. Cancel its message instead.');
  yield* tx.writes.dropFile({ id, dropped_at: tx.now });
  tx.stored(row.uploaded_by, -row.size);
  return { file_id: id };
}

/** Drops what was uploaded before then and never sent. Tells how many those were. */
export function* dropUnsentFiles(tx: Tx, { before }: { before: number }): Steps<number> {
  for (const { uploaded_by, bytes } of yield* tx.reads.unsentWeight(before)) tx.stored(uploaded_by, -bytes);
  return yield* tx.writes.dropUnsent({ before, dropped_at: tx.now });
}

/** Deletes the rows of files whose content has left the disk, or belongs to another file now. */
export function* forgetFiles(tx: Tx, { ids }: { ids: readonly string[] }): Steps<void> {
  for (const id of ids) yield* tx.writes.forgetFile({ id });
}
