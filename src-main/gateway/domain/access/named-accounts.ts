// A friend joins once, with an invite. The proxy of the entrance then names the same account on the friend's other devices, which may sign
// in while a session of that account exists. The account alone signs no user in: the user must have redeemed an invite.
import type { Account } from '../../../../src-shared/accounts.ts';
import type { Core } from '../core.ts';
import { sessionById, type OpenSession } from './commands.ts';
import { mayFollow } from './session-transactions.ts';

/** As it is stored. The same login of Tailscale and of a proxy are two accounts. */
export function accountKey({ by, login }: Account): string {
  return `${by}:${login}`;
}

export function accountOf(key: string | null): Account | null {
  if (key === null) return null;
  const by = key.startsWith('proxy:') ? 'proxy' : 'tailscale';
  return { by, login: key.slice(by.length + 1) };
}

/** A session of the one person who joined with this account; null without any, when there are two, and for those who run the server. */
export function sessionOfAccount(core: Core, account: Account): OpenSession | null {
  const open = core.directory.sessions.ofAccount(accountKey(account)).flatMap(({ id }) => sessionById(core, id) ?? []);
  const [first] = open;
  if (!first || !mayFollow(first.person) || open.some(({ person }) => person.id !== first.person.id)) return null;
  return first;
}
