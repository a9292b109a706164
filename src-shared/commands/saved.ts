import * as z from 'zod/mini';
import { described } from '../described.ts';
import { REMINDER_CHARS_MAX, SAVED_PAGE_DEFAULT, SAVED_PAGE_MAX } from '../limits.ts';
import { visibleLine } from '../name.ts';
import { Message, Participant } from '../objects.ts';
import { SavedItem } from '../saved.ts';
import { count, id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const ofSaved = z.object({ saved_id: described('The id of the message, or of the reminder.', id) });
const time = described('In the future, and at most REMINDER_AHEAD_MS_MAX ahead.', count);

export const SAVED_COMMANDS = {
  save_message: {
    title: 'Save a message for later',
    summary:
      'Save a message for later, with or without a reminder. Only the caller knows of it. A participant saves at most SAVED_MAX items.',
    right: 'read',
    request: z.object({
      room_id: id,
      message_id: id,
      remind_at: described('Left out or null: a message that is saved keeps its reminder, and another one has none.', optional(time)),
    }),
    reply: SavedItem,
    http: 'PUT /api/rooms/:room_id/messages/:message_id/saved',
    readOnly: false,
  },
  remind_me: {
    title: 'Set a reminder',
    summary: 'Have the caller reminded of a text. It is one of the saved items.',
    right: 'read',
    request: z.object({ text: visibleLine(REMINDER_CHARS_MAX, 1), remind_at: time }),
    reply: SavedItem,
    http: { route: 'POST /api/saved', status: 201 },
    readOnly: false,
  },
  set_reminder: {
    title: 'Change a reminder',
    summary: 'Change when the caller is reminded of a saved item, or remind of it no more. A reminder that is due is not due any more.',
    right: 'read',
    request: z.object({
      ...ofSaved.shape,
      remind_at: described('Null: never. A reminder without a message needs a time.', z.nullable(time)),
    }),
    reply: SavedItem,
    http: 'PUT /api/saved/:saved_id/reminder',
    readOnly: false,
  },
  see_reminders: {
    title: 'Mark reminders as seen',
    summary: 'Mark the due reminders of the caller as seen.',
    right: 'read',
    request: nothing,
    reply: z.object({ seen: described('How many were not seen before.', z.number()) }),
    http: 'PUT /api/saved/seen',
    readOnly: false,
  },
  unsave: {
    title: 'Remove a saved message',
    summary: 'Remove a message or a reminder from those that the caller saved. It works for deleted messages and lost rooms too.',
    right: 'read',
    request: ofSaved,
    reply: z.object({ saved_id: z.string() }),
    http: 'DELETE /api/saved/:saved_id',
    readOnly: false,
  },
  list_saved: {
    title: 'List saved messages',
    summary: 'List the messages that the caller saved, and reminders: the one that was saved or became due last first.',
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
            message: described('Null: it was deleted because of its age, the caller cannot read it, or it is none.', z.nullable(Message)),
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
