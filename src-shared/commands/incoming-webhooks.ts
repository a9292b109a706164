import * as z from 'zod/mini';
import { described } from '../described.ts';
import { IncomingWebhook, SIGNING_SECRET_CHARS_MAX, WebhookTemplate } from '../incoming-webhooks.ts';
import { Name } from '../name.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutWebhook = z.object({ webhook_id: id });
const template = described('The form of the requests: `json`, `github` or `grafana`.', WebhookTemplate);
const signing_secret = described(
  'The secret with which GitHub signs (`X-Hub-Signature-256`). Null: requests need no signature.',
  optional(z.string().check(z.minLength(1), z.maxLength(SIGNING_SECRET_CHARS_MAX), z.regex(/^[\x20-\x7e]+$/, 'Visible ASCII characters'))),
);

const WithAddress = z.object({
  webhook: IncomingWebhook,
  path: described('The address without its origin. It is a secret, and is sent only this once.', z.string()),
});

export const INCOMING_WEBHOOK_COMMANDS = {
  create_incoming_webhook: {
    title: 'Create an incoming webhook',
    summary: 'Create an address with which a program posts into a room. Rooms that are sealed, direct or ephemeral take none.',
    right: 'admin',
    request: z.object({ room_id: id, name: Name, template: z._default(template, 'json'), signing_secret }),
    reply: WithAddress,
    http: { route: 'POST /api/rooms/:room_id/incoming-webhooks', status: 201 },
    readOnly: false,
    audit: { topic: 'rooms', about: 'room_id', facts: ['name', 'template'] },
  },
  list_incoming_webhooks: {
    title: 'List incoming webhooks',
    summary: 'List the incoming webhooks of the rooms that the caller sees, the newest first.',
    right: 'admin',
    request: z.object({ room_id: optional(id) }),
    reply: z.object({ webhooks: z.array(IncomingWebhook) }),
    http: 'GET /api/incoming-webhooks',
    readOnly: true,
  },
  update_incoming_webhook: {
    title: 'Change an incoming webhook',
    summary: 'Change an incoming webhook. Fields that are left out stay as they are.',
    right: 'admin',
    request: z.object({
      webhook_id: id,
      name: z.optional(Name),
      picture: described('Removes the picture.', z.optional(z.null())),
      room_id: described('Its messages are posted there from now on.', z.optional(id)),
      template: z.optional(template),
      signing_secret,
      paused: described('True: it takes no requests.', z.optional(z.boolean())),
    }),
    reply: IncomingWebhook,
    http: 'PATCH /api/incoming-webhooks/:webhook_id',
    readOnly: false,
    audit: { topic: 'rooms', about: 'room_id', facts: ['name', 'template', 'paused'], has: 'signing_secret' },
  },
  renew_incoming_webhook: {
    title: 'Renew an incoming webhook',
    summary: 'Make a new address. The one before ends at once.',
    right: 'admin',
    request: aboutWebhook,
    reply: WithAddress,
    http: { route: 'POST /api/incoming-webhooks/:webhook_id/addresses', status: 201 },
    readOnly: false,
    audit: { topic: 'rooms' },
  },
  test_incoming_webhook: {
    title: 'Test an incoming webhook',
    summary: 'Post a message as the webhook, into its room.',
    right: 'admin',
    request: aboutWebhook,
    reply: IncomingWebhook,
    http: 'POST /api/incoming-webhooks/:webhook_id/tests',
    readOnly: false,
    audit: { none: 'Its message is in the room.' },
  },
  delete_incoming_webhook: {
    title: 'Delete an incoming webhook',
    summary: 'Delete an incoming webhook. Its address ends. Its messages stay.',
    right: 'admin',
    request: aboutWebhook,
    reply: z.object({ webhook_id: z.string() }),
    http: 'DELETE /api/incoming-webhooks/:webhook_id',
    readOnly: false,
    audit: { topic: 'rooms' },
  },
} as const satisfies Record<string, CommandRow>;
