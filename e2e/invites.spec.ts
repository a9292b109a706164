// A friend comes in: the owner opens the home to the network and makes an invite; the friend's browser, at another address
// of the machine, joins and talks; access ends at once when the owner says so.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { command, composer, enterAsOwner, message, say, sidebarRow, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { readQrCode } from './read-qr-code.ts';

/** Stands for the address of the machine on its Wi-Fi: a separate listener, as there. */
const LAN_ADDRESS = '127.0.0.2';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let usedLink: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: LAN_ADDRESS } });
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

function invites(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Invites', exact: true });
}

async function openInvites(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  await expect(invites(page)).toBeVisible();
  return invites(page);
}

function guest(page: Page, name: string): Locator {
  return invites(page).getByRole('listitem').filter({ hasText: name });
}

async function choose(page: Page, who: string, item: string): Promise<void> {
  await guest(page, who)
    .getByRole('button', { name: `More about ${who}` })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function makeInvite(dialog: Locator, name: string): Promise<string> {
  await dialog.getByLabel('Their name').fill(name);
  await dialog.getByRole('button', { name: 'Make invite' }).click();
  return dialog.getByLabel('Invite link').inputValue();
}

test('an invite made while nothing is shared says so, and its link follows when the Wi-Fi is switched on', async () => {
  const dialog = await openInvites(maya.page);
  await expect(dialog.getByText('No guests yet')).toBeVisible();
  const local = await makeInvite(dialog, 'Sarah');
  expect(new URL(local).hostname).toBe('127.0.0.1');
  await expect(dialog.getByText('Only this computer can open this link')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Your Wi-Fi' }).check({ force: true });
  await expect(dialog.getByText('Only this computer can open this link')).toHaveCount(0);
  usedLink = await dialog.getByLabel('Invite link').inputValue();
  expect(new URL(usedLink).hostname).toBe(LAN_ADDRESS);
  expect(new URL(usedLink).hash).toBe(new URL(local).hash);
  await expect(dialog.getByRole('img', { name: 'QR code of Sarah’s invite' })).toBeVisible();
  await expect(guest(maya.page, 'Sarah')).toContainText('invite pending');
});

test('"Copy link" puts exactly the link on the clipboard and says so', async () => {
  await maya.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await invites(maya.page).getByRole('button', { name: 'Copy link' }).click();
  await expect(invites(maya.page).getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await maya.page.evaluate(() => navigator.clipboard.readText())).toBe(usedLink);
});

test('the link is also copied where the page has no clipboard, as on plain http', async () => {
  const { page } = maya;
  const dialog = invites(page);
  await page.evaluate(() => navigator.clipboard.writeText('something else'));
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }));
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeFocused();
  await page.evaluate(() => Reflect.deleteProperty(navigator, 'clipboard'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(usedLink);
});

test('the invite leaves by mail, by the share sheet where there is one, and on paper', async () => {
  const { page } = maya;
  const dialog = invites(page);
  const mail = new URL((await dialog.getByRole('link', { name: 'Send by mail' }).getAttribute('href')) ?? '');
  expect([mail.protocol, mail.pathname]).toEqual(['mailto:', '']);
  expect(mail.searchParams.get('body')).toContain(`\n${usedLink}\n`);
  await expect(dialog.getByRole('button', { name: 'Share' })).toHaveCount(0);
  await page.evaluate(() => {
    const shared: unknown[] = [];
    // A closed sheet is an error of the browser.
    const share = (data: unknown): Promise<void> => (shared.push(data), Promise.reject(new DOMException('closed', 'AbortError')));
    Object.assign(navigator, { canShare: () => true, share, shared });
    Object.assign(window, {
      print: () => document.body.setAttribute('data-printed', document.querySelector('[data-print]')?.textContent ?? ''),
    });
  });
  // Drawn again.
  await page.keyboard.press('Escape');
  const again = await openInvites(page);
  const link = await makeInvite(again, 'Zoe');
  await again.getByRole('button', { name: 'Share' }).click();
  expect(await page.evaluate(() => Reflect.get(navigator, 'shared'))).toEqual([expect.objectContaining({ url: link })]);
  await again.getByRole('button', { name: 'Print' }).click();
  const printed = await page.locator('body').getAttribute('data-printed');
  expect(printed).toContain(link);
  expect(printed).toMatch(/Works once\. .*Valid until .*20\d\d/);
  const paper = page.locator('[data-print]');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ media: 'print', colorScheme });
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(paper.getByRole('img', { name: 'QR code of Zoe’s invite' })).toBeVisible();
    expect(await readQrCode(paper.locator('svg'), page)).toBe(link);
    expect(await paper.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 0, 0)');
  }
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
  await choose(page, 'Zoe', 'Withdraw invite');
  await page.getByRole('dialog', { name: 'Withdraw the invite' }).getByRole('button', { name: 'Withdraw invite' }).click();
});

test('the keyboard works the menu of an invite, and Escape closes only the top layer', async () => {
  const { page } = maya;
  const more = guest(page, 'Sarah').getByRole('button', { name: 'More about Sarah' });
  await more.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'New link' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Withdraw the invite' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(more).toBeFocused();
  await expect(invites(page)).toBeVisible();
});

test('a friend sees who invites them and where to, joins, and they talk', async ({ browser }) => {
  sarah = await visit(browser, usedLink, { viewport: { width: 390, height: 844 } });
  const { page } = sarah;
  await expect(page.getByRole('heading', { name: 'Maya invites you in' })).toBeVisible();
  await expect(page.getByText('1 person and 1 agent are in it')).toBeVisible();
  await expect(page.getByText('This invite works once')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Sarah');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(composer(page, 'lobby')).toBeVisible();
  // The person is there a moment before the invite is gone.
  await expect(guest(maya.page, 'Sarah').filter({ hasText: 'Here now' })).toHaveCount(1);
  await maya.page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });
  await sidebarRow(page, 'lobby').getByRole('link').click();
  await say(page, 'lobby', 'What a porch!');
  await expect(message(maya.page, 'What a porch!')).toBeVisible();
  await say(maya.page, 'lobby', 'Sit down, Sarah.');
  await expect(message(page, 'Sit down, Sarah.')).toBeVisible();
});

test('a friend is not offered the owner’s actions', async () => {
  const { page } = sarah;
  await expect(page.getByRole('button', { name: 'Invite a friend' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('button', { name: 'Appearance' })).toBeVisible();
  await expect(settings.getByRole('button', { name: 'Keys' })).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('the link of a used invite says so, and offers the next step', async ({ browser }) => {
  const stranger = await visit(browser, usedLink);
  await expect(stranger.page.getByRole('heading', { name: 'This invite no longer works' })).toBeVisible();
  await expect(stranger.page.getByText('Ask for a new one')).toBeVisible();
  await stranger.context.close();
});

test('a member who opens an invite is offered to enter', async () => {
  const { page } = sarah;
  await page.goto(usedLink);
  await expect(page.getByRole('heading', { name: 'You are already signed in' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue as Sarah' }).click();
  await expect(composer(page, 'lobby')).toBeVisible();
});

test('revoking access ends it at once, and the page says whom to ask', async () => {
  await openInvites(maya.page);
  await choose(maya.page, 'Sarah', 'Revoke access');
  const question = maya.page.getByRole('dialog', { name: 'Revoke Sarah’s access' });
  await question.getByRole('button', { name: 'Revoke access' }).click();
  await expect(sarah.page.getByRole('heading', { name: 'Maya ended your access' })).toBeVisible();
  await expect(question).toHaveCount(0);
  await expect(guest(maya.page, 'Sarah')).toContainText('Revoked');
  await sarah.page.reload();
  await expect(sarah.page.getByRole('heading', { name: 'Maya ended your access' })).toBeVisible();
});

test('a new link brings the same person back, through the field of the signed-out page', async () => {
  const dialog = invites(maya.page);
  await guest(maya.page, 'Sarah').getByRole('button', { name: 'More about Sarah' }).click();
  await maya.page.getByRole('menuitem', { name: 'Restore access for Sarah' }).click();
  await maya.page.getByRole('dialog', { name: 'A new link for Sarah' }).getByRole('button', { name: 'Make new link' }).click();
  const link = await dialog.getByLabel('Invite link').inputValue();
  await expect(guest(maya.page, 'Sarah')).toContainText('invite pending');
  await sarah.page.getByLabel('Invite link').fill(link);
  await sarah.page.getByRole('button', { name: 'Open invite' }).click();
  await sarah.page.getByRole('button', { name: 'Join' }).click();
  await expect(message(sarah.page, 'What a porch!')).toBeVisible();
  await expect(guest(maya.page, 'Sarah')).toHaveCount(1);
  await expect(guest(maya.page, 'Sarah')).toContainText('Here now');
});

test('an invite can be for some rooms and several people', async ({ browser }) => {
  const room = await command<Room>(maya.page, 'create_room', { name: 'book-club', public: true });
  const dialog = invites(maya.page);
  await dialog.getByLabel('Can enter').selectOption({ label: 'Only some rooms' });
  await dialog.getByRole('button', { name: 'Make invite' }).click();
  await expect(dialog.getByText('Choose at least one room.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: room.name }).check();
  await dialog.getByLabel('Works').selectOption({ label: 'Up to 5 times' });
  const link = await makeInvite(dialog, '');
  await expect(dialog.getByText('Works 5 times. Opens book-club.')).toBeVisible();
  for (const [index, name] of ['Tom', 'Uma'].entries()) {
    const friend = await visit(browser, link);
    await expect(friend.page.getByText('#book-club')).toBeVisible();
    await friend.page.getByLabel('Your name').fill(name);
    await friend.page.getByRole('button', { name: 'Join' }).click();
    await expect(sidebarRow(friend.page, 'book-club')).toBeVisible();
    await expect(sidebarRow(friend.page, 'lobby')).toHaveCount(0);
    await expect(guest(maya.page, name)).toContainText('book-club');
    await expect(guest(maya.page, 'Anyone with the link')).toContainText(`${4 - index} uses`);
    await friend.context.close();
  }
});

test('an open invite is extended, and its link stays the same', async () => {
  const { page } = maya;
  await command(page, 'create_invite', { name: 'Wilma', lifetime_ms: 60 * 60_000 });
  if (!(await invites(page).isVisible())) await openInvites(page);
  await expect(guest(page, 'Wilma')).not.toContainText('days left');
  await choose(page, 'Wilma', 'Extend by 7 days');
  const question = page.getByRole('dialog', { name: 'Extend the invite' });
  await expect(question).toContainText('The link for Wilma works for 7 days from now. It stays the same.');
  await question.getByRole('button', { name: 'Extend by 7 days' }).click();
  await expect(guest(page, 'Wilma')).toContainText(/[67] days left/);
});

test('more choices of an invite are its role and another name to begin with', async ({ browser }) => {
  const dialog = invites(maya.page);
  await dialog.getByRole('button', { name: 'Make another invite' }).click();
  const form = dialog.getByRole('complementary', { name: 'Make an invite' });
  await form.getByText('More choices').click();
  await form.getByLabel('Role').selectOption('Member');
  await form.getByLabel('Nickname').fill('Doctor Who');
  const link = await makeInvite(dialog, 'doc');
  await expect(guest(maya.page, 'doc')).toContainText('invite pending');
  const doctor = await visit(browser, link);
  await expect(doctor.page.getByLabel('Your name')).toHaveValue('Doctor Who');
  await doctor.page.getByRole('button', { name: 'Join' }).click();
  await expect(composer(doctor.page, 'lobby')).toBeVisible();
  await expect(guest(maya.page, 'Doctor Who')).toContainText('member');
  await doctor.context.close();
});

test('a withdrawn invite does not admit its friend', async ({ browser }) => {
  const dialog = invites(maya.page);
  const link = await makeInvite(dialog, 'Victor');
  const victor = await visit(browser, link);
  await expect(victor.page.getByRole('heading', { name: 'Maya invites you in' })).toBeVisible();
  await choose(maya.page, 'Victor', 'Withdraw invite');
  await maya.page.getByRole('dialog', { name: 'Withdraw the invite' }).getByRole('button', { name: 'Withdraw invite' }).click();
  await expect(guest(maya.page, 'Victor')).toHaveCount(0);
  await victor.page.getByRole('button', { name: 'Join' }).click();
  await expect(victor.page.getByRole('heading', { name: 'This invite no longer works' })).toBeVisible();
  await victor.context.close();
});

test('closing the home to the network ends it there and nowhere else', async () => {
  await invites(maya.page).getByRole('radio', { name: 'This computer' }).check({ force: true });
  const { origin } = new URL(usedLink);
  await expect
    .poll(() =>
      fetch(`${origin}/health`).then(
        (reply) => reply.status,
        () => 'closed',
      ),
    )
    .toBe('closed');
  expect((await fetch(`${home.ready.url}/health`)).status).toBe(200);
});
