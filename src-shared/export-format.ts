// The format of an export as JSONL: `docs/export-format.md` describes it. An export is a zip, or a folder with the same entries:
// `export.jsonl` has a record a line, and `files/` has the contents of the files by their SHA-256.
import * as z from 'zod/mini';
import { Act } from './acts.ts';
import { Approval } from './approvals.ts';
import { Task, Vote } from './coordination.ts';
import { described } from './described.ts';
import { FileInfo } from './files.ts';
import { ForwardedFrom } from './forwarded.ts';
import { MessageKind, Reaction, Visibility } from './objects.ts';
import { Pin } from './pins.ts';
import { Unfinished } from './streams.ts';

/** A program that does not know the number refuses the export. A field that is added does not change it. */
export const EXPORT_FORMAT = 1;
export const EXPORT_RECORDS = 'export.jsonl';

const id = z.string();
const time = z.number();

/** `home`: the rooms that the exporter may read. `room`: one of them. `own`: the exporter's own messages. */
export const ExportScope = z.enum(['own', 'room', 'home']);
export type ExportScope = z.infer<typeof ExportScope>;

/** The first record. */
export const ExportHeader = z.object({
  type: z.literal('export'),
  format: z.number(),
  lanai: described('The version of the program.', z.string()),
  exported_at: time,
  home: z.object({ id, name: z.string() }),
  scope: ExportScope,
  exporter_id: id,
  encrypted_rooms: described('The number of rooms that are not in it because they are encrypted.', z.number()),
});
export type ExportHeader = z.infer<typeof ExportHeader>;

/** Stands before the first record that names the participant. */
export const ExportParticipant = z.object({
  type: z.literal('participant'),
  id,
  kind: z.enum(['person', 'agent']),
  name: z.string(),
});
export type ExportParticipant = z.infer<typeof ExportParticipant>;

/** Stands before the messages and tasks of the room, which follow it without another room between them. */
export const ExportRoom = z.object({
  type: z.literal('room'),
  id,
  name: described('Of a direct room: the names of its members.', z.string()),
  description: z.nullable(z.string()),
  topic: z.nullable(z.string()),
  tags: z.array(z.string()),
  visibility: Visibility,
  direct: z.boolean(),
  parent_id: described('The room may be missing from the export.', z.nullable(id)),
  created_by: z.nullable(id),
  created_at: time,
  archived_at: z.nullable(time),
  member_ids: described('Empty in an export of own messages.', z.array(id)),
  page: described('The page of the room.', z.nullable(z.object({ content: z.string(), author_id: id, created_at: time }))),
});
export type ExportRoom = z.infer<typeof ExportRoom>;

export const ExportFile = z.extend(FileInfo, {
  path: described('The entry with the content. Null: the content was not there.', z.nullable(z.string())),
});
export type ExportFile = z.infer<typeof ExportFile>;

/** In the order of `seq`. */
export const ExportMessage = z.object({
  type: z.literal('message'),
  id,
  room_id: id,
  seq: described('The number of the message in its room. Numbers of deleted messages are left out.', z.number()),
  author_id: id,
  kind: MessageKind,
  content: described('In Markdown.', z.string()),
  created_at: time,
  edited_at: z.nullable(time),
  reply_to: described('The message may be missing from the export.', z.nullable(id)),
  thread_id: z.optional(id),
  thread_only: z.optional(z.literal(true)),
  forwarded_from: z.optional(ForwardedFrom),
  unfinished: z.optional(Unfinished),
  choices: z.optional(z.array(z.string())),
  choice: z.optional(z.string()),
  by_program: z.optional(z.literal(true)),
  act: z.optional(Act),
  pin: z.optional(Pin),
  vote: described('Of a message of the kind `vote`.', z.optional(Vote)),
  approval: described('Of a message of the kind `approval`.', z.optional(Approval)),
  metadata: z.unknown(),
  mentions: z.array(id),
  reactions: z.array(Reaction),
  files: z.array(ExportFile),
});
export type ExportMessage = z.infer<typeof ExportMessage>;

export const ExportTask = z.extend(Task, { type: z.literal('task') });
export type ExportTask = z.infer<typeof ExportTask>;

/** The last record. An export without it is not complete. */
export const ExportEnd = z.object({
  type: z.literal('end'),
  rooms: z.number(),
  participants: z.number(),
  messages: z.number(),
  tasks: z.number(),
  files: described('The number of contents.', z.number()),
  missing_files: described('The SHA-256 of contents that were not there.', z.array(z.string())),
});
export type ExportEnd = z.infer<typeof ExportEnd>;

export const ExportRecord = z.discriminatedUnion('type', [
  ExportHeader,
  ExportParticipant,
  ExportRoom,
  ExportMessage,
  ExportTask,
  ExportEnd,
]);
export type ExportRecord = z.infer<typeof ExportRecord>;

/** The entry of a content. */
export function exportedContent(sha256: string): string {
  return `files/${sha256}`;
}
