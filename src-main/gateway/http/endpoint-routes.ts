// The endpoints: each row of the table is answered here. Access, counting, idempotency and the schema of the request are
// checked in this file, as the row says, before a handler runs.
import type { Hono } from 'hono';
import { deviceOf } from '../../../src-shared/device.ts';
import { ENDPOINTS, type EndpointName, type EndpointRequest } from '../../../src-shared/endpoints/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Access, EndpointRow } from '../../../src-shared/endpoints/row.ts';
import type { Actor } from '../domain/actor.ts';
import { parse } from '../domain/parse.ts';
import type { HttpDeps } from './app.ts';
import { answeredOnce, bodyOf } from './api-routes.ts';
import { actorOfRequest } from './authenticate.ts';
import { createEndpoints, type ActorOf, type Done, type Endpoints } from './endpoints.ts';
import type { HttpContext, HttpEnv } from './env.ts';
import { idempotencyKey, respond, type Answer } from './idempotency.ts';
import { originOfRequest } from './origin.ts';
import { payloadOf } from './payload.ts';
import { NO_BODY, readStrangersBody } from './read-body.ts';
import { ENDPOINT_ROUTES, type EndpointRoute } from './routes.ts';
import { SecretAttempts } from './secret-attempts.ts';

interface Parts {
  deps: HttpDeps;
  attempts: SecretAttempts;
  endpoints: Endpoints;
}

export function addEndpointRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  const parts: Parts = { deps, attempts: new SecretAttempts(deps), endpoints: createEndpoints(deps) };
  for (const route of ENDPOINT_ROUTES) app.on(route.method, route.path, (c) => answer(parts, route, route.endpoint, c));
}

async function answer<E extends EndpointName>(parts: Parts, route: EndpointRoute, name: E, c: HttpContext): Promise<Response> {
  const { deps, attempts, endpoints } = parts;
  const { access, readOnly, streamed }: EndpointRow = ENDPOINTS[name];
  const asker = await admitted(deps, access, c);
  const isWritten = asker !== null && route.body === 'json';
  const { text, json } = isWritten ? await bodyOf(deps, asker, c) : route.body === 'json' ? await readStrangersBody(c) : NO_BODY;
  // Access may have ended while the body was read.
  const actor = isWritten ? await actorOfRequest(deps.core, deps.cookieName, c) : asker;
  const payload = payloadOf(route, c, actor, json);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema and the access are those of the row with this name
  const asked = { c, actor: actor as ActorOf<E>, request: parse(ENDPOINTS[name].request, payload) as EndpointRequest<E> };
  const work = (): Promise<Response | Done<unknown>> =>
    audited(deps, name, { c, actor, request: asked.request }, async () => endpoints[name](asked));
  const isStreamed = streamed !== undefined && (payload[streamed.field] ?? null) !== null;
  if (actor && isWritten && !isStreamed) {
    const key = idempotencyKey(c.req.header('idempotency-key'));
    return answeredOnce(deps, c, { key, actor, text }, async () => answerOf(route, await work()));
  }
  if (typeof access === 'string' || !('secret' in access)) return sent(deps, actor, route, await work());

  const guarded = (): Promise<Response | Done<unknown>> => attempts.attempt(c, work);
  if (readOnly) return sent(deps, actor, route, await guarded());
  return attempts.once(c, String(payload[access.secret]), text, async () => answerOf(route, await guarded()));
}

interface AskedEndpoint {
  c: HttpContext;
  actor: Actor | null;
  request: object;
}

/** With the entry of the audit log that the row asks for. */
async function audited<T>(
  { core, failures }: HttpDeps,
  name: EndpointName,
  { c, actor, request }: AskedEndpoint,
  work: () => Promise<T>,
): Promise<T> {
  const row: EndpointRow = ENDPOINTS[name];
  const origin = originOfRequest(c);
  const device = deviceOf(c.req.header('user-agent'));
  try {
    return await core.auditing.during({ kind: name, row, request, device }, { actor, origin }, work);
  } catch (error) {
    if (row.auditFailure && error instanceof AppError && isWrongSecret(error)) failures.count(row.auditFailure, origin, error.code);
    throw error;
  }
}

function isWrongSecret({ code }: AppError): boolean {
  return code === 'unauthorized' || code.startsWith('invite_');
}

/** The client with the right that the row asks for, as for a command; null where no right is asked for. */
async function admitted({ core, cookieName }: HttpDeps, access: Access, c: HttpContext): Promise<Actor | null> {
  if (typeof access === 'string' || !('right' in access)) return null;
  const actor = await actorOfRequest(core, cookieName, c);
  core.admit(actor, access.right);
  return actor;
}

function sent({ core }: HttpDeps, actor: Actor | null, route: EndpointRoute, done: Response | Done<unknown>): Response {
  if (done instanceof Response) return done;
  const answered = answerOf(route, done);
  if (actor) core.limits.answered(actor, answered.body.length);
  return respond(answered);
}

function answerOf({ status }: EndpointRoute, done: Response | Done<unknown>): Answer {
  if (done instanceof Response) throw new TypeError('An endpoint that writes with a secret replies in JSON.');
  const { reply, ...rest } = done;
  return { status, body: JSON.stringify(reply), ...rest };
}
