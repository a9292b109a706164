// A friend in the tailnet joins once, with an invite. Tailscale then names the same user on the friend's other devices, which may sign in
// for as long as a session of that user lasts. Nobody signs in by the name alone: without an invite it means nothing.
import type { Person } from '../../../../src-shared/objects.ts';
import type { Core } from '../core.ts';
import { sessionById, type OpenSession } from './commands.ts';
import { hashSecret } from './secrets.ts';

interface User {
  login: string;
}

/** A session of the one person who joined as this user; null without any, when there are two, and for those who run the server. */
export function sessionOfUser(core: Core, { login }: User): OpenSession | null {
  const open = core.directory.sessions.ofTailnetUser(login).flatMap(({ id }) => sessionById(core, id) ?? []);
  const [first] = open;
  if (!first || !mayFollow(first.person) || open.some(({ person }) => person.id !== first.person.id)) return null;
  return first;
}

/** The user that the session of an invite keeps; null when the user has joined as another person. */
export function loginForInvite(core: Core, user: User | null, code: string): string | null {
  if (!user) return null;
  const known = core.directory.sessions.ofTailnetUser(user.login).flatMap(({ id }) => sessionById(core, id)?.person.id ?? []);
  const invited = core.directory.invites.byCode(hashSecret(code))?.participant_id ?? null;
  return known.every((id) => id === invited) ? user.login : null;
}

/** Those who run the server add a device by a code. */
function mayFollow({ role }: Person): boolean {
  return role === 'guest' || role === 'member';
}
