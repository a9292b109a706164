import { integer, nullable, table, text, time, type RowOf } from './table.ts';

/** Files that were sent, or are about to be. Several may have the same content, which is on disk once. */
export const files = table({
  id: text(),
  sha256: text(),
  name: text(),
  type: text(),
  size: integer(),
  width: nullable(integer()),
  height: nullable(integer()),
  uploaded_by: text(),
  /** The key it came with: what one program of a key uploads over HTTP, another may send over its socket. */
  key_id: nullable(text()),
  room_id: text(),
  /** Null until it is sent. */
  message_id: nullable(text()),
  /** The message's cursor and the place within it: files are listed in this order. Null for the image of a link preview too: it is not listed. */
  message_cursor: nullable(integer()),
  position: nullable(integer()),
  created_at: time(),
  /** Set when the file is no longer visible. The row is deleted after its content has left the disk. */
  dropped_at: nullable(time()),
  /** The message that is sent later with it. Such a file waits longer than others that were not sent. */
  scheduled_id: nullable(text()),
});
export type FileRow = RowOf<typeof files>;

/** The seal ids of the sealed messages and file names that a room has had, also of deleted ones. */
export const seals = table({ room_id: text(), seal_id: text() });
export type SealRow = RowOf<typeof seals>;
