// Who a request is from: a session's cookie, or a key as a bearer token.
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import { CSRF_HEADER } from '../../../src-shared/http.ts';
import type { Key } from '../../../src-shared/objects.ts';
import { personOfSession, validKey } from '../domain/access.ts';
import { EVERY_RIGHT, grantOfKey, type Actor } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import { hashSecret } from '../domain/secrets.ts';
import { readCookie } from './cookies.ts';
import type { HttpContext } from './env.ts';
import { refuseForged } from './guard.ts';

/** How exact a key's "last used" is: not every request is worth a write. */
const LAST_USE_MS = 60_000;

/** The session's token, where the request has one. */
export function sessionToken(cookieName: string, headers: Pick<IncomingHttpHeaders, 'cookie'>): string | null {
  return readCookie(headers.cookie, cookieName);
}

/** Who a session's cookie is of; null when there is none or it is no longer good. */
export function actorOfSession(core: Core, cookieName: string, headers: Pick<IncomingHttpHeaders, 'cookie'>): Actor | null {
  const token = sessionToken(cookieName, headers);
  const person = token === null ? null : personOfSession(core, token);
  return person && token !== null ? { participant_id: person.id, grant: { ...EVERY_RIGHT, session_hash: hashSecret(token) } } : null;
}

/** The key a request came with; null when it came with none. Throws `unauthorized` for one that is not valid. */
export function keyOfRequest(core: Core, c: HttpContext): Key | null {
  const secret = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (secret === undefined) return null;
  const key = validKey(core, secret);
  if (!key) throw new AppError('unauthorized');
  return key;
}

/** Throws `unauthorized` or `csrf_required`. A key acts as the agent of its label, which comes to be when it is first used. */
export async function actorOfRequest(core: Core, cookieName: string, c: HttpContext): Promise<Actor> {
  const key = keyOfRequest(core, c);
  if (key) return actorOfKey(core, key);
  const actor = actorOfSession(core, cookieName, { cookie: c.req.header('cookie') });
  if (!actor) throw new AppError('unauthorized', 'Sign in, or send a key as "Authorization: Bearer lan_…".');
  refuseForged(c.req.method, c.req.header(CSRF_HEADER));
  return actor;
}

async function actorOfKey(core: Core, key: Key): Promise<Actor> {
  const id = `key-${key.id}`;
  if (!core.directory.participant(id)) {
    await core.write('registerAgent', { id, name: key.label, type: 'connected', owner_id: key.owner_id, capabilities: [] });
  }
  if (core.now() - (key.last_used_at ?? 0) > LAST_USE_MS) await core.write('touchKey', { id: key.id });
  return { participant_id: id, grant: grantOfKey(key) };
}
