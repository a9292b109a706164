import { describe, expect, test } from 'vitest';
import { createAskHome } from './home-api.ts';

interface Call {
  url: RequestInfo | URL;
  init: RequestInit | undefined;
}

function answering(status: number, body: unknown): { calls: Call[]; fetchFromHome: typeof fetch } {
  const calls: Call[] = [];
  const fetchFromHome: typeof fetch = (url, init) => {
    calls.push({ url, init });
    return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  };
  return { calls, fetchFromHome };
}

const PREVIEW = {
  home_name: 'Maya’s Lanai',
  invited_by: 'Maya',
  name: '',
  room_names: null,
  people: 1,
  agents: 1,
  single_use: true,
  account: null,
};
const MAYA = {
  kind: 'person',
  id: 'maya',
  name: 'Maya',
  role: 'owner',
  scope: 'home',
  tells_reads: true,
  created_at: 1,
  revoked_at: null,
  color: null,
  picture: null,
  status: null,
  time_zone: null,
};

describe('asking the home over HTTP', () => {
  test('posts JSON', async () => {
    const { calls, fetchFromHome } = answering(200, PREVIEW);
    const reply = await createAskHome(fetchFromHome)('preview_invite', { code: 'abc' });
    expect(reply.home_name).toBe('Maya’s Lanai');
    expect(calls[0]?.url).toBe('/api/invites/preview');
    expect(calls[0]?.init?.body).toBe('{"code":"abc"}');
    expect(new Headers(calls[0]?.init?.headers).get('content-type')).toBe('application/json');
  });

  test('a GET carries no body', async () => {
    const { calls, fetchFromHome } = answering(200, { me: MAYA });
    await createAskHome(fetchFromHome)('get_session', {});
    expect(calls[0]?.init?.body).toBeUndefined();
  });

  test('a problem document becomes an error with its code and its words', async () => {
    const { fetchFromHome } = answering(410, {
      type: 'about:blank',
      title: 'Gone',
      status: 410,
      detail: 'Withdrawn.',
      code: 'invite_invalid',
    });
    await expect(createAskHome(fetchFromHome)('preview_invite', { code: 'abc' })).rejects.toMatchObject({
      code: 'invite_invalid',
      message: 'Withdrawn.',
    });
  });

  test('a page from something else in between is an error, not a reply', async () => {
    const { fetchFromHome } = answering(502, '<h1>Bad gateway</h1>');
    await expect(createAskHome(fetchFromHome)('get_session', {})).rejects.toMatchObject({ code: 'internal_error' });
  });

  test('a home that cannot be reached is a lost connection', async () => {
    const ask = createAskHome(() => Promise.reject(new TypeError('fetch failed')));
    await expect(ask('get_session', {})).rejects.toMatchObject({ name: 'ConnectionLost' });
  });
});
