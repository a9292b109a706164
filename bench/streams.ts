// Messages that are being written: how soon a reader has the first words, and what twenty of them cost the messages of others.
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { STREAMS_PER_PARTICIPANT_MAX } from '../src-shared/limits.ts';
import { doorOf, enter, enterAll, openHome, text, type ThinAgent } from './home.ts';
import { ticks } from './rate.ts';
import { enterHome, openBrowser, typingWhile } from './ui.ts';
import { insist, median, quantile, type Benchmark, type Result } from './result.ts';

const WRITERS = 20;
const DELTAS_PER_SECOND = 50;
/** With streams and without them in turn, so that a busy machine is unfair to none. */
const ROUNDS = 4;
const SECONDS = 1.5;
const WORDS = 'a few more words ';

export const streams: Benchmark = {
  name: 'streams',
  run: async ({ isQuick }) => [...(await firstDelta(isQuick ? 100 : 500)), ...(await besideMessages())],
};

/** The app of a person who types in their room. */
export const writers: Benchmark = {
  name: 'writers',
  async run() {
    const home = await openHome();
    const browser = await openBrowser();
    try {
      const page = await enterHome(browser, home);
      const writing = await write(await enterAll(WRITERS, 'writer', doorOf(home), 'ws'));
      await page.locator('[data-stream]').first().waitFor();
      const typed = await typingWhile(page, `${WRITERS} agents write at ${DELTAS_PER_SECOND}/s`);
      await writing.end();
      return typed;
    } finally {
      await browser.close();
      await home.close();
    }
  },
};

/** From the agent's write to the reader, beside a WebSocket between the two that does nothing else. */
async function firstDelta(count: number): Promise<Result[]> {
  const home = await openHome();
  const [writer, reader] = [await enter(doorOf(home), 'writer'), await enter(doorOf(home), 'reader', 'ws')];
  const delays: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const stream_id = await started(writer);
    const heard = lineWith(reader, '"stream_delta"');
    const sentAt = performance.now();
    writer.send('d', 'stream_delta', { stream_id, text: WORDS });
    await heard;
    delays.push(performance.now() - sentAt);
    await writer.ask('stream_end', { stream_id, discard: true });
  }
  writer.close();
  reader.close();
  await home.close();
  const bare = await throughSocket(count);
  const name = 'first words of a stream at a reader';
  return [
    { name: `${name}, p50`, value: median(delays), unit: 'ms', baseline: median(bare) },
    { name: `${name}, p99`, value: quantile(delays, 0.99), unit: 'ms', baseline: quantile(bare, 0.99) },
  ];
}

/** How long a message of another waits for its acknowledgement while agents write in its room, and while none does. */
async function besideMessages(): Promise<Result[]> {
  const home = await openHome();
  const sender = await enter(doorOf(home), 'sender');
  const writers = await enterAll(WRITERS, 'writer', doorOf(home), 'ws');
  const [alone, beside]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(...(await acknowledged(sender)));
    const writing = await write(writers);
    beside.push(...(await acknowledged(sender)));
    const sent = await writing.end();
    insist(sent >= 0.8 * WRITERS * DELTAS_PER_SECOND * SECONDS, `only ${sent} deltas were sent`);
  }
  for (const each of [sender, ...writers]) each.close();
  await home.close();
  const name = `ack beside ${WRITERS} streams of ${DELTAS_PER_SECOND}/s`;
  return [
    { name: `${name}, p50`, value: median(beside), unit: 'ms', baseline: median(alone) },
    { name: `${name}, p99`, value: quantile(beside, 0.99), unit: 'ms', baseline: quantile(alone, 0.99) },
  ];
}

/** Every writer at its rate, until the end, which says how many deltas were sent. */
async function write(writers: readonly ThinAgent[]): Promise<{ end(): Promise<number> }> {
  const ids = await Promise.all(writers.map(started));
  const isOver = { now: false };
  async function all(): Promise<number> {
    let sent = 0;
    for await (const _tick of ticks(DELTAS_PER_SECOND)) {
      if (isOver.now) break;
      writers.forEach((writer, index) => writer.send('d', 'stream_delta', { stream_id: ids[index], text: WORDS }));
      sent += writers.length;
    }
    await Promise.all(writers.map((writer, index) => writer.ask('stream_end', { stream_id: ids[index], discard: true })));
    return sent;
  }
  const writing = all();
  return {
    end() {
      isOver.now = true;
      return writing;
    },
  };
}

async function acknowledged(sender: ThinAgent): Promise<number[]> {
  const acks: number[] = [];
  const until = performance.now() + SECONDS * 1_000;
  for (let index = 0; performance.now() < until; index += 1) {
    const startedAt = performance.now();
    const { type } = await sender.ask('send_message', { room_id: 'lobby', content: text(index) });
    acks.push(performance.now() - startedAt);
    insist(type === 'ok', `the answer was ${type}`);
  }
  return acks;
}

async function started(writer: ThinAgent): Promise<string> {
  const reply: { type: string; payload?: { stream_id?: string } } = await writer.ask('stream_start', { room_id: 'lobby' });
  insist(reply.type === 'ok', `a stream was refused, of at most ${STREAMS_PER_PARTICIPANT_MAX}`);
  return reply.payload?.stream_id ?? '';
}

function lineWith(agent: ThinAgent, words: string): Promise<void> {
  return new Promise((resolve) => {
    const before = agent.onLine;
    agent.onLine = (line) => {
      if (!line.includes(words)) return before(line);
      agent.onLine = before;
      resolve();
    };
  });
}

async function throughSocket(count: number): Promise<number[]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const address = server.address();
  const reader = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, { perMessageDeflate: false });
  const [[writer]] = await Promise.all([once(server, 'connection') as Promise<[WebSocket]>, once(reader, 'open')]);
  const delays: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const sentAt = performance.now();
    writer.send(WORDS);
    await once(reader, 'message');
    delays.push(performance.now() - sentAt);
  }
  reader.terminate();
  server.close();
  return delays;
}
