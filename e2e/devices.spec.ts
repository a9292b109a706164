// The list of signed-in devices: one browser ends the session of another, which is signed out at once.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { enterAsFriend, enterAsOwner, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { PHONE as PHONE_SCREEN } from './phone.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PHONE = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

let home: TestHome;
let maya: Visitor;
let others: Visitor[] = [];

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home, { userAgent: CHROME });
});
test.afterAll(async () => {
  for (const each of [maya, ...others]) await each?.context.close();
  await home?.close();
});

const devices = (page: Page): Locator => page.getByRole('dialog', { name: 'Settings' }).getByRole('region', { name: 'Signed-in devices' });
const rows = (page: Page): Locator => devices(page).getByRole('listitem');
const signedOut = (page: Page): Locator => page.getByRole('heading', { name: 'This device was signed out' });

/** Again, so that the list is as it is now. */
async function openList(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('navigation').getByRole('button', { name: 'You' }).click();
}

/** The owner comes in once more: each start of the home has another link. */
async function another(browser: Parameters<typeof visit>[0], userAgent: string): Promise<Page> {
  await maya.page.keyboard.press('Escape');
  await home.kill();
  const { ownerUrl } = await home.restart();
  const visitor = await visit(browser, ownerUrl, { userAgent });
  others = [...others, visitor];
  await expect(visitor.page.getByRole('log', { name: 'Messages' })).toBeVisible();
  await expect(maya.page.getByText('Try now')).toBeHidden();
  return visitor.page;
}

test('a browser lists the other devices and signs one of them out', async ({ browser }) => {
  const firefox = await another(browser, FIREFOX);
  await openList(maya.page);
  await expect(rows(maya.page)).toHaveCount(2);
  await expect(rows(maya.page).first()).toContainText('Chrome on Linux');
  await expect(rows(maya.page).first()).toContainText('this one');
  await expect(rows(maya.page).last()).toContainText(/Firefox on Windows.*Signed in .* · last used /);
  await expect(rows(maya.page).first().getByRole('button')).toHaveCount(0);
  await devices(maya.page)
    .getByRole('button', { name: /^Sign out: Firefox on Windows, / })
    .click();
  await expect(signedOut(firefox)).toBeVisible();
  await expect(rows(maya.page)).toHaveCount(1);
  // The page that was signed out has nothing left to come back with.
  await firefox.reload();
  await expect(signedOut(firefox)).toBeVisible();
});

test('all others are signed out at once, after a question', async ({ browser }) => {
  const pages = [await another(browser, FIREFOX), await another(browser, PHONE)];
  await openList(maya.page);
  await expect(rows(maya.page)).toHaveCount(3);
  await expect(rows(maya.page).filter({ hasText: 'Chrome on Android' })).toHaveCount(1);
  await devices(maya.page).getByRole('button', { name: 'Sign out all others' }).click();
  const question = maya.page.getByRole('dialog', { name: 'Sign out all other devices' });
  await expect(question).toContainText('2 other devices lose their access at once.');
  await question.getByRole('button', { name: 'Sign out all others' }).click();
  for (const page of pages) await expect(signedOut(page)).toBeVisible();
  await expect(rows(maya.page)).toHaveCount(1);
  await expect(devices(maya.page).getByRole('button', { name: 'Sign out all others' })).toHaveCount(0);
});

test('a guest sees only their own devices', async ({ browser }) => {
  await maya.page.keyboard.press('Escape');
  const gus = await enterAsFriend(browser, maya.page, home, 'Gus', { userAgent: FIREFOX });
  others = [...others, gus];
  await openList(gus.page);
  await expect(rows(gus.page)).toHaveCount(1);
  await expect(rows(gus.page)).toContainText('this one');
});

test('a friend moves to a phone with a code, and is the same person there', async ({ browser }) => {
  const sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  const phone = await visit(browser, home.ready.url, { ...PHONE_SCREEN, userAgent: PHONE });
  others.push(sarah, phone);
  await openList(sarah.page);
  await devices(sarah.page).getByRole('button', { name: 'Add a device' }).click();
  await expectAccessibleInBothThemes(sarah.page, 'a code for another device');
  const code = (await devices(sarah.page).getByRole('status').textContent()) ?? '';
  const field = phone.page.getByRole('textbox', { name: 'Invite link, or the code of another device' });
  await field.fill('ABCD-EFGH');
  await field.press('Enter');
  await expect(phone.page.getByText('This code was used, or is too old.')).toBeVisible();
  await expectAccessibleInBothThemes(phone.page, 'a code that is refused');
  // Another user who opens the link is asked first, and stays who they are.
  await maya.page.goto(`${home.ready.url}/join#${code.replace('-', '')}`);
  await expect(maya.page.getByRole('heading', { name: 'You are already signed in' })).toBeVisible();
  await maya.page.getByRole('button', { name: 'Continue as Maya' }).click();
  await expect(maya.page.getByRole('log', { name: 'Messages' })).toBeVisible();
  await field.fill(code.toLowerCase());
  await phone.page.getByRole('button', { name: 'Sign in' }).tap();
  await say(phone.page, 'lobby', 'From my phone');
  await devices(sarah.page).getByRole('button', { name: 'Done' }).click();
  await expect(rows(sarah.page)).toHaveCount(2);
  await maya.page.keyboard.press('Escape');
  await maya.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(message(maya.page, 'From my phone')).toContainText('Sarah');
});

test('the link of a code asks before it signs in', async ({ browser }) => {
  const sarah = others.at(-2)!;
  await devices(sarah.page).getByRole('button', { name: 'Add a device' }).click();
  const code = (await devices(sarah.page).getByRole('status').textContent()) ?? '';
  const tablet = await visit(browser, `${home.ready.url}/join#${code.replace('-', '')}`);
  others.push(tablet);
  await expect(tablet.page.getByRole('heading', { name: 'Sign in on this device' })).toBeVisible();
  await expectAccessibleInBothThemes(tablet.page, 'the link of a code');
  await tablet.page.getByRole('button', { name: 'Sign in' }).press('Enter');
  await expect(tablet.page.getByRole('button', { name: /^Sarah/ })).toBeVisible();
});

test('a code that replaces another person signs that person out of the server too', async ({ browser }) => {
  const [sarah, gil] = [others.at(-3)!, await enterAsFriend(browser, maya.page, home, 'Gil')];
  others.push(gil);
  await devices(sarah.page).getByRole('button', { name: 'Done', exact: true }).click();
  await devices(sarah.page).getByRole('button', { name: 'Add a device' }).click();
  const code = (await devices(sarah.page).getByRole('status').textContent()) ?? '';
  const { context, page } = gil;
  const kept = await context.storageState();
  await page.goto(`${home.ready.url}/join#${code.replace('-', '')}`);
  await page.getByRole('button', { name: 'Use the code instead', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Sarah/ })).toBeVisible();
  const old = await browser.newContext({ storageState: kept });
  const again = await old.newPage();
  await again.goto(home.ready.url);
  await expect(again.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await old.close();
});
