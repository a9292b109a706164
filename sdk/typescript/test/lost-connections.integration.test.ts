// 1,000 messages from 10 clients, while connections are cut at random bytes: no gap, no double, and the order is kept.
import { expect, it } from 'vitest';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import type { Client, Message } from '../src/node/node.ts';
import { startProxy } from './proxy.ts';
import { connectThrough } from './through-proxy.ts';

const CLIENTS = 10;
const MESSAGES_EACH = 100;
const CUTS = 50;
const BYTES_MAX = 60_000;
/** Printed when the test fails; LANAI_SEED repeats a run. */
const SEED = Number(process.env.LANAI_SEED ?? Date.now() % 1_000_000);

const home = homeForAll();

it(`loses, doubles and reorders nothing over ${CUTS} cuts (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  const proxy = await startProxy(home.url);
  const clients: Client[] = [];
  try {
    for (let index = 0; index < CLIENTS; index += 1)
      clients.push(await connectThrough(proxy, { url: home.url, key: home.key, name: `Sender ${index}` }));
    const room = await clients[0]!.rooms.create('Storm', { public: true });
    const heard = clients.map((): Message[] => []);
    for (const [index, client] of clients.entries()) {
      client.on('message', (message) => void (message.room_id === room.id && heard[index]?.push(message)));
      await client.rooms.join(room.id);
    }
    proxy.cutAfter(() => (proxy.cuts < CUTS ? 1 + Math.floor(random() * BYTES_MAX) : null));
    proxy.cut();
    await Promise.all(
      clients.map(async (client, index) => {
        const mine = client.rooms.get(room.id)!;
        for (let batch = 0; batch < MESSAGES_EACH; batch += 10)
          await Promise.all(Array.from({ length: 10 }, (_, at) => mine.send(`${index} ${batch + at}`)));
      }),
    );
    await expect.poll(() => heard.map(({ length }) => length)).toEqual(heard.map(() => CLIENTS * MESSAGES_EACH));
    expect(proxy.cuts).toBeGreaterThanOrEqual(CUTS);
    const all = Array.from({ length: CLIENTS * MESSAGES_EACH }, (_, index) => index + 1);
    const first = heard[0]!.map(({ content }) => content);
    for (const messages of heard) {
      expect(messages.map(({ seq }) => seq)).toEqual(all);
      expect(messages.map(({ content }) => content)).toEqual(first);
    }
    for (let index = 0; index < CLIENTS; index += 1) {
      const own = first.filter((content) => content.startsWith(`${index} `));
      expect(own).toEqual(Array.from({ length: MESSAGES_EACH }, (_, at) => `${index} ${at}`));
    }
  } finally {
    for (const client of clients) client.close();
    await proxy.close();
  }
});

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
