// The app as a friend installs it: by HTTPS, with a manifest, a service worker, pushes that lead to their room, and a page without a
// connection.
import { expect, test, type CDPSession, type Worker } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { CERTIFICATE, trustSwitch } from './certificate.ts';
import { freePort } from './free-port.ts';
import { command, composer, enterAsOwner, HOME_NAME, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { WHOLE_BROWSER } from './launch.ts';
import { startProxy, type ReverseProxy } from './reverse-proxy.ts';

const OUTSIDE = '127.0.0.3';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let proxy: ReverseProxy;
let origin: string;
let places: { at: { host: string; port: number }; target: number };

test.describe.configure({ mode: 'serial' });
test.use({ launchOptions: { ...WHOLE_BROWSER, args: [...(WHOLE_BROWSER.args ?? []), trustSwitch()] } });

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
