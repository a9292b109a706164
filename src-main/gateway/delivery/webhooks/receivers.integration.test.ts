// The built gateway as a process, and receivers that are slow, failing, rude or dead: everything arrives, in order, with the
// same id each time, and no one waits for another person's receiver.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WEBHOOK_TIMEOUT_MS } from '../../../../src-shared/limits.ts';
import { newWebhookSecret, type Subscription } from '../../../../src-shared/webhooks.ts';
import { createBrowser, type Browser } from '../../testing/browser.ts';
import { startGatewayProcess, type GatewayProcess } from '../../testing/process.ts';
import { startReceiver, takeIt, type AnswerHook, type Receiver, type ReceivedHook } from '../../testing/receiver.ts';

const SECRET = newWebhookSecret();

let dataDir: string;
let gateway: GatewayProcess;
let owner: Browser;
const receivers = new Set<Receiver>();

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-webhooks-'));
  await start();
});
afterEach(async () => {
  await gateway.end('SIGKILL');
  for (const each of receivers) await each.close();
  receivers.clear();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  gateway = await startGatewayProcess(dataDir);
  owner = createBrowser(gateway.ready.url);
  await owner.enter(new URL(gateway.ready.ownerUrl).hash.slice(1));
}

async function receiver(answer: AnswerHook = takeIt, port = 0): Promise<Receiver> {
  const started = await startReceiver(answer, port);
  receivers.add(started);
  return started;
}

async function close(gone: Receiver): Promise<void> {
  await gone.close();
  receivers.delete(gone);
}

async function subscribe({ url }: Pick<Receiver, 'url'>, more: object = {}): Promise<string> {
  const made = await owner.post('/api/rooms/lobby/webhooks', { webhook_url: url, secret: SECRET, ...more });
  expect(made.status, made.text).toBe(201);
  return made.field('id');
}

async function say(...said: string[]): Promise<void> {
  for (const content of said) expect((await owner.post('/api/rooms/lobby/messages', { content })).status).toBe(201);
}

async function stateOf(id: string): Promise<Subscription | undefined> {
  const { subscriptions } = (await owner.get('/api/webhooks')).json() as { subscriptions: Subscription[] };
  return subscriptions.find((each) => each.id === id);
}

/** Each message once, by the ids, in the order in which they first came. */
function once(hooks: readonly ReceivedHook[]): string[] {
  return [...new Map(hooks.map((hook) => [hook.id, hook.content])).values()];
}

/** All of them signed, one id for one message, and no message before an older one was there. */
function expectInOrder(hooks: readonly ReceivedHook[], contents: readonly string[]): void {
  for (const { body, headers } of hooks) {
    expect(() => new Webhook(SECRET).verify(body, headers as Record<string, string>)).not.toThrow();
  }
  expect(once(hooks)).toEqual(contents);
  expect(new Set(hooks.map(({ id, content }) => `${id} ${content}`)).size).toBe(contents.length);
  const seqs = hooks.map(({ body }) => (JSON.parse(body) as { message: { seq: number } }).message.seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
}

/** Answers rudely the first time a message comes, and takes it the second time. */
const atFirst = (rude: AnswerHook): AnswerHook => {
  const seen = new Set<string>();
  return (response, hook, count) => {
    const isFirst = !seen.has(hook.id);
    seen.add(hook.id);
    (isFirst ? rude : takeIt)(response, hook, count);
  };
};

describe('Receivers of one room, all at once', () => {
  test('get everything, in order, whatever they do, and none waits for another', async () => {
    const elsewhere = await receiver();
    const rude: Record<string, AnswerHook> = {
      failing: atFirst((response) => response.writeHead(500).end('no')),
      hangingUp: atFirst((response) => response.destroy()),
      stopsHalfway: atFirst((response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('begun', () => response.destroy());
      }),
      redirecting: atFirst((response) => response.writeHead(307, { location: elsewhere.url }).end()),
      slow: (response) => setTimeout(() => response.writeHead(200).end('at last'), 300),
      endless: (response) => {
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(16_384), () => setImmediate(more));
        };
        response.writeHead(200);
        more();
      },
    };
    const good = await receiver();
    const silent = await receiver(() => undefined);
    const others: Receiver[] = [];
    for (const answer of Object.values(rude)) others.push(await receiver(answer));
    for (const each of [silent, ...others, good]) await subscribe(each);

    const said = ['one', 'two', 'three'];
    const begun = Date.now();
    await say(...said);
    expectInOrder(await good.some(3), said);
    // Before the silent one's time is over.
    expect(Date.now() - begun).toBeLessThan(WEBHOOK_TIMEOUT_MS);
    const retries = [6, 6, 6, 6, 3, 3];
    for (const [index, each] of others.entries()) {
      const hooks = await each.some(retries[index] ?? 0);
      expectInOrder(hooks, said);
      expect(hooks).toHaveLength(retries[index] ?? 0);
    }
    expect(elsewhere.received).toEqual([]);
    expect(once(silent.received)).toEqual(['one']);
  }, 60_000);

  test('see a failure counted, and it forgotten when the message is taken', async () => {
    const stubborn = await receiver((response, _hook, count) => response.writeHead(count <= 2 ? 503 : 200).end());
    const id = await subscribe(stubborn);
    await say('hear me');
    await stubborn.some(1);
    await expect.poll(() => stateOf(id)).toMatchObject({ failure_count: 1, last_error: 'It answered 503.', last_delivered_seq: 0 });
    await stubborn.some(3);
    await expect.poll(() => stateOf(id)).toMatchObject({ status: 'active', failure_count: 0, last_error: null });
    expect(new Set(stubborn.received.map((hook) => hook.id)).size).toBe(1);
    expect((await stateOf(id))?.last_delivered_seq).toBeGreaterThan(0);
  }, 30_000);
});

describe('A receiver that is dead while the gateway is started again', () => {
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'gets everything when it is back: %s',
    async (signal) => {
      const first = await receiver();
      const id = await subscribe(first);
      await say('before');
      await first.some(1);
      await expect.poll(async () => (await stateOf(id))?.last_delivered_at).not.toBeNull();
      await close(first);
      await say('one', 'two', 'three');
      await expect.poll(async () => (await stateOf(id))?.last_error).toBe('Connection refused.');
      await gateway.end(signal);
      const second = await receiver(takeIt, first.port);
      await start();
      await say('four');
      expectInOrder(await second.some(4), ['one', 'two', 'three', 'four']);
    },
    60_000,
  );
});

describe('A gateway that is killed', () => {
  test('while a message is on its way sends it again with the same id, and what was written after it', async () => {
    let isHolding = true;
    const holding = await receiver((response, hook, count) => (isHolding ? undefined : takeIt(response, hook, count)));
    await subscribe(holding);
    await say('one', 'two', 'three');
    await holding.some(1);
    await gateway.end('SIGKILL');
    isHolding = false;
    await start();
    const hooks = await holding.some(4);
    expect(hooks.map((hook) => hook.content)).toEqual(['one', 'one', 'two', 'three']);
    expectInOrder(hooks, ['one', 'two', 'three']);
  }, 60_000);

  test('again and again in the middle of bursts loses none that was acknowledged', async () => {
    const steady = await receiver();
    await subscribe(steady);
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const burst = burstOf(round, acknowledged);
      const enough = acknowledged.length + 5 + round * 2;
      await expect.poll(() => acknowledged.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(enough);
      await gateway.end('SIGKILL');
      await burst;
      await start();
    }
    await say('the end');
    await expect.poll(() => steady.received.at(-1)?.content, { timeout: 20_000 }).toBe('the end');
    const { messages } = (await owner.get('/api/rooms/lobby/messages?since_seq=0&limit=1000')).json() as {
      messages: { content: string }[];
    };
    const written = messages.map((message) => message.content).filter((content) => /^\d|the end/.test(content));
    for (const content of acknowledged) expect(written).toContain(content);
    expectInOrder(
      steady.received.filter(({ content }) => written.includes(content)),
      written,
    );
  }, 90_000);
});

/** Writes one after another until the gateway is gone. */
async function burstOf(round: number, acknowledged: string[]): Promise<void> {
  for (let count = 0; ; count += 1) {
    const content = `${round}.${count}`;
    const answer = await owner.post('/api/rooms/lobby/messages', { content }).catch(() => null);
    if (answer?.status !== 201) return;
    acknowledged.push(content);
  }
}
