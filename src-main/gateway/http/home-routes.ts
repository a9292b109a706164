// What programs ask of the home itself: its health, and what an agent needs to connect.
import type { Hono } from 'hono';
import { demand, mayAdminister } from '../domain/policy.ts';
import type { HttpDeps } from './app.ts';
import { actorOfRequest } from './authenticate.ts';
import type { HttpEnv } from './env.ts';
import type { ConnectInfo, Health } from './home-schemas.ts';

export function addHomeRoutes(app: Hono<HttpEnv>, { core, hub, version, cookieName, connectInfo }: HttpDeps): void {
  const startedAt = core.now();

  /** Public: counts only, for whatever watches over the process. */
  app.get('/health', (c) => {
    const health: Health = {
      status: 'ok',
      version,
      uptime_s: Math.round((core.now() - startedAt) / 1000),
      connections: hub.connectionCount,
      rooms: core.directory.roomCount,
      messages: core.reads.messageCount(),
    };
    return c.json(health);
  });

  app.get('/api/connect-info', async (c) => {
    const actor = await actorOfRequest(core, cookieName, c);
    demand(mayAdminister(core.directory, actor));
    const info: ConnectInfo = connectInfo();
    return c.json(info);
  });
}
