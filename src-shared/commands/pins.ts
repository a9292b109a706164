import * as z from 'zod/mini';
import { described } from '../described.ts';
import { PINS_MAX } from '../limits.ts';
import { Message, Participant } from '../objects.ts';
import { PinState } from '../pins.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutMessage = z.object({ room_id: id, message_id: id });

export const PIN_COMMANDS = {
  pin_message: {
    title: 'Pin a message',
    summary: 'Pin a message in its room, or change the state of a pin.',
    right: 'post',
    request: z.object({
      ...aboutMessage.shape,
      state: described('Left out: a new pin has the state `none`, and a pin that is there keeps its state.', optional(PinState)),
    }),
    reply: Message,
    http: 'PUT /api/rooms/:room_id/messages/:message_id/pin',
    readOnly: false,
  },
  unpin_message: {
    title: 'Unpin a message',
    summary: 'Take the pin off a message.',
    right: 'post',
    request: aboutMessage,
    reply: Message,
    http: 'DELETE /api/rooms/:room_id/messages/:message_id/pin',
    readOnly: false,
  },
  list_pins: {
    title: 'List pinned messages',
    summary: 'List the pinned messages of a room: those to do first, those that are done last, and of each state the newest pin first.',
    right: 'read',
    request: z.object({
      room_id: id,
      state: described('Only the pins with this state.', optional(PinState)),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(PINS_MAX)), PINS_MAX),
      after: described('Only the pins that come after this message in the list.', optional(id)),
    }),
    reply: z.object({
      room_id: z.string(),
      messages: described('A page is also limited in bytes (PAGE_BYTES_MAX).', z.array(Message)),
      participants: described('The authors of the messages, and the participants who pinned them.', z.array(Participant)),
      has_more: z.boolean(),
    }),
    http: 'GET /api/rooms/:room_id/pins',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
