import { integer, table, text, time, type RowOf } from './table.ts';

/** A row with an empty content keeps the version of a deleted note. */
export const personNotes = table({
  participant_id: text(),
  content: text(),
  version: integer(),
  author_id: text(),
  changed_at: time(),
});
export type PersonNoteRow = RowOf<typeof personNotes>;
