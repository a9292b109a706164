// Whether a direct message has arrived: by the answers of a person's clients, and across a restart.
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { createTestClock } from '../../testing/clock.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { WATCH } from '../../testing/watch-payload.ts';
import type { WireClient } from '../../testing/wire-client.ts';

let dataDir: string;
let clock: ReturnType<typeof createTestClock>;
let home: TestHome;
let sarah: Browser;
let room_id: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-deliveries-'));
  clock = createTestClock();
  home = await start();
  sarah = await home.guest('Sarah', { room_ids: ['lobby'] });
  room_id = (await home.owner.post('/api/directs', { participant_id: await idOf(sarah) })).field('id');
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
  rmSync(dataDir, { recursive: true });
});

const start = (port = 0): Promise<TestHome> => startTestHome({ dataDir, port, now: clock.now, after: clock.after });
const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');
const nudge = async (content = 'Dinner at 8'): Promise<Message> =>
  (await home.owner.post(`/api/rooms/${room_id}/messages`, { content })).json() as Message;
async function deliveries(by: Browser = home.owner): Promise<Reply<'list_reads'>['deliveries']> {
  return ((await by.get(`/api/rooms/${room_id}/reads`)).json() as Reply<'list_reads'>).deliveries;
}
const deliveredTo = async (): Promise<number> => {
  const id = await idOf(sarah);
  return (await deliveries()).find(({ participant_id }) => participant_id === id)?.seq ?? 0;
};

/** A client that watches. `cursor`: of the last event that it has. */
async function watch(browser: Browser): Promise<{ client: WireClient; cursor(): number; pings(): number; answer(cursor?: number): void }> {
  const client = await home.socketOf(browser);
  const { payload } = await client.request('watch', WATCH);
  const first = (payload as { snapshot: { cursor: number } }).snapshot.cursor;
  const cursor = (): number =>
    client.received.reduce((last, frame) => Math.max(last, (frame.payload as { cursor?: number | null }).cursor ?? 0), first);
  return {
    client,
    cursor,
    pings: () => client.received.filter(({ type }) => type === 'ping').length,
    answer: (heard = cursor()) => client.send('pong', { cursor: heard }),
  };
}

describe('a direct message', () => {
  it('waits until the person is back, and has arrived once a client of theirs says so', async () => {
    const { seq } = await nudge();
    expect(await deliveredTo()).toBe(0);
    const owner = await watch(home.owner);
    const back = await watch(sarah);
    await back.client.waitFor(({ type }) => type === 'ping');
    expect(await deliveredTo()).toBe(0);
    clock.pass(5);
    back.answer();
    const event = await owner.client.waitFor(({ payload }) => JSON.stringify(payload).includes('"deliveries":[{'));
    expect(event.payload).toMatchObject({ type: 'read_receipts.changed', room_id, reads: [], deliveries: [{ seq }] });
    expect(await deliveredTo()).toBe(seq);
  });

  it('is requested immediately for a person who is online, and not again for each message', async () => {
    const here = await watch(sarah);
    for (let count = 0; count < 20; count += 1) await nudge(`Message ${count}`);
    clock.pass(1_000);
    await here.client.waitFor(({ type }) => type === 'ping');
    const owner = await watch(home.owner);
    here.answer();
    await expect.poll(deliveredTo).toBe(20);
    expect(here.pings()).toBe(1);
    expect(JSON.stringify(owner.client.received).match(/"deliveries":\[\{/g)).toHaveLength(1);
  });

  it('has not arrived at a socket that is dead, at a client that has not got so far, or at an event stream', async () => {
    const dead = await watch(sarah);
    const before = dead.cursor();
    const stream = get(`${home.url}/api/stream`, { headers: sarah.headersFor('GET', '/api/stream'), agent: false });
    await new Promise((resolve) => stream.once('response', (response) => response.once('data', resolve)));
    await nudge();
    clock.pass(31_000);
    await dead.client.waitFor(({ type }) => type === 'ping');
    dead.answer(before);
    for (const wrong of [{}, { cursor: null }, { cursor: 'x' }, [], 'text', { cursor: -1 }]) dead.client.send('pong', wrong);
    await dead.client.request('ping');
    expect(await deliveredTo()).toBe(0);
    stream.destroy();
    dead.client.close();
    await expect.poll(deliveredTo).toBe(0);
  });

  it('is neither asked for nor written again when it is read', async () => {
    const here = await watch(sarah);
    const { seq } = await nudge();
    await sarah.put(`/api/rooms/${room_id}/read`, { seq });
    clock.pass(1_000);
    await here.client.request('ping');
    expect(here.pings()).toBe(0);
    expect(await deliveredTo()).toBe(seq);
  });

  it('is delivered also for a person who shares no read receipts', async () => {
    await sarah.put('/api/privacy', { tells_reads: false });
    const here = await watch(sarah);
    const { seq } = await nudge();
    await sarah.put(`/api/rooms/${room_id}/read`, { seq });
    expect(await deliveredTo()).toBe(0);
    here.answer();
    await expect.poll(deliveredTo).toBe(seq);
    expect(((await home.owner.get(`/api/rooms/${room_id}/reads`)).json() as Reply<'list_reads'>).reads).toEqual([]);
  });

  it('waits and has arrived across a restart of the server', async () => {
    const first = await nudge();
    const here = await watch(sarah);
    here.answer();
    await expect.poll(deliveredTo).toBe(first.seq);
    const [mark] = await deliveries();
    here.client.close();
    const second = await nudge('Bring bread');
    const { port } = new URL(home.url);
    await home.close();
    home = await start(Number(port));
    expect(await deliveries()).toEqual([mark]);
    const again = await watch(sarah);
    await again.client.waitFor(({ type }) => type === 'ping');
    again.answer();
    await expect.poll(deliveredTo).toBe(second.seq);
  });

  it('is not awaited by its author after a restart', async () => {
    const here = await watch(sarah);
    const first = await nudge();
    here.answer();
    await expect.poll(deliveredTo).toBe(first.seq);
    await sarah.post(`/api/rooms/${room_id}/messages`, { content: 'Coming' });
    here.client.close();
    const { port } = new URL(home.url);
    await home.close();
    home = await start(Number(port));
    const [author, other] = [await watch(sarah), await watch(home.owner)];
    await other.client.waitFor(({ type }) => type === 'ping');
    clock.pass(1_000);
    await author.client.request('ping');
    expect(author.pings()).toBe(0);
    author.answer();
    await author.client.request('ping');
    expect(await deliveredTo()).toBe(first.seq);
  });

  it('is shown as received by its own acknowledgement after the person turns read receipts off', async () => {
    const { seq } = await nudge();
    await sarah.put(`/api/rooms/${room_id}/read`, { seq });
    expect(await deliveredTo()).toBe(seq);
    const [read] = await deliveries();
    await sarah.put('/api/privacy', { tells_reads: false });
    expect(await deliveries()).toEqual([]);
    const here = await watch(sarah);
    await here.client.waitFor(({ type }) => type === 'ping');
    here.answer();
    await expect.poll(deliveredTo).toBe(seq);
    expect((await deliveries())[0]?.at).toBeGreaterThan(read?.at ?? Infinity);
  });

  it('is of the two alone, and of direct rooms alone', async () => {
    const mia = await home.guest('Mia', { room_ids: ['lobby'] });
    await nudge();
    const third = await watch(mia);
    const here = await watch(sarah);
    here.answer();
    await expect.poll(deliveredTo).toBe(1);
    expect((await mia.get(`/api/rooms/${room_id}/reads`)).field('code')).toBe('not_in_room');
    await third.client.request('ping');
    expect(JSON.stringify(third.client.received)).not.toContain('"deliveries":[{');
    await home.owner.post('/api/rooms/lobby/messages', { content: 'Hello all' });
    clock.pass(31_000);
    here.answer();
    await here.client.request('ping');
    expect(((await home.owner.get('/api/rooms/lobby/reads')).json() as Reply<'list_reads'>).deliveries).toEqual([]);
  });
});

it('an agent writes to a guest, and asks whether it has arrived', async () => {
  const agent = await home.agent('Scout', { agent_id: 'scout' });
  const opened = (await agent.request('open_direct', { name: '@sarah' })).payload as Room;
  const direct = { room_id: opened.id };
  const sent = (await agent.request('send_message', { ...direct, content: 'The build is green' })).payload as { seq: number };
  const asked = async () => ((await agent.request('list_reads', direct)).payload as Reply<'list_reads'>).deliveries;
  expect(await asked()).toEqual([]);
  const here = await watch(sarah);
  here.answer();
  await expect.poll(asked).toMatchObject([{ participant_id: await idOf(sarah), seq: sent.seq }]);
});
