// Web Push: notifications that reach a device while no page of the server is open. A push service of the browser's maker delivers them.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { BrowserName, PlatformName } from './device.ts';
import { Origin } from './entrance-way.ts';
import { PUSH_ENDPOINT_CHARS_MAX } from './limits.ts';
import { FIRST_PUSH_SHOWS, PushShows } from './push-shows.ts';

const time = z.number();

/** A name of the IANA database. */
const TimeZone = z.string().check(
  z.maxLength(100),
  z.refine((name) => isTimeZone(name), 'No time zone of this name'),
);

/** The subscription that a browser gives a page, and how the device wants its pushes. */
export const PushSubscription = z.object({
  endpoint: described(
    'The address of the device at its push service: https, and one of the push services that the server knows.',
    z.string().check(z.maxLength(PUSH_ENDPOINT_CHARS_MAX)),
  ),
  p256dh: described('The public key of the device: an uncompressed point of P-256 in base64url.', z.string().check(z.regex(/^[\w-]{87}$/))),
  auth: described('The secret of the device: 16 bytes in base64url.', z.string().check(z.regex(/^[\w-]{22}$/))),
  shows: z._default(PushShows, FIRST_PUSH_SHOWS),
  origin: described('The origin of the page. A press on a notification opens it.', Origin),
  time_zone: described('For quiet hours, as Intl names it.', TimeZone),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** A device that receives pushes. Its address and its keys are in no reply. */
export const PushDevice = z.object({
  session_id: z.string(),
  /** Null, as `platform`: the browser did not say. */
  browser: z.nullable(BrowserName),
  platform: z.nullable(PlatformName),
  shows: PushShows,
  created_at: time,
  delivered_at: described('When the push service last accepted a push, exact to the minute; null: not yet.', z.nullable(time)),
  failure: described('Why the last push failed, as a sentence; null after a success.', z.nullable(z.string())),
  /** The device that asks. */
  is_current: z.boolean(),
});
export type PushDevice = z.infer<typeof PushDevice>;

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
