// A friend in the tailnet joins once, with an invite. Tailscale then names the same user on the friend's other devices, which may sign in
// while a session of that user exists. The account name alone signs no user in: the user must have redeemed an invite.
import type { Person } from '../../../../src-shared/objects.ts';
import type { Core } from '../core.ts';
import { sessionById, type OpenSession } from './commands.ts';

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

/** Those who run the server add a device by a code. */
function mayFollow({ role }: Person): boolean {
  return role === 'guest' || role === 'member';
}
