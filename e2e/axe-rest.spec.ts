// The accessibility check where one has to go first: a picture shown large, a sealed room and its key, and
// deleting what is old.
import { expect, test } from '@playwright/test';
import { squarePng } from '../src-main/gateway/testing/pictures.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { composer, enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

test('a picture shown large, fitted and at its own size', async () => {
  const { page } = maya;
  await page
    .getByLabel('Files to attach')
    .setInputFiles(['one.png', 'two.png'].map((name) => ({ name, mimeType: 'image/png', buffer: squarePng(600) })));
  await composer(page, 'lobby').fill('Two of them');
  await expect(page.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'false');
  await composer(page, 'lobby').press('Enter');
  await message(page, 'Two of them').getByRole('button', { name: 'Open one.png' }).click();
  await expect(page.getByRole('dialog', { name: 'one.png' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Show at its own size' }).click();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a sealed room: made, its key forgotten, and asked for', async () => {
  const { page } = maya;
  const rooms = page.getByRole('navigation', { name: 'Rooms, agents and people' });
  await rooms.getByRole('button', { name: 'Make a room' }).click();
  const dialog = page.getByRole('dialog', { name: 'New room' });
  await dialog.getByLabel('Name', { exact: true }).fill('vault');
  await dialog.getByRole('checkbox', { name: /^Sealed/ }).check();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(dialog.getByText(/shown this once/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole('checkbox', { name: 'I have kept it' }).check();
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(composer(page, 'vault')).toBeVisible();
  await page.getByRole('tab', { name: 'About' }).click();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Forget key on this device' }).click();
  const question = page.getByRole('dialog', { name: 'Forget the key on this device?' });
  await expect(question).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await question.getByRole('button', { name: 'Forget key' }).click();
  await expect(page.getByText('This room is sealed. Enter its key to read and write.')).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test('deleting old messages, and adding a backup', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await expect(settings.getByRole('button', { name: 'Add a backup from a file' })).toBeVisible();
  await settings.getByLabel('Keep messages').selectOption({ label: 'For 30 days' });
  await expect(settings.getByRole('button', { name: 'Delete old messages' })).toBeEnabled();
  await expectAccessibleInBothThemes(page);
  await settings.getByRole('button', { name: 'Delete old messages' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete old messages for good' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
