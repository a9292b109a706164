import type { Hono } from 'hono';
import type { HttpDeps } from './app.ts';
import type { HttpEnv } from './env.ts';
import { createOpenApi } from './openapi.ts';

/** Public: it says what the program can do, nothing about the home. Made when it is first asked for. */
export function addOpenApiRoute(app: Hono<HttpEnv>, { version, cookieName }: HttpDeps): void {
  let document: string | null = null;
  app.get('/api/openapi.json', (c) => {
    document ??= JSON.stringify(createOpenApi({ version, cookieName }));
    return c.body(document, 200, { 'content-type': 'application/vnd.oai.openapi+json;version=3.1', 'cache-control': 'no-cache' });
  });
}
