// One port for everything over HTTP: guards first, then the routes.
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { matchedRoutes } from 'hono/route';
import type { ConnectInfo } from '../../../src-shared/endpoints/home.ts';
import { TRUST_CHECK_PATH } from '../../../src-shared/endpoints/trust.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { FailureCounter } from '../domain/audit/failures.ts';
import type { ImportService } from '../domain/imports/service.ts';
import type { BackupService } from '../domain/maintenance/backups.ts';
import type { Commands, Core } from '../domain/core.ts';
import { InvalidKey } from '../domain/keys/commands.ts';
import type { InFlightCounter } from '../domain/in-flight.ts';
import type { Actor } from '../domain/actor.ts';
import type { After } from '../domain/clock.ts';
import type { CredentialRef } from '../realtime/credential-ref.ts';
import type { ExportThreads } from '../export/export-thread.ts';
import type { Hub } from '../realtime/hub.ts';
import type { Peer, PeerListener } from '../realtime/peer.ts';
import type { Sharing } from '../sharing/sharing.ts';
import { addApiRoutes } from './api-routes.ts';
import { KNOWN, type HttpContext, type HttpEnv } from './env.ts';
import { refuseForeign } from './guard.ts';
import { addEndpointRoutes } from './endpoint-routes.ts';
import type { Uploads } from './files/upload.ts';
import type { IdempotencyCache } from './idempotency.ts';
import { originOfRequest } from './origin.ts';
import { addManifestRoute } from './manifest-route.ts';
import type { Metrics } from './metrics.ts';
import type { OpenRequests } from './open-requests.ts';
import type { OwnerTokens } from './owner-tokens.ts';
import { problemOf, problemResponse } from './problems.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { FileReader } from '../domain/files/read-content.ts';
import { fileResponse, type StaticFile } from './static-files.ts';
import type { OpenStream } from './event-stream.ts';
import type { AnswerMcp } from './mcp.ts';

export interface HttpDeps {
  core: Core;
  commands: Commands;
  hub: Hub;
  endConnections(which: CredentialRef): void;
  requests: OpenRequests;
  ownerTokens: OwnerTokens;
  answers: IdempotencyCache;
  metrics: Metrics;
  cookieName: string;
  files: ReadonlyMap<string, StaticFile>;
  uploads: Uploads;
  /** For agents. */
  fileReader: FileReader;
  /** Bytes of JSON bodies that are coming in, by account. */
  bodies: InFlightCounter;
  backups: BackupService;
  exports: ExportThreads;
  imports(): Promise<ImportService>;
  failures: FailureCounter;
  version: string;
  sharing: Pick<Sharing, 'trust'>;
  connectInfo(): ConnectInfo;
  openStream: OpenStream;
  /** Begins a session of the app's protocol for an agent that is identified. */
  openAgentSession(peer: Peer, actor: Actor): PeerListener;
  answerMcp: AnswerMcp;
  after: After;
  log(message: string, error: unknown): void;
}

export function createHttpApp(deps: HttpDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  addEndpointRoutes(routes, deps);
  addApiRoutes(routes, deps);
  addManifestRoute(routes, deps);

  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const startedAt = performance.now();
    await next();
    // Files set stricter headers themselves. These stay.
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    deps.metrics.onRequest({ method: methodLabel(c), route: routeLabel(deps, c), status: c.res.status, ms: performance.now() - startedAt });
  });
  app.use(async (c, next) => {
    const { entrance, incoming } = c.env;
    const { headers } = incoming;
    const host = entrance.hostOf(headers);
    const isForAll = deps.files.has(c.req.path) || c.req.path === TRUST_CHECK_PATH;
    refuseForeign(entrance, { method: c.req.method, host, isForAll, headers, isUpgrade: false });
    entrance.reached(incoming);
    incoming.on(KNOWN, (actor?: Actor) => actor && deps.requests.add(actor, c.env));
    await next();
  });
  app.use(methodNotAllowed({ app: routes, onMethodNotAllowed: (_c, methods) => notAllowed(methods) }));
  app.route('/', routes);
  app.notFound((c) => fileOrRefusal(deps, c));
  app.onError((error, c) => {
    if (error instanceof InvalidKey) deps.failures.count('failed_key', originOfRequest(c), 'invalid_key');
    if (problemOf(error).status === 500) deps.log(`${c.req.method} ${routeLabel(deps, c)} failed`, error);
    return problemResponse(error);
  });
  return app;
}

/** A path without a route: a file of the app, or nothing. */
async function fileOrRefusal({ files }: HttpDeps, c: HttpContext): Promise<Response> {
  const { path, method } = c.req;
  const file = files.get(path);
  if (!file) return problemResponse(new AppError('not_found'));
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(['GET', 'HEAD']);
  const { entrance, incoming } = c.env;
  const secureOrigin = entrance.isSecure ? `https://${entrance.hostOf(incoming.headers)}` : null;
  const [accepts, has] = [c.req.header('accept-encoding'), c.req.header('if-none-match')];
  return fileResponse(file, { accepts, has, isNear: entrance.kind === 'computer', secureOrigin });
}

function notAllowed(methods: readonly string[]): Response {
  const refusal = problemResponse(new AppError('method_not_allowed'));
  refusal.headers.set('allow', [...methods].sort().join(', '));
  return refusal;
}

/** The address with the names of its parameters: a label must not have endless values. */
function routeLabel({ files }: HttpDeps, c: HttpContext): string {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path;
  return route ?? (files.has(c.req.path) ? 'app' : 'none');
}

/** Anybody may make up a method, and a label must not have endless values. */
function methodLabel(c: HttpContext): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(c.req.method) ? c.req.method : 'other';
}
