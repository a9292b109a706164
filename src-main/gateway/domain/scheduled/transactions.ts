// Messages that are sent later. The message and what becomes of its entry are one transaction: a killed server sends it once.
import { AppError } from '../../../../src-shared/errors.ts';
import { SCHEDULED_BYTES_MAX, SCHEDULED_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Repeat } from '../../../../src-shared/repeat.ts';
import type { ScheduledMessage } from '../../../../src-shared/scheduled.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { ScheduledRow } from '../../store/tables/scheduled.ts';
import { unsentFiles } from '../files/transactions.ts';
import { placeOf, postMessage, type NewMessage } from '../messages/transactions.ts';

export interface NewTiming {
  send_at: number;
  repeat: Repeat | null;
}

export function* scheduleMessage(tx: Tx, { message, send_at, repeat }: NewTiming & { message: NewMessage }): Steps<ScheduledMessage> {
  const { id, room_id, author_id, key_id, content, reply_to, thread_id = null, also_in_room = false, file_ids = [] } = message;
  const metadata = message.metadata === null ? null : JSON.stringify(message.metadata);
  yield* placeOf(tx, message, thread_id);
  yield* refuseTooMuch(tx, author_id, { count: 1, bytes: bytesOf(content) + bytesOf(metadata ?? '') });
  const files = yield* unsentFiles(tx, room_id, file_ids, { participant_id: author_id, key_id });
  const row = { id, room_id, author_id, key_id, content, reply_to, thread_id, metadata, created_at: tx.now, version: 1 };
  yield* tx.writes.insertScheduled({
    ...row,
    also_in_room: Number(also_in_room),
    mentions: JSON.stringify(message.mentions),
    ...timed({ send_at, repeat }),
  });
  for (const [position, file] of files.entries()) yield* tx.writes.keepForScheduled({ id: file.id, scheduled_id: id, position });
  yield* tx.writes.leaveTrace({ id: author_id });
  return yield* changed(tx, row);
}

export interface ScheduledChange {
  id: string;
  author_id: string;
  text?: { content: string; mentions: string[] };
  timing?: NewTiming;
}

export function* updateScheduled(tx: Tx, { id, author_id, text, timing }: ScheduledChange): Steps<ScheduledMessage> {
  const row = yield* ownRow(tx, id, author_id);
  if (text) {
    yield* refuseTooMuch(tx, author_id, { count: 0, bytes: bytesOf(text.content) - bytesOf(row.content) });
    yield* tx.writes.rewriteScheduled({ id, content: text.content, mentions: JSON.stringify(text.mentions) });
  }
  if (timing) yield* tx.writes.timeScheduled({ id, ...timed(timing) });
  return yield* changed(tx, row);
}

/** An entry as it was checked. It may have been changed or sent meanwhile: then nothing happens. */
interface Checked {
  id: string;
  version: number;
}

/** A limit holds it up. The time that its author sees stays. */
export function* postponeScheduled(tx: Tx, { due_at, ...checked }: Checked & { due_at: number }): Steps<void> {
  const row = yield* checkedRow(tx, checked);
  if (row) yield* tx.writes.timeScheduled({ ...row, due_at });
}

/** `next_at`: of a message that repeats. Null: nothing was sent. */
export function* sendScheduled(
  tx: Tx,
  { message, next_at, ...checked }: Checked & { message: NewMessage; next_at: number | null },
): Steps<Message | null> {
  const row = yield* checkedRow(tx, checked);
  if (!row) return null;
  const posted = yield* postMessage(tx, message);
  if (next_at === null) yield* remove(tx, row);
  else {
    yield* tx.writes.timeScheduled({ ...row, send_at: next_at, due_at: next_at, failure: null });
    yield* changed(tx, row);
  }
  return posted;
}

export function* failScheduled(tx: Tx, { code, message, ...checked }: Checked & { code: string; message: string }): Steps<void> {
  const row = yield* checkedRow(tx, checked);
  if (!row) return;
  yield* tx.writes.timeScheduled({ ...row, due_at: null, failure: JSON.stringify({ at: tx.now, code, message }) });
  yield* changed(tx, row);
}

export function* cancelScheduled(tx: Tx, { id, author_id }: { id: string; author_id: string }): Steps<{ scheduled_id: string }> {
  const row = yield* ownRow(tx, id, author_id);
  for (const file of yield* tx.reads.filesOfScheduled(id)) {
    yield* tx.writes.dropFile({ id: file.id, dropped_at: tx.now });
    tx.stored(file.uploaded_by, -file.size);
  }
  yield* remove(tx, row);
  return { scheduled_id: id };
}

function timed({ send_at, repeat }: NewTiming) {
  return { send_at, due_at: send_at, first_at: send_at, repeat: repeat && JSON.stringify(repeat), failure: null };
}

function* refuseTooMuch(tx: Tx, authorId: string, added: { count: number; bytes: number }): Steps<void> {
  const { count, bytes } = yield* tx.reads.scheduledWeight(authorId);
  if (count + added.count > SCHEDULED_MAX)
    throw new AppError('invalid_payload', `At most ${SCHEDULED_MAX} messages can wait to be sent later.`);
  if (bytes + added.bytes > SCHEDULED_BYTES_MAX)
    throw new AppError('message_too_large', `The messages that are sent later have at most ${SCHEDULED_BYTES_MAX / 1024} KiB together.`);
}

function* ownRow(tx: Tx, id: string, authorId: string): Steps<ScheduledRow> {
  const row = yield* tx.reads.scheduledRow(id);
  if (row?.author_id !== authorId) throw new AppError('message_not_found', NOT_THERE);
  return row;
}

function* checkedRow(tx: Tx, { id, version }: Checked): Steps<ScheduledRow | null> {
  const row = yield* tx.reads.scheduledRow(id);
  return row?.version === version ? row : null;
}

function* remove(tx: Tx, { id, room_id, author_id }: ScheduledRow): Steps<void> {
  yield* tx.writes.deleteScheduled({ id });
  yield* tx.record({ type: 'scheduled.removed', room_id, subject_id: id, only_id: author_id });
}

function* changed(tx: Tx, { id, room_id, author_id }: Pick<ScheduledRow, 'id' | 'room_id' | 'author_id'>): Steps<ScheduledMessage> {
  yield* tx.record({ type: 'scheduled.changed', room_id, subject_id: id, only_id: author_id });
  const scheduled = yield* tx.reads.scheduled(id);
  if (!scheduled) throw new AppError('message_not_found', NOT_THERE);
  return scheduled;
}

const bytesOf = (text: string): number => Buffer.byteLength(text);

export const NOT_THERE = 'There is no such message that is sent later.';
