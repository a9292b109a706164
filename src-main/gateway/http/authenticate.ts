// Who a request is from: a session's cookie with the proof of its page, or a key as a bearer token.
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import { PROOF_HEADER } from '../../../src-shared/page-proof.ts';
import type { OpenSession } from '../domain/access.ts';
import { agentIdOfKey, grantOfKey, type Actor, type HeldKey } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import { heldKey } from '../domain/keys.ts';
import { actorOfPage, sessionOfRequest, type Presented } from '../domain/page-sessions.ts';
import { readCookies } from './cookies.ts';
import { AGENT_REMOVED } from '../store/acts/people.ts';
import { KNOWN, type HttpContext } from './env.ts';

/** What a browser sent along by itself. */
export function presentedBy(cookieName: string, { cookie, host }: Pick<IncomingHttpHeaders, 'cookie' | 'host'>): Presented {
  return { tokens: readCookies(cookie, cookieName), host: (host ?? '').toLowerCase() };
}

/** The session of a request; null without any. Throws `proof_required` for a good cookie without a good proof. */
export function sessionOf(core: Core, cookieName: string, c: HttpContext): OpenSession | null {
  const { method = 'GET', url = '', headers } = c.env.incoming;
  return sessionOfRequest(core, { ...presentedBy(cookieName, headers), method, url, proof: c.req.header(PROOF_HEADER) });
}

export function actorOfSession(core: Core, cookieName: string, c: HttpContext): Actor | null {
  const session = sessionOf(core, cookieName, c);
  return session && actorOfPage(session);
}

/** The key a request came with; null when it came with none. Throws `unauthorized` for one that is not valid. */
export function keyOfRequest(core: Core, c: HttpContext): HeldKey | null {
  const secret = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (secret === undefined) return null;
  const held = heldKey(core, secret);
  if (!held) throw new AppError('unauthorized');
  return held;
}

/** Throws `unauthorized` or `proof_required`. A key acts as the agent of its label, which comes to be when it is first used. */
export async function actorOfRequest(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const actor = await findActor(core, cookieName, c);
  c.env.incoming.emit(KNOWN);
  return actor;
}

async function findActor(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const held = keyOfRequest(core, c);
  if (held) return actorOfKey(core, held);
  const actor = actorOfSession(core, cookieName, c);
  if (!actor) throw new AppError('unauthorized', 'Sign in, or send a key as "Authorization: Bearer lan_…".');
  return actor;
}

async function actorOfKey(core: Core, held: HeldKey): Promise<Actor> {
  const { key } = held;
  const id = agentIdOfKey(key.id);
  const known = core.directory.participant(id);
  if (!known) {
    const agent = { id, name: key.label, type: 'connected' as const, owner_id: key.owner_id, capabilities: [] };
    await core.write('registerAgent', { ...agent, key_id: key.id, is_scoped: key.room_ids !== null });
  } else if (known.kind !== 'agent' || known.owner_id !== key.owner_id) {
    throw new AppError('agent_id_taken');
  } else if (known.removed_at !== null) {
    throw new AppError('unauthorized', AGENT_REMOVED);
  }
  return { participant_id: id, grant: grantOfKey(held) };
}
