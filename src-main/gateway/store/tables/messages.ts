import { MessageKind } from '../../../../src-shared/objects.ts';
import { integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

export const messages = table({
  /** The home-wide position at which the message was committed, so the table is in the order of events. */
  cursor: integer(),
  id: text(),
  room_id: text(),
  seq: integer(),
  author_id: text(),
  kind: oneOf(MessageKind),
  content: text(),
  reply_to: nullable(text()),
  metadata: nullable(json()),
  mentions: nullable(json()),
  client_id: nullable(text()),
  created_at: time(),
  edited_at: nullable(time()),
  deleted_at: nullable(time()),
  /** The description of its files. Null when there are none. */
  attachments: nullable(json()),
});
export type MessageRow = RowOf<typeof messages>;

/** An earlier text of an edited message. */
export const edits = table({
  message_cursor: integer(),
  /** Counts a message's texts from 1. */
  number: integer(),
  content: text(),
  written_at: time(),
});
export type EditRow = RowOf<typeof edits>;

export const mentions = table({ participant_id: text(), room_id: text(), seq: integer() });
export type MentionRow = RowOf<typeof mentions>;

export const reactions = table({ message_cursor: integer(), emoji: text(), participant_id: text(), created_at: time() });
export type ReactionRow = RowOf<typeof reactions>;
