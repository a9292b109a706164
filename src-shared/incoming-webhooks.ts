// Webhooks in: a program posts into a room by a secret address. Its messages have an author of their own, an agent of the type
// `webhook`. Webhooks out are in webhooks.ts.
import * as z from 'zod/mini';
import { described } from './described.ts';

/** Of the server. */
export const INCOMING_WEBHOOKS_MAX = 200;
export const HOOK_BODY_BYTES_MAX = 1_048_576;
export const HOOK_REQUESTS_PER_MINUTE = 60;
export const SIGNING_SECRET_CHARS_MAX = 512;

const id = z.string();
const time = z.number();

/** The form of the requests. */
export const WebhookTemplate = z.enum(['json', 'github', 'grafana']);
export type WebhookTemplate = z.infer<typeof WebhookTemplate>;

/** `skipped`: it was understood, and no message follows from it. */
export const WebhookOutcome = z.enum(['posted', 'skipped', 'refused']);
export type WebhookOutcome = z.infer<typeof WebhookOutcome>;

export const WebhookDelivery = z.object({
  at: time,
  outcome: WebhookOutcome,
  detail: described('Why nothing was posted, as a sentence. Null: a message was.', z.nullable(z.string())),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** Its secret is never shown again. */
export const IncomingWebhook = z.object({
  id: described('The id of the participant that writes its messages, too.', id),
  name: z.string(),
  picture: described('The SHA-256 of its picture. Null: it has none.', z.nullable(z.string())),
  room_id: id,
  template: WebhookTemplate,
  is_signed: described('Requests need a signature, as GitHub makes it.', z.boolean()),
  created_by: described('Who made its present address. It works while that participant may administer the server.', id),
  key_id: described('The key with which the address was made. Null: a person made it in the app.', z.nullable(id)),
  created_at: time,
  paused_at: described('Set while it takes no requests.', z.nullable(time)),
  is_stopped: described('The maker of its address may not administer the server any more. A new address starts it again.', z.boolean()),
  last_delivery: described('Null: there was none.', z.nullable(WebhookDelivery)),
});
export type IncomingWebhook = z.infer<typeof IncomingWebhook>;

/** The address of a webhook begins so, after the origin. */
export const HOOK_PATH = '/api/hooks/';
