// The REST API: each address of a command is answered here, by the same command as on the wire.
import type { Hono } from 'hono';
import { accountOf, type Actor } from '../domain/actor.ts';
import type { HttpDeps } from './app.ts';
import { actorOfRequest } from './authenticate.ts';
import type { HttpContext, HttpEnv } from './env.ts';
import type { Origin } from '../domain/audit/draft.ts';
import { originOfRequest } from './origin.ts';
import { clientIdOf, digest, idempotencyKey, respond, type Answer } from './idempotency.ts';
import { payloadOf } from './payload.ts';
import { bodyBytesAtMost, NO_BODY, readBody, type Body } from './read-body.ts';
import { ROUTES, type CommandRoute } from './routes.ts';

export function addApiRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  for (const route of ROUTES) app.on(route.method, route.path, (c) => answer(deps, route, c));
}

async function answer(deps: HttpDeps, route: CommandRoute, c: HttpContext): Promise<Response> {
  const { core, cookieName } = deps;
  const asker = await actorOfRequest(core, cookieName, c);
  const body = route.body === 'json' ? await bodyOf(deps, asker, c) : NO_BODY;
  return core.inTurn(asker, route.command, () => answerNow(deps, route, c, body));
}

async function answerNow(deps: HttpDeps, route: CommandRoute, c: HttpContext, body: Body): Promise<Response> {
  const { core, cookieName } = deps;
  // Checks again: access may have ended while the body was read.
  const actor = await actorOfRequest(core, cookieName, c);
  const key = route.method === 'GET' ? null : idempotencyKey(c.req.header('idempotency-key'));
  const work = (): Promise<Answer> =>
    execute(deps, route, { actor, origin: originOfRequest(c), key, payload: payloadOf(route, c, actor, body.json) });
  return answeredOnce(deps, c, { key, actor, text: body.text }, work);
}

/** `text`: the body. */
export async function answeredOnce(
  { answers }: HttpDeps,
  c: HttpContext,
  { key, actor, text }: { key: string | null; actor: Actor; text: string },
  work: () => Promise<Answer>,
): Promise<Response> {
  if (key === null) return respond(await work());
  const asked = digest(`${c.req.method} ${c.env.incoming.url}\n${text}`);
  return respond(await answers.run({ who: actor.participant_id, key, asked }, work));
}

/** Bodies may come slowly and on many connections, so the bytes that an account is sending are limited. */
export function bodyOf({ core, bodies }: HttpDeps, asker: Actor, c: HttpContext): Promise<Body> {
  const account = accountOf(asker);
  const bytes = bodyBytesAtMost(c);
  core.limits.requireBody(asker, bodies.of(account) + bytes);
  return bodies.during(account, () => readBody(c), bytes);
}

interface Asked {
  actor: Actor;
  origin: Origin;
  key: string | null;
  payload: Record<string, unknown>;
}

async function execute({ core, commands }: HttpDeps, route: CommandRoute, { actor, origin, key, payload }: Asked): Promise<Answer> {
  const { command } = route;
  const isKeyedMessage = command === 'send_message' && key !== null && (payload.client_id ?? null) === null;
  const request = isKeyedMessage ? { ...payload, client_id: clientIdOf(key) } : payload;
  const reply = await core.execute(commands, { actor, seat: null, origin }, command, request);
  const text = JSON.stringify(reply);
  core.limits.answered(actor, text.length);
  return { status: route.status, body: text };
}
