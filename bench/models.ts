// How soon the first words of a model are at the reader of a room, beside a client that reads the same stream directly.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createBrowser } from '../src-main/gateway/testing/browser.ts';
import { doorOf, enter, openHome, type ThinAgent } from './home.ts';
import { insist, median, quantile, type Benchmark, type Result } from './result.ts';

export const models: Benchmark = {
  name: 'models',
  async run({ isQuick }): Promise<Result[]> {
    const count = isQuick ? 40 : 200;
    const server = await startModelServer();
    const home = await openHome();
    const { origin, hash } = new URL(home.gateway.ready.ownerUrl);
    const owner = createBrowser(origin);
    await owner.enter(hash.slice(1));
    await owner.post('/api/setup', { home_name: 'Bench', owner_name: 'Maya' });
    const provider = await owner.post('/api/providers', { kind: 'openai-compatible', name: 'Bench', base_url: server.url });
    const runs = { kind: 'model', provider_id: provider.field('id'), model: 'bench' };
    const made = await owner.post('/api/agents', { name: 'Scout', runs, room_ids: ['lobby'], tokens_per_day: null });
    insist(made.status === 201, made.text);
    const reader = await enter(doorOf(home), 'reader', 'ws');
    const delays: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const heard = answerAt(reader);
      await owner.post('/api/rooms/lobby/messages', { content: '@Scout hello' });
      delays.push((await heard) - server.firstWordsAt());
    }
    reader.close();
    await home.close();
    const direct = await readDirectly(server, count);
    server.close();
    const name = 'first words of a model at a reader';
    return [
      { name: `${name}, p50`, value: median(delays), unit: 'ms', baseline: median(direct) },
      { name: `${name}, p99`, value: quantile(delays, 0.99), unit: 'ms', baseline: quantile(direct, 0.99) },
    ];
  },
};

/** When the reader had the first words of an answer. Resolves after the whole answer. */
function answerAt(reader: ThinAgent): Promise<number> {
  let firstAt = Number.NaN;
  return new Promise((resolve) => {
    reader.onLine = (line) => {
      if (Number.isNaN(firstAt) && line.includes('"stream_delta"')) firstAt = performance.now();
      if (line.includes('"stream_ended"')) resolve(firstAt);
    };
  });
}

interface ModelServer {
  url: string;
  /** When it sent the first words of its newest answer. */
  firstWordsAt(): number;
  close(): void;
}

/** It takes a moment for each answer, so that everything before the first words is over. */
const THINKING_MS = 20;

async function startModelServer(): Promise<ModelServer> {
  let sentAt = 0;
  const answer = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    setTimeout(() => {
      sentAt = performance.now();
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'Good evening' } }] })}\n\n`);
      const last = { choices: [{ index: 0, delta: { content: '.' }, finish_reason: 'stop' }] };
      setTimeout(() => response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`), THINKING_MS);
    }, THINKING_MS);
  };
  const server: Server = createServer((request, response) => {
    request.resume().once('end', () => (request.method === 'POST' ? answer(response) : response.end('{"data":[]}')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`,
    firstWordsAt: () => sentAt,
    close: () => server.close(),
  };
}

async function readDirectly({ url, firstWordsAt }: ModelServer, count: number): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const response = await fetch(`${url}/chat/completions`, { method: 'POST', body: '{}' });
    const reader = response.body?.getReader();
    await reader?.read();
    delays.push(performance.now() - firstWordsAt());
    while (!(await reader?.read())?.done);
  }
  return delays;
}
