// The audit log of a running home: its entries, its readers, and hostile users.
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src-shared/audit.ts';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Room } from '../../../src-shared/objects.ts';
import type { Browser } from '../testing/browser.ts';
import { startTestHome } from '../testing/home.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();
const FLUSHED = { timeout: 10_000, interval: 100 };

const log = async (query = '', by: Browser = home.owner): Promise<AuditEntry[]> =>
  ((await by.get(`/api/audit?limit=200${query}`)).json() as Reply<'list_audit'>).entries;
const newest = async (): Promise<AuditEntry | undefined> => (await log())[0];
const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');

describe('the audit log', () => {
  it('has who did what, when, by which entrance, from where and on which device', async () => {
    const before = Date.now();
    const guest = await home.guest('Gus');
    await home.owner.patch(`/api/people/${await idOf(guest)}/access`, { role: 'member', room_ids: [LOBBY_ID] });
    const [changed, joined, invited] = await log();
    const ownerId = await idOf(home.owner);
    expect(changed).toMatchObject({
      ...{ kind: 'update_access', topic: 'people', count: 1, entrance: 'computer', address: '127.0.0.1' },
      by: { id: ownerId, name: 'Owner', key: null },
      about: { kind: 'person', id: await idOf(guest), name: 'Gus' },
      facts: { role: 'member', room_ids: 1 },
    });
    expect(changed?.at).toBeGreaterThanOrEqual(before);
    expect(joined).toMatchObject({
      kind: 'redeem_invite',
      by: { id: await idOf(guest), name: 'Gus' },
      about: { kind: 'invite', name: 'Gus' },
    });
    expect(invited).toMatchObject({ kind: 'create_invite', by: { name: 'Owner' }, facts: { name: 'Gus', role: 'guest' } });
  });

  it('names the agent and the label of its key', async () => {
    const made = (await home.owner.post('/api/keys', { label: 'deploy', rights: ['read', 'admin'] })).json() as Reply<'create_key'>;
    const agent = await home.agent('Bot', { key: made.secret });
    await agent.request('create_invite', { name: 'Of a bot' });
    expect(await newest()).toMatchObject({
      kind: 'create_invite',
      by: { name: 'Bot', key: 'deploy' },
      entrance: 'agents',
      address: '127.0.0.1',
    });
    const headers = { authorization: `Bearer ${made.secret}` };
    await ask(`${home.url}/api/invites`, { method: 'POST', headers, body: { name: 'By REST' } });
    expect(await newest()).toMatchObject({ by: { name: 'deploy', key: 'deploy' }, entrance: 'computer' });
    await home.owner.delete(`/api/keys/${made.key.id}`);
    // Their names stay.
    expect(await newest()).toMatchObject({ kind: 'revoke_key', about: { kind: 'key', name: 'deploy' } });
    expect((await log()).some(({ by }) => by?.name === 'Bot')).toBe(true);
  });

  it('has no entry for what was refused, and none for signing out without a session', async () => {
    const guest = await home.guest('Refused');
    const [count] = [(await log()).length];
    expect((await guest.post('/api/invites', { name: 'x' })).field('code')).toBe('access_denied');
    expect((await home.owner.delete('/api/keys/none')).field('code')).toBe('key_not_found');
    await home.browser().delete('/api/session');
    expect(await log()).toHaveLength(count ?? 0);
    await guest.delete('/api/session');
    expect(await newest()).toMatchObject({ kind: 'sign_out', by: { name: 'Refused' } });
  });

  it('says that a person asked Porter', async () => {
    const guest = await home.guest('Pat');
    await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: '@Porter make Pat a member', mentions: ['porter'] });
    await expect.poll(async () => (await newest())?.kind, FLUSHED).toBe('update_access');
    expect(await newest()).toMatchObject({ by: { name: 'Owner' }, entrance: 'porter', address: null, about: { name: 'Pat' } });
    expect((await guest.get('/api/session')).field('me.role')).toBe('member');
  });

  it.each(['a\u202Eb', 'two\nlines', '\u2066x'])(
    'has no entry for a name with characters that turn or break its line: %j',
    async (name) => {
      const count = (await log()).length;
      for (const [path, body] of [
        ['/api/invites', { name }],
        ['/api/keys', { label: name }],
      ] as const)
        expect((await home.owner.post(path, body)).field('code')).toBe('invalid_payload');
      expect(await log()).toHaveLength(count);
    },
  );

  it('has one entry for a single-use invite that many redeem at once, and counts the others', async () => {
    const code = (await home.owner.post('/api/invites', { name: 'Raced' })).field('code');
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_each, index) => home.browser().post('/api/invites/redeem', { code, name: `Racer ${index}` })),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await log()).filter(({ kind, about }) => kind === 'redeem_invite' && about?.name === 'Raced')).toHaveLength(1);
    await expect.poll(async () => (await log()).find(({ facts }) => facts.reason === 'invite_used')?.count, FLUSHED).toBe(11);
  });

  it('has the changes of a room, and of its webhooks without their addresses', async () => {
    const { id } = (await home.owner.post('/api/rooms', { name: 'harbour', public: true })).json() as Room;
    await home.owner.patch(`/api/rooms/${id}`, { topic: 'the tide' });
    await home.owner.put(`/api/rooms/${id}/archive`, {});
    await home.owner.delete(`/api/rooms/${id}/archive`);
    const hook = { webhook_url: 'https://hooks.example/T0K3N', secret: 'a-secret-of-the-hook' };
    const made = await home.owner.post(`/api/rooms/${id}/webhooks`, hook);
    await home.owner.delete(`/api/webhooks/${made.field('id')}`);
    await home.owner.patch(`/api/rooms/${id}`, { public: false });
    const about = { kind: 'room', id, name: 'harbour' };
    expect((await log()).slice(0, 6)).toMatchObject([
      { kind: 'update_room', about, facts: { public: false } },
      { kind: 'unsubscribe', about: null, facts: {} },
      { kind: 'subscribe', about, facts: {} },
      { kind: 'archive_room', about, facts: { archived: false } },
      { kind: 'archive_room', about, facts: { archived: true } },
      { kind: 'update_room', about, facts: {} },
    ]);
    const all = JSON.stringify(await log());
    for (const secret of ['T0K3N', 'a-secret-of', 'the tide']) expect(all).not.toContain(secret);
  });

  it('has no code, no secret and no text of a message', async () => {
    const invite = (await home.owner.post('/api/invites', { name: 'Secretive' })).field('code');
    const key = (await home.owner.post('/api/keys', { label: 'k' })).field('secret');
    const { id } = (await home.owner.post('/api/rooms', { name: 'a secret plan' })).json() as Room;
    await home.owner.post(`/api/rooms/${id}/messages`, { content: 'the tomatoes' });
    await home.owner.delete(`/api/rooms/${id}`);
    const token = home.gateway.issueOwnerToken();
    await home.browser().enter(token);
    const all = JSON.stringify(await log()) + (await home.owner.get('/api/audit/file?format=csv')).text;
    for (const secret of [invite, key, token, 'tomatoes', 'a secret plan']) expect(all).not.toContain(secret);
    expect(all).toContain('delete_room');
  });

  it('has an entry for each device that is ended, and none when an admin tries to end one of the owner', async () => {
    const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
    const guest = await home.guest('Gil');
    const count = (await log()).length;
    expect((await admin.delete(`/api/sessions/${home.owner.session?.id}`)).field('code')).toBe('session_not_found');
    expect(await log()).toHaveLength(count);
    expect((await admin.delete(`/api/sessions/${guest.session?.id}`)).status).toBe(200);
    expect(await newest()).toMatchObject({ kind: 'end_session', by: { name: 'Ann' }, about: { kind: 'device', name: 'Gil' } });
  });

  it('is downloaded as CSV and as lines of JSON, which it says', async () => {
    const csv = await home.owner.get('/api/audit/file');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe('attachment; filename="lanai-audit.csv"');
    expect(csv.text).toMatch(/^id,time,last_time,count,/);
    expect(await newest()).toMatchObject({ kind: 'export_audit', facts: { format: 'csv' } });
    const lines = (await home.owner.get('/api/audit/file?format=jsonl')).text.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AuditEntry).kind)).toContain('export_audit');
    expect((await home.owner.get('/api/audit/file?format=exe')).field('code')).toBe('invalid_payload');
  });

  it('has no formula for a spreadsheet', async () => {
    await home.owner.post('/api/invites', { name: '=HYPERLINK("http://evil.example")' });
    const [, row = ''] = (await home.owner.get('/api/audit/file')).text.split('\r\n');
    expect(row.split(',').filter((cell) => /^["']?[=+@-]/.test(cell))).toEqual([]);
  });
});

describe('a reader of the audit log', () => {
  const routes = ['/api/audit', '/api/audit?topic=keys', '/api/audit/file', '/api/audit/file?format=jsonl'];

  it.each(['guest', 'member'])('is no %s, by no route', async (role) => {
    const who = await home.guest(`R ${newId()}`, { role, room_ids: null });
    for (const route of routes) expect([route, (await who.get(route)).field('code')]).toEqual([route, 'access_denied']);
    const socket = await home.socketOf(who);
    for (const [command, payload] of [
      ['list_audit', {}],
      ['set_audit_retention', { days: 1 }],
    ] as const)
      expect((await socket.request(command, payload)).payload).toMatchObject({ code: 'access_denied' });
    expect((await who.put('/api/audit/retention', { days: 1 })).field('code')).toBe('access_denied');
    expect((await ask(`${home.url}/api/audit`)).status).toBe(401);
  });

  it('is no key without the right to administer, and none for some rooms', async () => {
    for (const scope of [{ rights: ['read', 'post', 'create', 'coordinate'] }, { rights: ['read', 'admin'], room_ids: [LOBBY_ID] }]) {
      const secret = (await home.owner.post('/api/keys', { label: newId(), ...scope })).field('secret');
      for (const route of routes)
        expect((await ask(`${home.url}${route}`, { headers: { authorization: `Bearer ${secret}` } })).field('code')).toBe('access_denied');
    }
  });

  it('is an admin, who does not change how long it is kept', async () => {
    const admin = await home.guest('Amy', { role: 'admin', room_ids: null });
    expect((await log('', admin)).length).toBeGreaterThan(0);
    expect((await admin.put('/api/audit/retention', { days: 1 })).field('code')).toBe('access_denied');
    expect((await home.owner.put('/api/audit/retention', { days: 30 })).json()).toEqual({ days: 30 });
    expect(((await admin.get('/api/audit')).json() as Reply<'list_audit'>).days).toBe(30);
  });

  it('a revoked admin cannot read it', async () => {
    const admin = await home.guest('Ava', { role: 'admin', room_ids: null });
    await home.owner.delete(`/api/people/${await idOf(admin)}/access`);
    expect((await admin.get('/api/audit')).status).toBe(401);
  });

  it.each([
    'topic=messages',
    'after=0x10',
    'after=-1',
    "after=1'--",
    'after=99999999999999999999',
    'limit=0',
    'limit=201',
    'limit=1e9',
    `participant_id=${'x'.repeat(201)}`,
  ])('that asks with %s is refused', async (query) => {
    const answer: Answer = await home.owner.get(`/api/audit?${encodeURI(query)}`);
    expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
  });

  it('that asks for a participant with SQL in the id gets nothing', async () => {
    expect(await log(`&participant_id=${encodeURIComponent("' or 1=1 --")}`)).toEqual([]);
    expect((await log(`&participant_id=${await idOf(home.owner)}`)).length).toBeGreaterThan(0);
  });

  it('gets pages without gaps', async () => {
    const all = (await log()).map(({ id }) => id);
    const pages: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Reply<'list_audit'> = (
        await home.owner.get(`/api/audit?limit=7${after && `&after=${after}`}`)
      ).json() as Reply<'list_audit'>;
      pages.push(...page.entries.map(({ id }) => id));
      after = page.next;
    }
    expect(pages).toEqual(all);
  });
});

describe('a flood of failed attempts', () => {
  it('is one entry with their number', async () => {
    const attempts = (path: string, body: object) => Promise.all(Array.from({ length: 60 }, () => home.browser().post(path, body)));
    await attempts('/api/session', { token: 'wrong' });
    await attempts('/api/invites/redeem', { code: 'inv_wrong', name: 'x' });
    const headers = { authorization: 'Bearer lan_wrong' };
    await Promise.all(Array.from({ length: 60 }, () => ask(`${home.url}/api/rooms`, { headers })));
    const agent = await home.lines();
    await agent.request('register', { key: 'lan_wrong', name: 'Guesser', capabilities: [] });
    const failures = async (): Promise<[string, number, unknown][]> =>
      (await log())
        .filter(({ kind, facts }) => kind.startsWith('failed_') && facts.reason !== 'invite_used')
        .map(({ kind, count, facts }) => [kind, count, facts.reason]);
    await expect
      .poll(async () => (await failures()).sort(([a], [b]) => a.localeCompare(b)), FLUSHED)
      .toEqual([
        ['failed_invite', 60, 'invite_invalid'],
        ['failed_key', expect.any(Number), 'invalid_key'],
        ['failed_key', expect.any(Number), 'invalid_key'],
        ['failed_sign_in', 60, 'unauthorized'],
      ]);
    const keys = (await log('&topic=keys')).filter(({ kind }) => kind === 'failed_key');
    expect(new Map(keys.map(({ entrance, count }) => [entrance, count]))).toEqual(
      new Map([
        ['computer', 60],
        ['agents', 1],
      ]),
    );
    expect((await log()).find(({ kind }) => kind === 'failed_sign_in')).toMatchObject({
      by: null,
      address: '127.0.0.1',
      entrance: 'computer',
    });
  });
});

it('A refusal that is no invalid key is not counted as one: of a removed agent, with a header of a proxy, and of a sign-in', async () => {
  const calm = await startTestHome();
  const rex = { key: calm.key, name: 'Rex', agent_id: 'rex', capabilities: [] };
  const { agent_id } = (await (await calm.lines()).request('register', rex)).payload as { agent_id: string };
  expect((await calm.owner.post(`/api/agents/${agent_id}/removal`)).status).toBe(200);
  const asRex = { authorization: `Bearer ${calm.key}`, 'lanai-agent': 'Rex' };
  expect((await ask(`${calm.url}/api/rooms`, { headers: asRex })).field('code')).toBe('unauthorized');
  expect((await (await calm.lines()).request('register', rex)).payload).toMatchObject({ code: 'unauthorized' });
  const basic = { authorization: 'Basic bWF5YTpzZWNyZXQ=', origin: calm.url };
  const wrong = { authorization: 'Bearer lan_wrong', origin: calm.url };
  for (const headers of [basic, wrong]) {
    expect((await ask(`${calm.url}/api/rooms`, { headers })).status).toBe(401);
    expect((await ask(`${calm.url}/api/session`, { method: 'POST', body: { token: 'wrong' }, headers })).status).toBe(401);
  }
  const failures = async (): Promise<[string, number][]> =>
    (await log('', calm.owner)).filter(({ kind }) => kind.startsWith('failed_')).map(({ kind, count }) => [kind, count]);
  await expect
    .poll(async () => (await failures()).sort(([a], [b]) => a.localeCompare(b)), FLUSHED)
    .toEqual([
      ['failed_key', 1],
      ['failed_sign_in', 2],
    ]);
  await calm.close();
});
