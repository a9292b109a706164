import * as z from 'zod/mini';
import { described } from '../described.ts';
import { Message } from '../objects.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const FORWARD_COMMANDS = {
  forward_message: {
    title: 'Forward a message',
    summary: 'Post a message of another room again, with its files. The home copies the text and says who wrote it and when.',
    right: 'post',
    request: z.object({
      room_id: described('The room in which it is posted.', id),
      from_room_id: described('The room of the message. The caller must be able to see it.', id),
      message_id: id,
      comment: described('Text of the caller, in Markdown, before the message.', z._default(z.string(), '')),
      client_id: described('As in `send_message`.', optional(z.string().check(z.minLength(1), z.maxLength(64)))),
    }),
    reply: Message,
    http: { route: 'POST /api/rooms/:room_id/forwarded', status: 201 },
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
