// Signs browsers in and out: the owner's one-time token, an invite, and the session that either creates.
import { deviceOf } from '../../../src-shared/device.ts';
import type { INVITE_ENDPOINTS } from '../../../src-shared/endpoints/invites.ts';
import type { SESSION_ENDPOINTS } from '../../../src-shared/endpoints/sessions.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Person } from '../../../src-shared/objects.ts';
import type { PageSession } from '../../../src-shared/page-proof.ts';
import {
  CODE_IS_OVER,
  endSession,
  makerOfCode,
  openSession,
  previewInvite,
  redeemInvite,
  type NewcomersSession,
  type OpenSession,
  type SignInPlace,
} from '../domain/access/commands.ts';
import { ACCOUNT_UNKNOWN } from '../domain/access/session-transactions.ts';
import { answerChallenge, endedSession, sessionsLeft } from '../domain/access/page-sessions.ts';
import { accountKey, sessionOfAccount } from '../domain/access/named-accounts.ts';
import { EVERY_RIGHT } from '../domain/actor.ts';
import type { NamedAccount } from '../sharing/named-account.ts';
import type { HttpDeps } from './app.ts';
import { provenRequest, sessionOf } from './authenticate.ts';
import { endedCookie, sessionCookie } from './cookies.ts';
import type { Done, Endpoints } from './endpoints.ts';
import { KNOWN, type HttpContext } from './env.ts';

type SessionEndpoint = keyof typeof SESSION_ENDPOINTS | keyof typeof INVITE_ENDPOINTS;

export function sessionEndpoints({ core, endConnections, ownerTokens, cookieName }: HttpDeps): Pick<Endpoints, SessionEndpoint> {
  async function signedIn(
    c: HttpContext,
    { me, page, token, ended }: NewcomersSession,
  ): Promise<Done<{ me: Person; session: PageSession }>> {
    for (const session_id of ended) endConnections({ session_id });
    // The browser forgets its old cookie now. Without it that session has no use, and its pushes would go on.
    for (const old of sessionsLeft(core, provenRequest(cookieName, c), me.id)) await end(old);
    return { reply: { me, session: page }, cookie: sessionCookie(cookieName, token, c.env.entrance) };
  }
  async function end({ id }: OpenSession): Promise<void> {
    await endSession(core, id);
    endConnections({ session_id: id });
  }
  return {
    get_session({ c }) {
      const session = sessionOf(core, cookieName, c);
      if (!session) throw new AppError('unauthorized', 'You are not signed in.');
      c.env.incoming.emit(KNOWN);
      return { reply: { me: session.person } };
    },

    async sign_in({ c, request: { token, is_code } }) {
      // The page takes the owner's link without a question. A code may be another person's, so the user has to agree first.
      const maker = is_code ? makerOfCode(core, token) : null;
      const person = maker ? maker.person : !is_code && ownerTokens.redeem(token) ? core.directory.owner : null;
      if (person?.kind !== 'person') throw new AppError('unauthorized', CODE_IS_OVER);
      return signedIn(c, await openSession(core, person, placeOf(c), { by_session_id: maker?.id ?? null }));
    },

    prove_server({ c, request }) {
      const { entrance, incoming } = c.env;
      return { reply: answerChallenge(core, entrance.hostOf(incoming.headers), request).reply };
    },

    ended_session: async ({ request }) => ({ reply: await endedSession(core, request) }),

    async sign_out({ c }) {
      const session = sessionOf(core, cookieName, c);
      if (!session) core.auditing.leaveNoEntry();
      else {
        core.auditing.note({ by_id: session.person.id });
        const { id, person } = session;
        await core.write('signOutHere', { id, participant_id: person.id });
        endConnections({ session_id: id });
      }
      return { reply: {}, cookie: endedCookie(cookieName, c.env.entrance) };
    },

    preview_invite({ c, request: { code } }) {
      const preview = previewInvite(core, code);
      const named = namedBy(c);
      return { reply: { ...preview, name: preview.name || (named?.name ?? ''), account: named?.account ?? null } };
    },

    async redeem_invite({ c, request }) {
      const named = namedBy(c);
      return signedIn(c, await redeemInvite(core, request, { ...placeOf(c), account: named && accountKey(named.account) }));
    },

    named_account({ c }) {
      const account = namedBy(c)?.account ?? null;
      return { reply: { account, name: account && (sessionOfAccount(core, account)?.person.name ?? null) } };
    },

    async sign_in_as_account({ c }) {
      const account = namedBy(c)?.account ?? null;
      const known = account && sessionOfAccount(core, account);
      if (!known) throw new AppError('unauthorized', ACCOUNT_UNKNOWN);
      core.limits.takeCommand({ participant_id: known.person.id, grant: EVERY_RIGHT });
      const place = { ...placeOf(c), account: accountKey(account) };
      return signedIn(c, await openSession(core, known.person, place, { by_session_id: known.id }));
    },
  };
}

const namedBy = ({ env: { entrance, incoming } }: HttpContext): NamedAccount | null => entrance.accountOf(incoming);

export function placeOf(c: HttpContext): SignInPlace {
  return { ...deviceOf(c.req.header('user-agent')), entrance: c.env.entrance.kind, account: null };
}
