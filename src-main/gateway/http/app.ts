// One port for everything over HTTP: guards first, then the routes.
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { AppError } from '../../../src-shared/errors.ts';
import type { Commands, Core } from '../domain/core.ts';
import type { Hub } from '../realtime/hub.ts';
import { refuseForeign, type Addresses } from './guard.ts';
import { addHomeRoutes, type ConnectInfo } from './home-routes.ts';
import type { OwnerTokens } from './owner-tokens.ts';
import { problemOf, problemResponse } from './problems.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { addSessionRoutes } from './sessions.ts';
import type { StaticFile } from './static-files.ts';

export interface HttpEnv {
  Bindings: HttpBindings;
}

export interface HttpDeps {
  core: Core;
  commands: Commands;
  hub: Hub;
  addresses: Addresses;
  ownerTokens: OwnerTokens;
  cookieName: string;
  files: ReadonlyMap<string, StaticFile>;
  version: string;
  connectInfo(): ConnectInfo;
  log(message: string, error: unknown): void;
}

export function createHttpApp(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    refuseForeign(deps.addresses, { method: c.req.method, headers: c.env.incoming.headers, isUpgrade: false });
    await next();
  });
  addHomeRoutes(app, deps);
  addSessionRoutes(app, deps);
  app.get('*', (c) => {
    const file = deps.files.get(c.req.path);
    if (!file) throw new AppError('not_found');
    return c.body(new Uint8Array(file.body), 200, file.headers);
  });
  app.notFound(() => problemResponse(new AppError('not_found')));
  app.onError((error, c) => {
    if (problemOf(error).status === 500) deps.log(`${c.req.method} ${c.req.path} failed`, error);
    const response = problemResponse(error);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
    return response;
  });
  return app;
}
