// The parts of the HTTP surface that are not commands: how a browser comes in. All under the app's own origin.
import * as z from 'zod/mini';
import { Name } from './name.ts';
import { InvitePreview, Person } from './objects.ts';
import { PageChallengeReply, PageChallenge, PageSession } from './page-proof.ts';

/** The cookie's name begins so; the rest is the home's, since cookies know no ports and two homes may share a machine. */
export const SESSION_COOKIE = 'lanai_session';

/** The name of the agent that a key speaks as, in UTF-8; without it a key has an agent of its own, called as the key is. */
export const AGENT_HEADER = 'lanai-agent';

/** Pages of the app. The secret is in the fragment: it is never sent with the page, nor logged, nor used up by a link preview. */
export const JOIN_PATH = '/join';
export const ENTER_PATH = '/enter';

const secret = z.string().check(z.minLength(1), z.maxLength(200));

const SignedIn = z.object({ me: Person, session: PageSession });

export const SESSION_ROUTES = {
  /** Who one is, or 401. */
  'GET /api/session': { request: z.object({}), reply: z.object({ me: Person }) },
  /** The owner's one-time token for a session: the cookie, and the page secret, which is sent only this once. */
  'POST /api/session': { request: z.object({ token: secret }), reply: SignedIn },
  /** The server proves itself to a page, and says with which nonce the page signs its requests. Public. */
  'POST /api/session/challenge': { request: PageChallenge, reply: PageChallengeReply },
  /** Ends the session this request came with. */
  'DELETE /api/session': { request: z.object({}), reply: z.object({}) },
  /** What an invite is for, without using it up. */
  'POST /api/invites/preview': { request: z.object({ code: secret }), reply: InvitePreview },
  /** Accepts an invite: a session, as with the owner's token. */
  'POST /api/invites/redeem': { request: z.object({ code: secret, name: Name }), reply: SignedIn },
} as const;
export type SessionRoute = keyof typeof SESSION_ROUTES;

/** RFC 9457, with the wire's error code besides. */
export const Problem = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string() });
export type Problem = z.infer<typeof Problem>;
