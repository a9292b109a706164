// Names that both ends of an HTTP connection use.
import * as z from 'zod/mini';

/** The cookie's name begins so; the rest is the home's, since cookies know no ports and two homes may share a machine. */
export const SESSION_COOKIE = 'lanai_session';

/** The name of the agent that a key speaks as, in UTF-8; without it a key has its own agent, called as the key is. */
export const AGENT_HEADER = 'lanai-agent';

/** Pages of the app. The secret is in the fragment: it is never sent with the page, nor logged, nor used up by a link preview. */
export const JOIN_PATH = '/join';
export const ENTER_PATH = '/enter';
/** For devices that are to trust the server's own certificate authority. Its fingerprint may be in the fragment. */
export const TRUST_PATH = '/trust';

/** RFC 9457, with the wire's error code besides. */
export const Problem = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string() });
export type Problem = z.infer<typeof Problem>;
