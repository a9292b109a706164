import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** What Hono's handlers have here: Node's own request and response besides. */
export interface HttpEnv {
  Bindings: HttpBindings;
}

/** An event of a request: its session or key was found good. */
export const KNOWN = 'lanai-known';

export type HttpContext = Context<HttpEnv>;
