import { PushShows } from '../../../../src-shared/push-shows.ts';
import { nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** The devices that receive Web Push: at most one for each session, with which it ends. */
export const pushSubscriptions = table({
  session_id: text(),
  participant_id: text(),
  endpoint: text(),
  /** The device's key and secret, as its browser made them: a push is encrypted with them. */
  p256dh: text(),
  auth: text(),
  shows: oneOf(PushShows),
  origin: text(),
  time_zone: text(),
  created_at: time(),
  /** Exact to the minute. */
  delivered_at: nullable(time()),
  failure: nullable(text()),
});
export type PushSubscriptionRow = RowOf<typeof pushSubscriptions>;
