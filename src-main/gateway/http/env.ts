import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** The bindings of Hono's handlers: also Node's own request and response. */
export interface HttpEnv {
  Bindings: HttpBindings;
}

/** An event of a request: its session or key was found good. */
export const KNOWN = 'lanai-known';

export type HttpContext = Context<HttpEnv>;
