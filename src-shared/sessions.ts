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

export const SESSION_COMMANDS = {
  list_sessions: {
    summary: "One's own sessions: the browsers in which one is signed in",
    right: 'admin',
    request: z.object({}),
    reply: z.object({ sessions: z.array(SessionInfo) }),
  },
  end_session: {
    summary: "End one of one's own sessions and its connections at once",
    right: 'admin',
    request: z.object({ session_id: z.string().check(z.minLength(1), z.maxLength(200)) }),
    reply: z.object({}),
  },
  end_other_sessions: {
    summary: "End all of one's own sessions except the one that asks. A key has none, so it ends all",
    right: 'admin',
    request: z.object({}),
    reply: z.object({ ended: z.int() }),
  },
} as const;
