// What a browser with the app in it sends: its cookie, the header against forgery, and its own origin.
import { CSRF_HEADER } from '../../../src-shared/http.ts';
import { ask, type Answer, type Ask } from './http-client.ts';

export interface Browser {
  /** The session cookie as it is sent; null when nobody is signed in. */
  readonly cookie: string | null;
  send(path: string, ask?: Ask): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Signs in with the owner's one-time token. */
  enter(token: string): Promise<Answer>;
  redeem(code: string, name: string): Promise<Answer>;
  /** Headers with which its page opens a WebSocket. */
  socketHeaders(): Record<string, string>;
}

export function createBrowser(url: string): Browser {
  let cookie: string | null = null;

  async function send(path: string, { headers = {}, ...rest }: Ask = {}): Promise<Answer> {
    const own: Record<string, string> = { origin: url, 'sec-fetch-site': 'same-origin', [CSRF_HEADER]: '1' };
    if (cookie !== null) own.cookie = cookie;
    const answer = await ask(`${url}${path}`, { ...rest, headers: { ...own, ...headers } });
    for (const set of answer.headers['set-cookie'] ?? []) cookie = set.includes('Max-Age=0') ? null : (set.split(';')[0] ?? null);
    return answer;
  }

  async function signIn(path: string, body: unknown): Promise<Answer> {
    const answer = await send(path, { method: 'POST', body });
    if (answer.status !== 200) throw new Error(`Could not sign in: ${answer.text}`);
    return answer;
  }

  return {
    get cookie() {
      return cookie;
    },
    send,
    get: (path) => send(path),
    post: (path, body = {}) => send(path, { method: 'POST', body }),
    put: (path, body) => send(path, { method: 'PUT', body }),
    patch: (path, body = {}) => send(path, { method: 'PATCH', body }),
    delete: (path) => send(path, { method: 'DELETE' }),
    enter: (token) => signIn('/api/session', { token }),
    redeem: (code, name) => signIn('/api/invites/redeem', { code, name }),
    socketHeaders: () => ({ origin: url, ...(cookie === null ? {} : { cookie }) }),
  };
}
