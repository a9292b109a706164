// Webhooks out: what is written in a room is also sent to an address, as Standard Webhooks (version 1) signs it.
import { randomBytes, utf8ToBytes } from '@noble/ciphers/utils.js';
import * as z from 'zod/mini';
import { base64ToBytes, bytesToBase64 } from './base64.ts';

const id = z.string();
const time = z.number();
const count = z.int().check(z.nonnegative());

/** `failed`: the receiver did not accept a message after all tries. `disabled`: the creator may not read the room any more. */
export const SubscriptionStatus = z.enum(['active', 'failed', 'disabled']);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

/** Its secret is never shown again. */
export const Subscription = z.object({
  id,
  room_id: id,
  /** The person it belongs to: who set it up, or with whose key it was. */
  owner_id: id,
  /** Its creator. */
  created_by: id,
  /** The key it was set up with; null when a person did it in person. */
  key_id: z.nullable(id),
  webhook_url: z.string(),
  /** Only messages whose metadata has one of these as its `kind`; empty: whatever its kind. */
  kinds: z.array(z.string()),
  /** Only messages of this participant. */
  only_from_id: z.nullable(id),
  not_from_id: z.nullable(id),
  /**
   * The names in the request. Other agents of the same owner with that name are meant too: programs that register again have new
   * ids.
   */
  only_from: z.nullable(z.string()),
  not_from: z.nullable(z.string()),
  exclude_thinking: z.boolean(),
  /** Messages after this seq are sent. */
  since_seq: count,
  /** Everything up to this seq was taken by the receiver, or was not for it. */
  last_delivered_seq: count,
  status: SubscriptionStatus,
  /** How often in a row the next message was not taken. */
  failure_count: count,
  /** Why the last try failed, as a sentence; null when it did not. */
  last_error: z.nullable(z.string()),
  next_attempt_at: z.nullable(time),
  last_delivered_at: z.nullable(time),
  created_at: time,
});
export type Subscription = z.infer<typeof Subscription>;

/** A secret that begins so is base64 of the key, as the Standard Webhooks libraries take it; any other is the key itself. */
export const STANDARD_SECRET_PREFIX = 'whsec_';

const STANDARD_SECRET_BYTES = 24;

export function newWebhookSecret(): string {
  return STANDARD_SECRET_PREFIX + bytesToBase64(randomBytes(STANDARD_SECRET_BYTES));
}

/** The bytes of a secret for an HMAC. Null for a secret that claims to be base64 and is not. */
export function secretBytes(secret: string): Uint8Array | null {
  if (!secret.startsWith(STANDARD_SECRET_PREFIX)) return utf8ToBytes(secret);
  const bytes = base64ToBytes(secret.slice(STANDARD_SECRET_PREFIX.length));
  return bytes && bytes.length > 0 ? bytes : null;
}
