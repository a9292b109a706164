import * as z from 'zod/mini';
import { described } from '../described.ts';
import { PushDevice, PushSubscription } from '../push.ts';
import { nothing } from './fields.ts';
import type { CommandRow } from './row.ts';

export const PUSH_COMMANDS = {
  list_push_devices: {
    title: 'List push devices',
    summary: "List the caller's devices that receive Web Push, and get the server's key for a subscription.",
    right: 'admin',
    request: nothing,
    reply: z.object({
      public_key: described('The VAPID key of this server in base64url (`applicationServerKey`).', z.string()),
      devices: z.array(PushDevice),
    }),
    http: 'GET /api/push',
    readOnly: true,
  },
  subscribe_push: {
    title: 'Subscribe a device to pushes',
    summary:
      'Send Web Push notifications to the browser of the session that asks, for as long as the session lasts. An earlier subscription of the session is replaced.',
    right: 'admin',
    request: PushSubscription,
    reply: PushDevice,
    http: 'PUT /api/push',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  unsubscribe_push: {
    title: 'End the pushes of a device',
    summary: 'Send no more pushes to the browser of the session that asks.',
    right: 'admin',
    request: nothing,
    reply: nothing,
    http: 'DELETE /api/push',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  test_push: {
    title: 'Send a test push',
    summary: 'Send a push to the browser of the session that asks, and get the answer of its push service.',
    right: 'admin',
    request: nothing,
    reply: z.object({
      ok: described('Whether the push service accepted it.', z.boolean()),
      status: described('The HTTP status of the answer; null without an answer.', z.nullable(z.int())),
      answer: described('The answer as a sentence.', z.string()),
    }),
    http: 'POST /api/push/test',
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
} as const satisfies Record<string, CommandRow>;
