// A friend sends a picture from a browser; the owner sees, opens and saves it in the desktop's window.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { PNG } from '../src-main/gateway/testing/pictures.ts';
import { expect, test } from './desktop-app.ts';
import { command, composer, message, visit } from './home.ts';

test('a picture from a friend is shown, opened and saved in the desktop app', async ({ desktop }) => {
  const { page, electron } = desktop;
  const { code } = await command<{ code: string }>(page, 'create_invite', { name: 'Sarah', role: 'guest', room_ids: ['lobby'] });
  const browser = await chromium.launch(test.info().project.use.launchOptions);
  const sarah = await visit(browser, `${new URL(page.url()).origin}/join#${code}`);
  await sarah.page.getByRole('button', { name: /join|come in|enter/i }).click();
  await expect(composer(sarah.page, 'lobby')).toBeVisible();
  await sarah.page.getByLabel('Files to attach').setInputFiles({ name: 'porch.png', mimeType: 'image/png', buffer: PNG });
  await composer(sarah.page, 'lobby').fill('Our porch');
  await expect(sarah.page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'false');
  await composer(sarah.page, 'lobby').press('Enter');

  const open = message(page, 'Our porch').getByRole('button', { name: 'Open porch.png' });
  await expect
    .poll(() => open.locator('img').evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth]))
    .toEqual([true, 3]);
  await open.click();
  const viewer = page.getByRole('dialog', { name: 'porch.png' });
  await expect(viewer).toContainText('3 × 2');

  const folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-saved-'));
  const file = path.join(folder, 'porch.png');
  // Stands for the person who chooses a place in the system's own dialog.
  await electron.evaluate(({ session }, to) => {
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(to));
  }, file);
  await viewer.getByRole('link', { name: 'Download porch.png' }).click();
  await expect
    .poll(() =>
      readFile(file).then(
        (saved) => saved.equals(PNG),
        () => false,
      ),
    )
    .toBe(true);
  await expect(viewer).toBeVisible();
  await viewer.press('Escape');
  await expect(viewer).toHaveCount(0);
  await browser.close();
  await rm(folder, { recursive: true });
});
