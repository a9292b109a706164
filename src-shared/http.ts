// The parts of the HTTP surface that are not commands: how a browser comes in. All under the app's own origin.
import * as z from 'zod/mini';
import { Name } from './name.ts';
import { InvitePreview, Person } from './objects.ts';

/** Every write with a session cookie carries this header; a foreign page cannot set it. Its value does not matter. */
export const CSRF_HEADER = 'x-lanai-csrf';
/** The cookie's name begins so; the rest is the home's, since cookies know no ports and two homes may share a machine. */
export const SESSION_COOKIE = 'lanai_session';

/** Pages of the app. The secret is in the fragment: it is never sent with the page, nor logged, nor used up by a link preview. */
export const JOIN_PATH = '/join';
export const ENTER_PATH = '/enter';

const secret = z.string().check(z.minLength(1), z.maxLength(200));

export const SESSION_ROUTES = {
  /** Who one is, or 401. */
  'GET /api/session': { request: z.object({}), reply: z.object({ me: Person }) },
  /** The owner's one-time token for a session. */
  'POST /api/session': { request: z.object({ token: secret }), reply: z.object({ me: Person }) },
  /** Ends the session this request came with. */
  'DELETE /api/session': { request: z.object({}), reply: z.object({}) },
  /** What an invite is for, without using it up. */
  'POST /api/invites/preview': { request: z.object({ code: secret }), reply: InvitePreview },
  /** Accepts an invite. The reply sets the session cookie. */
  'POST /api/invites/redeem': { request: z.object({ code: secret, name: Name }), reply: z.object({ me: Person }) },
} as const;
export type SessionRoute = keyof typeof SESSION_ROUTES;

/** RFC 9457, with the wire's error code besides. */
export const Problem = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string() });
export type Problem = z.infer<typeof Problem>;
