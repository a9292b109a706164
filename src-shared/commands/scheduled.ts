import * as z from 'zod/mini';
import { described } from '../described.ts';
import { MENTIONS_MAX } from '../limits.ts';
import { Message } from '../objects.ts';
import { Repeat } from '../repeat.ts';
import { ScheduledMessage } from '../scheduled.ts';
import { count, id, nothing, optional } from './fields.ts';
import { writtenMessage } from './messages.ts';
import type { CommandRow } from './row.ts';

const ofScheduled = z.object({ scheduled_id: id });
const sendAt = (about: string) => described(`${about} A time in the future, at most SCHEDULED_AHEAD_MAX_MS away.`, count);
const NewRepeat = z.extend(Repeat, { days: z._default(Repeat.shape.days, []) });

export const SCHEDULED_COMMANDS = {
  schedule_message: {
    title: 'Send a message later',
    summary: 'Have the server send a message at a time, once or again and again. At that time the usual rights and limits are checked.',
    right: 'post',
    request: z.object({
      ...writtenMessage,
      send_at: sendAt('When it is sent; of a message that repeats, the first day of its rhythm from then on.'),
      repeat: described(
        'Null or left out: it is sent once. A message with files cannot repeat, and neither can a sealed one.',
        optional(NewRepeat),
      ),
    }),
    reply: ScheduledMessage,
    http: { route: 'POST /api/rooms/:room_id/scheduled', status: 201 },
    readOnly: false,
  },
  list_scheduled: {
    title: 'List messages that are sent later',
    summary: "List the caller's messages that will be sent later and those that could not be sent, the next one first.",
    right: 'read',
    request: nothing,
    reply: z.object({ scheduled: z.array(ScheduledMessage) }),
    http: 'GET /api/scheduled',
    readOnly: true,
    largeReply: true,
  },
  update_scheduled: {
    title: 'Change a message that is sent later',
    summary: 'Change the text, the time or the rhythm of a message that is sent later. One that could not be sent waits for its new time.',
    right: 'post',
    request: z.object({
      ...ofScheduled.shape,
      content: z.optional(z.string()),
      mentions: z.optional(z.array(id).check(z.maxLength(MENTIONS_MAX))),
      send_at: z.optional(sendAt('Left out: it stays.')),
      repeat: described('Null: it is sent once. Left out: it stays.', optional(NewRepeat)),
    }),
    reply: ScheduledMessage,
    http: 'PATCH /api/scheduled/:scheduled_id',
    readOnly: false,
  },
  send_scheduled: {
    title: 'Send a scheduled message now',
    summary: 'Send it now. One that repeats keeps its rhythm.',
    right: 'post',
    request: ofScheduled,
    reply: Message,
    http: 'POST /api/scheduled/:scheduled_id/send',
    readOnly: false,
  },
  cancel_scheduled: {
    title: 'Cancel a message that is sent later',
    summary: 'Delete a message that was not sent yet, with its files.',
    right: 'post',
    request: ofScheduled,
    reply: ofScheduled,
    http: 'DELETE /api/scheduled/:scheduled_id',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
