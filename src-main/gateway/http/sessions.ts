// How a browser comes in and goes: the owner's one-time token, an invite, and the session that either becomes.
import type { Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { deviceOf, type Device } from '../../../src-shared/device.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { SESSION_ROUTES } from '../../../src-shared/http.ts';
import { endSession, openSession, previewInvite, redeemInvite, type NewcomersSession } from '../domain/access.ts';
import { answerChallenge } from '../domain/page-sessions.ts';
import { parse } from '../domain/parse.ts';
import { hashSecret } from '../domain/secrets.ts';
import { respond } from './api-routes.ts';
import type { HttpDeps } from './app.ts';
import { presentedBy, sessionOf } from './authenticate.ts';
import { endedCookie, sessionCookie } from './cookies.ts';
import { KNOWN, type HttpContext, type HttpEnv } from './env.ts';
import { FailureLimit } from './failure-limit.ts';
import { digest, idempotencyKey, type Answer } from './idempotency.ts';
import { readStrangersBody } from './read-body.ts';

type Entrance = ReturnType<typeof createEntrance>;

export function addSessionRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  const entrance = createEntrance(deps);
  addOwnSession(app, deps, entrance);
  addInvites(app, deps, entrance);
}

/** What all ways in have in common. */
function createEntrance({ core, cookieName, answers }: HttpDeps) {
  const limit = new FailureLimit({ now: core.now, wait: (ms) => sleep(ms) });
  return {
    /** Slows those who guess: what a failed attempt throws is counted against its address. */
    attempt: <T>(c: HttpContext, work: () => Promise<T> | T): Promise<T> =>
      limit.attempt(c.env.incoming.socket.remoteAddress ?? 'unknown', work),

    /** A write before the sign-in, identified by its secret. Sent again it is refused, because the halves of a session are not kept for a second answer. */
    async once(c: HttpContext, secret: string, asked: string, work: () => Promise<Answer>): Promise<Response> {
      const key = idempotencyKey(c.req.header('idempotency-key'));
      if (key === null) return respond(await work());
      let first: Answer | null = null;
      const write = { who: `secret ${hashSecret(secret)}`, key, asked: digest(`${c.req.path}\n${asked}`) };
      await answers.once(write, async () => {
        first = await work();
        return { status: first.status, body: '' };
      });
      if (!first) throw new AppError('already_done');
      return respond(first);
    },

    signedIn: (c: HttpContext, { me, page, token }: NewcomersSession): Answer => ({
      status: 200,
      body: JSON.stringify({ me, session: page }),
      cookie: sessionCookie(cookieName, token, { secure: isEncrypted(c) }),
    }),
  };
}

/** A proxy may encrypt instead; then the page's own address says so. A false one harms only the sender's own cookie. */
function isEncrypted(c: HttpContext): boolean {
  return 'encrypted' in c.env.incoming.socket || (c.req.header('origin') ?? '').startsWith('https://');
}

function deviceOfRequest(c: HttpContext): Device {
  return deviceOf(c.req.header('user-agent'));
}

function addOwnSession(app: Hono<HttpEnv>, { core, hub, ownerTokens, cookieName }: HttpDeps, { attempt, once, signedIn }: Entrance): void {
  app.get('/api/session', (c) => {
    const session = sessionOf(core, cookieName, c);
    if (!session) throw new AppError('unauthorized', 'Nobody is signed in here.');
    c.env.incoming.emit(KNOWN);
    return c.json({ me: session.person });
  });

  app.post('/api/session', async (c) => {
    const { text, json } = await readStrangersBody(c);
    const { token } = parse(SESSION_ROUTES['POST /api/session'].request, json);
    return once(c, token, text, () =>
      attempt(c, async () => {
        const { owner } = core.directory;
        if (owner?.kind !== 'person' || !ownerTokens.redeem(token)) {
          throw new AppError('unauthorized', 'This link was used or is too old. Open Lanai on its own computer for a new one.');
        }
        return signedIn(c, await openSession(core, owner, deviceOfRequest(c)));
      }),
    );
  });

  app.post('/api/session/challenge', async (c) => {
    const { host } = presentedBy(cookieName, { host: c.req.header('host') });
    return c.json(answerChallenge(core, host, (await readStrangersBody(c)).json).reply);
  });

  app.delete('/api/session', async (c) => {
    const session = sessionOf(core, cookieName, c);
    if (session) {
      await endSession(core, session.id);
      hub.endWhere({ session_id: session.id });
    }
    return respond({ status: 200, body: '{}', cookie: endedCookie(cookieName) });
  });
}

function addInvites(app: Hono<HttpEnv>, { core }: HttpDeps, { attempt, once, signedIn }: Entrance): void {
  app.post('/api/invites/preview', async (c) => {
    const { code } = parse(SESSION_ROUTES['POST /api/invites/preview'].request, (await readStrangersBody(c)).json);
    return c.json(await attempt(c, () => previewInvite(core, code)));
  });

  app.post('/api/invites/redeem', async (c) => {
    const { text, json } = await readStrangersBody(c);
    const { code, name } = parse(SESSION_ROUTES['POST /api/invites/redeem'].request, json);
    return once(c, code, text, () => attempt(c, async () => signedIn(c, await redeemInvite(core, { code, name }, deviceOfRequest(c)))));
  });
}
