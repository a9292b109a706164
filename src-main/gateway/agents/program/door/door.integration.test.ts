// The tools and the model that a program reaches while it works, in a real home with a real process and a model server.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { LOBBY_ID } from '../../../../../src-shared/ids.ts';
import type { ProgramRuns } from '../../../../../src-shared/hosted-agents.ts';
import type { Agent } from '../../../../../src-shared/objects.ts';
import { newName, startModelHome } from '../../../testing/model-home.ts';
import { scripted } from '../../../testing/program-home.ts';
import { startedForAll } from '../../../testing/shared-home.ts';

const KEY = 'sk-a-key-that-no-program-may-see';
const home = startedForAll(() => startModelHome());
beforeEach(() => home.models.reset());

const answered = (agent: Agent) => expect.poll(() => home.answersOf(agent), { timeout: 20_000 });
const ended = (agent: Agent) => expect.poll(() => home.outcomes(agent), { timeout: 20_000 });

async function ask(words: string, runs: Partial<ProgramRuns> = {}, more: Parameters<typeof home.makeAgent>[1] = {}): Promise<Agent> {
  const agent = await home.makeAgent(newName(), { runs: { ...scripted(), ...runs }, ...more });
  await home.say(`@${agent.name} ${words}`);
  return agent;
}

/** A provider whose server answers with this. */
async function providerWith(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<ProgramRuns['model']> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const base_url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`;
  const { id } = await home.ada.do('add_provider', { kind: 'openai-compatible', name: newName(), base_url, key: KEY });
  return { provider_id: id, model: 'mock' };
}

describe('the tools of a program', () => {
  it('are those of an agent with a model', async () => {
    const scout = await ask('tools');
    await answered(scout).toEqual([expect.stringMatching(/^rooms read send edit react who search file task/)]);
  });

  it('read and write where the agent is', async () => {
    await home.say('The tide is low today');
    const scout = await ask('tool read {"room":"lobby"}');
    await answered(scout).toEqual([expect.stringMatching(/^It said: #lobby.*The tide is low today/s)]);
  });

  it('reach no room that a reader of the answer cannot see', async () => {
    const { id: room_id } = await home.ada.do('create_room', { name: 'attic', public: false });
    await home.say('The treasure is here', { room_id });
    await home.guest('Ben');
    const scout = await home.makeAgent(newName(), { runs: scripted(), room_ids: [LOBBY_ID, room_id] });
    await home.say(`@${scout.name} tool read {"room":"attic"}`);
    await answered(scout).toEqual([expect.stringMatching(/^It failed: There is no room "attic"/)]);
  });

  it('are shown in the same words, without what they said', async () => {
    const scout = await ask('act mcp__lanai__read');
    await answered(scout).toEqual(['Before.\n\nAfter.']);
    const act = (await home.history()).find(({ author_id, kind }) => author_id === scout.id && kind === 'thinking');
    expect(act).toMatchObject({ content: 'Read messages', act: { kind: 'read', outcome: 'done' } });
    expect(act?.act).not.toHaveProperty('output');
  });

  it('are not for OpenClaw, which refuses every server', async () => {
    const scout = await ask('door', { args: [...scripted().args, '--openclaw'] });
    await answered(scout).toEqual(['No server.']);
  });
});

describe('the tools of a program that takes them over stdio', () => {
  const args = [...scripted().args, '--stdio-tools'];

  it('are the same', async () => {
    await home.say('The tide is low today');
    const scout = await ask('tools', { args });
    await answered(scout).toEqual([expect.stringMatching(/^rooms read send edit react who search file task/)]);
    await home.say(`@${scout.name} tool read {"room":"lobby"}`);
    await answered(scout).toEqual([expect.any(String), expect.stringMatching(/^It said: #lobby.*The tide is low today/s)]);
  });

  it('end with the turn, and with the process', async () => {
    const scout = await ask('door', { args });
    await ended(scout).toEqual(['answered']);
    const [answer = ''] = await home.answersOf(scout);
    const server = JSON.parse(answer) as { command: string; args: string[]; env: { name: string; value: string }[] };
    expect(server.env.map(({ name }) => name)).toEqual(['LANAI_MCP_URL', 'LANAI_MCP_SECRET']);
    expect(JSON.stringify(server.args)).not.toMatch(/lanai-program-|127\.0\.0\.1/);
    const env = Object.fromEntries(server.env.map(({ name, value }) => [name, value]));
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new StdioClientTransport({ command: server.command, args: server.args, env }));
    onTestFinished(() => client.close());
    const call = async (): Promise<unknown> => (await client.callTool({ name: 'rooms', arguments: {} })).content;
    expect(await call()).toEqual([{ type: 'text', text: expect.stringMatching(/^You are not answering a message/) as string }]);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, paused: true });
    await expect.poll(call).toEqual([{ type: 'text', text: expect.stringMatching(/^The secret of this program is wrong/) as string }]);
  });
});

describe('the door', () => {
  const call = (url: string, authorization: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'rooms', arguments: {} } }),
    });

  /** `key`: for the model. */
  async function doorOf(agent: Agent): Promise<[url: string, authorization: string, key: string]> {
    await answered(agent).toHaveLength(1);
    await ended(agent).toEqual(['answered']);
    const [, url = '', authorization = '', key = ''] = /^(\S+) (Bearer \S+) (\S+)/.exec((await home.answersOf(agent))[0] ?? '') ?? [];
    return [url, authorization, key];
  }

  it('does nothing for a program that answers no message', async () => {
    const model = { provider_id: home.providerId, model: 'mock' };
    const [url, authorization, key] = await doorOf(await ask('door', { model }));
    expect(key).toMatch(/^lanai-program-/);
    expect(authorization).not.toContain(key);
    expect(await (await call(url, authorization)).text()).toContain('You are not answering a message in this room now.');
    const headers = { authorization: `Bearer ${key}` };
    const chat = await fetch(new URL('/openai/v1/chat/completions', url), { method: 'POST', headers, body: '{}' });
    expect(chat.status).toBe(403);
    expect(await chat.json()).toMatchObject({ error: { message: expect.stringMatching(/^No turn is under way/) as string } });
  });

  it('is closed to others, to pages, and to all else', async () => {
    const [url, authorization] = await doorOf(await ask('door'));
    expect((await call(url, 'Bearer lanai-program-wrong')).status).toBe(401);
    expect((await call(url, '')).status).toBe(401);
    expect((await call(url, authorization, { origin: 'http://127.0.0.1' })).status).toBe(403);
    expect((await call(url.replace('127.0.0.1', 'localhost'), authorization)).status).toBe(403);
    // The secret for the tools of a room is good for nothing else.
    for (const path of ['/', '/api/rooms', '/ws', '/mcp', '/rooms/other/mcp', '/openai/v1/chat/completions', '/openai/v1/files'])
      expect((await call(new URL(path, url).href, authorization)).status, path).toBe(401);
    const huge = await fetch(url, { method: 'POST', headers: { authorization }, body: 'x'.repeat(2_000_000) });
    expect(huge.status).toBe(413);
  });

  it('knows the secret of a process no more when it has ended', async () => {
    const scout = await ask('door');
    const [url, authorization] = await doorOf(scout);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, paused: true });
    await expect.poll(async () => (await call(url, authorization)).status).toBe(401);
  });
});

describe('the model of a program', () => {
  it('is reached without its key, and its tokens are counted', async () => {
    const { id: provider_id } = await home.ada.do('add_provider', {
      ...{ kind: 'openai-compatible', name: newName(), key: KEY },
      base_url: `${home.models.url}/v1`,
    });
    home.models.onMessage(/tide/, { content: 'It is low.', usage: { prompt_tokens: 70, completion_tokens: 9 } });
    const scout = await ask('model How is the tide?', { model: { provider_id, model: 'mock' } });
    await answered(scout).toEqual(['The model said: It is low.']);
    await ended(scout).toEqual(['answered']);
    expect((await home.turns(scout))[0]).toMatchObject({ input_tokens: 70, output_tokens: 9, steps: 0 });
    expect(await home.ada.do('list_providers', {})).toMatchObject({
      providers: expect.arrayContaining([expect.objectContaining({ id: provider_id, agent_ids: [scout.id] })]) as unknown,
    });
  });

  it('gets the key of the provider, and the program the answer without it', async () => {
    const keys: (string | undefined)[] = [];
    const model = await providerWith(({ headers }, response) => {
      keys.push(headers.authorization);
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `Wrong key ${KEY}.` } }));
    });
    const scout = await ask('model hello', { model });
    await answered(scout).toEqual(['The model refused with 401: Wrong key ….']);
    // The server asks for the prices of the models too.
    expect(new Set(keys)).toEqual(new Set([`Bearer ${KEY}`]));
    const speaker = await ask('env', { model });
    await answered(speaker).toEqual([expect.stringMatching(/OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL/)]);
  });

  /** A turn that waits, in a process whose key for the model is known. */
  async function working(model: ProgramRuns['model']) {
    const scout = await ask('door', { model });
    await ended(scout).toEqual(['answered']);
    const [, url = '', key = ''] = /^(\S+) Bearer \S+ (\S+)/.exec((await home.answersOf(scout))[0] ?? '') ?? [];
    await home.say(`@${scout.name} wait`);
    await expect
      .poll(async () => Object.values((await home.ada.picture()).streams).some(({ author_id }) => author_id === scout.id))
      .toBe(true);
    const send = (method: string, path: string, body?: object, signal?: AbortSignal) =>
      fetch(new URL(path, url), { method, headers: { authorization: `Bearer ${key}` }, body: body && JSON.stringify(body), signal });
    const stop = async (): Promise<void> => {
      await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
      await ended(scout).toEqual(['stopped', 'answered']);
    };
    return { scout, send, stop };
  }

  it('is asked for answers and lists only, and always for the model of the owner', async () => {
    const asked: string[] = [];
    const model = await providerWith((request, response) => {
      void text(request).then((body) => asked.push(`${request.method} ${request.url} ${body}`));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}');
    });
    const { send, stop } = await working(model);
    asked.splice(0);
    const refused: [string, string][] = [
      ...[['GET', '/openai/v1/chat/completions?limit=100'] as const, ['POST', '/openai/v1/models'] as const],
      ...[['GET', '/openai/v1/models/..%2f..%2fkeys'] as const, ['POST', '/anthropic/v1/messages'] as const],
    ].map(([method, path]) => [method, path]);
    for (const [method, path] of refused) expect((await send(method, path, method === 'POST' ? {} : undefined)).status, path).toBe(404);
    expect((await send('POST', '/openai/v1/responses', { background: true })).status).toBe(403);
    expect((await send('POST', '/openai/v1/chat/completions', { model: 'the-dearest', messages: [] })).status).toBe(200);
    expect((await send('GET', '/openai/v1/models')).status).toBe(200);
    expect(asked).toEqual(['POST /v1/chat/completions {"model":"mock","messages":[]}', 'GET /v1/models ']);
    await stop();
  });

  it('is counted when a request is given up', async () => {
    const { promise: sent, resolve } = Promise.withResolvers<void>();
    const model = await providerWith((request) => void (request.url?.endsWith('/completions') && resolve()));
    const { scout, send, stop } = await working(model);
    const giveUp = new AbortController();
    const messages = [{ role: 'user', content: 'x'.repeat(3_000) }];
    const asked = send('POST', '/openai/v1/chat/completions', { messages }, giveUp.signal).catch(() => null);
    await sent;
    giveUp.abort();
    await asked;
    await stop();
    expect((await home.turns(scout))[0]?.input_tokens).toBeGreaterThanOrEqual(1_000);
  });

  it('has another process in each room', async () => {
    const model = { provider_id: home.providerId, model: 'mock' };
    const scout = await ask('door', { model });
    await answered(scout).toHaveLength(1);
    const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true });
    await home.ada.do('add_member', { room_id, participant_id: scout.id });
    await home.say(`@${scout.name} door`, { room_id });
    await expect.poll(() => home.answersOf(scout, room_id), { timeout: 20_000 }).toHaveLength(1);
    const keyIn = async (id?: string): Promise<string> => (await home.answersOf(scout, id))[0]?.split(' ')[3] ?? '';
    expect(await keyIn()).toMatch(/^lanai-program-/);
    expect(await keyIn(room_id)).not.toBe(await keyIn());
  });

  it('is not left by a redirect', async () => {
    const model = await providerWith((_, response) =>
      response.writeHead(307, { location: `${home.models.url}/v1/chat/completions` }).end(),
    );
    const scout = await ask('model hello', { model });
    await answered(scout).toEqual([expect.stringMatching(/^The model refused with 502: The model server redirects/)]);
    expect(home.models.getRequests()).toEqual([]);
  });

  it('is not asked beyond the budget of the agent', async () => {
    const model = { provider_id: home.providerId, model: 'mock' };
    const scout = await ask('model hello', { model }, { tokens_per_day: 50 });
    await ended(scout).toEqual(['limit']);
    await answered(scout).toEqual([expect.stringMatching(/^I may use 50 tokens in 24 hours/)]);
    expect(home.models.getRequests()).toEqual([]);
  });

  it('is left within the time of a stop', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { promise: asked, resolve: begin } = Promise.withResolvers<void>();
    const model = await providerWith((request) => {
      begin();
      request.once('close', resolve);
    });
    const scout = await ask('model hello', { model });
    await asked;
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await closed;
    await ended(scout).toEqual(['stopped']);
  });
});
