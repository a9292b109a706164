// The tools and the model that a program reaches while it works, in a real home with a real process and a model server.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
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
    await answered(scout).toEqual([expect.stringMatching(/^rooms read send edit react who search task/)]);
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

  it('are for a program that asks for them', async () => {
    const scout = await ask('say fine', { args: [...scripted().args, '--no-tools'] });
    await answered(scout).toEqual(['fine']);
  });
});

describe('the door', () => {
  const call = (url: string, authorization: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'rooms', arguments: {} } }),
    });

  async function doorOf(agent: Agent): Promise<[url: string, authorization: string]> {
    await answered(agent).toHaveLength(1);
    await ended(agent).toEqual(['answered']);
    const [, url = '', authorization = ''] = /^(\S+) (.*)$/.exec((await home.answersOf(agent))[0] ?? '') ?? [];
    return [url, authorization];
  }

  it('does nothing for a program that answers no message', async () => {
    const [url, authorization] = await doorOf(await ask('door'));
    expect(await (await call(url, authorization)).text()).toContain('You are not answering a message in this room now.');
    const chat = await fetch(new URL('/openai/v1/chat/completions', url), { method: 'POST', headers: { authorization }, body: '{}' });
    expect(chat.status).toBe(403);
    expect(await chat.json()).toMatchObject({ error: { message: expect.stringMatching(/^No turn is under way/) as string } });
  });

  it('is closed to others, to pages, and to all else', async () => {
    const [url, authorization] = await doorOf(await ask('door'));
    expect((await call(url, 'Bearer lanai-program-wrong')).status).toBe(401);
    expect((await call(url, '')).status).toBe(401);
    expect((await call(url, authorization, { origin: 'http://127.0.0.1' })).status).toBe(403);
    expect((await call(url.replace('127.0.0.1', 'localhost'), authorization)).status).toBe(403);
    for (const path of ['/', '/api/rooms', '/ws', '/mcp', '/anthropic/v1/../../api', '/openai/v1/files'])
      expect((await call(new URL(path, url).href, authorization)).status, path).toBeGreaterThanOrEqual(403);
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
