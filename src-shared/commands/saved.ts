import * as z from 'zod/mini';
import { described } from '../described.ts';
import { SAVED_PAGE_DEFAULT, SAVED_PAGE_MAX } from '../limits.ts';
import { Message, Participant } from '../objects.ts';
import { SavedItem } from '../saved.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const SAVED_COMMANDS = {
  save_message: {
    title: 'Save a message for later',
    summary: 'Save a message for later. Only the caller knows of it. A participant saves at most SAVED_MAX messages.',
    right: 'read',
    request: z.object({ room_id: id, message_id: id }),
    reply: SavedItem,
    http: 'PUT /api/rooms/:room_id/messages/:message_id/saved',
    readOnly: false,
  },
  unsave: {
    title: 'Remove a saved message',
    summary: 'Remove a message from those that the caller saved. It works for deleted messages and lost rooms too.',
    right: 'read',
    request: z.object({ saved_id: described('The id of the message.', id) }),
    reply: z.object({ saved_id: z.string() }),
    http: 'DELETE /api/saved/:saved_id',
    readOnly: false,
  },
  list_saved: {
    title: 'List saved messages',
    summary: 'List the messages that the caller saved, the one that was saved last first.',
    right: 'read',
    request: z.object({
      after: described('`next` of the page before.', optional(id)),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(SAVED_PAGE_MAX)), SAVED_PAGE_DEFAULT),
    }),
    reply: z.object({
      saved: described(
        'A page is also limited in bytes (PAGE_BYTES_MAX).',
        z.array(
          z.object({
            ...SavedItem.shape,
            message: described('Null: it was deleted because of its age, or the caller cannot read it any more.', z.nullable(Message)),
          }),
        ),
      ),
      participants: described('The authors of the messages.', z.array(Participant)),
      next: described('For the next page. Null: this is the last one.', z.nullable(z.string())),
    }),
    http: 'GET /api/saved',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
