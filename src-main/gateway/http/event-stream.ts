// The events as server-sent events.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { ServerResponse } from 'node:http';
import type { Actor } from '../domain/actor.ts';
import type { HttpDeps } from './app.ts';
import type { Asked } from './endpoints.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Fills a response whose head is written. `cursor`: of the last event that the client has. */
export type OpenStream = (
  response: Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'writableLength' | 'socket' | 'once'>,
  actor: Actor,
  cursor: number | null,
) => void;

export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  ...SECURITY_HEADERS,
};

/** Watching counts once more than the request; but by then the answer has begun, and only the request can be refused with 429. */
export function streamEvents({ hub, openStream }: HttpDeps, { c, actor, request }: Asked<'stream'>): Response {
  hub.requireConnection(actor);
  if (c.req.method === 'HEAD') return c.body(null, 200, EVENT_STREAM_HEADERS);
  const seen = /^\d{1,15}$/.exec(c.req.header('last-event-id') ?? request.cursor ?? '')?.[0];
  const { outgoing } = c.env;
  outgoing.writeHead(200, EVENT_STREAM_HEADERS);
  openStream(outgoing, actor, seen === undefined ? null : Number(seen));
  return RESPONSE_ALREADY_SENT;
}
