import * as z from 'zod/mini';
import { described } from '../described.ts';
import { HOOK_PATH, IncomingWebhook, WebhookOutcome } from '../incoming-webhooks.ts';
import { PICTURE_SIDE_MAX } from '../limits.ts';
import type { EndpointRow } from './row.ts';

export const INCOMING_WEBHOOK_ENDPOINTS = {
  receive_webhook: {
    title: 'Post with an incoming webhook',
    summary:
      'Post into the room of the webhook. The body is JSON, a form or plain text, as the template of the webhook has it (docs/webhooks.md). The same `X-GitHub-Delivery` or `Idempotency-Key` again posts no second message.',
    access: { special: 'The secret in the address. Pages of other sites are refused: a request with an `Origin` is' },
    // A secret of any form, so that a malformed one is answered as a wrong one is.
    request: z.object({ secret: z.string() }),
    body: 'raw',
    reply: z.object({
      outcome: WebhookOutcome,
      message_id: described('Null: no message was posted.', z.nullable(z.string())),
      detail: described('Why no message was posted. Null: one was.', z.nullable(z.string())),
    }),
    http: `POST ${HOOK_PATH}:secret`,
    readOnly: false,
    audit: { none: 'Its message is in the room.' },
  },
  set_webhook_picture: {
    title: 'Set the picture of an incoming webhook',
    summary: `Set the picture of an incoming webhook: a square PNG, JPEG or WebP of at most ${PICTURE_SIDE_MAX} pixels a side.`,
    access: { right: 'admin' },
    request: z.object({ webhook_id: z.string() }),
    body: 'raw',
    reply: IncomingWebhook,
    http: 'PUT /api/incoming-webhooks/:webhook_id/picture',
    readOnly: false,
    audit: { topic: 'rooms' },
  },
} as const satisfies Record<string, EndpointRow>;
