// The service worker of the app, in its own world: what it shows, opens and answers.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { beforeEach, describe, expect, it } from 'vitest';
import { at } from './project.mjs';

const ORIGIN = 'https://lanai.example';
const SOURCE = readFileSync(at('src-renderer/public/sw.js'), 'utf8');

type Listener = (event: object) => void;

function startWorker(
  windows: { url: string; visibilityState: string }[] = [],
  net: () => Promise<Response> = () => Promise.reject(new Error('Offline')),
) {
  const listeners = new Map<string, Listener>();
  const did: unknown[] = [];
  const pages = windows.map((each) => ({
    ...each,
    postMessage: (message: unknown) => did.push(['message', each.url, message]),
    focus: () => did.push(['focus', each.url]),
  }));
  const self = {
    location: new URL(`${ORIGIN}/sw.js`),
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    skipWaiting: () => did.push(['skip']),
    registration: { showNotification: (title: string, options: object) => did.push(['show', title, options]) },
    clients: { matchAll: () => Promise.resolve(pages), openWindow: (url: string) => did.push(['open', url]) },
  };
  vm.runInNewContext(SOURCE, { self, URL, Response, fetch: net });
  const raise = async (type: string, event: object): Promise<Response | undefined> => {
    let answer: Promise<Response> | undefined;
    let work: Promise<unknown> | undefined;
    listeners.get(type)?.({
      ...event,
      waitUntil: (until: Promise<unknown>) => void (work = until),
      respondWith: (response: Promise<Response>) => void (answer = response),
    });
    await work;
    return answer;
  };
  return { did, raise };
}

const push = (value: unknown) => ({ data: { json: () => JSON.parse(JSON.stringify(value)) as unknown } });
const click = (navigate: unknown) => ({ notification: { data: { navigate }, close: () => undefined } });
const navigation = (url: string, more: object = {}) => ({ request: { mode: 'navigate', method: 'GET', url: `${ORIGIN}${url}`, ...more } });

describe('The service worker', () => {
  let worker: ReturnType<typeof startWorker>;
  beforeEach(() => {
    worker = startWorker();
  });

  it('shows what a push says', async () => {
    const notification = { title: 'Ada wrote in Kitchen', body: 'Beans', navigate: `${ORIGIN}/#/room/kitchen/3`, tag: 'kitchen' };
    await worker.raise('push', push({ web_push: 8030, notification }));
    expect(worker.did).toMatchObject([
      ['show', notification.title, { body: 'Beans', tag: 'kitchen', renotify: true, data: { navigate: notification.navigate } }],
    ]);
  });

  it.each([null, {}, { web_push: 1, notification: { title: 'No' } }, { web_push: 8030 }, { web_push: 8030, notification: { title: 5 } }])(
    'shows something for a push that it cannot read: %j',
    async (value) => {
      await worker.raise('push', push(value));
      await worker.raise('push', { data: null });
      expect(worker.did).toMatchObject([
        ['show', 'Lanai', { body: 'Something new' }],
        ['show', 'Lanai', { body: 'Something new' }],
      ]);
    },
  );

  it('opens the place in the page that is looked at, without loading it again', async () => {
    worker = startWorker([
      { url: `${ORIGIN}/api/files/1`, visibilityState: 'visible' },
      { url: `${ORIGIN}/join#code`, visibilityState: 'hidden' },
      { url: `${ORIGIN}/#/room/a`, visibilityState: 'hidden' },
      { url: `${ORIGIN}/#/room/b`, visibilityState: 'visible' },
    ]);
    await worker.raise('notificationclick', click(`${ORIGIN}/#/room/kitchen/3`));
    expect(worker.did).toEqual([
      ['message', `${ORIGIN}/#/room/b`, { type: 'open', path: '/room/kitchen/3' }],
      ['focus', `${ORIGIN}/#/room/b`],
    ]);
  });

  it.each([
    [`${ORIGIN}/#/room/kitchen`, `${ORIGIN}/#/room/kitchen`],
    ['https://evil.example/', `${ORIGIN}/`],
    ['javascript:alert(1)', `${ORIGIN}/`],
    [undefined, `${ORIGIN}/`],
    [5, `${ORIGIN}/`],
  ])('opens a page for %s at %s', async (navigate, opened) => {
    await worker.raise('notificationclick', click(navigate));
    expect(worker.did).toEqual([['open', opened]]);
  });

  it('shows its own page while the server cannot be reached', async () => {
    for (const path of ['/', '/#/room/kitchen', '/join', '/enter']) {
      const answer = await worker.raise('fetch', navigation(path));
      expect([answer?.status, await answer?.text()]).toEqual([503, expect.stringContaining('cannot be reached')]);
      expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const gateway = startWorker([], () => Promise.resolve(new Response('Bad gateway', { status: 502 })));
    expect(await (await gateway.raise('fetch', navigation('/')))?.text()).toContain('cannot be reached');
  });

  it('gives the page of the server otherwise, and touches nothing else', async () => {
    worker = startWorker([], () => Promise.resolve(new Response('the app')));
    expect(await (await worker.raise('fetch', navigation('/')))?.text()).toBe('the app');
    const preloaded = { ...navigation('/'), preloadResponse: Promise.resolve(new Response('preloaded')) };
    expect(await (await worker.raise('fetch', preloaded))?.text()).toBe('preloaded');
    for (const [path, more] of [
      ['/api/files/1', {}],
      ['/', { method: 'POST' }],
      ['/', { mode: 'cors' }],
      ['/assets/a.js', { mode: 'no-cors' }],
    ] as const)
      expect(await worker.raise('fetch', navigation(path, more))).toBeUndefined();
  });
});
