import * as z from 'zod/mini';
import { ScheduledMessage } from '../scheduled.ts';
import { eventRow } from './row.ts';

export const SCHEDULED_EVENTS = {
  'scheduled.changed': eventRow({
    summary: 'A message of the participant will be sent later, was changed, or could not be sent.',
    schema: z.object({ scheduled: ScheduledMessage }),
    durable: 'always',
    audience: 'one participant',
    room: ({ scheduled }) => scheduled.room_id,
  }),
  'scheduled.removed': eventRow({
    summary: 'A message of the participant that was to be sent later was sent or cancelled.',
    schema: z.object({ room_id: z.string(), scheduled_id: z.string() }),
    durable: 'always',
    audience: 'one participant',
    room: ({ room_id }) => room_id,
  }),
};
