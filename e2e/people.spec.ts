// Profiles: a picture, a status, a time zone, and the card that shows them to the others at once.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { squarePng } from '../src-main/gateway/testing/pictures.ts';
import {
  composer,
  enterAsFriend,
  enterAsOwner,
  message,
  say,
  sidebarRow,
  startHome,
  command,
  type TestHome,
  type Visitor,
} from './home.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
const violations: string[] = [];

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home, { timezoneId: 'Europe/Berlin' });
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah', { timezoneId: 'Pacific/Honolulu' });
  for (const { page } of [maya, sarah])
    page.on('console', (said) => said.text().includes('Content Security Policy') && violations.push(said.text()));
  await say(sarah.page, 'lobby', 'Aloha from Sarah');
  await expect(message(maya.page, 'Aloha from Sarah')).toBeVisible();
});

test.afterAll(async () => {
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

test.afterEach(() => expect(violations).toEqual([]));

const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const card = (page: Page, name: string) => page.getByRole('dialog', { name: `About ${name}` });
const nameOf = (page: Page, name: string, text: string) => message(page, text).getByRole('button', { name: `About ${name}` });
const picker = (page: Page) => page.getByRole('region', { name: 'Picture' }).locator('input[type=file]');
const png = (side: number) => ({ name: 'me.png', mimeType: 'image/png', buffer: squarePng(side, [200, 90, 40]) });

const addressOf = (image: Locator) => image.evaluate((each: HTMLImageElement) => each.src);

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(settings(page)).toBeVisible();
}

test('a chosen picture is made small and shown to the others at once', async () => {
  await openSettings(sarah.page);
  await picker(sarah.page).setInputFiles(png(900));
  await expect(settings(sarah.page).getByRole('button', { name: 'Remove picture' })).toBeVisible();
  const seen = message(maya.page, 'Aloha from Sarah').locator('img[src^="/api/people/"]');
  await expect(seen).toBeVisible();
  // It has no size before it is loaded.
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([256, 256]);
  const answer = await maya.page.request.get(await addressOf(seen));
  expect(answer.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^sandbox/),
  });
  expect((await answer.body()).length).toBeLessThanOrEqual(100 * 1024);
});

test('a file that is not a picture is refused with a sentence, and the picture stays', async () => {
  const dialog = settings(sarah.page);
  for (const [name, content] of [
    ['evil.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>'],
    ['page.png', '<!doctype html><script>document.title = 1</script>'],
    ['cut.png', 'x'.repeat(10 * 1024 * 1024)],
  ] as const) {
    await picker(sarah.page).setInputFiles({ name, mimeType: 'image/png', buffer: Buffer.from(content) });
    await expect(dialog.getByText('This file is not a picture.')).toBeVisible();
  }
  await expect(dialog.getByRole('button', { name: 'Remove picture' })).toBeVisible();
  const polyglot = Buffer.concat([squarePng(300), Buffer.from('<html><script>document.title = 1</script>')]);
  await picker(sarah.page).setInputFiles({ name: 'both.png', mimeType: 'image/png', buffer: polyglot });
  await expect(dialog.getByText('This file is not a picture.')).toBeHidden();
  const image = sarah.page.locator('footer img').first();
  await expect(image).toBeVisible();
  // It was drawn again: nothing of what hid behind it has come along.
  const kept = await maya.page.request.get(await addressOf(image));
  expect((await kept.body()).toString('latin1')).not.toContain('script');
});

test('status, colour, time zone and name apply at once', async () => {
  const dialog = settings(sarah.page);
  await dialog.getByLabel('Status', { exact: true }).fill('Out\u202E for <b>lunch</b>');
  await expect(dialog.getByLabel('Status', { exact: true })).toHaveValue('Out for <b>lunch</b>');
  await dialog.getByLabel('Clear after').selectOption({ label: '4 hours' });
  await dialog.getByRole('button', { name: 'Set status' }).click();
  await expect(dialog.getByRole('button', { name: 'Clear status' })).toBeVisible();
  await dialog.getByLabel('Time zone').selectOption('Pacific/Honolulu');
  await dialog.getByRole('radio', { name: 'Plum' }).check();
  await dialog.getByLabel('Your name').fill('Sarah K.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await sarah.page.keyboard.press('Escape');

  await nameOf(maya.page, 'Sarah K.', 'Aloha from Sarah').hover();
  await expect(card(maya.page, 'Sarah K.')).toBeVisible();
  await expect(card(maya.page, 'Sarah K.')).toContainText('Out for <b>lunch</b>');
  await expect(card(maya.page, 'Sarah K.')).toContainText(/\d:\d\d there, 1[12] h behind you/);
  await expect(card(maya.page, 'Sarah K.')).toContainText('Rooms in commonlobby');
  await maya.page.mouse.move(5, 5);
  await expect(card(maya.page, 'Sarah K.')).toBeHidden();
});

test('the card opens by pointer and keyboard, and returns the focus', async () => {
  const { page } = maya;
  const name = nameOf(page, 'Sarah K.', 'Aloha from Sarah');
  await name.click();
  await expect(card(page, 'Sarah K.')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card(page, 'Sarah K.')).toBeHidden();
  await expect(name).toBeFocused();

  await composer(page, 'lobby').focus();
  await message(page, 'Aloha from Sarah').focus();
  await page.keyboard.press('Tab');
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card(page, 'Sarah K.')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(card(page, 'Sarah K.').getByRole('button', { name: 'Message' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(composer(page, 'Sarah K.')).toBeVisible();
  await sidebarRow(page, 'lobby').click();

  await page.getByRole('group', { name: 'People' }).getByRole('button', { name: 'About Sarah K.', exact: true }).click();
  await expect(card(page, 'Sarah K.')).toBeVisible();
  await page.mouse.click(700, 500);
  await expect(card(page, 'Sarah K.')).toBeHidden();
});

test('on a phone the card is a sheet', async () => {
  const { page } = maya;
  await page.setViewportSize({ width: 390, height: 844 });
  // The picture: names are too small for a finger.
  await message(page, 'Aloha from Sarah').locator('button[aria-hidden]').click();
  const sheet = card(page, 'Sarah K.');
  await expect(sheet).toContainText('Out for <b>lunch</b>');
  // Once it has come up.
  await expect
    .poll(async () => {
      const { x = 0, y = 0, width = 0, height = 0 } = (await sheet.boundingBox()) ?? {};
      return [x, width, y + height];
    })
    .toEqual([0, 390, 844]);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('the profile survives a restart of the home, and the owner can clear it', async () => {
  await home.kill();
  await home.restart();
  await maya.page.reload();
  const name = nameOf(maya.page, 'Sarah K.', 'Aloha from Sarah');
  await expect(message(maya.page, 'Aloha from Sarah').locator('img[src^="/api/people/"]')).toBeVisible();
  await name.click();
  await expect(card(maya.page, 'Sarah K.')).toContainText('Out for <b>lunch</b>');
  await card(maya.page, 'Sarah K.').getByRole('button', { name: 'Remove picture and status' }).click();
  await expect(card(maya.page, 'Sarah K.')).not.toContainText('lunch');
  await expect(message(sarah.page, 'Aloha from Sarah').locator('img[src^="/api/people/"]')).toHaveCount(0);
  await maya.page.keyboard.press('Escape');
});

test('a member cannot change another member’s profile', async () => {
  const refused = (type: string, payload: object) =>
    command(sarah.page, type, payload).then(
      () => 'done',
      (error: unknown) => String(error),
    );
  expect(await refused('clear_profile', { participant_id: 'porter' })).toContain('Only the owner or an admin');
  expect(await refused('update_profile', { name: 'x'.repeat(10_000) })).not.toBe('done');
  expect(await refused('update_agent', { participant_id: 'porter', description: 'mine' })).not.toBe('done');
  expect(await refused('remove_agent', { participant_id: 'porter' })).not.toBe('done');
});
