// What programs ask of the home itself: its health, and what an agent needs to connect.
import type { Hono } from 'hono';
import { demand, mayAdminister } from '../domain/policy.ts';
import type { HttpDeps } from './app.ts';
import { actorOfRequest } from './authenticate.ts';
import type { HttpEnv } from './env.ts';
import type { ConnectInfo, Health } from './home-schemas.ts';
import { mayReadMetrics } from './metrics-route.ts';

export function addHomeRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  const { core, hub, version, cookieName, connectInfo } = deps;
  const startedAt = core.now();

  /** Public, for monitoring. Counts reveal something of the rooms, so only clients that may read /metrics get them. */
  app.get('/health', (c) => {
    const health: Health = {
      status: 'ok',
      version,
      uptime_s: Math.round((core.now() - startedAt) / 1000),
    };
    const counts = (): Partial<Health> => ({
      connections: hub.connectionCount,
      rooms: core.directory.roomCount,
      messages: core.reads.messageCount(),
    });
    return c.json({ ...health, ...(mayReadMetrics(deps, c) && counts()) });
  });

  app.get('/api/connect-info', async (c) => {
    const actor = await actorOfRequest(core, cookieName, c);
    demand(mayAdminister(core.directory, actor));
    const info: ConnectInfo = connectInfo();
    return c.json(info);
  });
}
