import { flag, nullable, table, text, time, type RowOf } from './table.ts';

/** Messages that participants saved for later, and reminders. A message may be deleted since, and its room too. */
export const saved = table({
  participant_id: text(),
  /** That of the message, or of a reminder without a message. */
  id: text(),
  /** Null: a reminder without a message. */
  room_id: nullable(text()),
  saved_at: time(),
  text: nullable(text()),
  remind_at: nullable(time()),
  due_at: nullable(time()),
  is_seen: flag(),
});
export type SavedRow = RowOf<typeof saved>;
