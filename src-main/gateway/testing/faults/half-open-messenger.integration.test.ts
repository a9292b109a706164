// Sockets of Agent Messenger's protocol that carry nothing any more, and whose ends do not hear of it. A client that comes back is sent
// again, with the same ids, what it may not have.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../../../src-shared/limits.ts';
import { createTestClock, realAfterBut, type TestClock } from '../clock.ts';
import { connectSocket, dataOf, startMessenger, type Json, type MessengerHome, type Socket, type User } from '../messenger-home.ts';
import { openDeafLine, type DeafLine } from './deaf-line.ts';

/** The lengths of the waits of the hub: its heartbeat, and its search for the silent. */
const OF_HUB = new Set([HEARTBEAT_INTERVAL_MS, 5_000]);
const PATIENT = { timeout: 10_000 };
const LIMIT_MS = 60_000;

let clock: TestClock;
let home: MessengerHome;
let line: DeafLine;
let ada: User;
let conversation: string;
/** The other side, whose line works. */
let sender: Socket;
const open: Socket[] = [];
beforeEach(async () => {
  clock = createTestClock();
  home = await startMessenger({ after: realAfterBut((ms) => OF_HUB.has(ms), clock) });
  line = await openDeafLine({ ...home.home.gateway.ready, tcp: new URL(home.url).host });
  ada = await home.user('ada_l');
  const bot = await home.agent('bot');
  await bot.next('connected');
  conversation = await ada.conversation('bot');
  bot.close();
  await bot.closed;
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  line.close();
  expect(home.home.logged).toEqual([]);
  await home.close();
});

interface Reader {
  name: string;
  /** The frame in which a message arrives. */
  frame: string;
  isAgent: boolean;
  protocols: string[];
  device?: string;
}

const READERS: Reader[] = [
  { name: 'an agent', frame: 'message', isAgent: true, protocols: ['v1'] },
  { name: 'a user with the envelope', frame: 'message', isAgent: false, protocols: ['v1'] },
  { name: 'a user with the flat dialect', frame: 'agent_message', isAgent: false, protocols: [] },
  { name: 'a device of a user', frame: 'message', isAgent: false, protocols: ['v1'], device: 'phone' },
];

async function enter({ isAgent, protocols, device }: Reader): Promise<Socket> {
  const { key } = home.home;
  const ofUser = { token: ada.token, ...(device !== undefined && { device_id: device }) };
  const query = new URLSearchParams(isAgent ? { agent_id: 'bot', agent_secret: key } : { ...ofUser });
  const path = isAgent ? 'agent' : 'client';
  const socket = await connectSocket(`ws://${line.tcp}/${path}/connect?${query.toString()}`, protocols, {});
  open.push(socket);
  await socket.next('connected');
  return socket;
}

let said: { id: string; content: string }[] = [];
beforeEach(() => void (said = []));

async function enterOtherSide(isAgent: boolean): Promise<void> {
  sender = isAgent ? await ada.connect() : await home.agent('bot');
  await sender.next('connected');
}

async function say(count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    const content = `message ${said.length + 1}`;
    sender.send({ type: 'message', data: { conversation_id: conversation, content, client_id: content } });
    const { message_id } = dataOf(await sender.next('message_sent', ({ client_id }) => client_id === content));
    said.push({ id: String(message_id), content });
  }
}

const fieldsOf = (frame: Json): Json => ('data' in frame ? dataOf(frame) : frame);
const idsOn = ({ frames }: Socket, type: string): string[] =>
  frames.filter((each) => each.type === type).map((each) => String(fieldsOf(each).message_id));
const idsFrom = (from: number): string[] => said.slice(from).map(({ id }) => id);

/** The server has all that this socket sent, answers to its pings included. */
async function isHeard(socket: Socket): Promise<void> {
  const acks = (): number => socket.frames.filter(({ type }) => type === 'heartbeat_ack').length;
  const before = acks();
  socket.send({ type: 'heartbeat' });
  await expect.poll(acks, PATIENT).toBe(before + 1);
}

/** Time goes by at the server. The sender does not fall silent. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    clock.pass(5_000);
    await isHeard(sender);
  }
}

describe.each(READERS)('$name, whose line swallows all bytes', { timeout: LIMIT_MS }, (reader) => {
  beforeEach(() => enterOtherSide(reader.isAgent));

  it('is sent again what went nowhere, when the server found the silence', async () => {
    const first = await enter(reader);
    await say(2);
    await expect.poll(() => idsOn(first, reader.frame), PATIENT).toEqual(idsFrom(0));
    line.swallow();
    await say(2);
    await pass(HEARTBEAT_INTERVAL_MS);
    await say(1);
    await pass(SILENCE_LIMIT_MS + HEARTBEAT_INTERVAL_MS);
    await line.serverEnded();
    await say(1);
    line.dropClients();
    const second = await enter(reader);
    await expect.poll(() => idsOn(second, reader.frame).slice(-4), PATIENT).toEqual(idsFrom(2));
  });

  it('is sent again what went nowhere, when it comes back before the server finds the silence', async () => {
    const first = await enter(reader);
    await say(1);
    await expect.poll(() => idsOn(first, reader.frame), PATIENT).toEqual(idsFrom(0));
    line.swallow();
    await say(2);
    line.dropClients();
    const second = await enter(reader);
    await expect.poll(() => idsOn(second, reader.frame).slice(-2), PATIENT).toEqual(idsFrom(1));
    await say(1);
    await expect.poll(() => idsOn(second, reader.frame).slice(-3), PATIENT).toEqual(idsFrom(1));
  });

  it('is sent again what went nowhere twice in a row', async () => {
    await enter(reader);
    for (let round = 0; round < 2; round += 1) {
      line.swallow();
      await say(2);
      await pass(SILENCE_LIMIT_MS + HEARTBEAT_INTERVAL_MS);
      await line.serverEnded();
      line.dropClients();
      const back = await enter(reader);
      await expect.poll(() => idsOn(back, reader.frame).slice(-2), PATIENT).toEqual(idsFrom(said.length - 2));
    }
  });

  it('is sent nothing twice when it answered for it', async () => {
    const first = await enter(reader);
    await say(2);
    await expect.poll(() => idsOn(first, reader.frame), PATIENT).toEqual(idsFrom(0));
    // A ping may be on its way that left before the last message: the next one confirms it.
    for (let ping = 0; ping < 2; ping += 1) {
      const before = first.pings;
      await pass(HEARTBEAT_INTERVAL_MS);
      await expect.poll(() => first.pings, PATIENT).toBeGreaterThan(before);
      await isHeard(first);
    }
    first.close();
    await first.closed;
    await say(1);
    const second = await enter(reader);
    await expect.poll(() => idsOn(second, reader.frame), PATIENT).toEqual(idsFrom(2));
  });
});
