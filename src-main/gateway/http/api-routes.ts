// The REST API: each row of the route table is answered here, by the same command as on the wire.
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import { accountOf, type Actor } from '../domain/actor.ts';
import type { HttpDeps } from './app.ts';
import { actorOfRequest } from './authenticate.ts';
import type { HttpContext, HttpEnv } from './env.ts';
import { clientIdOf, digest, idempotencyKey, type Answer } from './idempotency.ts';
import { bodyBytesAtMost, readBody, type Body } from './read-body.ts';
import { ME, openFields, pathParameters, requestShape, ROUTES, takesBody, type Route } from './routes.ts';

const NO_BODY: Body = { text: '', json: {} };

export function addApiRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  for (const route of ROUTES) app.on(route.method, route.path, (c) => answer(deps, route, c));
}

async function answer(deps: HttpDeps, route: Route, c: HttpContext): Promise<Response> {
  const { core, cookieName, answers } = deps;
  const asker = await actorOfRequest(core, cookieName, c);
  const body = takesBody(route) ? await bodyOf(deps, asker, c) : NO_BODY;
  const turn = core.turnFor(asker, route.command);
  if (turn) await turn;
  // Again, because the body may have taken its time: whoever was shut out meanwhile does nothing any more.
  const actor = await actorOfRequest(core, cookieName, c);
  const key = route.method === 'GET' ? null : idempotencyKey(c.req.header('idempotency-key'));
  const work = (): Promise<Answer> => execute(deps, route, { actor, key, payload: payloadOf(route, c, actor, body) });
  if (key === null) return respond(await work());
  const asked = digest(`${route.method} ${c.env.incoming.url}\n${body.text}`);
  return respond(await answers.once({ who: actor.participant_id, key, asked }, work));
}

/** Bodies may come slowly and on many connections, so the bytes that an account is sending are limited. */
function bodyOf({ core, bodies }: HttpDeps, asker: Actor, c: HttpContext): Promise<Body> {
  const account = accountOf(asker);
  const bytes = bodyBytesAtMost(c);
  core.limits.demandBody(asker, bodies.of(account) + bytes);
  return bodies.during(account, () => readBody(c), bytes);
}

interface Asked {
  actor: Actor;
  key: string | null;
  payload: Record<string, unknown>;
}

async function execute({ core, commands }: HttpDeps, route: Route, { actor, key, payload }: Asked): Promise<Answer> {
  const { command } = route;
  const isKeyedMessage = command === 'send_message' && key !== null && (payload.client_id ?? null) === null;
  const request = isKeyedMessage ? { ...payload, client_id: clientIdOf(key) } : payload;
  const reply = await core.execute(commands, { actor, seat: null }, command, request);
  const text = JSON.stringify(reply);
  core.limits.answered(actor, text.length);
  return { status: route.status, body: text };
}

/** What the address, the query and the body say together. The address wins. */
function payloadOf(route: Route, c: HttpContext, actor: Actor, { json }: Body): Record<string, unknown> {
  const path: [string, string][] = pathParameters(route).map((name) => [name, parameter(c, name, actor)]);
  const rest = route.method === 'GET' ? queryOf(route, c) : objectOf(json);
  return { ...rest, ...Object.fromEntries(path), ...route.fixed };
}

function parameter(c: HttpContext, name: string, actor: Actor): string {
  const value = c.req.param(name) ?? '';
  return name === 'participant_id' && value === ME ? actor.participant_id : value;
}

/** A query is text: a field that takes none is given a number where it is one. */
function queryOf(route: Route, c: HttpContext): Record<string, unknown> {
  const shape = requestShape(route);
  const query: Record<string, unknown> = {};
  for (const field of openFields(route)) {
    const text = c.req.query(field);
    if (text === undefined) continue;
    const isNumber = /^-?\d{1,15}$/.test(text) && !takesText(shape[field]);
    query[field] = isNumber ? Number(text) : text;
  }
  return query;
}

function takesText(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && z.safeParse(schema, '0').success;
}

function objectOf(json: unknown): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new AppError('invalid_payload', 'The body is a JSON object.');
  return json;
}

export function respond({ status, body, cookie }: Answer): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (cookie !== undefined) headers.set('set-cookie', cookie);
  return new Response(body, { status, headers });
}
