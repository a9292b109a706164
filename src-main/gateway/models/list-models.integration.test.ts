// The lists of models of several servers, as these servers write them.
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Model } from '../../../src-shared/providers.ts';
import { createGuard } from '../delivery/guarded.ts';
import { createTestClock, realAfter } from '../testing/clock.ts';
import { startSite, type Respond, type Site } from '../testing/site.ts';
import { findLocal } from './find-local.ts';
import { listModels } from './list-models.ts';
import { createAskServer } from './requests.ts';

const never = new AbortController().signal;
const askServer = createAskServer(createGuard({ lookup: () => Promise.reject(new Error('no names here')), after: realAfter }));
let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => {
  site.pages.clear();
});

const json =
  (value: unknown): Respond =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const serve = (answers: Readonly<Record<string, unknown>>): void => {
  for (const [path, value] of Object.entries(answers)) site.pages.set(path, json(value));
};
const listed = (
  kind: 'anthropic' | 'openai-compatible' = 'openai-compatible',
  baseUrl = `${site.url}/v1`,
  after = realAfter,
): Promise<Model[]> => listModels({ askServer, after }, { kind, baseUrl, key: null }, never);
const unknown = { context_tokens: null, tools: null, images: null, price: null };

describe('the models of a provider', () => {
  it('are those of a model server in both dialects', async () => {
    const server = new LLMock({ port: 0 });
    await server.start();
    server.on({ model: 'claude-test' }, { content: 'Hi' }).on({ model: 'llama-test' }, { content: 'Hi' });
    expect(await listed('openai-compatible', `${server.url}/v1`)).toMatchObject([
      { id: 'claude-test', tools: null },
      { id: 'llama-test', tools: null },
    ]);
    expect(await listed('anthropic', `${server.url}/v1`)).toMatchObject([
      { id: 'claude-test', tools: true, images: true },
      { id: 'llama-test', tools: null, images: null },
    ]);
    await server.stop();
  });

  it('have the context, the tools and the price that OpenRouter reports', async () => {
    const whole = {
      architecture: { input_modalities: ['text', 'image'], output_modalities: ['image', 'text'] },
      context_length: 128_000,
      supported_parameters: ['tools'],
      pricing: { prompt: '0.00000015', completion: '0.0000006' },
    };
    const dynamic = {
      architecture: { input_modalities: ['text'] },
      context_length: 8192,
      supported_parameters: [],
      pricing: { prompt: '-1', completion: '-1' },
    };
    serve({
      '/v1/models': {
        data: [
          { id: 'a/whole', ...whole },
          { id: 'b/dynamic', ...dynamic },
          { id: 'free', pricing: { prompt: '0', completion: '0' } },
        ],
      },
    });
    expect(await listed()).toEqual([
      { id: 'a/whole', context_tokens: 128_000, tools: true, images: true, makes_images: true, price: { input: 0.15, output: 0.6 } },
      { id: 'b/dynamic', context_tokens: 8192, tools: false, images: false, price: null },
      { id: 'free', context_tokens: null, tools: null, images: null, price: { input: 0, output: 0 } },
    ]);
  });

  it('have the context that vLLM reports, and the context and tools of llama.cpp', async () => {
    serve({ '/v1/models': { data: [{ id: 'qwen', max_model_len: 32_768 }] } });
    expect(await listed()).toEqual([{ ...unknown, id: 'qwen', context_tokens: 32_768 }]);
    serve({
      '/v1/models': { data: [{ id: 'smollm2', meta: { n_ctx: 2048, n_ctx_train: 8192 } }] },
      '/props': { chat_template_caps: { supports_tools: false }, modalities: { vision: true, audio: false } },
    });
    expect(await listed()).toEqual([{ ...unknown, id: 'smollm2', context_tokens: 2048, tools: false, images: true }]);
  });

  it('have the context that Ollama really gives them, and whether they can use tools', async () => {
    const ids = ['loaded', 'set', 'plain', 'small', 'broken', 'embedder'];
    serve({
      '/v1/models': { object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: 'library' })) },
      '/api/tags': { models: ids.map((name) => ({ name })) },
      '/api/ps': { models: [{ name: 'loaded', context_length: 16_384 }] },
    });
    const shown: Record<string, unknown> = {
      loaded: { capabilities: ['completion', 'tools', 'vision'], model_info: { 'llama.context_length': 131_072 } },
      set: {
        capabilities: ['completion'],
        parameters: 'stop "<end>"\nnum_ctx                        8192\n',
        model_info: { 'llama.context_length': 131_072 },
      },
      plain: { capabilities: ['completion', 'tools'], model_info: { 'qwen2.context_length': 32_768 } },
      small: { model_info: { 'bert.context_length': 512 } },
      embedder: { capabilities: ['embedding'] },
    };
    const asked: unknown[] = [];
    site.pages.set('/api/show', (response, { method }) => {
      asked.push(method);
      response.req.setEncoding('utf8');
      let body = '';
      response.req.on('data', (chunk: string) => (body += chunk));
      response.req.on('end', () => {
        const { model } = JSON.parse(body) as { model: string };
        if (shown[model]) json(shown[model])(response, { method, path: '', headers: {} });
        else response.writeHead(404).end('{"error":"model not found"}');
      });
    });
    expect(await listed()).toEqual([
      { ...unknown, id: 'loaded', context_tokens: 16_384, tools: true, images: true },
      { ...unknown, id: 'set', context_tokens: 8192, tools: false, images: false },
      { ...unknown, id: 'plain', context_tokens: 4096, tools: true, images: false },
      { ...unknown, id: 'small', context_tokens: 512 },
      { ...unknown, id: 'broken' },
    ]);
    expect(asked).toEqual(ids.map(() => 'POST'));
  });

  it('are only those for text of LM Studio, with the context that is loaded', async () => {
    serve({
      '/v1/models': { data: [{ id: 'loaded' }, { id: 'not-loaded' }, { id: 'embedder' }] },
      '/api/v0/models': {
        data: [
          { id: 'loaded', type: 'llm', loaded_context_length: 4096, max_context_length: 32_768, capabilities: ['tool_use'] },
          { id: 'not-loaded', type: 'vlm', max_context_length: 32_768 },
          { id: 'embedder', type: 'embeddings', max_context_length: 512 },
        ],
      },
    });
    expect(await listed()).toEqual([
      { ...unknown, id: 'loaded', context_tokens: 4096, tools: true, images: false },
      { ...unknown, id: 'not-loaded', context_tokens: 32_768, images: true },
    ]);
  });

  it('are listed without details when the server does not give them in time', async () => {
    const clock = createTestClock();
    const asked = Promise.withResolvers<undefined>();
    serve({ '/v1/models': { data: [{ id: 'slow' }] } });
    site.pages.set('/api/v0/models', () => asked.resolve(undefined));
    const list = listed('openai-compatible', undefined, clock.after);
    await asked.promise;
    clock.pass(8_000);
    expect(await list).toEqual([{ ...unknown, id: 'slow' }]);
  });

  it('may be none, and are no other JSON', async () => {
    for (const data of [[], null]) {
      serve({ '/v1/models': { object: 'list', data } });
      expect(await listed()).toEqual([]);
    }
    for (const other of [{}, [], 'models', null, { data: 'x' }, { data: {} }]) {
      serve({ '/v1/models': other });
      await expect(listed()).rejects.toMatchObject({ name: 'MalformedAnswer' });
    }
  });

  it('are bounded, and hostile entries are left out or lose what is wrong', async () => {
    const odd = [null, 7, {}, { id: 7 }, { id: '' }, { id: 'x'.repeat(1_000) }];
    const wrong = {
      id: 'wrong',
      context_length: -1,
      max_model_len: '8',
      meta: 7,
      supported_parameters: 'tools',
      pricing: { prompt: 'NaN', completion: {} },
    };
    const many = Array.from({ length: 5_000 }, (_, n) => ({ id: `model-${n}` }));
    serve({ '/v1/models': { data: [...odd, wrong, ...many] } });
    const models = await listed();
    expect(models[0]).toEqual({ ...unknown, id: 'wrong' });
    expect(models.length).toBeGreaterThan(1_900);
    expect(models.length).toBeLessThanOrEqual(2_000);
  });
});

describe('model servers on this computer', () => {
  const portsOf = (port: number): Parameters<typeof findLocal>[1] => ({
    Ollama: 1,
    'LM Studio': 1,
    'llama.cpp': 1,
    vLLM: 1,
    [current]: port,
  });
  let current = '';
  const found = async (name: string, port = site.port) => {
    current = name;
    return findLocal(askServer, portsOf(port), never);
  };

  it('are found by what they answer', async () => {
    serve({
      '/api/tags': { models: [{ name: 'llama' }, { name: 'qwen' }] },
      '/v1/models': { data: [{ id: 'one' }] },
      '/health': { status: 'ok' },
    });
    const base_url = `${site.url}/v1`;
    expect(await found('Ollama')).toEqual([{ name: 'Ollama', kind: 'openai-compatible', base_url, model_count: 2 }]);
    for (const name of ['LM Studio', 'llama.cpp', 'vLLM']) expect(await found(name)).toMatchObject([{ name, base_url, model_count: 1 }]);
    serve({ '/api/v0/models': { data: [] } });
    expect(await found('LM Studio')).toMatchObject([{ model_count: 0 }]);
  });

  it('are the mock of a model server too', async () => {
    const server = new LLMock({ port: 0 });
    await server.start();
    expect(await found('Ollama', server.port)).toMatchObject([{ name: 'Ollama', base_url: `${server.url}/v1` }]);
    await server.stop();
  });

  it('are not other programs at their ports, nor one that hangs', async () => {
    for (const name of ['Ollama', 'LM Studio', 'llama.cpp', 'vLLM']) expect(await found(name)).toEqual([]);
    serve({ '/v1/models': { models: [] }, '/health': 'ok', '/api/tags': [] });
    for (const name of ['Ollama', 'LM Studio', 'llama.cpp', 'vLLM']) expect(await found(name)).toEqual([]);
    const clock = createTestClock();
    const arrived = Promise.withResolvers<undefined>();
    site.pages.set('/api/tags', () => arrived.resolve(undefined));
    const ask = createAskServer(createGuard({ lookup: () => Promise.reject(new Error('no names here')), after: clock.after }));
    current = 'Ollama';
    const looking = findLocal(ask, portsOf(site.port), never);
    await arrived.promise;
    clock.pass(1_000);
    expect(await looking).toEqual([]);
  });
});
