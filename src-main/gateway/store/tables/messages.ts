import { MessageKind } from '../../../../src-shared/objects.ts';
import { Unfinished } from '../../../../src-shared/streams.ts';
import { flag, integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

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
  /** That of the message that began the thread; its own of that one. */
  thread_id: nullable(text()),
  /** 1: the timeline of the room does not show it. */
  thread_only: flag(),
  /** Null when it is not pinned. */
  pin: nullable(json()),
  forwarded_from: nullable(json()),
  /** Of its links. Null when there are none. */
  previews: nullable(json()),
  /** Why the text ends early. Null: it is complete. */
  unfinished: nullable(oneOf(Unfinished)),
  /** The act of an agent. Null: the message is no act. */
  act: nullable(json()),
  /** Answers that it offers. Null: none. */
  choices: nullable(json()),
  /** The answer that it is. Null: it is none of those that the answered message offers. */
  choice: nullable(text()),
  /** 1: a program with the access of the author wrote the text. */
  by_program: flag(),
  /** ImportedFrom. Null: it was written here. */
  imported: nullable(json()),
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

/** `thread_id` and `thread_only` as in the message. */
export const mentions = table({
  participant_id: text(),
  room_id: text(),
  seq: integer(),
  thread_id: nullable(text()),
  thread_only: flag(),
});
export type MentionRow = RowOf<typeof mentions>;

export const reactions = table({ message_cursor: integer(), emoji: text(), participant_id: text(), created_at: time() });
export type ReactionRow = RowOf<typeof reactions>;
