// The REST API: which address is answered by which handler, and who may ask.
import { AppError } from '../../../../src-shared/errors.ts';
import type { CommandName, Reply, RequestInput } from '../../../../src-shared/commands/index.ts';
import { currentActor } from '../../domain/access/current-reader.ts';
import { actorOfProgram } from '../../domain/access/programs.ts';
import type { OpenSession } from '../../domain/access/commands.ts';
import type { Actor } from '../../domain/actor.ts';
import { originOf } from '../../domain/audit/draft.ts';
import type { FailureCounter } from '../../domain/audit/failures.ts';
import type { Commands, Core } from '../../domain/core.ts';
import { InvalidKey } from '../../domain/keys/commands.ts';
import type { Accounts } from './accounts.ts';
import { readAsked, type Asked } from './asked.ts';
import type { Identity } from './identity.ts';
import type { KnownMessages } from './known-messages.ts';
import { problemResponse, Refusal } from './problem.ts';
import { limitOf } from './tiers.ts';
import type { Windows } from './windows.ts';

export interface RestDeps {
  core: Core;
  commands: Commands;
  accounts: Accounts;
  identity: Identity;
  known: KnownMessages;
  failures: FailureCounter;
  /** Requests of a user a minute. */
  rates: Windows;
  /** Attempts to register and to log in, by address. */
  attempts: Windows;
  attemptsPerMinute: number;
  log(message: string, error: unknown): void;
}

/** A request of a client that is identified. */
export interface AskedBy {
  asked: Asked;
  actor: Actor;
  run<C extends CommandName>(name: C, payload: RequestInput<C>): Promise<Reply<C>>;
}

export interface UserRequest extends AskedBy {
  session: OpenSession;
}

/** JSON, or a response as it is. */
export type Body = Readonly<Record<string, unknown>> | readonly object[] | Response;

/** `auth`: counted by the client's address. `user`: a user, counted by the user. `plain`: neither. */
export type Handler =
  | { for: 'plain'; answer(asked: Asked): Body | Promise<Body> }
  | { for: 'auth'; answer(asked: Asked): Body | Promise<Body> }
  | { for: 'user'; answer(request: UserRequest): Body | Promise<Body> }
  | { for: 'user or agent'; takesFile?: true; answer(request: AskedBy): Body | Promise<Body> };

/** `GET /attachments/*`: a star stands for one part of the path. */
export type Routes = Readonly<Record<string, Handler>>;

const ROUTE = /^([A-Z]+) (.+)$/;

interface Found {
  handler: Handler | null;
  params: string[];
  /** The methods that the address has. */
  methods: string[];
}

export type AnswerRest = (request: Request, address: string | undefined, onKnown: (actor: Actor) => void) => Promise<Response>;

export function createRest(deps: RestDeps, routes: Routes): AnswerRest {
  return async (request, address, onKnown) => {
    try {
      const { handler, params, methods } = find(routes, request.method, new URL(request.url).pathname);
      if (!handler && methods.length === 0)
        return new Response('404 page not found\n', { status: 404, headers: { 'content-type': 'text/plain' } });
      if (!handler) {
        const refused = problemResponse(new Refusal(405, 'method not allowed'));
        refused.headers.set('allow', methods.join(', '));
        return refused;
      }
      return await answer(deps, handler, { request, address, params, onKnown });
    } catch (error) {
      if (error instanceof InvalidKey) deps.failures.count('failed_key', originOf('computer', address), 'invalid_key');
      if (!(error instanceof AppError) && !(error instanceof Refusal)) deps.log('A request of Agent Messenger’s protocol failed', error);
      return problemResponse(error);
    }
  };
}

function find(routes: Routes, method: string, path: string): Found {
  const found: Found = { handler: null, params: [], methods: [] };
  for (const [route, handler] of Object.entries(routes)) {
    const [, routeMethod = '', pattern = ''] = ROUTE.exec(route) ?? [];
    const params = paramsOf(pattern, path);
    if (!params) continue;
    found.methods.push(routeMethod);
    if (routeMethod === (method === 'HEAD' ? 'GET' : method)) Object.assign(found, { handler, params });
  }
  return found;
}

function paramsOf(pattern: string, path: string): string[] | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: string[] = [];
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part === '*' && value !== '') params.push(decodeURIComponent(value));
    else if (part !== value) return null;
  }
  return params;
}

interface Arrived {
  request: Request;
  address: string | undefined;
  params: string[];
  onKnown(actor: Actor): void;
}

async function answer(deps: RestDeps, handler: Handler, { request, address, params, onKnown }: Arrived): Promise<Response> {
  const read = (): Promise<Asked> => readAsked(request, { address, params, takesFile: 'takesFile' in handler });
  if (handler.for === 'auth') requireWithin(deps.attempts.take(address ?? '', deps.attemptsPerMinute).retryAfterMs);
  if (handler.for === 'plain' || handler.for === 'auth') return respond(await handler.answer(await read()));
  const who = await identify(deps, handler, request.headers);
  onKnown(who.actor);
  const taken = deps.rates.take(who.actor.participant_id, limitOf(deps.core, who.actor));
  const limits = { 'x-ratelimit-limit': String(taken.limit), 'x-ratelimit-remaining': String(taken.remaining) };
  requireWithin(taken.retryAfterMs);
  // Its access may have been changed while it waited.
  const contextNow = () => ({
    actor: currentActor(deps.core.directory, deps.core.now(), who.actor),
    seat: null,
    origin: originOf('computer', address),
  });
  const asking: AskedBy = {
    asked: await read(),
    actor: who.actor,
    run: (name, payload) => deps.core.inTurn(who.actor, name, () => deps.core.execute(deps.commands, contextNow(), name, payload)),
  };
  const response = respond(
    handler.for === 'user' ? await handler.answer({ ...asking, session: who.session ?? unauthorized() }) : await handler.answer(asking),
  );
  for (const [name, value] of Object.entries(limits)) response.headers.set(name, value);
  return response;
}

interface Identified {
  actor: Actor;
  /** Null: an agent. */
  session: OpenSession | null;
}

async function identify({ identity, core }: RestDeps, handler: Handler, headers: Headers): Promise<Identified> {
  const secret = headers.get('x-agent-secret');
  if (handler.for === 'user or agent' && secret !== null) {
    const actor = identity.knownAgent(secret, headers.get('x-agent-id') ?? '');
    core.used(actor);
    return { actor, session: null };
  }
  const session = identity.sessionOf(bearerOf(headers));
  return { actor: actorOfProgram(session, 'computer'), session };
}

/** Some clients leave out the word Bearer. */
export function bearerOf(headers: Headers): string {
  return /^(?:Bearer +)?(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1] ?? unauthorized();
}

function unauthorized(): never {
  throw new AppError('unauthorized');
}

function requireWithin(retryAfterMs: number | null): void {
  if (retryAfterMs !== null) throw new Refusal(429, 'rate limit exceeded', { retryAfterMs });
}

function respond(answered: Body): Response {
  if (answered instanceof Response) return answered;
  return new Response(JSON.stringify(answered), { headers: { 'content-type': 'application/json' } });
}
