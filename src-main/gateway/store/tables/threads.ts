import { flag, integer, json, nullable, table, text, time, type RowOf } from './table.ts';

export const threads = table({
  /** That of the message that began it. */
  id: text(),
  room_id: text(),
  replies: integer(),
  last_seq: integer(),
  last_reply_at: nullable(time()),
  author_ids: json(),
});
export type ThreadRow = RowOf<typeof threads>;

export const threadFollows = table({
  thread_id: text(),
  participant_id: text(),
  room_id: text(),
  last_read_seq: integer(),
  is_muted: flag(),
});
export type ThreadFollowRow = RowOf<typeof threadFollows>;
