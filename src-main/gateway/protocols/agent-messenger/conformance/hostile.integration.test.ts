// Clients that mean harm, and clients that make mistakes.
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartFailure } from '../../../../../src-shared/errors.ts';
import { SECRETS_FILE } from '../secrets.ts';
import { dataOf, startMessenger, type MessengerHome, type User } from '../../../testing/messenger-home.ts';

const JWT_SECRET = 'a secret of the environment, long enough';

let home: MessengerHome;
let ada: User;
let conversation: string;

beforeAll(async () => {
  home = await startMessenger({}, { jwt: JWT_SECRET });
  ada = await home.user('ada_l');
  await home.call('POST /auth/agent', { agent_id: 'bot', agent_secret: home.home.key });
  conversation = await ada.conversation('bot');
}, 60_000);

afterAll(async () => {
  expect(home.home.logged).toEqual([]);
  await home.close();
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function forged(header: object, claims: object, secret = JWT_SECRET, hash = 'sha256'): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

function claims(): Record<string, unknown> {
  const parsed: unknown = JSON.parse(Buffer.from(ada.token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return Object(parsed);
}

const HS256 = { alg: 'HS256', typ: 'JWT' };

describe('a token', () => {
  const tokens: [what: string, () => string][] = [
    ['is missing', () => ''],
    ['is no token', () => 'abc'],
    ['says that it needs no signature', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
    ['has another algorithm', () => forged({ alg: 'HS512', typ: 'JWT' }, claims(), JWT_SECRET, 'sha512')],
    ['claims another algorithm over a good signature', () => forged({ alg: 'RS256' }, claims())],
    ['is signed with the secret of their examples', () => forged(HS256, claims(), 'agent-messenger-dev-secret-change-me')],
    ['has expired', () => forged(HS256, { ...claims(), exp: 1 })],
    ['is of another issuer', () => forged(HS256, { ...claims(), iss: 'other' })],
    ['names no session', () => forged(HS256, { ...claims(), sid: undefined })],
    ['names a session that is not there', () => forged(HS256, { ...claims(), sid: 'x' })],
    ['names another user than its session', () => forged(HS256, { ...claims(), user_id: 'bot' })],
    ['was changed', () => ada.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['has a critical extension', () => forged({ ...HS256, crit: ['exp'] }, claims())],
    ['is very long', () => `${ada.token}${'A'.repeat(4_000)}`],
  ];

  it.each(tokens)('that %s is refused everywhere', async (_what, make) => {
    const token = make();
    const { status, body } = await home.call('GET /conversations/list', {}, { authorization: `Bearer ${token}` });
    expect([status, body]).toEqual([401, { error: 'unauthorized', status: 'Unauthorized' }]);
    await expect(home.socket('/client/connect', { token }, ['v1'])).rejects.toThrow(/^40[01] /);
  });

  it('that is forged as in the tests above is good when nothing is wrong with it', async () => {
    const headers = { authorization: `Bearer ${forged(HS256, claims())}` };
    expect((await home.call('GET /conversations/list', {}, headers)).status).toBe(200);
    expect((await home.call('GET /conversations/list', {}, { authorization: ada.token })).status).toBe(200);
  });

  it('in the address gives access to no route', async () => {
    expect((await home.call('GET /conversations/list', { token: ada.token })).status).toBe(401);
  });

  it('ends with its session, also in an open socket', async () => {
    const eve = await home.user('eve_1');
    const socket = await eve.connect();
    await socket.next('connected');
    await home.home.owner.delete(`/api/people/${eve.id}/access`);
    await socket.closed;
    expect((await home.call('GET /conversations/list', {}, eve.headers)).status).toBe(401);
    await expect(eve.connect()).rejects.toThrow('401');
  });
});

describe('the secret of an agent', () => {
  it('ends with its key, also in an open socket', async () => {
    const made = await home.home.owner.post('/api/keys', { label: 'k', rights: ['read', 'post'] });
    const agent_secret = String(made.field('secret'));
    const socket = await home.socket('/agent/connect', { agent_id: 'other', agent_secret }, ['v1']);
    await socket.next('connected');
    await home.home.owner.delete(`/api/keys/${String(made.field('key.id'))}`);
    await socket.closed;
    await expect(home.socket('/agent/connect', { agent_id: 'other', agent_secret }, ['v1'])).rejects.toThrow('401');
  });

  it('is not that of their examples, and not empty', async () => {
    for (const agent_secret of ['dev-agent-secret-change-me', ''])
      await expect(home.socket('/agent/connect', { agent_id: 'bot', agent_secret })).rejects.toThrow('401');
    await expect(home.socket('/agent/connect', { agent_secret: home.home.key })).rejects.toThrow('400');
  });

  it('of one key does not make its holder an agent of another key', async () => {
    const guest = await home.home.owner.post('/api/keys', { label: 'small', rights: ['read'] });
    const secret = { 'x-agent-secret': String(guest.field('secret')), 'x-agent-id': 'bot' };
    const { status } = await home.call('GET /conversations/messages', { conversation_id: conversation }, secret);
    expect(status).toBe(401);
  });

  it('lets an agent connect ten times a minute', async () => {
    for (let n = 0; n < 10; n += 1) (await home.agent('restless')).close();
    await expect(home.agent('restless')).rejects.toThrow('429');
  });
});

describe('the admin secret', () => {
  it('is read from its header only, and is no default', async () => {
    const kept: unknown = JSON.parse(readFileSync(path.join(home.home.dataDir, SECRETS_FILE), 'utf8'));
    const { admin } = Object(kept);
    expect((await home.call('GET /admin/agents', {}, { 'x-admin-secret': String(admin) })).status).toBe(200);
    expect((await home.call('GET /admin/agents', { admin_secret: String(admin) })).status).toBe(401);
    expect((await home.call('GET /admin/agents', {}, { 'x-admin-secret': 'admin-dev-secret' })).status).toBe(401);
  });

  it.each(['agent', 'jwt', 'admin'] as const)(
    'as the others (%s) is not taken from the environment when everyone knows it',
    async (name) => {
      const known = { agent: 'dev-agent-secret-change-me', jwt: 'agent-messenger-dev-secret-change-me', admin: 'admin-dev-secret' };
      await expect(startMessenger({}, { [name]: known[name] })).rejects.toThrow(StartFailure);
      await expect(startMessenger({}, { [name]: 'short' })).rejects.toThrow('too short');
    },
  );
});

/** With headers that `fetch` does not let a program set. */
function raw(method: string, target: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(home.url);
    const sent = request({ host: '127.0.0.1', port, method, path: target, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('pages of other sites', () => {
  it('are refused, on routes and sockets', async () => {
    const headers = { origin: 'https://evil.example', ...ada.headers };
    expect((await home.call('POST /auth/login', { username: 'a', password: 'b' }, headers)).status).toBe(403);
    expect((await home.call('GET /conversations/list', {}, headers)).status).toBe(403);
    expect((await home.call('GET /health', {}, { origin: 'null' })).status).toBe(403);
    await expect(home.socket('/client/connect', { token: ada.token }, ['v1'], { origin: 'https://evil.example' })).rejects.toThrow('403');
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'evil.example:80@localhost'])(
    'do not come in by the name %s',
    async (host) => {
      expect([400, 403]).toContain(await raw('GET', '/health', { host }));
    },
  );

  it('on this computer may use it, with the header that the web client sends', async () => {
    const origin = 'http://localhost:3000';
    const asked = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-requested-with,authorization' };
    const preflight = await home.call('OPTIONS /conversations/create', {}, asked);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Requested-With');
    const { headers } = await home.call('GET /conversations/list', {}, { origin, ...ada.headers });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    (await home.socket('/client/connect', { token: ada.token }, [], { origin })).close();
  });

  it('that the owner has named may use it', async () => {
    const other = await startMessenger({}, { origins: ['https://chat.example'] });
    expect((await other.call('GET /health', {}, { origin: 'https://chat.example' })).status).toBe(200);
    await other.close();
  });
});

describe('malformed requests', () => {
  it('are answered with a reason, as the clients read it', async () => {
    const post = (body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Response> =>
      fetch(`${home.url}/auth/login`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await post('{"username"', 'application/json')).status).toBe(400);
    expect((await post('[1]', 'application/json')).status).toBe(400);
    expect((await post(new Uint8Array([0xff, 0xfe, 0x3d]), 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await post('--x', 'multipart/form-data; boundary=y')).status).toBe(400);
    expect((await post('', 'text/plain')).status).toBe(400);
    const large = await post(`username=${'x'.repeat(2_000_000)}`, 'application/x-www-form-urlencoded');
    expect([large.status, await large.json()]).toEqual([413, { error: 'request body too large', status: 'Request Entity Too Large' }]);
  });

  it('to other addresses and with other methods are refused', async () => {
    const missing = await home.call('GET /nothing');
    expect([missing.status, missing.text]).toEqual([404, '404 page not found\n']);
    expect((await home.call('GET /debug/pprof/')).status).toBe(404);
    const wrong = await home.call('DELETE /auth/login');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    await expect(home.socket('/ws', {})).rejects.toThrow('404');
    expect(await raw('GET', '/health/../agents', {})).toBe(400);
    expect((await home.call('GET /conversations/%E0%A4%A/messages', {}, ada.headers)).status).toBe(400);
  });

  it('to log in are counted by address', async () => {
    const other = await startMessenger({}, { attemptsPerMinute: 3 });
    const attempt = () =>
      other.call('POST /auth/login', { username: 'x', password: 'y' }, { 'x-forwarded-for': `10.0.0.${Math.random()}` });
    for (let n = 0; n < 3; n += 1) expect((await attempt()).status).toBe(401);
    const { status, headers } = await attempt();
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
    await other.close();
  });
});

describe('sockets', () => {
  it('close on a frame that is too long, and on bytes that are no text', async () => {
    const long = await ada.connect();
    await long.next('connected');
    long.raw('x'.repeat(2_000_000));
    expect((await long.closed).code).toBe(1009);
    const binary = await ada.connect();
    await binary.next('connected');
    binary.raw(Buffer.from([0xff, 0xfe, 0xfd]));
    expect(dataOf(await binary.next('error'))).toMatchObject({ error: 'invalid message format' });
    await binary.closed;
  });

  it('take frames of any shape without an error of the server', async () => {
    const socket = await ada.connect();
    await socket.next('connected');
    const hostile = [
      '{"type":1}',
      'null',
      '"message"',
      '{"type":"message","data":"x"}',
      `{"type":"message","data":{"conversation_id":{},"content":[]}}`,
      `{"type":"message","data":{"conversation_id":"${conversation}","content":"x","attachment_ids":["../../etc/passwd"]}}`,
      `{"type":"message","data":{"conversation_id":"__proto__","content":"x"}}`,
      '{"type":"__proto__","data":{}}',
      '{"type":"constructor"}',
      `{"type":"status","data":{"status":"\\u202e","conversation_id":"${conversation}"}}`,
      `{"type":"message","data":{"conversation_id":"${conversation}","content":"${'x'.repeat(300_000)}"}}`,
    ];
    for (const text of hostile) socket.raw(text);
    socket.send({ type: 'message', data: { conversation_id: conversation, content: 'still here' } });
    await socket.next('user_message', ({ content }) => content === 'still here');
    socket.close();
  });

  it('do not let a client that reads nothing hold up the others', async () => {
    const [slow, fast] = [await ada.connect(['v1'], { device_id: 'slow' }), await ada.connect(['v1'], { device_id: 'fast' })];
    await fast.next('connected');
    slow.pause();
    const bot = await home.agent('bot');
    await bot.next('connected');
    const content = 'y'.repeat(100_000);
    for (let n = 0; n < 150; n += 1) {
      bot.send({ type: 'message', data: { conversation_id: conversation, content: `${n} ${content}` } });
      await fast.next('message', (fields) => String(fields.content).startsWith(`${n} `));
    }
    await expect.poll(async () => (await home.call('GET /health')).body.client_conns_total, { timeout: 10_000 }).toBe(1);
    bot.close();
    fast.close();
  });
});
