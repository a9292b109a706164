// The protocol of Agent Messenger (github.com/Joel-Claw/agent-messenger) over this home: its REST API and its sockets, for the clients
// that speak it. It stands on the core: a conversation is a direct room, a user is a person, and a token is a session of the home.
// Nothing of this folder is loaded in a home that does not switch it on.
import { newId } from '../../../../src-shared/ids.ts';
import type { Actor } from '../../domain/actor.ts';
import type { After } from '../../domain/clock.ts';
import type { FailureCounter } from '../../domain/audit/failures.ts';
import type { Commands, Core } from '../../domain/core.ts';
import type { Session } from '../../realtime/connection.ts';
import type { Hub } from '../../realtime/hub.ts';
import type { OpenSession, Peer, PeerListener } from '../../realtime/peer.ts';
import { Accounts } from './accounts.ts';
import { Attachments, type FilePorts } from './attachments.ts';
import { Sockets, requireSocketPath } from './connect.ts';
import { healthOf, metricsOf, type HealthDeps } from './health.ts';
import { Identity } from './identity.ts';
import { KnownMessages } from './known-messages.ts';
import { corsHeaders, isOwnHost, mayUse, preflight } from './origins.ts';
import { problemResponse, Refusal } from './problem.ts';
import { createDialects } from './protocol.ts';
import { createRest, type RestDeps, type Routes } from './rest.ts';
import { accountRoutes } from './routes-accounts.ts';
import { conversationRoutes } from './routes-conversations.ts';
import { messageRoutes } from './routes-messages.ts';
import { presenceRoutes } from './routes-presence.ts';
import { tagRoutes } from './routes-tags.ts';
import type { Secrets } from './secrets.ts';
import { tierRoutes } from './tiers.ts';
import { Windows } from './windows.ts';

export interface AdapterOptions {
  core: Core;
  commands: Commands;
  hub: Hub;
  failures: FailureCounter;
  files: FilePorts;
  secrets: Secrets;
  /** CORS_ALLOWED_ORIGINS: of pages on other computers. */
  origins: readonly string[];
  /** AUTH_RATE_LIMIT */
  attemptsPerMinute: number;
  version: string;
  after: After;
  endConnections(which: { session_id: string }): void;
  openSession(session: Session): OpenSession;
  log(message: string, error: unknown): void;
}

export interface Arrival {
  /** The client's address, as the listener knows it. */
  address: string | undefined;
  /** The client is identified. */
  onKnown(actor: Actor): void;
}

/** The head of a request for a socket. */
export interface UpgradeHead {
  /** With its query. */
  url: string;
  host: string;
  origin: string | undefined;
  offered: readonly string[];
}

export interface Adapter {
  answer(request: Request, arrival: Arrival): Promise<Response>;
  /** Rejects with the reason for a refusal. */
  upgrade(head: UpgradeHead): Promise<(peer: Peer) => PeerListener>;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

export function createAdapter(options: AdapterOptions): Adapter {
  const { core, hub, secrets, version, after, attemptsPerMinute } = options;
  const known = new KnownMessages();
  const identity = new Identity(core, secrets);
  const accounts = new Accounts(options);
  const attachments = new Attachments(core, options.files);
  const [rates, attempts, connects] = [new Windows(core.now), new Windows(core.now), new Windows(core.now)];
  const counters = { messages_in: 0, messages_out: 0, connections: 0, errors: 0 };
  const dialects = createDialects({ core, known, ended: (connection) => sockets.ended(connection) });
  const sockets = new Sockets({ ...options, attachments, identity, dialects, counters, after }, connects);
  for (const protocol of Object.values(dialects)) hub.speak(protocol);
  const health: HealthDeps = {
    ...{ core, version, counters, startedAt: core.now() },
    sockets: () => sockets.count(),
    rateLimited: () => rates.refused + attempts.refused + connects.refused,
  };
  const rest: RestDeps = { ...options, identity, accounts, known, rates, attempts, attemptsPerMinute };
  const answer = createRest(rest, {
    ...healthRoutes(health),
    ...accountRoutes(rest),
    ...conversationRoutes(rest),
    ...messageRoutes(rest),
    ...tagRoutes(rest),
    ...presenceRoutes(rest, hub),
    ...attachments.routes(),
    ...tierRoutes(core, identity, rates),
  });
  const allowed = new Set(options.origins);
  return {
    async answer(request, { address, onKnown }) {
      const origin = request.headers.get('origin');
      const asked = request.headers.get('x-request-id') ?? '';
      const response = await guarded(request, origin, allowed, () => answer(request, address, onKnown));
      response.headers.set('x-request-id', REQUEST_ID.test(asked) ? asked : `req-${newId()}`);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
      return response;
    },
    async upgrade({ url, host, origin, offered }) {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      requireSocketPath(pathname);
      refuseForeign(host, origin ?? null, allowed);
      return sockets.admit({ path: pathname, query: searchParams, offered });
    },
  };
}

async function guarded(
  request: Request,
  origin: string | null,
  allowed: ReadonlySet<string>,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    refuseForeign(request.headers.get('host') ?? '', origin, allowed);
  } catch (error) {
    return problemResponse(error);
  }
  if (request.method === 'OPTIONS' && origin !== null) return preflight(origin);
  const response = await answer();
  if (origin !== null) for (const [name, value] of Object.entries(corsHeaders(origin))) response.headers.set(name, value);
  return response;
}

function refuseForeign(host: string, origin: string | null, allowed: ReadonlySet<string>): void {
  if (!isOwnHost(host)) throw new Refusal(403, 'host not allowed');
  if (origin !== null && !mayUse(origin, allowed)) throw new Refusal(403, 'origin not allowed');
}

function healthRoutes(health: HealthDeps): Routes {
  return {
    'GET /health': { for: 'plain', answer: () => healthOf(health) },
    'GET /metrics': {
      for: 'plain',
      answer: () => new Response(metricsOf(health), { headers: { 'content-type': 'text/plain; version=0.0.4' } }),
    },
  };
}
