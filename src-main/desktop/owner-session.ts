// The desktop's own session: it is a client like every other, and signs in with the owner's one-time token.
import { backgroundAgent } from '../../src-shared/device.ts';
import { SESSION_ENDPOINTS } from '../../src-shared/endpoints/sessions.ts';
import { SESSION_COOKIE } from '../../src-shared/http.ts';
import { PROOF_HEADER, type PageSession } from '../../src-shared/page-proof.ts';
import type { Signer } from '../../src-shared/signer.ts';

const REQUEST_LIMIT_MS = 5_000;
/** Ending the session is a courtesy on the way out; it must not hold up the quit. */
const SIGN_OUT_LIMIT_MS = 1_000;

export interface OwnerSession {
  /** The Cookie header of every request. */
  cookie: string;
  page: PageSession;
}

export async function signIn(origin: string, token: string, fetch: typeof globalThis.fetch): Promise<OwnerSession> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': backgroundAgent(process.platform) },
    body: JSON.stringify({ token }),
    signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
  });
  if (!response.ok) throw new Error(`The home did not let the desktop in (${response.status}).`);
  const cookie = new RegExp(`${SESSION_COOKIE}_[^=;,\\s]+=[^;,\\s]+`).exec(response.headers.get('set-cookie') ?? '')?.[0];
  if (cookie === undefined) throw new Error('The home gave the desktop no session.');
  const { session } = SESSION_ENDPOINTS.sign_in.reply.parse(await response.json());
  return { cookie, page: session };
}

export async function signOut(origin: string, { cookie }: OwnerSession, signer: Signer, fetch: typeof globalThis.fetch): Promise<void> {
  const path = '/api/session';
  await fetch(`${origin}${path}`, {
    method: 'DELETE',
    headers: { cookie, [PROOF_HEADER]: signer.proof('DELETE', path) },
    signal: AbortSignal.timeout(SIGN_OUT_LIMIT_MS),
  });
}
