// Exports: the owner downloads a room as pages and reads them from the disk, and a friend their own messages.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { unzipped } from '../src-main/gateway/testing/zip.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './accessibility.ts';
import { bringFile, composer, message, say, sidebarRow } from './home.ts';
import { expectNoSideways } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { maya, sarah } = twoPeople();
const HOSTILE = '<script>document.title = "taken over"</script> and **bold** <img src=x onerror=alert(1)>';

let folder: string;
test.describe.configure({ mode: 'serial' });
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-export-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function downloaded(page: Page, dialog: Locator): Promise<Map<string, Buffer>> {
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: 'Download' }).press('Enter')]);
  return unzipped(readFileSync(await download.path()));
}

test('the owner exports a room as web pages, from its menu', async () => {
  const { page } = maya;
  await say(page, 'lobby', HOSTILE);
  await say(
    page,
    'lobby',
    '# Plan\n\n- [x] seeds\n- water\n\n```js\nif (a < b) water();\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nhttps://example.org/garden',
  );
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const file = await bringFile(page, 'lobby', 'dot.png', picture);
  expect(file.type).toBe('image/png');
  await sidebarRow(page, 'lobby').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Export…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export lobby' });
  await expect(dialog.getByText(/^\d+ messages and \d+ files?\.$/)).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Web pages' })).toBeChecked();
  await expectAccessibleInBothThemes(page, 'export of a room');
  const entries = await downloaded(page, dialog);
  await expect(dialog.getByRole('status')).toContainText('The download has started.');
  for (const [name, content] of entries) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(composer(page, 'lobby')).toBeVisible();
});

test('the pages are read from the disk without a network and without scripts', async ({ browser }) => {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', () => asked.push('a dialog'));
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Maya’s Lanai');
  await page.getByRole('link', { name: 'lobby' }).press('Enter');
  await expect(page.getByText('document.title = "taken over"')).toBeVisible();
  await expect(page).toHaveTitle('lobby');
  await expect(page.locator('strong', { hasText: 'bold' })).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('760px');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSideways(page, `exported page at ${width}`);
    }
    await expectAccessible(page, { screen: `exported page, ${colorScheme}` });
  }
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  await context.close();
});

test('the owner exports all rooms for another Lanai, from the settings', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings', exact: true });
  await settings.getByRole('navigation').getByRole('button', { name: 'Home', exact: true }).click();
  await settings.getByRole('button', { name: 'Export rooms…' }).scrollIntoViewIfNeeded();
  await settings.getByRole('button', { name: 'Export rooms…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export rooms' });
  await dialog.getByRole('radio', { name: 'JSONL' }).check({ force: true });
  const entries = await downloaded(page, dialog);
  expect(String(entries.get('export.jsonl'))).toMatch(/^\{"type":"export","format":1,.*\n[^]*taken over[^]*\n\{"type":"end",.*\n$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('a friend exports their own messages on a phone, and no rooms', async () => {
  const { page } = sarah;
  await say(page, 'lobby', 'of Sarah');
  await expect(message(page, 'of Sarah')).toBeVisible();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page
    .getByRole('dialog', { name: 'Settings', exact: true })
    .getByRole('navigation')
    .getByRole('button', { name: 'You', exact: true })
    .click();
  await page.getByRole('button', { name: 'Export your messages…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export your messages' });
  await expect(dialog.getByText('Messages of others are not in it.')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Slack' })).toHaveCount(0);
  await dialog.getByRole('radio', { name: 'Markdown' }).check({ force: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page, 'own export');
  await expectAccessibleInBothThemes(page, 'own export');
  const entries = await downloaded(page, dialog);
  const text = String([...entries].find(([name]) => name.endsWith('-lobby.md'))?.[1]);
  expect(text).toContain('of Sarah');
  expect(text).not.toContain('taken over');
});
