// Who a request is from: a session's cookie, or a key as a bearer token.
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import { CSRF_HEADER } from '../../../src-shared/http.ts';
import { personOfSession } from '../domain/access.ts';
import { agentIdOfKey, EVERY_RIGHT, grantOfKey, type Actor, type HeldKey } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import { heldKey } from '../domain/keys.ts';
import { hashSecret } from '../domain/secrets.ts';
import { readCookie } from './cookies.ts';
import { AGENT_REMOVED } from '../store/acts/people.ts';
import { KNOWN, type HttpContext } from './env.ts';
import { refuseForged } from './guard.ts';

/** The session's token, where the request has one. */
export function sessionToken(cookieName: string, headers: Pick<IncomingHttpHeaders, 'cookie'>): string | null {
  return readCookie(headers.cookie, cookieName);
}

/** Who a session's cookie is of; null when there is none or it is no longer good. */
export function actorOfSession(core: Core, cookieName: string, headers: Pick<IncomingHttpHeaders, 'cookie'>): Actor | null {
  const token = sessionToken(cookieName, headers);
  const session = token === null ? null : personOfSession(core, token);
  if (!session || token === null) return null;
  const { person, expires_at } = session;
  return { participant_id: person.id, grant: { ...EVERY_RIGHT, session_hash: hashSecret(token), expires_at } };
}

/** The key a request came with; null when it came with none. Throws `unauthorized` for one that is not valid. */
export function keyOfRequest(core: Core, c: HttpContext): HeldKey | null {
  const secret = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (secret === undefined) return null;
  const held = heldKey(core, secret);
  if (!held) throw new AppError('unauthorized');
  return held;
}

/** Throws `unauthorized` or `csrf_required`. A key acts as the agent of its label, which comes to be when it is first used. */
export async function actorOfRequest(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const actor = await findActor(core, cookieName, c);
  c.env.incoming.emit(KNOWN);
  return actor;
}

async function findActor(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const held = keyOfRequest(core, c);
  if (held) return actorOfKey(core, held);
  const actor = actorOfSession(core, cookieName, { cookie: c.req.header('cookie') });
  if (!actor) throw new AppError('unauthorized', 'Sign in, or send a key as "Authorization: Bearer lan_…".');
  refuseForged(c.req.method, c.req.header(CSRF_HEADER));
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
