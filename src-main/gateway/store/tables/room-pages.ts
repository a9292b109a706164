import { integer, table, text, time, type RowOf } from './table.ts';

/** The texts of a room's page. The one with the highest version is the page. */
export const roomPageVersions = table({
  room_id: text(),
  version: integer(),
  author_id: text(),
  content: text(),
  created_at: time(),
});
export type RoomPageVersionRow = RowOf<typeof roomPageVersions>;

/** Versions up to `through` that were written before a time. */
export interface OldVersions {
  room_id: string;
  through: number;
  before: number;
}
