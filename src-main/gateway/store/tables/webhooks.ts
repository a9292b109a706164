import { SubscriptionStatus } from '../../../../src-shared/webhooks.ts';
import { flag, integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** The webhooks. Messages after `last_delivered_seq` are pending: there is no other queue. */
export const subscriptions = table({
  id: text(),
  room_id: text(),
  owner_id: text(),
  created_by: text(),
  key_id: nullable(text()),
  webhook_url: text(),
  /** In clear, because it has to be there to sign with. */
  secret: text(),
  /** A list of words. */
  kinds: json(),
  /** The names with which it was asked for; null when it was asked for by id. */
  only_from: nullable(text()),
  not_from: nullable(text()),
  exclude_thinking: flag(),
  since_seq: integer(),
  last_delivered_seq: integer(),
  status: oneOf(SubscriptionStatus),
  failure_count: integer(),
  last_error: nullable(text()),
  next_attempt_at: nullable(time()),
  last_delivered_at: nullable(time()),
  created_at: time(),
  only_from_id: nullable(text()),
  not_from_id: nullable(text()),
});
export type SubscriptionRow = RowOf<typeof subscriptions>;
