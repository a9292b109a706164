// Sends requests as a browser with the app does: with its cookie, the proof of its page, and its own origin.
import { SESSION_ENDPOINTS } from '../../../src-shared/endpoints/sessions.ts';
import { PROOF_HEADER, type PageSession, newNonce } from '../../../src-shared/page-proof.ts';
import { greet, type Greeting, type Signer } from '../../../src-shared/signer.ts';
import { ask as askFromHere, type Answer, type Ask } from './http-client.ts';
import type { WireClient } from './wire-client.ts';

export interface Browser {
  /** The session cookie as it is sent. Null when the browser is signed out. */
  readonly cookie: string | null;
  /** The session in the page's storage. */
  readonly session: PageSession | null;
  send(path: string, ask?: Ask): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Signs in with the owner's one-time token. */
  enter(token: string): Promise<Answer>;
  /** With the code for another device. */
  enterByCode(code: string): Promise<Answer>;
  /** By the account that the entrance names. */
  enterByAccount(): Promise<Answer>;
  redeem(code: string, name: string): Promise<Answer>;
  /** Headers with which its page sends this request. */
  headersFor(method: string, path: string): Record<string, string>;
  /** Signed for reading, as for an image. */
  address(path: string): string;
  /** Headers with which its page opens a WebSocket. */
  socketHeaders(): Record<string, string>;
  /** The handshake on a socket that was opened with these headers. */
  prove(socket: Pick<WireClient, 'request'>): Promise<void>;
}

export interface Way {
  /** Where its requests arrive when a proxy stands before the server. */
  at: string;
  /** The headers that the proxy adds. */
  headers?: Record<string, string>;
  /** The authority that it trusts, as PEM. */
  ca?: string;
  /** The address of this computer from which they arrive. */
  from?: string;
  /** Sends its requests, where they leave from elsewhere. */
  ask?: typeof askFromHere;
}

export function createBrowser(url: string, { at, headers: added = {}, ca, from, ask = askFromHere }: Way = { at: url }): Browser {
  const way = { ca, ...(from !== undefined && { from }) };
  let cookie: string | null = null;
  let session: PageSession | null = null;
  let signer: Signer | null = null;
  const { host } = new URL(url);

  const proxied = at === url ? {} : { host, ...added };
  const origin = (): Record<string, string> => ({ origin: url, ...proxied, ...(cookie === null ? {} : { cookie }) });
  const headersFor = (method: string, path: string): Record<string, string> => {
    const { pathname, search } = new URL(path, url);
    const proof = signer?.proof(method, `${pathname}${search}`);
    return { ...origin(), 'sec-fetch-site': 'same-origin', ...(proof === undefined ? {} : { [PROOF_HEADER]: proof }) };
  };

  async function send(path: string, given: Ask = {}): Promise<Answer> {
    const answer = await sendOnce(path, given);
    // The server was started again and has another nonce: the page does the handshake again.
    if (answer.status !== 401 || !answer.text.includes('proof_required') || !session) return answer;
    await meet(session);
    return sendOnce(path, given);
  }

  async function sendOnce(path: string, { headers = {}, method = 'GET', ...rest }: Ask): Promise<Answer> {
    const answer = await ask(`${at}${path}`, {
      method,
      ...way,
      ...rest,
      headers: { ...headersFor(method, path), ...headers },
    });
    for (const set of answer.headers['set-cookie'] ?? []) cookie = set.includes('Max-Age=0') ? null : (set.split(';')[0] ?? null);
    return answer;
  }

  async function signIn(path: string, body: unknown): Promise<Answer> {
    const answer = await sendOnce(path, { method: 'POST', body });
    if (answer.status !== 200) throw new Error(`Could not sign in: ${answer.text}`);
    session = SESSION_ENDPOINTS.sign_in.reply.parse(answer.json()).session;
    await meet(session);
    return answer;
  }

  async function meet(mine: PageSession): Promise<void> {
    const { challenge, accept } = greeting(mine);
    const answer = await ask(`${at}/api/session/challenge`, {
      method: 'POST',
      body: challenge,
      headers: proxied,
      ...way,
    });
    // A browser whose session has ended continues with its old cookie.
    if (answer.status === 200) ({ signer } = accept(answer.json()));
  }

  function greeting(mine: PageSession): Greeting {
    return greet({ session: mine, host, now: Date.now, newNonce });
  }

  return {
    get cookie() {
      return cookie;
    },
    get session() {
      return session;
    },
    send,
    get: (path) => send(path),
    post: (path, body = {}) => send(path, { method: 'POST', body }),
    put: (path, body) => send(path, { method: 'PUT', body }),
    patch: (path, body = {}) => send(path, { method: 'PATCH', body }),
    delete: (path) => send(path, { method: 'DELETE' }),
    enter: (token) => signIn('/api/session', { token }),
    enterByCode: (token) => signIn('/api/session', { token, is_code: true }),
    enterByAccount: () => signIn('/api/session/account', {}),
    redeem: (code, name) => signIn('/api/invites/redeem', { code, name }),
    headersFor,
    address: (path) => signer?.address(path) ?? path,
    socketHeaders: origin,
    async prove(socket) {
      if (!session) throw new Error('The browser is not signed in.');
      const { challenge, accept } = greeting(session);
      const { prove } = accept((await socket.request('page_challenge', challenge)).payload);
      const { type, payload } = await socket.request('page_proof', prove);
      if (type !== 'ok') throw new Error(`Not admitted: ${JSON.stringify(payload)}`);
    },
  };
}
