// Models with a small context, and models that cannot use tools.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startModelHome, newName } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const home = startedForAll(() => startModelHome());
let server: Server;
const asked: Record<string, unknown>[] = [];
let providerId = '';

beforeAll(async () => {
  server = createServer((request, response) => void answer(request.url ?? '', text(request)).then((body) => response.end(body)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const provider = { kind: 'openai-compatible' as const, name: 'Small', base_url: `http://127.0.0.1:${port}/v1` };
  providerId = (await home.ada.do('add_provider', provider)).id;

  async function answer(path: string, body: Promise<string>): Promise<string> {
    if (path === '/v1/models')
      return JSON.stringify({
        data: [
          { id: 'tiny', max_model_len: 2_048 },
          { id: 'no-tools', max_model_len: 16_000 },
        ],
      });
    if (path !== '/v1/chat/completions') return '{}';
    const sent: unknown = JSON.parse(await body);
    if (typeof sent !== 'object' || sent === null) return '{}';
    asked.push({ ...sent });
    // As Ollama says it, within a stream.
    if ('tools' in sent) return 'data: {"error":{"message":"no-tools does not support tools"}}\n\n';
    return 'data: {"choices":[{"index":0,"delta":{"content":"Hi."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
  }
});
afterAll(() => server.close());

it('a model with a small context is sent no tools and fewer messages', async () => {
  const runs = { kind: 'model' as const, provider_id: providerId, model: 'tiny' };
  const scout = await home.makeAgent(newName(), { runs, context_messages: 100 });
  for (let count = 0; count < 5; count += 1) await home.say(`${count} ${'long '.repeat(200)}`);
  await home.say(`@${scout.name} hello`);
  await expect.poll(() => home.answersOf(scout)).toEqual(['Hi.']);
  const last = asked.at(-1);
  expect(last).toMatchObject({ model: 'tiny', max_tokens: 512 });
  expect(last).not.toHaveProperty('tools');
  expect(JSON.stringify(last).length).toBeLessThan(1_536 * 3 + 500);
  const [turn] = await home.turns(scout);
  expect(turn?.messages_sent).toBeLessThan(6);
  expect(turn?.messages_left_out).toBeGreaterThan(0);
});

it('a model that refuses tools is asked again without them', async () => {
  const scout = await home.makeAgent(newName(), { runs: { kind: 'model', provider_id: providerId, model: 'no-tools' } });
  await home.say(`@${scout.name} hello`);
  await expect.poll(() => home.answersOf(scout)).toEqual(['Hi.']);
  expect(asked.slice(-2).map((each) => 'tools' in each)).toEqual([true, false]);
});
