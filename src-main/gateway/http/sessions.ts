// How a browser comes in and goes: the owner's one-time token, an invite, and the session that either becomes.
import type { Hono } from 'hono';
import { AppError } from '../../../src-shared/errors.ts';
import { CSRF_HEADER, SESSION_ROUTES } from '../../../src-shared/http.ts';
import { endSession, openSession, personOfSession, previewInvite, redeemInvite } from '../domain/access.ts';
import { parse } from '../domain/parse.ts';
import { hashSecret } from '../domain/secrets.ts';
import { respond } from './api-routes.ts';
import type { HttpDeps } from './app.ts';
import { sessionToken } from './authenticate.ts';
import { endedCookie, sessionCookie } from './cookies.ts';
import type { HttpContext, HttpEnv } from './env.ts';
import { FailureLimit } from './failure-limit.ts';
import { refuseForged } from './guard.ts';
import { digest, idempotencyKey, type Answer } from './idempotency.ts';
import { readBody, readParsed } from './read-body.ts';

export function addSessionRoutes(app: Hono<HttpEnv>, { core, hub, ownerTokens, cookieName, answers }: HttpDeps): void {
  const limit = new FailureLimit(core.now);

  /** Refuses those who guess: what a failed attempt throws is counted against its address. */
  async function attempt<T>(c: HttpContext, work: () => Promise<T> | T): Promise<T> {
    const address = c.env.incoming.socket.remoteAddress ?? 'unknown';
    if (limit.isBlocked(address)) throw new AppError('too_many_attempts');
    try {
      return await work();
    } catch (error) {
      limit.failed(address);
      throw error;
    }
  }

  /** A write of somebody who is not in yet: the secret they bring tells one from another. */
  async function once(c: HttpContext, secret: string, asked: string, work: () => Promise<Answer>): Promise<Response> {
    const key = idempotencyKey(c.req.header('idempotency-key'));
    const who = `secret ${hashSecret(secret)}`;
    return respond(key === null ? await work() : await answers.once({ who, key, asked: digest(`${c.req.path}\n${asked}`) }, work));
  }

  const signedIn = (c: HttpContext, me: unknown, token: string): Answer => ({
    status: 200,
    body: JSON.stringify({ me }),
    cookie: sessionCookie(cookieName, token, { secure: 'encrypted' in c.env.incoming.socket }),
  });

  app.get('/api/session', (c) => {
    const token = sessionToken(cookieName, { cookie: c.req.header('cookie') });
    const me = token === null ? null : personOfSession(core, token);
    if (!me) throw new AppError('unauthorized', 'Nobody is signed in here.');
    return c.json({ me });
  });

  app.post('/api/session', async (c) => {
    const { text, json } = await readBody(c);
    const { token } = parse(SESSION_ROUTES['POST /api/session'].request, json);
    return once(c, token, text, async () => {
      const session = await attempt(c, () => enterAsOwner(token));
      return signedIn(c, core.directory.owner, session);
    });
  });

  app.delete('/api/session', async (c) => {
    refuseForged(c.req.method, c.req.header(CSRF_HEADER));
    const token = sessionToken(cookieName, { cookie: c.req.header('cookie') });
    if (token !== null) {
      await endSession(core, token);
      hub.endWhere({ session_hash: hashSecret(token) });
    }
    return respond({ status: 200, body: '{}', cookie: endedCookie(cookieName) });
  });

  app.post('/api/invites/preview', async (c) => {
    const { code } = await readParsed(c, SESSION_ROUTES['POST /api/invites/preview'].request);
    return c.json(await attempt(c, () => previewInvite(core, code)));
  });

  app.post('/api/invites/redeem', async (c) => {
    const { text, json } = await readBody(c);
    const { code, name } = parse(SESSION_ROUTES['POST /api/invites/redeem'].request, json);
    return once(c, code, text, async () => {
      const { me, token } = await attempt(c, () => redeemInvite(core, code, name));
      return signedIn(c, me, token);
    });
  });

  function enterAsOwner(token: string): Promise<string> {
    const { owner } = core.directory;
    if (!owner || !ownerTokens.redeem(token)) {
      throw new AppError('unauthorized', 'This link was used or is too old. Open Lanai on its own computer for a new one.');
    }
    return openSession(core, owner.id);
  }
}
