// Exports: rooms, or one's own messages, in a format that people and other programs read.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { ExportScope } from './export-format.ts';

/** `jsonl`: docs/export-format.md. `slack`: in the form of Slack's exports. */
export const ExportFormat = z.enum(['jsonl', 'markdown', 'html', 'slack']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** The formats of an export of one's own messages. Slack's cannot say that the messages of others are missing. */
export function isForOwn(format: ExportFormat): boolean {
  return format !== 'slack';
}

export const exportAsked = {
  scope: described('`home`: all rooms that the caller can read. `room`: one of them. `own`: the messages of the caller.', ExportScope),
  room_id: described('Of the scope `room`.', z.optional(z.string())),
};

export const ExportPreview = z.object({
  rooms: z.number(),
  messages: described('Null: not counted, in an export of own messages.', z.nullable(z.number())),
  files: described('Null: not counted, in an export of own messages.', z.nullable(z.number())),
  encrypted_rooms: described('The rooms that are left out because they are encrypted.', z.number()),
  passing_rooms: described('The rooms that are left out because they are in memory only.', z.number()),
});
export type ExportPreview = z.infer<typeof ExportPreview>;

/** The address of a download. */
export function exportPath({ scope, room_id, format }: { scope: ExportScope; room_id?: string; format: ExportFormat }): string {
  const room = room_id === undefined ? '' : `&room_id=${encodeURIComponent(room_id)}`;
  return `/api/exports/file?scope=${scope}${room}&format=${format}`;
}
