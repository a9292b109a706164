import * as z from 'zod/mini';
import { LINK_URL_CHARS_MAX } from '../limits.ts';
import { Message } from '../objects.ts';
import { id } from './fields.ts';
import type { CommandRow } from './row.ts';

export const PREVIEW_COMMANDS = {
  remove_link_preview: {
    title: 'Remove a link preview',
    summary: 'Remove the preview of a link from a message, for everyone. The link stays.',
    right: 'post',
    request: z.object({ room_id: id, message_id: id, url: z.string().check(z.minLength(1), z.maxLength(LINK_URL_CHARS_MAX)) }),
    reply: Message,
    http: 'DELETE /api/rooms/:room_id/messages/:message_id/previews/:url',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
