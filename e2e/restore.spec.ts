// The promise of backups, in the real desktop and with a friend in a browser: what was said since is gone after a restore,
// all members are signed in again by themselves, and the way forward again is kept.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Backups } from '../src-shared/maintenance.ts';
import { expect, test } from './desktop-app.ts';
import { command, composer, enterAsFriend, message, say } from './home.ts';

test('a backup replaces the home, and a friend signs in again by herself', async ({ browser, desktop }) => {
  const { page } = desktop;
  const url = new URL(page.url()).origin;
  await say(page, 'lobby', 'Before the backup.');
  await expect(message(page, 'Before the backup.')).toHaveCount(1);
  const sarah = await enterAsFriend(browser, page, { ready: { url } }, 'Sarah');
  await expect(message(sarah.page, 'Before the backup.')).toBeVisible();

  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await expect(settings.getByRole('button', { name: 'Open folder' })).toBeVisible();
  await settings.getByRole('button', { name: 'Back up now' }).click();
  const backups = settings.getByRole('list', { name: 'Backups of this home' }).getByRole('listitem');
  await expect(backups).toHaveCount(1);
  await page.keyboard.press('Escape');

  await say(page, 'lobby', 'A mistake.');
  await say(sarah.page, 'lobby', 'What did you do?');
  for (const each of [page, sarah.page])
    for (const text of ['A mistake.', 'What did you do?']) await expect(message(each, text)).toHaveCount(1);

  await page.getByRole('button', { name: 'Settings' }).click();
  await settings.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await settings.getByRole('button', { name: /^Restore the backup/ }).click();
  const question = page.getByRole('dialog', { name: 'Restore this backup' });
  await expect(question).toContainText('All changes since then are lost');
  await question.getByRole('button', { name: 'Back up and restore' }).click();
  await expect(backups).toHaveCount(2, { timeout: 15_000 });
  await expect(backups.filter({ hasText: 'before a restore' })).toHaveCount(1);
  await page.keyboard.press('Escape');

  for (const each of [page, sarah.page]) {
    await expect(message(each, 'A mistake.')).toHaveCount(0);
    await expect(message(each, 'What did you do?')).toHaveCount(0);
    await expect(message(each, 'Before the backup.')).toHaveCount(1);
  }
  await say(sarah.page, 'lobby', 'All is well again.');
  await expect(message(page, 'All is well again.')).toHaveCount(1);
  await expect(composer(page, 'lobby')).toBeEnabled();
  await sarah.context.close();
});

test('a backup from another folder is added, checked and restored, and any other file is refused in words', async ({
  computer,
  desktop,
}) => {
  const { page } = desktop;
  await say(page, 'lobby', 'In the attic.');
  const { backups: made } = await backedUp(page);
  const [name] = made.map((each) => each.name);
  const attic = mkdtempSync(path.join(tmpdir(), 'lanai-attic-'));
  const file = path.join(attic, 'attic.tar');
  renameSync(path.join(computer.dataDir, 'backups', name ?? ''), file);
  const poem = path.join(attic, 'poem.tar');
  writeFileSync(poem, 'A poem, and no backup. '.repeat(100));
  await say(page, 'lobby', 'A mistake.');

  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await expect(settings.getByText('No backups yet.')).toBeVisible();
  await settings.getByLabel('Backup to add').setInputFiles(poem);
  await expect(settings.getByText(/That file is not a backup of a home, or it is damaged/)).toBeVisible();
  await expect(settings.getByText('No backups yet.')).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await settings.getByRole('button', { name: 'Add a backup from a file' }).click();
  await (await chooser).setFiles(file);
  const added = settings.getByRole('list', { name: 'Backups of this home' }).getByRole('listitem').filter({ hasText: 'added' });
  await expect(added).toHaveCount(1);
  await expect(settings.getByText(/That file is not a backup/)).toHaveCount(0);
  await added.getByRole('button', { name: /^Restore the backup/ }).click();
  await page.getByRole('dialog', { name: 'Restore this backup' }).getByRole('button', { name: 'Back up and restore' }).click();
  await expect(settings.getByRole('listitem').filter({ hasText: 'before a restore' })).toHaveCount(1, { timeout: 15_000 });
  await page.keyboard.press('Escape');
  await expect(message(page, 'In the attic.')).toHaveCount(1);
  await expect(message(page, 'A mistake.')).toHaveCount(0);
  rmSync(attic, { recursive: true });
});

async function backedUp(page: Page): Promise<Backups> {
  await command(page, 'back_up', {});
  let now = await command<Backups>(page, 'list_backups', {});
  while (now.work !== null) now = await command<Backups>(page, 'list_backups', {});
  return now;
}
