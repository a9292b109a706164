// How a browser comes in and goes: the owner's one-time token, an invite, and the session that either becomes.
import type { Hono } from 'hono';
import type * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import { CSRF_HEADER, SESSION_ROUTES } from '../../../src-shared/http.ts';
import { endSession, openSession, personOfSession, previewInvite, redeemInvite } from '../domain/access.ts';
import { parse } from '../domain/parse.ts';
import { sessionToken } from './authenticate.ts';
import { endedCookie, sessionCookie } from './cookies.ts';
import { FailureLimit } from './failure-limit.ts';
import { refuseForged } from './guard.ts';
import { readJson } from './read-json.ts';
import type { HttpDeps, HttpEnv } from './app.ts';

export function addSessionRoutes(app: Hono<HttpEnv>, { core, ownerTokens, cookieName }: HttpDeps): void {
  const limit = new FailureLimit(core.now);

  /** Refuses those who guess: what a failed attempt throws is counted against its address. */
  async function attempt<T>(address: string, work: () => Promise<T> | T): Promise<T> {
    if (limit.isBlocked(address)) throw new AppError('too_many_attempts');
    try {
      return await work();
    } catch (error) {
      limit.failed(address);
      throw error;
    }
  }

  app.get('/api/session', (c) => {
    const token = sessionToken(cookieName, { cookie: c.req.header('cookie') });
    const me = token === null ? null : personOfSession(core, token);
    if (!me) throw new AppError('unauthorized', 'Nobody is signed in here.');
    return c.json({ me });
  });

  app.post('/api/session', async (c) => {
    const { token } = await body(c.req.raw, c.env, SESSION_ROUTES['POST /api/session'].request);
    const session = await attempt(remote(c.env), () => {
      if (!ownerTokens.redeem(token))
        throw new AppError('unauthorized', 'This link was used or is too old. Open Lanai on its own computer for a new one.');
      const { owner } = core.directory;
      if (!owner) throw new AppError('internal_error');
      return openSession(core, owner.id);
    });
    c.header('set-cookie', sessionCookie(cookieName, session, { secure: isSecure(c.env) }));
    return c.json({ me: core.directory.owner });
  });

  app.delete('/api/session', async (c) => {
    refuseForged(c.req.method, c.req.header(CSRF_HEADER));
    const token = sessionToken(cookieName, { cookie: c.req.header('cookie') });
    if (token !== null) await endSession(core, token);
    c.header('set-cookie', endedCookie(cookieName));
    return c.json({});
  });

  app.post('/api/invites/preview', async (c) => {
    const { code } = await body(c.req.raw, c.env, SESSION_ROUTES['POST /api/invites/preview'].request);
    return c.json(await attempt(remote(c.env), () => previewInvite(core, code)));
  });

  app.post('/api/invites/redeem', async (c) => {
    const { code, name } = await body(c.req.raw, c.env, SESSION_ROUTES['POST /api/invites/redeem'].request);
    const { me, token } = await attempt(remote(c.env), () => redeemInvite(core, code, name));
    c.header('set-cookie', sessionCookie(cookieName, token, { secure: isSecure(c.env) }));
    return c.json({ me });
  });
}

async function body<S extends z.ZodMiniType>(request: Request, env: HttpEnv['Bindings'], schema: S): Promise<z.infer<S>> {
  return parse(schema, await readJson(request, env));
}

function remote(env: HttpEnv['Bindings']): string {
  return env.incoming.socket.remoteAddress ?? 'unknown';
}

function isSecure(env: HttpEnv['Bindings']): boolean {
  return 'encrypted' in env.incoming.socket;
}
