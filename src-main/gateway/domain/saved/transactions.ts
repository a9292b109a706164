import { AppError } from '../../../../src-shared/errors.ts';
import { SAVED_MAX } from '../../../../src-shared/limits.ts';
import type { SavedItem } from '../../../../src-shared/saved.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { SavedRow } from '../../store/tables/saved.ts';

interface Of {
  participant_id: string;
}

type OfItem = Of & { saved_id: string };

interface Saving extends Of {
  /** It has the room: an operation that names one itself is done where the room is, and what is saved is always on the disk. */
  message: { id: string; room_id: string };
  /** Null: a message that is saved keeps its reminder. */
  remind_at: number | null;
}

export function* saveMessage(tx: Tx, { participant_id, message, remind_at }: Saving): Steps<SavedItem> {
  const before = yield* tx.reads.savedRow(participant_id, message.id);
  if (!before) return yield* insert(tx, { participant_id, ...message, text: null, remind_at });
  return remind_at === null ? yield* itemOf(tx, before) : yield* change(tx, before, { remind_at, due_at: null, is_seen: 0 });
}

export function* remindMe(tx: Tx, reminder: Of & { id: string; text: string; remind_at: number }): Steps<SavedItem> {
  return yield* insert(tx, { ...reminder, room_id: null });
}

export function* setReminder(tx: Tx, { participant_id, saved_id, remind_at }: OfItem & { remind_at: number | null }): Steps<SavedItem> {
  const row = yield* tx.reads.savedRow(participant_id, saved_id);
  if (!row) throw new AppError('message_not_found', 'It is not among your saved messages.');
  if (remind_at === null && row.room_id === null)
    throw new AppError('invalid_payload', 'remind_at: a reminder without a message needs a time.');
  return yield* change(tx, row, { remind_at, due_at: null, is_seen: 0 });
}

/** Nothing happens when the reminder was removed or changed meanwhile, or is due already. */
export function* makeDue(tx: Tx, { participant_id, saved_id, remind_at }: OfItem & { remind_at: number }): Steps<void> {
  const row = yield* tx.reads.savedRow(participant_id, saved_id);
  if (row?.remind_at === remind_at && row.due_at === null) yield* change(tx, row, { remind_at, due_at: tx.now, is_seen: 0 });
}

export function* seeReminders(tx: Tx, { participant_id }: Of): Steps<{ seen: number }> {
  const ids = yield* tx.reads.unseenReminders(participant_id);
  for (const id of ids) {
    const row = yield* tx.reads.savedRow(participant_id, id);
    if (row) yield* change(tx, row, { remind_at: row.remind_at, due_at: row.due_at, is_seen: 1 });
  }
  return { seen: ids.length };
}

export function* unsave(tx: Tx, { participant_id, saved_id }: OfItem): Steps<{ saved_id: string }> {
  if ((yield* tx.writes.deleteSaved({ participant_id, id: saved_id })) > 0) yield* record(tx, { participant_id, id: saved_id });
  return { saved_id };
}

function* insert(tx: Tx, item: Omit<SavedRow, 'saved_at' | 'due_at' | 'is_seen'>): Steps<SavedItem> {
  if ((yield* tx.reads.savedCount(item.participant_id)) >= SAVED_MAX)
    throw new AppError('invalid_payload', `You can save ${SAVED_MAX} messages and reminders at most. Remove some first.`);
  const row = { ...item, saved_at: tx.now, due_at: null, is_seen: 0 };
  yield* tx.writes.insertSaved(row);
  // An agent that saved something must not be forgotten.
  yield* tx.writes.leaveTrace({ id: item.participant_id });
  return yield* tell(tx, row);
}

function* change(tx: Tx, row: SavedRow, reminder: Pick<SavedRow, 'remind_at' | 'due_at' | 'is_seen'>): Steps<SavedItem> {
  const { participant_id, id } = row;
  yield* tx.writes.setReminder({ participant_id, id, ...reminder });
  return yield* tell(tx, row);
}

type ItemKey = Pick<SavedRow, 'participant_id' | 'id'>;

function* tell(tx: Tx, key: ItemKey): Steps<SavedItem> {
  yield* record(tx, key);
  return yield* itemOf(tx, key);
}

function* itemOf(tx: Tx, { participant_id, id }: ItemKey): Steps<SavedItem> {
  const item = yield* tx.reads.savedItem(participant_id, id);
  if (!item) throw new AppError('message_not_found');
  return item;
}

function* record(tx: Tx, { participant_id, id }: ItemKey): Steps<void> {
  yield* tx.record({ type: 'saved.changed', subject_id: id, only_id: participant_id });
}
