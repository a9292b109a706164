import { flag, integer, json, nullable, table, text, time, type RowOf } from './table.ts';

/** Messages that are sent later. */
export const scheduled = table({
  id: text(),
  room_id: text(),
  author_id: text(),
  /** The key that the author came with. It must still allow to write at the time. */
  key_id: nullable(text()),
  content: text(),
  reply_to: nullable(text()),
  thread_id: nullable(text()),
  also_in_room: flag(),
  metadata: nullable(json()),
  mentions: json(),
  send_at: time(),
  /** When the server tries to send it: later than `send_at` while a limit holds it up. Null: it failed. */
  due_at: nullable(time()),
  first_at: time(),
  repeat: nullable(json()),
  failure: nullable(json()),
  /** Counts its changes. A message is sent in the version that was checked, or not at all. */
  version: integer(),
  created_at: time(),
});
export type ScheduledRow = RowOf<typeof scheduled>;
