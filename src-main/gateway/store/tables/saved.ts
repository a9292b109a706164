import { table, text, time, type RowOf } from './table.ts';

/** Messages that participants saved for later. A message may be deleted since, and its room too. */
export const saved = table({
  participant_id: text(),
  /** That of the message. */
  id: text(),
  room_id: text(),
  saved_at: time(),
});
export type SavedRow = RowOf<typeof saved>;
