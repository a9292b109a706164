// How a browser comes in and goes: the owner's one-time token, an invite, and the session that either becomes.
import type { Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../src-shared/errors.ts';
import { CSRF_HEADER, SESSION_ROUTES } from '../../../src-shared/http.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { endSession, openSession, personOfSession, previewInvite, redeemInvite } from '../domain/access.ts';
import { parse } from '../domain/parse.ts';
import { hashSecret } from '../domain/secrets.ts';
import { respond } from './api-routes.ts';
import type { HttpDeps } from './app.ts';
import { sessionToken } from './authenticate.ts';
import { endedCookie, sessionCookie } from './cookies.ts';
import { KNOWN, type HttpContext, type HttpEnv } from './env.ts';
import { FailureLimit } from './failure-limit.ts';
import { refuseForged } from './guard.ts';
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

    /** A write of somebody who is not in yet: the secret they bring tells one from another. */
    async once(c: HttpContext, secret: string, asked: string, work: () => Promise<Answer>): Promise<Response> {
      const key = idempotencyKey(c.req.header('idempotency-key'));
      const who = `secret ${hashSecret(secret)}`;
      return respond(key === null ? await work() : await answers.once({ who, key, asked: digest(`${c.req.path}\n${asked}`) }, work));
    },

    signedIn: (c: HttpContext, me: Participant, token: string): Answer => ({
      status: 200,
      body: JSON.stringify({ me }),
      cookie: sessionCookie(cookieName, token, { secure: 'encrypted' in c.env.incoming.socket }),
    }),
  };
}

function addOwnSession(app: Hono<HttpEnv>, { core, hub, ownerTokens, cookieName }: HttpDeps, { attempt, once, signedIn }: Entrance): void {
  const tokenOf = (c: HttpContext): string | null => sessionToken(cookieName, { cookie: c.req.header('cookie') });

  app.get('/api/session', (c) => {
    const token = tokenOf(c);
    const session = token === null ? null : personOfSession(core, token);
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
        if (!owner || !ownerTokens.redeem(token)) {
          throw new AppError('unauthorized', 'This link was used or is too old. Open Lanai on its own computer for a new one.');
        }
        return signedIn(c, owner, await openSession(core, owner.id));
      }),
    );
  });

  app.delete('/api/session', async (c) => {
    refuseForged(c.req.method, c.req.header(CSRF_HEADER));
    const token = tokenOf(c);
    if (token !== null) {
      await endSession(core, token);
      hub.endWhere({ session_hash: hashSecret(token) });
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
    return once(c, code, text, () =>
      attempt(c, async () => {
        const { me, token } = await redeemInvite(core, code, name);
        return signedIn(c, me, token);
      }),
    );
  });
}
