import { requireObject } from './error.ts';
import { accepted, objectOf, reached } from './files.ts';
import type { Platform } from './platform.ts';
import type { Session } from './credentials.ts';

export interface SignInOptions {
  url: string | URL;
  /** The code of "Add a device", or of an invite together with a name. */
  code: string;
  /** Redeems an invite: a person with this name joins the home. */
  name?: string;
}

/** The session of a person, for `connect`. The code is used up by it. */
export async function signIn({ url, code, name }: SignInOptions, platform: Platform): Promise<Session> {
  const [path, body] = name === undefined ? ['/api/session', { token: code, is_code: true }] : ['/api/invites/redeem', { code, name }];
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await accepted(await reached(fetch(new URL(path, url), { ...request, redirect: 'error' }), undefined));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply of both endpoints
  const { session } = (await objectOf(answer, 'the sign-in')) as { session: Session };
  requireObject(session, 'the sign-in');
  const cookie = platform.cookieOf(answer);
  return cookie === undefined ? session : { ...session, cookie };
}
