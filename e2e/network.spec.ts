// The owner opens the Wi-Fi, and a friend's phone comes by the name that the network knows.
import { expect, test, type Page } from '@playwright/test';
import { request } from 'node:http';
import { freeUdpPort, startMdnsHost } from '../src-main/gateway/sharing/testing/mdns-host.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import type { Invite } from '../src-shared/objects.ts';
import { command, composer, enterAsOwner, message, say, sidebarRow, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { LAUNCH } from './launch.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';

const ADDRESS = '127.0.0.2';
/** Where the computer is later. */
const NEXT_ADDRESS = '127.0.0.3';
/** The name of the home is taken by a computer in the network. */
const TAKEN = 'mayas-lanai.local';
const NAME = 'mayas-lanai-2.local';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let computer: Awaited<ReturnType<typeof startMdnsHost>>;
let byName: string;
let env: Record<string, string>;
/** Of a link with the address that changes. */
let sentCode: string;

test.describe.configure({ mode: 'serial' });
// Stands for the resolver of the phone's system.
test.use({ launchOptions: { ...LAUNCH, args: [...(LAUNCH.args ?? []), `--host-resolver-rules=MAP ${NAME} ${ADDRESS}`] } });

test.beforeAll(async ({ browser }) => {
  const port = await freeUdpPort();
  computer = await startMdnsHost(port);
  computer.claim(TAKEN, '127.0.0.77');
  env = { LANAI_LAN_ADDRESSES: ADDRESS, LANAI_MDNS_PORT: String(port) };
  home = await startHome({ env });
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
  await computer?.close();
});

async function openSharing(page: Page) {
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: /^(?:Settings|Sharing)$/ });
  await settings.getByRole('navigation').getByRole('button', { name: 'Sharing' }).click();
  return settings;
}

test('the Wi-Fi is opened with the keyboard, under a name that is free, with help until a device comes in', async () => {
  const { page } = maya;
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(page, 'lobby')).toBeVisible();
  const settings = await openSharing(page);
  await settings.getByRole('radio', { name: 'This computer' }).focus();
  await page.keyboard.press('ArrowRight');
  byName = `http://${NAME}:${new URL(home.ready.url).port}`;
  await expect(settings.getByText(byName)).toBeVisible();
  await expect(settings.getByText('No other device has reached it yet.')).toBeVisible();
  for (const reason of ['Firewall', 'VPN', 'Guest Wi-Fi']) await expect(settings.getByText(reason, { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'the open network');
  await page.keyboard.press('Escape');
});

test('the link has the address, and the name is the second choice', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const invites = page.getByRole('dialog', { name: 'Invites', exact: true });
  await invites.getByLabel('Their name').fill('Sarah');
  await invites.getByRole('button', { name: 'Make invite' }).click();
  expect(new URL(await invites.getByLabel('Invite link').inputValue()).hostname).toBe(ADDRESS);
  await invites.getByLabel('Address in the link').selectOption(new URL(byName).host);
  expect(new URL(await invites.getByLabel('Invite link').inputValue()).origin).toBe(byName);
  await page.keyboard.press('Escape');
});

test('a friend joins by the name on a phone, both can talk, and the owner sees that a device came in', async ({ browser }) => {
  const { page } = maya;
  const { code } = await command<{ code: string }>(page, 'create_invite', { name: 'Sarah' });
  sarah = await visit(browser, `${byName}/join#${code}`, PHONE);
  await sarah.page.getByRole('button', { name: /join/i }).click();
  await say(sarah.page, 'lobby', 'hello from the sofa');
  await expect(message(page, 'hello from the sofa')).toBeVisible();
  await say(page, 'lobby', 'hello over there');
  await expect(message(sarah.page, 'hello over there')).toBeVisible();
  const settings = await openSharing(page);
  await expect(settings.getByText(/^A device at 127\.0\.0\.1 reached this Lanai at \d/)).toBeVisible();
  await expect(settings.getByText('Firewall', { exact: true })).toBeHidden();
  await settings.getByText('If a device cannot open it').click();
  await expect(settings.getByText('Firewall', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('other names are refused there, and the name is refused elsewhere', async () => {
  const { port } = new URL(home.ready.url);
  const statusOf = (address: string, host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request({ host: address, port, path: '/health', headers: { host }, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
  expect(await statusOf(ADDRESS, `${NAME}:${port}`)).toBe(200);
  for (const host of [`${TAKEN}:${port}`, `evil.example:${port}`, NAME]) expect([host, await statusOf(ADDRESS, host)]).toEqual([host, 403]);
  expect(await statusOf('127.0.0.1', `${NAME}:${port}`)).toBe(403);
});

test('on a phone an admin sees the same, and closes the network to everyone who came by it', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Alma', role: 'admin' });
  const alma = await visit(browser, `${home.ready.url}/join#${code}`, PHONE);
  await alma.page.getByRole('button', { name: /join/i }).click();
  await expect(composer(alma.page, 'lobby')).toBeVisible();
  const settings = await openSharing(alma.page);
  await settings.getByText('If a device cannot open it').click();
  await expect(settings.getByText(byName)).toBeVisible();
  await expectFitForThumbs(alma.page, 'the open network');
  await expectAccessibleInBothThemes(alma.page, 'the open network on a phone');
  await settings.getByRole('radio', { name: 'This computer' }).check({ force: true });
  await expect(sarah.page.getByText(/connecting|offline|not reachable/i).first()).toBeVisible({ timeout: 5_000 });
  expect(await computer.addressesOf(NAME)).toEqual([]);
  await alma.context.close();
});

test('an address that has changed replaces the old one, and the owner sees a notice', async () => {
  const { page } = maya;
  const settings = await openSharing(page);
  await settings.getByRole('radio', { name: 'Your Wi-Fi' }).check({ force: true });
  await expect(settings.getByText(byName)).toBeVisible();
  ({ code: sentCode } = await command<{ code: string }>(page, 'create_invite', { name: 'Uma' }));
  await home.kill();
  env.LANAI_LAN_ADDRESSES = NEXT_ADDRESS;
  await home.restart();
  const notice = settings.getByText(`Your network has changed: ${ADDRESS} is now ${NEXT_ADDRESS}.`);
  await expect(notice).toBeVisible();
  await expect(settings.getByText(NEXT_ADDRESS, { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'a network that has changed');
  await settings.getByRole('button', { name: 'Got it', exact: true }).press('Enter');
  await expect(notice).toBeHidden();
  await expect(settings.getByText(NEXT_ADDRESS, { exact: true })).toBeVisible();
});

test('an invite with the old address says so, and gets a new link, from the list or from Porter', async ({ browser }) => {
  const { page } = maya;
  await page.keyboard.press('Escape');
  await sidebarRow(page, 'Porter').click();
  const notice = message(page, /The addresses of this home have changed/);
  await expect(notice).toContainText(`Uma: ${ADDRESS}`);
  await notice.getByRole('button', { name: 'Copy new link for Uma' }).click();
  expect(new URL(await notice.getByLabel('Invite link').inputValue()).hostname).toBe(NEXT_ADDRESS);
  await expectAccessibleInBothThemes(page, 'an offer of a new link');
  const { invites: all } = await command<{ invites: Invite[] }>(page, 'list_invites', {});
  expect(all.find(({ name }) => name === 'Uma')?.origins?.[0]).toContain(NEXT_ADDRESS);

  const other = await command<{ code: string }>(page, 'create_invite', { name: 'Vera' });
  await command(page, 'set_sharing', { addresses: [] });
  await home.kill();
  env.LANAI_LAN_ADDRESSES = ADDRESS;
  await home.restart();
  await command(page, 'set_sharing', { addresses: [ADDRESS] });
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invites', exact: true });
  const row = dialog.getByRole('listitem').filter({ hasText: 'Vera' });
  await expect(row).toContainText(`A link to ${NEXT_ADDRESS}:${new URL(home.ready.url).port} does not open now.`);
  await expectAccessibleInBothThemes(page, 'an invite with a closed address');
  await row.getByRole('button', { name: 'More about Vera' }).click();
  await page.getByRole('menuitem', { name: 'New link' }).click();
  const question = page.getByRole('dialog', { name: 'A new link for Vera' });
  await question.getByRole('button', { name: 'Make new link' }).press('Enter');
  const link = await dialog.getByLabel('Invite link').inputValue();
  expect(new URL(link).hostname).toBe(ADDRESS);
  await expect(row).not.toContainText('does not open now');
  // Each friend comes in by the link that they have: the new one, and an old one whose address is open again.
  for (const [url, friend] of [
    [link, 'Vera'],
    [`http://${ADDRESS}:${new URL(link).port}/join#${sentCode}`, 'Uma'],
  ] as const) {
    const visitor = await visit(browser, url, PHONE);
    await visitor.page.getByRole('button', { name: 'Join' }).click();
    await expect(composer(visitor.page, 'lobby')).toBeVisible();
    await expect(dialog.getByRole('listitem').filter({ hasText: friend })).toContainText('Here now');
    await visitor.context.close();
  }
  expect(other.code).not.toBe(new URL(link).hash.slice(1));
});
