import * as z from 'zod/mini';
import { RoomFile } from '../files.ts';
import { FILES_PAGE_DEFAULT, FILES_PAGE_MAX } from '../limits.ts';
import { Participant } from '../objects.ts';
import { described } from '../described.ts';
import { count, id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const FILE_COMMANDS = {
  list_files: {
    title: 'List files',
    summary: 'List the files of a room, the newest first.',
    right: 'read',
    request: z.object({
      room_id: id,
      limit: described(`At most ${FILES_PAGE_MAX} files are sent.`, z._default(count, FILES_PAGE_DEFAULT)),
      before: described('Only files that are older than this file.', optional(id)),
    }),
    reply: z.object({
      room_id: z.string(),
      files: z.array(RoomFile),
      participants: described('The participants who sent the files.', z.array(Participant)),
      has_more: z.boolean(),
    }),
    http: 'GET /api/rooms/:room_id/files',
    readOnly: true,
    largeReply: true,
  },
  remove_file: {
    title: 'Remove an upload',
    summary: 'Remove a file that was uploaded and not sent. A file that was sent is deleted with its message.',
    right: 'post',
    request: z.object({ file_id: id }),
    reply: z.object({ file_id: z.string() }),
    http: 'DELETE /api/files/:file_id',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
