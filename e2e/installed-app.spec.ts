// The app as a friend installs it: by HTTPS, with a manifest, a service worker, pushes that lead to their room, and a page without a
// connection.
import { createECDH, randomBytes } from 'node:crypto';
import { expect, test as base, type CDPSession, type Locator, type Page, type Worker } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { CERTIFICATE, trustSwitch } from './certificate.ts';
import { freePort } from './free-port.ts';
import { command, composer, enterAsOwner, HOME_NAME, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { WHOLE_BROWSER } from './launch.ts';
import { withOwnBus } from './own-bus.ts';
import { startProxy, type ReverseProxy } from './reverse-proxy.ts';

const OUTSIDE = '127.0.0.3';
/** A name at a push service that leads nowhere. */
const NOWHERE = 'https://no-such-name.push.services.mozilla.com/wpush/v2/1';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let proxy: ReverseProxy;
let origin: string;
let places: { at: { host: string; port: number }; target: number };

const test = base.extend({
  launchOptions: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the parameter
    async ({}, use) => {
      const bus = await withOwnBus({ ...WHOLE_BROWSER, args: [...(WHOLE_BROWSER.args ?? []), trustSwitch()] });
      await use(bus.options);
      await bus.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  places = { at: { host: OUTSIDE, port: await freePort() }, target: await freePort() };
  origin = `https://${OUTSIDE}:${places.at.port}`;
  proxy = await openProxy();
  const way = { kind: 'proxy', address: origin, port: places.target, client_header: 'x-forwarded-for' };
  await command(maya.page, 'open_entrance', { way });
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Sarah', role: 'member' });
  sarah = await visit(browser, `${origin}/join#${code}`);
  await sarah.page.getByRole('button', { name: /join|come in|enter/i }).click();
  await expect(composer(sarah.page, 'lobby')).toBeVisible();
});

test.afterAll(async () => {
  await sarah?.context.close();
  await maya?.context.close();
  await proxy?.close();
  await home?.close();
});

const openProxy = (): Promise<ReverseProxy> => startProxy(places.at, places.target, CERTIFICATE);

async function worker(): Promise<Worker> {
  const [running] = sarah.context.serviceWorkers();
  return running ?? sarah.context.waitForEvent('serviceworker');
}

/** The browser's own id of the service worker. */
async function registrationOf(session: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${origin}/` && !isDeleted);
      if (mine) resolve(mine.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  return found;
}

test('it can be installed under the name of the home', async () => {
  await sarah.page.evaluate(() => navigator.serviceWorker.ready.then(({ scope }) => scope));
  const session = await sarah.context.newCDPSession(sarah.page);
  await session.send('Page.enable');
  const { errors, data = '' } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data)).toMatchObject({ name: HOME_NAME, display: 'standalone', start_url: '/' });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A window of a test is like one in private browsing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('a push is shown, and a press opens its room in the page that is open', async () => {
  const { page, context } = sarah;
  const garden = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await context.grantPermissions(['notifications'], { origin });
  const session = await context.newCDPSession(page);
  const registrationId = await registrationOf(session);
  const notification = { title: 'Maya wrote in garden', body: '', navigate: `${origin}/#/room/${garden.id}`, tag: garden.id };
  await session.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId,
    data: JSON.stringify({ web_push: 8030, notification }),
  });
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title }) => title));
  await expect.poll(shown).toEqual(['Maya wrote in garden']);
  await page.evaluate(() => void Object.assign(window, { isSamePage: true }));
  // No browser without a screen can press one: the worker is given the event.
  await (
    await worker()
  ).evaluate(`self.registration.getNotifications().then(([notification]) =>
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
  await expect(composer(page, 'garden')).toBeVisible();
  await expect.poll(shown).toEqual([]);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  // One that is not pressed goes when its room is read.
  const inLobby = { ...notification, title: 'Maya wrote in lobby', navigate: `${origin}/#/room/lobby`, tag: 'lobby' };
  await session.send('ServiceWorker.deliverPushMessage', {
    ...{ origin, registrationId },
    data: JSON.stringify({ web_push: 8030, notification: inLobby }),
  });
  await expect.poll(shown).toEqual(['Maya wrote in lobby']);
  await page.evaluate(() => void (location.hash = '#/room/lobby'));
  await expect.poll(shown).toEqual([]);
  await page.evaluate((hash) => void (location.hash = hash), `#/room/${garden.id}`);
  await expect(composer(page, 'garden')).toBeVisible();
});

test('pushes are turned on for the device, and the answer of its push service is shown', async () => {
  const { page } = sarah;
  const keys = createECDH('prime256v1');
  const device = { endpoint: NOWHERE, keys: { p256dh: keys.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') } };
  await page.addInitScript(standInForPushService, device);
  await page.reload();
  const settings = await openNotifications(page);
  const push = settings.getByRole('checkbox', { name: 'Push to this device' });
  await push.click();
  await expect(push).toBeChecked();
  await expect(settings.getByText('No push was sent yet.')).toBeVisible();
  await settings.getByLabel('A push shows').selectOption('Also the beginning of the message');
  await settings.getByRole('button', { name: 'Send a test', exact: true }).click();
  await expect(settings.getByText(`The last push failed. ${new URL(NOWHERE).host} cannot be found.`)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessibleInBothThemes(page, 'pushes of a device, narrow');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await openNotifications(page);
  await expect(settings.getByLabel('A push shows')).toHaveValue('text');
  await push.click();
  await expect(push).not.toBeChecked();
  await expect(settings.getByRole('button', { name: 'Send a test', exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect((await openNotifications(maya.page)).getByText('Push works only on secure pages (https).')).toBeVisible();
  await maya.page.keyboard.press('Escape');
});

test('without a connection it says so, and comes back', async () => {
  const { page } = sarah;
  await proxy.close();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Lanai cannot be reached' })).toBeVisible();
  proxy = await openProxy();
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(composer(page, 'garden')).toBeVisible();
});

test('a page without TLS has no service worker', async () => {
  const { page } = maya;
  const registered = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  expect(await registered()).toBe(0);
  const refusal = await page.evaluate(() =>
    navigator.serviceWorker.register('/sw.js').then(String, (error: unknown) => (error as Error).name),
  );
  expect(refusal).not.toBe('[object ServiceWorkerRegistration]');
  expect(await registered()).toBe(0);
});

async function openNotifications(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog');
  await settings.getByRole('button', { name: 'Notifications', exact: true }).click();
  return settings;
}

/** Runs in the page, before it: no browser without the internet subscribes. */
function standInForPushService(device: { endpoint: string; keys: object }): void {
  const key = { options: null as object | null };
  const subscription = {
    get options() {
      return key.options;
    },
    toJSON: () => device,
    unsubscribe() {
      key.options = null;
      return Promise.resolve(true);
    },
  };
  Object.assign(PushManager.prototype, {
    getSubscription: () => Promise.resolve(key.options && subscription),
    subscribe({ applicationServerKey }: { applicationServerKey: Uint8Array<ArrayBuffer> }) {
      key.options = { applicationServerKey: applicationServerKey.buffer };
      return Promise.resolve(subscription);
    },
  });
}
