// One request to a model, against a model server on this machine that speaks both dialects.
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, realAfter } from '../testing/clock.ts';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { Lookup } from '../delivery/address.ts';
import { createGuard, TooLate } from '../delivery/guarded.ts';
import { createAskModel, type ModelPlace, type ModelRequest, type ModelStep } from './step.ts';

const server = new LLMock({ port: 0 });
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => server.reset());

const KEY = 'sk-secret';
const lookup: Lookup = () => Promise.resolve([{ address: '203.0.113.7', family: 4 }]);
const DIALECTS: ModelPlace['kind'][] = ['anthropic', 'openai-compatible'];
const placeOf = (kind: ModelPlace['kind']): ModelPlace => ({ kind, baseUrl: `${server.url}/v1`, key: KEY });

/** In the words of both dialects. */
const USAGE = { input_tokens: 12, output_tokens: 7, prompt_tokens: 12, completion_tokens: 7 };

const LOOK_UP = {
  name: 'look_up',
  description: 'Look something up.',
  input: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
};

async function asked(place: ModelPlace, more: Partial<ModelRequest> = {}): Promise<ModelStep & { deltas: string[] }> {
  const deltas: string[] = [];
  const step = await createAskModel({ guard: createGuard({ lookup, after: realAfter }), after: realAfter })({
    place,
    model: 'test-model',
    system: 'Be brief.',
    messages: [{ role: 'user', text: 'Hello' }],
    tools: [],
    tokensMax: 100,
    signal: new AbortController().signal,
    onText: (delta) => deltas.push(delta),
    ...more,
  });
  return { ...step, deltas };
}

describe.each(DIALECTS)('a request to a model (%s)', (kind) => {
  it('streams the text, and reports its tokens', async () => {
    server.onMessage('Hello', { content: 'Good evening, all of you.', usage: USAGE }, { chunkSize: 5 });
    const { text, deltas, calls, end, usage } = await asked(placeOf(kind));
    expect([text, calls, end]).toEqual(['Good evening, all of you.', [], 'stop']);
    expect(deltas.length).toBeGreaterThan(2);
    expect(deltas.join('')).toBe(text);
    expect(usage).toEqual({ input_tokens: 12, output_tokens: 7, cost: null });
    const { headers } = server.getLastRequest() ?? {};
    expect(JSON.stringify(headers)).toContain(kind === 'anthropic' ? 'x-api-key' : 'authorization');
  });

  it('gives tools, reads their calls, and sends their results', async () => {
    server.onMessage('Hello', { toolCalls: [{ name: 'look_up', arguments: '{"word":"lanai"}' }] });
    const first = await asked(placeOf(kind), { tools: [LOOK_UP] });
    expect([first.end, first.calls]).toEqual(['tools', [{ id: expect.any(String), name: 'look_up', input: { word: 'lanai' } }]]);
    server.reset();
    server.on({ hasToolResult: true }, { content: 'A veranda.' });
    const [call] = first.calls;
    if (!call) throw new Error('no call');
    const second = await asked(placeOf(kind), {
      tools: [LOOK_UP],
      messages: [
        { role: 'user', text: 'Hello' },
        { role: 'assistant', text: first.text, calls: first.calls },
        { role: 'tool', results: [{ call, text: 'lanai: a veranda', isError: false }] },
      ],
    });
    expect(second.text).toBe('A veranda.');
    expect(JSON.stringify(server.getLastRequest()?.body)).toContain('lanai: a veranda');
  });

  it('says when the answer is too long', async () => {
    server.onMessage('Hello', { content: 'and so on', finishReason: kind === 'anthropic' ? 'max_tokens' : 'length' });
    expect(await asked(placeOf(kind))).toMatchObject({ text: 'and so on', end: 'length' });
  });

  it('reports the status and the body of a refusal', async () => {
    server.nextRequestError(429, { message: 'slow down' });
    await expect(asked(placeOf(kind))).rejects.toMatchObject({ statusCode: 429, responseBody: expect.stringContaining('slow down') });
  });

  it('ends at once when it is stopped', async () => {
    server.onMessage('Hello', { content: 'one two three four five six seven' }, { chunkSize: 4, latency: 200 });
    const stop = new AbortController();
    const deltas: string[] = [];
    const asking = asked(placeOf(kind), {
      signal: stop.signal,
      onText(delta) {
        deltas.push(delta);
        stop.abort(new Error('Stopped.'));
      },
    });
    await expect(asking).rejects.toThrow('Stopped.');
    expect(deltas).toHaveLength(1);
  });
});

describe('a model server', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((each) => each.close()));
  async function answering(answer: Parameters<typeof createServer>[1]): Promise<ModelPlace> {
    const made = createServer({}, answer).listen(0, '127.0.0.1');
    servers.push(made);
    await once(made, 'listening');
    const at = made.address();
    if (at === null || typeof at === 'string') throw new Error('no port');
    return { kind: 'openai-compatible', baseUrl: `http://127.0.0.1:${at.port}/v1`, key: KEY };
  }

  it('that redirects is not followed, so that the key stays', async () => {
    const seen: unknown[] = [];
    const other = await answering((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const place = await answering((_request, response) => response.writeHead(307, { location: `${other.baseUrl}/chat/completions` }).end());
    await expect(asked(place)).rejects.toMatchObject({ statusCode: 307 });
    expect(seen).toEqual([]);
  });

  it('that sends nothing is given up', async () => {
    const clock = createTestClock();
    const arrived = Promise.withResolvers<undefined>();
    const place = await answering(() => arrived.resolve(undefined));
    const asking = createAskModel({ guard: createGuard({ lookup, after: realAfter }), after: clock.after })({
      place,
      model: 'm',
      system: '',
      messages: [{ role: 'user', text: 'Hello' }],
      tools: [],
      tokensMax: 1,
      signal: new AbortController().signal,
      onText: () => undefined,
    });
    const refused = expect(asking).rejects.toBeInstanceOf(TooLate);
    await arrived.promise;
    clock.pass(200_000);
    await refused;
  });

  it('that is not there, or breaks off, is an error', async () => {
    const place = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n');
      setImmediate(() => response.destroy());
    });
    await expect(asked(place)).rejects.toThrow();
    await expect(asked({ ...place, baseUrl: 'http://127.0.0.1:1/v1' })).rejects.toThrow();
  });

  it('at a public address is asked over TLS only', async () => {
    await expect(asked({ kind: 'openai-compatible', baseUrl: 'http://models.example/v1', key: KEY })).rejects.toThrow('private');
  });

  it('without a key is asked without one', async () => {
    const seen: unknown[] = [];
    const place = await answering((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    });
    expect(await asked({ ...place, key: null })).toMatchObject({
      text: 'Hi',
      end: 'stop',
      usage: { input_tokens: null, output_tokens: null, cost: null },
    });
    expect(seen).toEqual([undefined]);
  });

  it('of OpenClaw is given tools under names that are not its own', async () => {
    server.onMessage('Hello', { toolCalls: [{ name: 'lanai_look_up', arguments: '{"word":"lanai"}' }] });
    const asks = { model: 'openclaw/main', tools: [LOOK_UP] };
    const { calls } = await asked(placeOf('openai-compatible'), asks);
    expect(calls).toMatchObject([{ name: 'look_up', input: { word: 'lanai' } }]);
    server.reset();
    server.onToolResult(calls[0]?.id ?? '', { content: 'Found.' });
    const messages = [
      { role: 'user' as const, text: 'Hello' },
      { role: 'assistant' as const, text: '', calls },
      { role: 'tool' as const, results: calls.map((call) => ({ call, text: 'a veranda', isError: false })) },
    ];
    expect((await asked(placeOf('openai-compatible'), { ...asks, messages })).text).toBe('Found.');
    expect(JSON.stringify(server.getLastRequest()?.body)).not.toContain('"look_up"');
  });

  it('that calls a tool without valid JSON gives the call no input', async () => {
    server.onMessage('Hello', { toolCalls: [{ name: 'look_up', arguments: '{"word":' }] });
    const { calls } = await asked(placeOf('openai-compatible'), { tools: [LOOK_UP] });
    expect(calls.map(({ input }) => input)).toEqual([null]);
  });

  it('that reports the price of an answer is believed', async () => {
    const place = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n');
      response.end('data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3,"cost":0.0021}}\n\ndata: [DONE]\n\n');
    });
    expect((await asked(place)).usage).toEqual({ input_tokens: 12, output_tokens: 3, cost: 0.0021 });
  });
});
