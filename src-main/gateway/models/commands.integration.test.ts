// Model providers in a running home, with a model server on this computer: who may do what, and that a key never comes out.
import { LLMock } from '@copilotkit/aimock';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src-shared/audit.ts';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Provider } from '../../../src-shared/providers.ts';
import { backupHands } from '../testing/backups.ts';
import type { Browser } from '../testing/browser.ts';
import { startTestHome } from '../testing/home.ts';
import type { Answer } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { watchAs } from '../testing/watcher.ts';

const KEY = 'sk-the-key-of-the-owner';
const server = new LLMock({ port: 0, auth: { apiKeys: [KEY] } });
const open = new LLMock({ port: 0 });
const modelPorts = { Ollama: 1, 'LM Studio': 1, 'llama.cpp': 1, vLLM: 1 };
beforeAll(async () => {
  await Promise.all([server.start(), open.start()]);
  modelPorts.Ollama = open.port;
});
afterAll(() => Promise.all([server.stop(), open.stop()]));
beforeEach(() => {
  for (const each of [server, open])
    each.reset().on({ model: 'llama-test' }, { content: 'Good evening.', usage: { prompt_tokens: 9, completion_tokens: 3 } });
});
const home = homeForAll({ modelPorts });

const added = async (more: object = {}, by: Browser = home.owner): Promise<Provider> => {
  const answer = await by.post('/api/providers', { kind: 'openai-compatible', name: newId(), base_url: server.url, ...more });
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
  return answer.json() as Provider;
};
const list = async (): Promise<Reply<'list_providers'>> => (await home.owner.get('/api/providers')).json() as Reply<'list_providers'>;
const models = (id: string): Promise<Answer> => home.owner.get(`/api/providers/${id}/models`);
const trial = (id: string, model = 'llama-test'): Promise<Answer> => home.owner.post(`/api/providers/${id}/trial`, { model });

describe('a provider', () => {
  it('is added, listed, changed, checked, tried and removed', async () => {
    const provider = await added({ name: 'The server', key: KEY });
    expect(provider).toEqual({
      ...{ id: expect.any(String), kind: 'openai-compatible', name: 'The server', created_at: expect.any(Number) },
      ...{ base_url: `${server.url}/v1`, key_state: 'kept', agent_ids: [] },
    });
    expect((await list()).providers).toContainEqual(provider);
    expect((await models(provider.id)).json()).toEqual({
      models: [{ id: 'llama-test', context_tokens: null, tools: null, images: null, price: null }],
    });
    expect((await trial(provider.id)).json()).toEqual({ text: 'Good evening.', input_tokens: 9, output_tokens: 3, ms: expect.any(Number) });
    const renamed = await home.owner.patch(`/api/providers/${provider.id}`, { name: 'Renamed' });
    expect(renamed.json()).toEqual({ ...provider, name: 'Renamed' });
    expect((await home.owner.delete(`/api/providers/${provider.id}`)).json()).toEqual({});
    for (const gone of [await models(provider.id), await trial(provider.id), await home.owner.delete(`/api/providers/${provider.id}`)])
      expect([gone.status, gone.field('code')]).toEqual([404, 'provider_not_found']);
    expect((await list()).providers.map(({ id }) => id)).not.toContain(provider.id);
  });

  it('speaks both dialects', async () => {
    const { id } = await added({ kind: 'anthropic', key: KEY });
    expect((await models(id)).json()).toMatchObject({ models: [{ id: 'llama-test' }] });
    expect((await trial(id)).json()).toMatchObject({ text: 'Good evening.' });
  });

  it('without a name has that of its host', async () => {
    const host = new URL(server.url).host;
    expect((await added({ name: null })).name).toBe(host);
    expect((await added({ name: undefined })).name).toBe(`${host} 2`);
  });

  it('fails in words with a wrong key, no key, a wrong model and a server that is not there', async () => {
    const said = async (answer: Promise<Answer>): Promise<string> => {
      const failed = await answer;
      expect([failed.status, failed.field('code')]).toEqual([502, 'model_failed']);
      return failed.field('detail');
    };
    const wrong = await added({ key: 'sk-another' });
    const none = await added();
    for (const { id } of [wrong, none])
      for (const asked of [models(id), trial(id)]) expect(await said(asked)).toContain('does not accept the key');
    expect(await said(models((await added({ base_url: `${open.url}/nothing/v1` })).id))).toContain('no model server at this address');
    expect(await said(models((await added({ base_url: 'http://127.0.0.1:1' })).id))).toContain('is not running');
    const { id } = await added({ base_url: open.url });
    open.nextRequestError(404, { message: 'The model `gone` does not exist', code: 'model_not_found' });
    expect(await said(trial(id, 'gone'))).toContain('does not have this model');
    open.nextRequestError(500, { message: 'boom' });
    expect(await said(trial(id))).toContain('failed with the status 500');
    for (const [chaos, words] of [
      [{ rateLimitRate: 1 }, 'no more requests'],
      [{ malformedRate: 1 }, 'cannot be read'],
      [{ dropRate: 1 }, 'failed with the status 500'],
      [{ disconnectRate: 1 }, 'closed the connection'],
    ] as const) {
      open.setChaos(chaos);
      expect(await said(trial(id))).toContain(words);
      open.clearChaos();
    }
    expect((await trial(id)).json()).toMatchObject({ text: 'Good evening.' });
  });

  it('says which agents use it', async () => {
    const { id } = await added();
    const made = await home.owner.post('/api/agents', { name: newId(), runs: { kind: 'model', provider_id: id, model: 'llama-test' } });
    expect(made.status).toBe(201);
    const used = (await list()).providers.find((each) => each.id === id);
    expect(used?.agent_ids).toHaveLength(1);
  });

  it('is found on this computer', async () => {
    const { found } = (await home.owner.get('/api/providers/found')).json() as Reply<'find_providers'>;
    expect(found).toEqual([{ name: 'Ollama', kind: 'openai-compatible', base_url: `${open.url}/v1`, model_count: 1 }]);
  });
});

describe('the draft of an agent', () => {
  const draft = async (purpose: unknown, more: object = {}, by: Browser = home.owner): Promise<Answer> => {
    const { id } = await added({ key: KEY });
    return by.post('/api/agent-drafts', { runs: { kind: 'model', provider_id: id, model: 'gardener' }, purpose, ...more });
  };

  it('is written by the model, within few tokens, and nothing is kept', async () => {
    server.on({ model: 'gardener' }, { content: 'Rosemary\n\nYou answer questions about the garden.' });
    const before = (await home.owner.get('/api/audit?limit=200')).json() as { entries: AuditEntry[] };
    const answer = await draft('Answers questions about our garden');
    expect(answer.json()).toEqual({ name: 'Rosemary', instructions: 'You answer questions about the garden.' });
    const asked = server.getLastRequest()?.body;
    expect(asked).toMatchObject({ max_tokens: 1_000 });
    expect(JSON.stringify(asked)).toContain('Answers questions about our garden');
    const after = (await home.owner.get('/api/audit?limit=200')).json() as { entries: AuditEntry[] };
    const kinds = after.entries.slice(0, after.entries.length - before.entries.length).map(({ kind }) => kind);
    expect(kinds).toEqual(['add_provider']);
  });

  it.each([
    ['an empty answer', { content: '' }, 'no suggestion'],
    ['a name alone', { content: 'Rosemary' }, 'no suggestion'],
  ])('fails in a sentence after %s', async (_that, reply, words) => {
    server.on({ model: 'gardener' }, reply);
    const answer = await draft('Knows the garden');
    expect([answer.status, answer.field('code')]).toEqual([502, 'model_failed']);
    expect(answer.field('detail')).toContain(words);
  });

  it('fails in a sentence when the model does not answer', async () => {
    server.nextRequestError(500, { message: 'boom' });
    expect((await draft('Knows the garden')).field('detail')).toContain('failed with the status 500');
    const runs = { kind: 'model', provider_id: newId(), model: 'm' };
    expect((await draft('Knows the garden', { runs })).field('code')).toBe('provider_not_found');
  });

  it.each(['', '  ', 'x'.repeat(501), 7, null])('needs one sentence, which %j is not', async (purpose) => {
    expect((await draft(purpose)).status).toBe(400);
  });

  it('is for the owner and admins, and of a model', async () => {
    const ron = await home.guest('Ron', { role: 'member', room_ids: null });
    expect((await draft('Knows the garden', {}, ron)).status).toBe(403);
    const runs = { kind: 'program', command: 'sh', args: [], folder: null, variables: [], mode: null, callers: 'owner' };
    expect((await draft('Knows the garden', { runs })).status).toBe(400);
  });
});

describe('the key of a provider', () => {
  it('stays until it is replaced or deleted, and is not sent to another host', async () => {
    const { id } = await added({ key: KEY });
    const change = async (body: object): Promise<string> => (await home.owner.patch(`/api/providers/${id}`, body)).field('key_state');
    expect(await change({ base_url: `${server.url}/v1/` })).toBe('kept');
    expect(await change({ base_url: `${open.url}/v1` })).toBe('none');
    open.clearRequests();
    expect((await trial(id)).status).toBe(200);
    expect(JSON.stringify(open.getRequests())).not.toContain(KEY);
    // Nor is it there again at the old address.
    expect(await change({ base_url: server.url })).toBe('none');
    expect(await change({ key: KEY })).toBe('kept');
    expect(await change({ name: newId() })).toBe('kept');
    expect(await change({ base_url: `${open.url}/v1`, key: KEY })).toBe('kept');
    expect(await change({ key: null })).toBe('none');
  });

  it('is in a file for this account only, and the list says so', async () => {
    await added({ key: KEY });
    expect((await list()).keys_kept).toBe('file');
    const file = path.join(home.dataDir, 'providers.key');
    expect([readFileSync(file, 'utf8').includes(KEY), statSync(file).mode & 0o777]).toEqual([true, 0o600]);
  });

  it('is in no reply, event, audit entry, log or backup', async () => {
    const watcher = await watchAs(home, home.owner);
    const answers: Answer[] = [];
    const { id } = await added({ key: KEY, name: 'Watched' });
    answers.push(await home.owner.get('/api/providers'), await models(id), await trial(id));
    answers.push(await home.owner.patch(`/api/providers/${id}`, { key: KEY, base_url: 'http://127.0.0.1:1/v1' }));
    answers.push(await models(id), await home.owner.get('/api/diagnosis'), await home.owner.get('/api/audit?limit=200'));
    for (const { text } of answers) expect(text).not.toContain(KEY);
    expect(JSON.stringify([await watcher.picture(), watcher.events()])).not.toContain(KEY);
    expect(home.logged.join('\n')).not.toContain(KEY);
    const hands = backupHands(home);
    expect(hands.bytesOf(await hands.backUp()).includes(KEY)).toBe(false);
    for (const file of ['lanai.db', 'lanai.db-wal']) expect(readFileSync(path.join(home.dataDir, file), 'latin1')).not.toContain(KEY);
    const { entries } = (await home.owner.get('/api/audit?limit=200')).json() as { entries: AuditEntry[] };
    expect(entries.find(({ kind }) => kind === 'add_provider')?.facts).toEqual({ name: 'Watched', base_url: `${server.url}/v1` });
    expect(entries.find(({ kind }) => kind === 'update_provider')?.facts).toEqual({ name: 'Watched', base_url: 'http://127.0.0.1:1/v1' });
  });

  it.each(['', ' ', 'with space', 'new\nline', 'ä', 'x'.repeat(2_001), 7, {}])('is not %j', async (key) => {
    const answer = await home.owner.post('/api/providers', { kind: 'anthropic', base_url: server.url, key });
    expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
  });
});

describe('the owner and admins', () => {
  it('alone see providers and change them', async () => {
    const admin = await home.guest('Bea', { role: 'admin' });
    const { id } = await added({}, admin);
    for (const by of [await home.guest('Mia', { role: 'member', room_ids: null }), await home.guest('Gus', { room_ids: [LOBBY_ID] })]) {
      const refused = [
        await by.get('/api/providers'),
        await by.get('/api/providers/found'),
        await by.post('/api/providers', { kind: 'anthropic', base_url: server.url }),
        await by.patch(`/api/providers/${id}`, { name: 'Mine' }),
        await by.delete(`/api/providers/${id}`),
        await by.get(`/api/providers/${id}/models`),
        await by.post(`/api/providers/${id}/trial`, { model: 'llama-test' }),
        await by.delete('/api/providers/nothing'),
      ];
      for (const answer of refused) expect([answer.status, answer.field('code')]).toEqual([403, 'access_denied']);
    }
    expect((await admin.delete(`/api/providers/${id}`)).status).toBe(200);
  });

  it.each(['http://93.184.215.14/v1', 'ftp://x', 'https://a:b@models.example', 'http://169.254.169.254/', '', 7, 'x'.repeat(2_000)])(
    'cannot add the address %j',
    async (base_url) => {
      const answer = await home.owner.post('/api/providers', { kind: 'anthropic', base_url });
      expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
    },
  );
});

describe('with the keychain of the desktop', () => {
  it('keys are encrypted, locked without it, and can be entered again', async () => {
    const keychainSecret = Buffer.alloc(32, 7);
    const first = await startTestHome({ keychainSecret });
    const answer = await first.owner.post('/api/providers', { kind: 'openai-compatible', base_url: server.url, key: KEY });
    const id = answer.field('id');
    expect((await first.owner.get('/api/providers')).json()).toMatchObject({ keys_kept: 'keychain', providers: [{ key_state: 'kept' }] });
    const { dataDir } = first;
    expect(readFileSync(path.join(dataDir, 'providers.key'), 'utf8')).not.toContain(KEY);
    // A home at the same place: the first one keeps its folder until the end of the test.
    await first.gateway.close();
    const second = await startTestHome({ dataDir });
    expect((await second.owner.get('/api/providers')).json()).toMatchObject({ keys_kept: 'file', providers: [{ key_state: 'locked' }] });
    const locked = await second.owner.get(`/api/providers/${id}/models`);
    expect([locked.status, locked.field('code')]).toEqual([409, 'provider_key_locked']);
    expect((await second.owner.patch(`/api/providers/${id}`, { key: KEY })).field('key_state')).toBe('kept');
    expect((await second.owner.get(`/api/providers/${id}/models`)).status).toBe(200);
    await second.close();
    await first.close();
  });
});
