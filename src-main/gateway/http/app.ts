// One port for everything over HTTP: guards first, then the routes.
import { Hono } from 'hono';
import { AppError } from '../../../src-shared/errors.ts';
import type { BackupBook } from '../domain/backups.ts';
import type { Commands, Core } from '../domain/core.ts';
import type { UnderWay } from '../domain/under-way.ts';
import type { Hub } from '../realtime/hub.ts';
import { addApiRoutes } from './api-routes.ts';
import type { HttpContext, HttpEnv } from './env.ts';
import { refuseForeign, type Addresses } from './guard.ts';
import { addHomeRoutes } from './home-routes.ts';
import { addFileRoutes, type Uploads } from './files/file-routes.ts';
import type { ConnectInfo } from './home-schemas.ts';
import type { Answers } from './idempotency.ts';
import { addManifestRoute } from './manifest-route.ts';
import { addMetricsRoute } from './metrics-route.ts';
import type { Metrics } from './metrics.ts';
import { addOpenApiRoute } from './openapi-route.ts';
import type { OwnerTokens } from './owner-tokens.ts';
import { createPathTable, type PathTable } from './path-table.ts';
import { problemOf, problemResponse } from './problems.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { addSessionRoutes } from './sessions.ts';
import { fileResponse, type StaticFile } from './static-files.ts';
import { addStreamRoute, type Converse } from './stream.ts';

export interface HttpDeps {
  core: Core;
  commands: Commands;
  hub: Hub;
  addresses: Addresses;
  ownerTokens: OwnerTokens;
  answers: Answers;
  metrics: Metrics;
  cookieName: string;
  files: ReadonlyMap<string, StaticFile>;
  uploads: Uploads;
  /** Bytes of JSON bodies that are coming in, by account. */
  bodies: UnderWay;
  backups: BackupBook;
  version: string;
  connectInfo(): ConnectInfo;
  converse: Converse;
  log(message: string, error: unknown): void;
}

export function createHttpApp(deps: HttpDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  addHomeRoutes(routes, deps);
  addSessionRoutes(routes, deps);
  addApiRoutes(routes, deps);
  addFileRoutes(routes, deps);
  addStreamRoute(routes, deps);
  addManifestRoute(routes, deps);
  addOpenApiRoute(routes, deps);
  addMetricsRoute(routes, deps);
  const paths = createPathTable(routes.routes);

  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const startedAt = performance.now();
    await next();
    // What a file is served with is stricter, and stays.
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    const route = paths.find(c.req.path)?.pattern ?? (deps.files.has(c.req.path) ? 'app' : 'none');
    deps.metrics.onRequest({ method: methodLabel(c), route, status: c.res.status, ms: performance.now() - startedAt });
  });
  app.use(async (c, next) => {
    const { headers } = c.env.incoming;
    refuseForeign(deps.addresses, { method: c.req.method, isFile: deps.files.has(c.req.path), headers, isUpgrade: false });
    await next();
  });
  app.route('/', routes);
  app.notFound((c) => fileOrRefusal(deps, paths, c));
  app.onError((error, c) => {
    if (problemOf(error).status === 500) deps.log(`${c.req.method} ${c.req.path} failed`, error);
    return problemResponse(error);
  });
  return app;
}

/** What no route takes: a file of the app, a method that the address does not take, or nothing. */
async function fileOrRefusal({ files }: HttpDeps, paths: PathTable, c: HttpContext): Promise<Response> {
  const { path, method } = c.req;
  const file = files.get(path);
  const isRead = method === 'GET' || method === 'HEAD';
  if (file && isRead) return fileResponse(file, { accepts: c.req.header('accept-encoding'), has: c.req.header('if-none-match') });
  const methods = file ? ['GET'] : (paths.find(path)?.methods ?? []);
  if (methods.length === 0) return problemResponse(new AppError('not_found'));
  const refusal = problemResponse(new AppError('method_not_allowed'));
  refusal.headers.set('allow', methods.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each])).join(', '));
  return refusal;
}

/** Anybody may make up a method, and a label must not have endless values. */
function methodLabel(c: HttpContext): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(c.req.method) ? c.req.method : 'other';
}
