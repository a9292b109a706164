// Where a person is signed in. Everything here is public: the secrets of a session are in no list.
import * as z from 'zod/mini';
import { Account } from './accounts.ts';
import { described } from './described.ts';
import { BrowserName, PlatformName } from './device.ts';
import { EntranceKind } from './entrances.ts';

const time = z.number();

export const SessionInfo = z.object({
  id: z.string(),
  /** Null, as `platform`: the browser did not say. */
  browser: z.nullable(BrowserName),
  platform: z.nullable(PlatformName),
  entrance: described('By which it was last used. Null: it was not used since that is stored.', z.nullable(EntranceKind)),
  account: described('The account with which it was made, at an entrance whose proxy names one; else null.', z.nullable(Account)),
  created_at: time,
  /** Exact to the minute. */
  last_used_at: time,
  expires_at: time,
  /** The session that asks. */
  is_current: z.boolean(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

/**
 * `revoked`: the access of the person was ended. `new_link`: a new link was made for the person. `signed_out`: on another device, by the
 * person or by those who run the home. `too_many`: the person signed in on more devices than may be signed in at once.
 */
export const WhyEnded = z.enum(['revoked', 'new_link', 'signed_out', 'too_many', 'expired']);
export type WhyEnded = z.infer<typeof WhyEnded>;

export const EndedSession = z.object({
  why: WhyEnded,
  by: described(
    'The name of the person who ended it; null when it was its own person, the limit of sessions, or time.',
    z.nullable(z.string()),
  ),
});
export type EndedSession = z.infer<typeof EndedSession>;
