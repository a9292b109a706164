// The browser as a device: subscribed, renewed at each start, and left.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { RunCommand } from '../../sync/store.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import {
  arePushesAccepted,
  checkPush,
  keptPush,
  leavePushService,
  NotSubscribed,
  renewPush,
  turnOffPush,
  turnOnPush,
} from './push-device.ts';

const KEY = 'BAAA';
const OTHER_KEY = 'BBBB';

interface FakeSubscription {
  endpoint: string;
  options: { applicationServerKey: ArrayBuffer };
  unsubscribe(): Promise<boolean>;
  toJSON(): object;
}

/** A browser with a push service that hands out numbered endpoints. */
function startBrowser() {
  const state = { count: 0, current: null as FakeSubscription | null, problem: null as Error | null, isSilent: false };
  const pushManager = {
    getSubscription: () => Promise.resolve(state.current),
    subscribe({ applicationServerKey }: { applicationServerKey: Uint8Array }) {
      if (state.isSilent) return new Promise(() => undefined);
      if (state.problem) return Promise.reject(state.problem);
      state.count += 1;
      const endpoint = `https://push.example/${state.count}`;
      state.current = {
        endpoint,
        options: { applicationServerKey: applicationServerKey.slice().buffer as ArrayBuffer },
        unsubscribe: () => ((state.current = null), Promise.resolve(true)),
        toJSON: () => ({ endpoint, keys: { p256dh: 'key', auth: 'secret' } }),
      };
      return Promise.resolve(state.current);
    },
  };
  const registration = { pushManager };
  const serviceWorker = {
    ready: Promise.resolve(registration),
    register: () => Promise.resolve(registration),
    getRegistration: () => Promise.resolve(registration),
  };
  const page = {
    localStorage: memoryStorage(),
    navigator: { serviceWorker, userAgent: '', maxTouchPoints: 0 },
    location: { origin: 'https://lanai.example', protocol: 'https:' },
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (id: number) => clearTimeout(id),
    isSecureContext: true,
    matchMedia: () => ({ matches: false }),
    PushManager: {},
  };
  return { state, page: page as unknown as Window };
}

let browser: ReturnType<typeof startBrowser>;
let permission: NotificationPermission;
let publicKey: string;
let isKnown: boolean;
let failure: string | null;
let isOffline: boolean;
let refuses: string | null;
let asked: [string, unknown][];

const request = ((command: CommandName, payload: { endpoint?: string }) => {
  asked.push([command, payload]);
  if (isOffline) return Promise.reject(new AppError('shutting_down'));
  if (command === 'list_push_devices')
    return Promise.resolve({ public_key: publicKey, devices: isKnown ? [{ is_current: true, failure }] : [] });
  if (command === 'subscribe_push' && payload.endpoint === refuses) return Promise.reject(new AppError('access_denied'));
  return Promise.resolve({ failure });
}) as unknown as RunCommand;

const seams = (meId = 'sarah') => ({ page: browser.page, request, meId });
const subscribedTo = () =>
  asked.filter(([command]) => command === 'subscribe_push').map(([, payload]) => (payload as { endpoint: string }).endpoint);

beforeEach(() => {
  browser = startBrowser();
  permission = 'granted';
  publicKey = KEY;
  isKnown = true;
  failure = null;
  isOffline = false;
  refuses = null;
  asked = [];
  const Notification = {
    get permission() {
      return permission;
    },
    requestPermission: () => Promise.resolve(permission),
  };
  vi.stubGlobal('Notification', Notification);
  vi.stubGlobal('window', { ...browser.page, Notification });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('A browser', () => {
  it('subscribes when the user allows it, and shows the name and the room at first', async () => {
    await turnOnPush(seams());
    expect(asked.at(-1)).toEqual([
      'subscribe_push',
      {
        ...{ endpoint: 'https://push.example/1', p256dh: 'key', auth: 'secret', shows: 'name', origin: 'https://lanai.example' },
        time_zone: expect.any(String) as string,
      },
    ]);
    expect([keptPush(browser.page, 'sarah'), keptPush(browser.page, 'kai')]).toEqual(['name', null]);
  });

  it('does not subscribe when the user refuses', async () => {
    permission = 'denied';
    await expect(turnOnPush(seams())).rejects.toMatchObject({ why: 'refused' });
    expect([asked, keptPush(browser.page, 'sarah')]).toEqual([[], null]);
  });

  it('says that its push service is out of reach, or silent', async () => {
    browser.state.problem = new DOMException('Registration failed - push service error', 'AbortError');
    await expect(turnOnPush(seams())).rejects.toMatchObject({ why: 'service' });
    browser.state.isSilent = true;
    vi.useFakeTimers();
    const silent = expect(turnOnPush(seams())).rejects.toEqual(new NotSubscribed('silent'));
    await vi.advanceTimersByTimeAsync(20_000);
    await silent;
  });

  it('tells the server its endpoint at each start, and changes nothing for a person who wants no pushes', async () => {
    await renewPush(seams());
    expect(asked).toEqual([]);
    await turnOnPush(seams(), 'text');
    asked = [];
    await renewPush(seams());
    await renewPush(seams('kai'));
    expect(subscribedTo()).toEqual(['https://push.example/1']);
    expect(asked.at(-1)).toMatchObject(['subscribe_push', { shows: 'text' }]);
  });

  it('takes a new endpoint for another key of the server, and when the server dropped it', async () => {
    await turnOnPush(seams());
    publicKey = OTHER_KEY;
    await renewPush(seams());
    isKnown = false;
    await renewPush(seams());
    expect(subscribedTo()).toEqual([1, 2, 3].map((count) => `https://push.example/${count}`));
  });

  it('takes a new endpoint when another person receives pushes at this one', async () => {
    await turnOnPush(seams('kai'));
    refuses = 'https://push.example/1';
    await turnOnPush(seams());
    expect(subscribedTo()).toEqual(['https://push.example/1', 'https://push.example/1', 'https://push.example/2']);
    refuses = 'https://push.example/3';
    isKnown = false;
    await expect(renewPush(seams())).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('is off when the user turns it off without a connection', async () => {
    await turnOnPush(seams());
    isOffline = true;
    await expect(turnOffPush(seams())).rejects.toMatchObject({ code: 'shutting_down' });
    expect([browser.state.current, keptPush(browser.page, 'sarah')]).toEqual([null, null]);
  });

  it('ends the pushes of the person before, and not those of the same person', async () => {
    await turnOnPush(seams());
    await renewPush(seams());
    expect(browser.state.current).not.toBeNull();
    asked = [];
    await renewPush(seams('kai'));
    expect([asked, browser.state.current, keptPush(browser.page, 'sarah')]).toEqual([[], null, null]);
  });

  it('knows from the server whether its pushes are accepted', async () => {
    const isAccepted = (): boolean => arePushesAccepted(browser.page, 'sarah');
    expect(isAccepted()).toBe(false);
    await turnOnPush(seams());
    expect(isAccepted()).toBe(true);
    failure = 'push.example answered 403.';
    await checkPush(seams());
    expect([isAccepted(), keptPush(browser.page, 'sarah')]).toEqual([false, 'name']);
    failure = null;
    await renewPush(seams());
    expect(isAccepted()).toBe(true);
    isKnown = false;
    await checkPush(seams());
    expect(isAccepted()).toBe(false);
    browser.state.problem = new DOMException('Registration failed - push service error', 'AbortError');
    await expect(renewPush(seams())).rejects.toMatchObject({ why: 'service' });
    expect(isAccepted()).toBe(false);
  });

  it('ends when the user turns it off, signs out, or blocks notifications meanwhile', async () => {
    await turnOnPush(seams());
    await turnOffPush(seams());
    expect([asked.at(-1)?.[0], browser.state.current, keptPush(browser.page, 'sarah')]).toEqual(['unsubscribe_push', null, null]);
    await turnOnPush(seams());
    await leavePushService(browser.page);
    expect([browser.state.current, keptPush(browser.page, 'sarah')]).toEqual([null, null]);
    await turnOnPush(seams());
    permission = 'denied';
    await renewPush(seams());
    expect([asked.at(-1)?.[0], browser.state.current]).toEqual(['unsubscribe_push', null]);
  });
});
