// What all readers make of an archive: people, rooms and messages in one form, one after another.
import type { LeftOut } from '../../../../src-shared/imports.ts';

export interface SourcePerson {
  id: string;
  name: string;
  is_agent: boolean;
}

export interface SourceRoom {
  id: string;
  name: string;
  description: string | null;
  topic: string | null;
  is_private: boolean;
  is_archived: boolean;
  /** Null: when its first message was written. */
  created_at: number | null;
  member_ids: string[];
}

export interface SourceFile {
  name: string;
  size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** Ids are those of the archive. */
export interface SourceMessage {
  /** Unique in its room, and the same each time the archive is read. */
  id: string;
  room_id: string;
  author_id: string;
  written_at: number;
  content: string;
  reply_to: string | null;
  thread_id: string | null;
  also_in_room: boolean;
  edited_at: number | null;
  mentions: string[];
  reactions: { emoji: string; person_ids: string[] }[];
  files: SourceFile[];
}

/** A person or a room comes before the messages that name it. */
export type Item =
  | { person: SourcePerson }
  | { room: SourceRoom }
  | { message: SourceMessage }
  /** Something that does not come along. */
  | { leftOut: LeftOut };

export type Items = AsyncGenerator<Item, void, undefined>;

/** A message with nothing but a text. */
export const PLAIN_MESSAGE = { reply_to: null, thread_id: null, also_in_room: false, edited_at: null } as const;
