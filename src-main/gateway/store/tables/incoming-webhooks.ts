import { WebhookTemplate } from '../../../../src-shared/incoming-webhooks.ts';
import { flag, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** The webhooks with which programs post. Name and picture are those of the participant. */
export const incomingWebhooks = table({
  participant_id: text(),
  room_id: text(),
  template: oneOf(WebhookTemplate),
  secret_hash: text(),
  /** In clear, because it has to be there to check signatures with. */
  signing_secret: nullable(text()),
  /** 1: there is a signing secret. */
  is_signed: flag(),
  /** Who made the present address, and with which key; null when a person made it in the app. */
  created_by: text(),
  key_id: nullable(text()),
  created_at: time(),
  paused_at: nullable(time()),
  /** WebhookDelivery. */
  last_delivery: nullable(json()),
});
export type IncomingWebhookRow = RowOf<typeof incomingWebhooks>;
