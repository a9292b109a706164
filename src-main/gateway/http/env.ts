import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Entrance } from '../sharing/entrance.ts';

/** The bindings of Hono's handlers: also Node's own request and response, and the entrance by which the request came. */
export interface HttpEnv {
  Bindings: HttpBindings & { entrance: Entrance };
}

/** An event of a request: its session or key was found good. With the actor where the request does something. */
export const KNOWN = 'lanai-known';

export type HttpContext = Context<HttpEnv>;
