// The owner lets a friend in from outside: through their own reverse proxy, with a phone at its other end.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { freePort } from './free-port.ts';
import { command, composer, enterAsOwner, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { startProxy, type ReverseProxy } from './reverse-proxy.ts';

/** Stands for the server with the public address. */
const OUTSIDE = '127.0.0.3';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let proxy: ReverseProxy;
let origin: string;
let target: number;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { PATH: '/nowhere' } });
  maya = await enterAsOwner(browser, home);
  target = await freePort();
  const port = await freePort();
  origin = `http://${OUTSIDE}:${port}`;
  proxy = await startProxy({ host: OUTSIDE, port }, target);
});

test.afterAll(async () => {
  await sarah?.context.close();
  await maya?.context.close();
  await proxy?.close();
  await home?.close();
});

async function openSharing(page: Page): Promise<Locator> {
  await page.goto(`${home.ready.url}/#/room/lobby`);
  return openSettings(page);
}

async function openSettings(page: Page): Promise<Locator> {
  await expect(composer(page, 'lobby')).toBeVisible();
  await page.keyboard.press('Control+,');
  // On a phone the dialog has the name of its page.
  const settings = page.getByRole('dialog', { name: /^(?:Settings|Sharing)$/ });
  await settings.getByRole('navigation').getByRole('button', { name: 'Sharing' }).click();
  return settings;
}

const way = (settings: Locator, name: string): Locator => settings.getByRole('listitem', { name, exact: true });
const PROXY = 'Your own reverse proxy';

test('a proxy is set up with the keyboard, and each mistake is shown at its field', async () => {
  const { page } = maya;
  const settings = await openSharing(page);
  await settings.getByRole('button', { name: 'More ways' }).click();
  const row = way(settings, PROXY);
  await row.getByRole('button', { name: `Turn on: ${PROXY}` }).press('Enter');
  await row.getByLabel('Address for browsers').fill('chat.example.org/lanai');
  await row.getByLabel('Port on this computer').fill('99999');
  await page.keyboard.press('Enter');
  await expect(row.getByText('An address has the form https://host or http://host:port, and nothing after it.')).toBeVisible();
  await expect(row.getByText('A port is a number from 1 to 65535.')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'the form of an entrance with mistakes');
  await row.getByLabel('Address for browsers').fill(`${origin}/`);
  await row.getByLabel('Port on this computer').fill(String(target));
  await page.keyboard.press('Enter');
  await expect(row.getByText(origin, { exact: true })).toBeVisible();
  await expect(row.getByText('Not encrypted for browsers')).toBeVisible();
  await expect(row.getByText('No device has come in this way yet.')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'an open entrance');
});

test('a program that is not there is named, with what to do', async () => {
  const settings = maya.page.getByRole('dialog', { name: 'Settings' });
  const row = way(settings, 'Cloudflare tunnel');
  await row.getByRole('button', { name: 'Turn on: Cloudflare tunnel' }).click();
  await expect(row.getByText('The program cloudflared is not on this computer.')).toBeVisible();
  await row.getByRole('button', { name: 'Turn off: Cloudflare tunnel' }).click();
  await expect(row.getByText('A new address on the internet, without an account.')).toBeVisible();
  await maya.page.keyboard.press('Escape');
});

test('a friend joins by the link of the proxy on a phone, and both can talk', async ({ browser }) => {
  const { page } = maya;
  await expect(page.getByText('On the internet')).toBeVisible();
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const invites = page.getByRole('dialog', { name: 'Invites', exact: true });
  await expect(invites.getByText(`${PROXY}: ${origin}`)).toBeVisible();
  await invites.getByLabel('Their name').fill('Sarah');
  await invites.getByRole('button', { name: 'Make invite' }).click();
  const link = await invites.getByLabel('Invite link').inputValue();
  expect(new URL(link).origin).toBe(origin);
  await page.keyboard.press('Escape');
  sarah = await visit(browser, link, PHONE);
  await sarah.page.getByRole('button', { name: /join/i }).click();
  await say(sarah.page, 'lobby', 'hello from the train');
  await expect(message(page, 'hello from the train')).toBeVisible();
  await say(page, 'lobby', 'safe travels');
  await expect(message(sarah.page, 'safe travels')).toBeVisible();
  expect(proxy.seen.length).toBeGreaterThan(3);
  const settings = await openSharing(page);
  await expect(way(settings, PROXY).getByText(/^A device last came in this way/)).toBeVisible();
});

test('it is turned off at once for those who came by it, and their draft is there when it is on again', async () => {
  const settings = maya.page.getByRole('dialog', { name: 'Settings' });
  await composer(sarah.page, 'lobby').fill('half a thought');
  await way(settings, PROXY)
    .getByRole('button', { name: `Turn off: ${PROXY}` })
    .click();
  await expect(sarah.page.getByText(/connecting|offline|not reachable/i).first()).toBeVisible({ timeout: 5_000 });
  expect(await fetch(`${origin}/health`).then(({ status }) => status)).toBe(502);
  await way(settings, PROXY)
    .getByRole('button', { name: `Turn on: ${PROXY}` })
    .click();
  await expect(way(settings, PROXY).getByText(origin, { exact: true })).toBeVisible();
  // As it was set up before.
  await way(settings, PROXY)
    .getByRole('button', { name: `Change: ${PROXY}` })
    .click();
  await expect(way(settings, PROXY).getByLabel('Address for browsers')).toHaveValue(origin);
  await way(settings, PROXY).getByRole('button', { name: 'Cancel' }).click();
  await expect(composer(sarah.page, 'lobby')).toHaveText('half a thought');
  await say(sarah.page, 'lobby', 'back again');
  await maya.page.keyboard.press('Escape');
  await expect(message(maya.page, 'back again')).toBeVisible();
});

test('an admin on a phone sees the ways, and which only the owner can turn on', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Alma', role: 'admin' });
  const alma = await visit(browser, `${origin}/join#${code}`, PHONE);
  await alma.page.getByRole('button', { name: /join/i }).click();
  await expect(composer(alma.page, 'lobby')).toBeVisible();
  const settings = await openSettings(alma.page);
  await settings.getByRole('button', { name: 'More ways' }).click();
  const ssh = way(settings, 'A server of yours, by ssh');
  await expect(ssh.getByText('Only the owner can turn this on')).toBeVisible();
  await expect(ssh.getByRole('button')).toHaveCount(0);
  await expectFitForThumbs(alma.page, 'the ways in');
  await expectAccessibleInBothThemes(alma.page, 'the ways in on a phone');
  await alma.context.close();
});
