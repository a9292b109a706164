// What programs ask of the home itself: its health, and what an agent needs to connect.
import type { Hono } from 'hono';
import { CSRF_HEADER } from '../../../src-shared/http.ts';
import { demand, mayAdminister } from '../domain/policy.ts';
import type { HttpDeps, HttpEnv } from './app.ts';
import { actorOfRequest } from './authenticate.ts';

/** Where an agent on this machine connects. Paths and host:port; null for what is switched off. */
export interface ConnectInfo {
  tcp: string | null;
  socket: string | null;
  ws: string;
  url: string;
  key_file: string;
}

export function addHomeRoutes(app: Hono<HttpEnv>, { core, hub, version, cookieName, connectInfo }: HttpDeps): void {
  const startedAt = core.now();

  app.get('/health', (c) =>
    c.json({
      status: 'ok',
      version,
      uptime_s: Math.round((core.now() - startedAt) / 1000),
      connections: hub.connectionCount,
      rooms: core.directory.roomCount,
      messages: core.reads.messageCount(),
    }),
  );

  app.get('/api/connect-info', async (c) => {
    const { method } = c.req;
    const headers = { cookie: c.req.header('cookie'), authorization: c.req.header('authorization'), csrf: c.req.header(CSRF_HEADER) };
    const actor = await actorOfRequest(core, cookieName, { method, ...headers });
    demand(mayAdminister(core.directory, actor));
    return c.json(connectInfo());
  });
}
