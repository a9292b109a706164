// Identifies the sender of a request: by a session's cookie with the proof of its page, or by a bearer token, which is a key or the
// token of a person's program.
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import { agentIdOf } from '../../../src-shared/agent-id.ts';
import { AGENT_HEADER } from '../../../src-shared/http.ts';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Key } from '../../../src-shared/keys.ts';
import { Name } from '../../../src-shared/name.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { PROOF_HEADER } from '../../../src-shared/page-proof.ts';
import { sessionOfToken, type OpenSession } from '../domain/access/commands.ts';
import { agentIdOfKey, grantOfKey, type Actor, type HeldKey } from '../domain/actor.ts';
import { comeIn } from '../domain/agents/register.ts';
import { ownedAgentId } from '../domain/agents/agent-ids.ts';
import type { Core } from '../domain/core.ts';
import type { Entrance } from '../sharing/entrance.ts';
import { heldKey, InvalidKey } from '../domain/keys/commands.ts';
import { actorOfProgram } from '../domain/access/programs.ts';
import { isOfProgram } from '../domain/access/secrets.ts';
import { actorOfPage, sessionOfRequest, type Presented, type ProvenRequest } from '../domain/access/page-sessions.ts';
import { parse } from '../domain/parse.ts';
import { readCookies } from './cookies.ts';
import { AGENT_REMOVED } from '../domain/people/transactions.ts';
import { KNOWN, type HttpContext } from './env.ts';

/** The cookies and the host, which a browser sends automatically. */
export function presentedBy(cookieName: string, entrance: Entrance, headers: IncomingHttpHeaders): Presented {
  return { tokens: readCookies(headers.cookie, cookieName, entrance), host: entrance.hostOf(headers), entrance: entrance.kind };
}

/** The session of a request, of a page or of a program; null without any. Throws `proof_required` for a good cookie without a good proof. */
export function sessionOf(core: Core, cookieName: string, c: HttpContext): OpenSession | null {
  return programOfRequest(core, c) ?? sessionOfRequest(core, provenRequest(cookieName, c));
}

/** Null when the request has no token of a program. Throws InvalidKey, and `origin_not_allowed` for a page. */
function programOfRequest(core: Core, c: HttpContext): OpenSession | null {
  const token = bearerOf(c);
  if (token === undefined || !isOfProgram(token)) return null;
  refuseBrowser(c);
  const session = sessionOfToken(core, token);
  if (!session) throw new InvalidKey('This access has ended.');
  return session;
}

/** A token that a page can send is a token that a script in the page can take. */
export function refuseBrowser({ req }: HttpContext): void {
  const marks = ['origin', 'sec-fetch-site', 'cookie'].filter((name) => req.header(name) !== undefined);
  if (marks.length > 0) throw new AppError('origin_not_allowed', 'This is for programs. A page signs in with the link of the invite.');
}

export function provenRequest(cookieName: string, c: HttpContext): ProvenRequest {
  const { entrance, incoming } = c.env;
  const { method = 'GET', url = '', headers } = incoming;
  return { ...presentedBy(cookieName, entrance, headers), method, url, proof: c.req.header(PROOF_HEADER) };
}

export function actorOfSession(core: Core, cookieName: string, c: HttpContext): Actor | null {
  const { kind } = c.env.entrance;
  const program = programOfRequest(core, c);
  if (program) return actorOfProgram(program, kind);
  const session = sessionOf(core, cookieName, c);
  return session && actorOfPage(session, kind);
}

function bearerOf(c: HttpContext): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

/** The key of a request. Null when it has none. Throws InvalidKey. */
export function keyOfRequest(core: Core, c: HttpContext): HeldKey | null {
  const secret = bearerOf(c);
  if (secret === undefined || isOfProgram(secret)) return null;
  const held = heldKey(core, secret);
  if (!held) throw new InvalidKey();
  return held;
}

/**
 * Throws `unauthorized`, `proof_required`, `agent_id_taken` or `rate_limit_agents`. A key acts as the agent in AGENT_HEADER, or as
 * the agent of its label, which is created at the first use.
 */
export async function actorOfRequest(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const actor = await findActor(core, cookieName, c);
  c.env.incoming.emit(KNOWN, actor);
  return actor;
}

async function findActor(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const held = keyOfRequest(core, c);
  if (held) return actorOfKey(core, held, c.req.header(AGENT_HEADER));
  const actor = actorOfSession(core, cookieName, c);
  if (!actor) throw new AppError('unauthorized', 'Sign in, or send a key as "Authorization: Bearer lan_…".');
  return actor;
}

async function actorOfKey(core: Core, held: HeldKey, header: string | undefined): Promise<Actor> {
  const { key } = held;
  const asked = header === undefined ? agentOfLabel(core, key) : agentOfHeader(core, key, header);
  const known = core.directory.participant(asked.id);
  const isNew =
    !known || (header !== undefined && (known.name !== asked.name || core.directory.accounts.keyIdOfAgent(asked.id) !== key.id));
  if (isNew) {
    await comeIn(core, key, { ...asked, capabilities: [] });
  } else if (known.kind !== 'agent' || known.owner_id !== key.owner_id) {
    throw new AppError('agent_id_taken');
  } else if (known.removed_at !== null) {
    throw new AppError('unauthorized', AGENT_REMOVED);
  }
  return { participant_id: asked.id, grant: grantOfKey(held) };
}

type AskedAgent = Pick<Agent, 'id' | 'name'>;

/** All agents of this computer share its key, so the key alone names none of them. */
function agentOfLabel(core: Core, { id: keyId, label }: Key): AskedAgent {
  const id = agentIdOfKey(keyId);
  if (keyId === HOME_KEY_ID && !core.directory.participant(id))
    throw new AppError('invalid_payload', 'Name the agent in the header Lanai-Agent.');
  return { id, name: label };
}

/** Node reads headers as Latin-1; names are sent in UTF-8. */
function agentOfHeader(core: Core, { owner_id }: Key, header: string): AskedAgent {
  const name = parse(Name, Buffer.from(header, 'latin1').toString('utf8'));
  return { id: ownedAgentId(core, owner_id, agentIdOf(name)), name };
}
