// The settings of this browser and the pages that look after the home: in force at once, there after a reload, by keyboard
// alone, and on a phone.
import { expect, test, type Page } from '@playwright/test';
import { composer, enterAsFriend, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let page: Page;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  ({ page } = maya);
});
test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

const settings = () => page.getByRole('dialog', { name: 'Settings' });
const choose = async (name: string): Promise<void> => {
  if (!(await settings().isVisible())) await page.getByRole('button', { name: 'Settings' }).click();
  await settings().getByRole('navigation').getByRole('button', { name }).click();
};
const heightOf = async (): Promise<number> =>
  (await page.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('listitem').first().boundingBox())?.height ?? 0;
const lettersOf = (): Promise<number> => composer(page, 'lobby').evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));

test('density and text size apply at once and after a reload, and large letters fit', async () => {
  const [height, letters] = [await heightOf(), await lettersOf()];
  await choose('Appearance');
  await page.getByRole('radio', { name: 'Compact' }).check({ force: true });
  await expect.poll(heightOf).toBeLessThan(height);
  await page.getByRole('slider', { name: 'Text size' }).press('End');
  await expect.poll(lettersOf).toBeCloseTo(letters * 1.3, 1);
  await page.reload();
  await expect(composer(page, 'lobby')).toBeVisible();
  expect(await lettersOf()).toBeCloseTo(letters * 1.3, 1);
  expect(await page.evaluate(() => document.documentElement.dataset)).toMatchObject({ density: 'compact', text: '130' });
  // As with 200 % zoom: half the window, and nothing to scroll sideways for.
  await page.setViewportSize({ width: 720, height: 450 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await choose('Appearance');
  await page.getByRole('radio', { name: 'Comfortable' }).check({ force: true });
  await page.getByRole('slider', { name: 'Text size' }).press('Home');
  await page.getByRole('slider', { name: 'Text size' }).press('ArrowRight');
  await expect.poll(lettersOf).toBe(letters);
  await page.keyboard.press('Escape');
});

test('nothing is drawn in the wrong theme first', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await choose('Appearance');
  await page.getByRole('radio', { name: 'Light', exact: true }).check({ force: true });
  await page.keyboard.press('Escape');
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenGrounds: seen });
    const look = (): void => {
      if (document.body) seen.push(getComputedStyle(document.body).backgroundColor);
      if (seen.length < 30) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await expect(composer(page, 'lobby')).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seenGrounds: string[] }).seenGrounds);
  expect(new Set(seen)).toEqual(new Set(['rgb(251, 250, 247)']));
  await page.emulateMedia({ colorScheme: 'light' });
});

test('Ctrl+/ and a question mark outside a field show the shortcuts, and the shortcuts work', async () => {
  await composer(page, 'lobby').fill('');
  await composer(page, 'lobby').press('?');
  await expect(composer(page, 'lobby')).toHaveValue('?');
  await expect(settings()).toHaveCount(0);
  await composer(page, 'lobby').fill('');
  await page.keyboard.press('Control+/');
  const list = settings().getByRole('region', { name: 'Everywhere' });
  await expect(list.getByRole('listitem').filter({ hasText: 'Search in this room' })).toContainText('CtrlF');
  await page.keyboard.press('Escape');
  await composer(page, 'lobby').blur();
  await page.keyboard.press('?');
  await expect(settings().getByRole('heading', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('search')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a browser has no switches about the computer of the home', async () => {
  await choose('Sharing');
  await expect(settings().getByRole('button', { name: 'Guests and invites' })).toBeVisible();
  await expect(settings().getByRole('checkbox', { name: /log in|awake|closed/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('the palette goes to a page of the settings', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings: diag');
  await page.getByRole('option', { name: 'Settings: Diagnostics' }).click();
  await expect(settings().getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
});

test('diagnostics show the state of the home, and the report has it as text without messages', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Escape');
  await say(page, 'lobby', 'Between you and me');
  await expect(message(page, 'Between you and me')).toBeVisible();
  await choose('Diagnostics');
  const connection = settings().getByRole('region', { name: 'Connection' });
  await expect(connection).toContainText('Connected');
  await expect(connection).toContainText(/Round trip[\d.,]+ ms/);
  await expect(settings().getByRole('region', { name: 'Home' })).toContainText('Messages');
  await settings().getByRole('button', { name: 'Copy report' }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^Lanai diagnostics\n\nVersions\n/);
  expect(report).toMatch(/Node: 24\./);
  expect(report).not.toContain('Between you and me');
  expect(report).not.toContain(await home.agentKey());
  await page.keyboard.press('Escape');
});

test('a backup is made, deleted, and planned', async () => {
  await choose('Home');
  await settings().getByRole('button', { name: 'Back up now' }).click();
  const list = settings().getByRole('list', { name: 'Backups of this home' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText(/\d+ messages? · \d+ rooms? · 0 files · [\d.]+ [KM]B/);
  await settings().getByRole('combobox', { name: 'Automatic backups' }).selectOption('week');
  await settings().getByRole('combobox', { name: 'Keep the newest' }).selectOption('3');
  await page.reload();
  await choose('Home');
  await expect(settings().getByRole('combobox', { name: 'Automatic backups' })).toHaveValue('week');
  await expect(settings().getByRole('combobox', { name: 'Keep the newest' })).toHaveValue('3');
  await settings()
    .getByRole('button', { name: /^Delete the backup/ })
    .click();
  await page.getByRole('dialog', { name: 'Delete this backup' }).getByRole('button', { name: 'Delete backup' }).click();
  await expect(settings().getByText('No backups yet.')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the age limit of messages is chosen after a preview, and rooms show it', async () => {
  await choose('Home');
  const keep = settings().getByRole('combobox', { name: 'Keep messages' });
  await expect(keep).toHaveValue('for-ever');
  await keep.selectOption('30');
  await expect(settings().getByText('No message is that old now.')).toBeVisible();
  await settings().getByRole('button', { name: 'Cancel' }).click();
  await expect(keep).toHaveValue('for-ever');
  await keep.selectOption('30');
  await settings().getByRole('button', { name: 'Delete old messages' }).click();
  await page.getByRole('dialog', { name: 'Permanently delete old messages' }).getByRole('button', { name: 'Delete old messages' }).click();
  await expect(keep).toHaveValue('30');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Messages are deleted here after 30 days.')).toBeVisible();
  await expect(message(page, 'Between you and me')).toBeVisible();
  await choose('Home');
  await keep.selectOption('for-ever');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Messages are deleted here after')).toHaveCount(0);
});

test('on a phone the list of pages is a separate screen, and a guest sees their own pages', async ({ browser }) => {
  const sarah = await enterAsFriend(browser, page, home, 'Sarah', { viewport: { width: 390, height: 844 } });
  const phone = sarah.page;
  await phone.goto(home.ready.url);
  const back = phone.getByRole('button', { name: /back/i });
  if (await back.isVisible()) await back.click();
  await phone.getByRole('button', { name: 'Settings' }).click();
  const pages = phone.getByRole('navigation', { name: 'Settings' }).getByRole('button');
  await expect(pages).toHaveText(['You', 'Appearance', 'Notifications', 'Shortcuts', 'Roles', 'Diagnostics']);
  await pages.filter({ hasText: 'Diagnostics' }).click();
  await expect(pages).toHaveCount(0);
  await expect(phone.getByRole('region', { name: 'Connection' })).toContainText('Connected');
  await expect(phone.getByText('Log', { exact: true })).toHaveCount(0);
  await phone.getByRole('button', { name: 'All settings' }).click();
  await expect(pages).toHaveCount(6);
  await sarah.context.close();
});
