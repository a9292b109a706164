// A home with a guest, a push service of the test, and a clock that the test advances.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { PUSH_COMMANDS } from '../../../src-shared/commands/push.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { Message } from '../../../src-shared/objects.ts';
import type { PushDevice } from '../../../src-shared/push.ts';
import type { Browser } from './browser.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { startTestHome, type TestHome } from './home.ts';
import { startPushService, type PushService, type ReceivedPush, type TestDevice } from './push-service.ts';
import { startedForEach, type Started } from './shared-home.ts';

export const PAGE_ORIGIN = 'https://lanai.example';
/** How long a burst of messages, and a person with an open connection, are waited for. */
export const SETTLE_MS = 5_000;
/** A decision reads the database a few times, for each message that waits. Reads are answered in their order. */
export const READS = 12;

export interface PushHome extends Started {
  readonly service: PushService;
  readonly clock: TestClock;
  readonly dataDir: string;
  readonly home: TestHome;
  /** In the lobby. */
  readonly gus: Browser;
  /** Subscribes the browser with a new device. */
  subscribed(browser?: Browser, more?: object): Promise<TestDevice>;
  say(content: string, room?: string, by?: Browser): Promise<Message>;
  /** Lets so much time pass. Whatever waits is decided. */
  settle(ms?: number): Promise<void>;
  /** Waits until so many pushes came. */
  received(count: number): Promise<void>;
  last(): ReceivedPush | undefined;
  /** Whatever waits is decided, and nothing more than this is sent. */
  nothingComes(count: number): Promise<void>;
  /** The browser's own device, as the server lists it. */
  deviceOf(browser?: Browser): Promise<PushDevice | undefined>;
  restart(): Promise<void>;
}

export function payloadOf(device: TestDevice, more: object = {}): object {
  return { ...device, origin: PAGE_ORIGIN, time_zone: 'UTC', ...more };
}

export function pushHomeForEach(): PushHome {
  return startedForEach(openPushHome);
}

async function openPushHome(): Promise<PushHome> {
  const service = await startPushService();
  const clock = createTestClock();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-push-'));
  const start = (): Promise<TestHome> =>
    startTestHome({ dataDir, now: clock.now, after: clock.after, pushServices: { admits: service.isOwn, rule: 'any' } });
  let home = await start();
  const gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });

  async function settle(ms = SETTLE_MS): Promise<void> {
    clock.pass(ms);
    for (let read = 0; read < READS; read += 1) await home.owner.get(`/api/rooms/${LOBBY_ID}/messages?limit=1`);
  }
  return {
    service,
    clock,
    dataDir,
    get home() {
      return home;
    },
    get logged() {
      return home.logged;
    },
    gus,
    async subscribed(browser = gus, more = {}) {
      const device = service.device();
      expect((await browser.put('/api/push', payloadOf(device, more))).status).toBe(200);
      return device;
    },
    async say(content, room = LOBBY_ID, by = home.owner) {
      const answer = await by.post(`/api/rooms/${room}/messages`, { content });
      expect(answer.status).toBe(201);
      return Message.parse(answer.json());
    },
    settle,
    received: (count) => expect.poll(() => service.received.length).toBe(count),
    last: () => service.received.at(-1),
    async nothingComes(count) {
      await settle();
      expect(service.received.length).toBe(count);
    },
    async deviceOf(browser = gus) {
      const { devices } = PUSH_COMMANDS.list_push_devices.reply.parse((await browser.get('/api/push')).json());
      return devices.find(({ is_current }) => is_current);
    },
    async restart() {
      await home.close();
      home = await start();
    },
    async close() {
      await home.close();
      await service.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
