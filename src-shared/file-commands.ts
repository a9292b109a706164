// What can be done with files besides sending and fetching their bytes, which is HTTP's matter.
import * as z from 'zod/mini';
import { FileInfo } from './files.ts';
import { FILES_PAGE_DEFAULT } from './limits.ts';
import { Participant } from './objects.ts';

const id = z.string();
const given = z.string().check(z.minLength(1), z.maxLength(200));

/** A file in its place in a room. */
export const RoomFile = z.object({ file: FileInfo, message_id: id, seq: z.number(), sent_at: z.number() });
export type RoomFile = z.infer<typeof RoomFile>;

export const FILE_COMMANDS = {
  list_files: {
    summary: 'The files of a room, newest first; before: those older than this file',
    right: 'read',
    request: z.object({
      room_id: given,
      limit: z._default(z.int().check(z.nonnegative()), FILES_PAGE_DEFAULT),
      before: z.optional(z.nullable(given)),
    }),
    /** `participants`: those who sent them. `limit` is cut to FILES_PAGE_MAX. */
    reply: z.object({ room_id: id, files: z.array(RoomFile), participants: z.array(Participant), has_more: z.boolean() }),
  },
  remove_file: {
    summary: 'Take back a file that was uploaded and not sent. One that was sent goes with its message',
    right: 'post',
    request: z.object({ file_id: given }),
    reply: z.object({ file_id: id }),
  },
} as const;
