// Endpoints about the server itself: health, metrics, the description of the API, the addresses for agents.
import type { Health } from '../../../src-shared/endpoints/home.ts';
import { requirePermission, mayAdminister } from '../domain/policy.ts';
import type { HttpDeps } from './app.ts';
import type { Endpoints } from './endpoints.ts';
import { requireMetricsReader, mayReadMetrics } from './metrics-access.ts';

export function homeEndpoints(deps: HttpDeps): Pick<Endpoints, 'health' | 'metrics' | 'openapi' | 'connect_info'> {
  const { core, hub, version, cookieName, connectInfo, metrics } = deps;
  const startedAt = core.now();
  /** Made when it is first asked for. */
  let document: string | null = null;
  return {
    /** Public, for monitoring. Counts reveal something of the rooms, so only clients that may read /metrics get them. */
    health({ c }) {
      const uptime_s = Math.round((core.now() - startedAt) / 1000);
      const health: Health = { status: 'ok', version, uptime_s, home_id: core.directory.home.id };
      const counts = (): Partial<Health> => ({
        connections: hub.connectionCount,
        rooms: core.directory.roomCount,
        messages: core.directory.messageCount,
      });
      return { reply: { ...health, ...(mayReadMetrics(deps, c) && counts()) } };
    },

    async metrics({ c }) {
      requireMetricsReader(deps, c);
      const { type, text } = await metrics.read(core, hub);
      return c.body(text, 200, { 'content-type': type });
    },

    /** Public: it says what the program can do, nothing about the home. */
    async openapi({ c }) {
      const { createOpenApi } = await import('./openapi.ts');
      document ??= JSON.stringify(createOpenApi({ version, cookieName }));
      return c.body(document, 200, { 'content-type': 'application/vnd.oai.openapi+json;version=3.1', 'cache-control': 'no-cache' });
    },

    connect_info({ actor }) {
      requirePermission(mayAdminister(core.directory, actor));
      return { reply: connectInfo() };
    },
  };
}
