// Who a request is from: a session's cookie, or a key as a bearer token.
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../src-shared/errors.ts';
import { personOfSession, validKey } from '../domain/access.ts';
import { EVERY_RIGHT, type Actor } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import { readCookie } from './cookies.ts';
import { refuseForged } from './guard.ts';

export interface Credentials {
  method: string;
  cookie: string | undefined;
  authorization: string | undefined;
  csrf: string | undefined;
}

/** The session's token, where the request has one. */
export function sessionToken(cookieName: string, headers: Pick<IncomingHttpHeaders, 'cookie'>): string | null {
  return readCookie(headers.cookie, cookieName);
}

/** Who a session's cookie is of; null when there is none or it is no longer good. */
export function actorOfSession(core: Core, cookieName: string, headers: Pick<IncomingHttpHeaders, 'cookie'>): Actor | null {
  const token = sessionToken(cookieName, headers);
  const person = token === null ? null : personOfSession(core, token);
  return person && { participant_id: person.id, grant: EVERY_RIGHT };
}

/** Throws `unauthorized` or `csrf_required`. A key acts as the agent of its label, which comes to be when it is first used. */
export async function actorOfRequest(core: Core, cookieName: string, credentials: Credentials): Promise<Actor> {
  const bearer = /^Bearer +(\S+)$/i.exec(credentials.authorization ?? '')?.[1];
  if (bearer !== undefined) return actorOfKey(core, bearer);
  const actor = actorOfSession(core, cookieName, { cookie: credentials.cookie });
  if (!actor) throw new AppError('unauthorized', 'Sign in, or send a key as "Authorization: Bearer lan_…".');
  refuseForged(credentials.method, credentials.csrf);
  return actor;
}

async function actorOfKey(core: Core, secret: string): Promise<Actor> {
  const key = validKey(core, secret);
  if (!key) throw new AppError('unauthorized');
  const id = `key-${key.id}`;
  if (!core.directory.participant(id)) {
    await core.write('registerAgent', { id, name: key.label, type: 'connected', owner_id: key.owner_id, capabilities: [] });
    await core.write('touchKey', { id: key.id });
  }
  return { participant_id: id, grant: { key_id: key.id, room_ids: key.room_ids && new Set(key.room_ids), rights: new Set(key.rights) } };
}
