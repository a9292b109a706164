// Where a person is signed in. Everything here is public: the secrets of a session are in no list.
import * as z from 'zod/mini';
import { BrowserName, PlatformName } from './device.ts';

const time = z.number();

export const SessionInfo = z.object({
  id: z.string(),
  /** Null, as `platform`: the browser did not say. */
  browser: z.nullable(BrowserName),
  platform: z.nullable(PlatformName),
  created_at: time,
  /** Exact to the minute. */
  last_used_at: time,
  expires_at: time,
  /** The session that asks. */
  is_current: z.boolean(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;
