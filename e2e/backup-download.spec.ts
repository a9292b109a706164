// A backup leaves the home through a browser: for the owner, and for no one else.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, enterAsOwner, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { openBackups } from './open-backups.ts';
import { PHONE } from './phone.ts';

let home: TestHome;
let maya: Visitor;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

async function visitBackups(page: Page): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(page, 'lobby')).toBeVisible();
  await openBackups(page);
}

test('the owner downloads a backup, whole, on a desktop and on a phone', async () => {
  const { page } = maya;
  await visitBackups(page);
  await page.getByRole('button', { name: 'Back up now' }).click();
  const link = page.getByRole('link', { name: /^Download the backup of/ });
  await expect(link).toBeVisible();
  await expectAccessibleInBothThemes(page, 'a backup to download');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^lanai-\d{8}-\d{6}\.tar$/);
  const bytes = await readFile(await download.path());
  const { backups } = await command<{ backups: { bytes: number }[] }>(page, 'list_backups', {});
  expect(bytes.length).toBe(backups[0]?.bytes);
  await page.setViewportSize(PHONE.viewport);
  const box = await link.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('an admin sees the backups, where they are, and that only the owner gets them', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Ben', role: 'admin' });
  const ben = await visit(browser, `${home.ready.url}/join#${code}`);
  await ben.page.getByRole('button', { name: 'Join' }).click();
  await expect(composer(ben.page, 'lobby')).toBeVisible();
  await visitBackups(ben.page);
  await expect(ben.page.getByText('Only the owner can restore, download or delete backups.')).toBeVisible();
  await expect(ben.page.getByText('Backups are in the “backups” folder of this home')).toBeVisible();
  await expect(ben.page.getByRole('link', { name: /^Download the backup/ })).toHaveCount(0);
  await ben.context.close();
});
