import * as z from 'zod/mini';
import { NAME_CHARS_MAX, WEBHOOK_KIND_CHARS_MAX, WEBHOOK_KINDS_MAX, WEBHOOK_SECRET_CHARS_MAX, WEBHOOK_URL_CHARS_MAX } from '../limits.ts';
import { secretBytes, Subscription } from '../webhooks.ts';
import { described } from '../described.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const plain = z.regex(/^[^\p{Cc}]*$/u, 'No control characters');
const kind = z.string().check(z.minLength(1), z.maxLength(WEBHOOK_KIND_CHARS_MAX), plain);
const authorName = z.string().check(z.minLength(1), z.maxLength(NAME_CHARS_MAX), plain);
const aboutSubscription = z.object({ subscription_id: id });

export const WEBHOOK_COMMANDS = {
  subscribe: {
    title: 'Create a webhook',
    summary: 'Send the new messages of a room to an address.',
    // More than reading: from then on the home itself sends, also when the participant is away.
    right: 'coordinate',
    request: z.object({
      room_id: id,
      webhook_url: z.string().check(z.minLength(1), z.maxLength(WEBHOOK_URL_CHARS_MAX), plain),
      secret: described(
        'The key of the signatures. After `whsec_` it is base64.',
        z.string().check(
          z.minLength(1),
          z.maxLength(WEBHOOK_SECRET_CHARS_MAX),
          z.refine((secret) => secretBytes(secret) !== null, 'After whsec_ comes base64'),
        ),
      ),
      kinds: described(
        'Only messages whose metadata has one of these as its `kind`. Empty: all messages.',
        z._default(z.array(kind).check(z.maxLength(WEBHOOK_KINDS_MAX)), []),
      ),
      only_from_id: described('Only messages of this participant.', optional(id)),
      not_from_id: described('No messages of this participant.', optional(id)),
      only_from: described('As only_from_id, with a name. It is resolved once, now.', optional(authorName)),
      not_from: described('As not_from_id, with a name.', optional(authorName)),
      exclude_thinking: described('No thoughts.', z._default(z.boolean(), false)),
      since_seq: described('Send the messages after this seq too. Left out: only new messages.', optional(z.int())),
    }),
    reply: Subscription,
    http: { route: 'POST /api/rooms/:room_id/webhooks', status: 201 },
    readOnly: false,
    // Its address may hold a secret.
    audit: { topic: 'rooms', about: 'room_id' },
  },
  unsubscribe: {
    title: 'Delete a webhook',
    summary: 'Delete a webhook.',
    right: 'coordinate',
    request: aboutSubscription,
    reply: z.object({ subscription_id: z.string(), deleted: z.literal(true) }),
    http: 'DELETE /api/webhooks/:subscription_id',
    readOnly: false,
    audit: { topic: 'rooms' },
  },
  list_subscriptions: {
    title: 'List webhooks',
    summary: "List the caller's webhooks, the newest first. The owner and the admins see all webhooks of the rooms that they see.",
    right: 'read',
    request: z.object({ room_id: optional(id) }),
    reply: z.object({ subscriptions: z.array(Subscription) }),
    http: 'GET /api/webhooks',
    readOnly: true,
  },
  enable_subscription: {
    title: 'Enable a webhook',
    summary: 'Start a webhook again that failed or was disabled. All messages that were not delivered are sent.',
    right: 'coordinate',
    request: aboutSubscription,
    reply: Subscription,
    http: 'POST /api/webhooks/:subscription_id/enable',
    readOnly: false,
  },
} as const satisfies Record<string, CommandRow>;
