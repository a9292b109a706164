// Twenty messages a second to many live connections: how long each waits, beside a bare `ws` broadcast to as many.
// The listeners are a separate process, so that their work does not look like the home's.
import { fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { doorOf, enter, openHome } from './home.ts';
import type { Ask, Progress } from './listeners.ts';
import { ticks } from './rate.ts';
import { insist, median, quantile, type Benchmark, type Result } from './result.ts';

const PER_SECOND = 20;
const SECONDS = 5;

export const fanOut: Benchmark = {
  name: 'fan-out',
  async run({ isQuick }) {
    const sizes = isQuick ? [500] : [500, 2_000];
    const results: Result[] = [];
    for (const size of sizes) {
      const bare = await throughBroadcast(size);
      const ours = await throughHome(size);
      const name = `fan-out to ${size} at ${PER_SECOND}/s`;
      results.push({ name: `${name}, p50`, value: median(ours), unit: 'ms', baseline: median(bare) });
      results.push({ name: `${name}, p99`, value: quantile(ours, 0.99), unit: 'ms', baseline: quantile(bare, 0.99) });
    }
    return results;
  },
};

async function throughHome(size: number): Promise<number[]> {
  const home = await openHome();
  const sender = await enter(doorOf(home), 'sender');
  const listeners = await listen({ url: home.gateway.ready.ws, size, key: home.key });
  await atRate(() => sender.send('s', 'send_message', { room_id: 'lobby', content: stamp() }));
  const delays = await listeners.finish();
  sender.close();
  await home.close();
  return delays;
}

async function throughBroadcast(size: number): Promise<number[]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const listeners = await listen({ url: `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, size, key: null });
  await atRate(() => {
    const message = Buffer.from(JSON.stringify({ type: 'message_received', payload: { content: stamp() } }));
    for (const client of server.clients) client.send(message, { binary: false });
  });
  const delays = await listeners.finish();
  for (const client of server.clients) client.terminate();
  server.close();
  return delays;
}

/** Each message says when it was sent, on the clock that both processes share. */
function stamp(): string {
  return `@${performance.timeOrigin + performance.now()}@`;
}

async function atRate(send: () => void): Promise<void> {
  for await (const index of ticks(PER_SECOND)) {
    if (index === PER_SECOND * SECONDS) return;
    send();
  }
}

async function listen(ask: Ask): Promise<{ finish(): Promise<number[]> }> {
  const child = fork(path.join(import.meta.dirname, 'listeners.ts'));
  const next = (): Promise<Progress> => new Promise((resolve) => child.once('message', (progress: Progress) => resolve(progress)));
  const connected = next();
  child.send(ask);
  await connected;
  return {
    async finish() {
      await sleep(500);
      const last = next();
      child.send('finish');
      const { delays } = await last;
      child.kill();
      insist(delays.length === ask.size * PER_SECOND * SECONDS, `${delays.length} of ${ask.size * PER_SECOND * SECONDS} messages arrived`);
      return delays;
    },
  };
}
