// Backups that need a passphrase: set, changed, asked for by a restore, and turned off.
import { expect, test, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { composer, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';
import { openBackups } from './open-backups.ts';

const FIRST = 'the sea in november';
const SECOND = 'the sea in december';

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

async function encrypt(page: Page, first: string, second = first): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Encrypt backups' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(first);
  await dialog.getByLabel('The passphrase again').fill(second);
  await page.keyboard.press('Enter');
}

test('the owner sets a passphrase, changes it, and restores an earlier backup with the earlier one', async () => {
  const { page } = maya;
  await expect(composer(page, 'lobby')).toBeVisible();
  await say(page, 'lobby', 'Before the backup.');
  const settings = await openBackups(page);
  await expect(settings.getByText('Off. Anyone who has the file of a backup can read it.')).toBeVisible();
  await settings.getByRole('button', { name: 'Set a passphrase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Encrypt backups' });
  await encrypt(page, 'short');
  await expect(dialog.getByText('Enter at least 12 characters.')).toBeVisible();
  await encrypt(page, FIRST, SECOND);
  await expect(dialog.getByText('The two passphrases are different.')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'a passphrase for backups');
  await encrypt(page, FIRST);
  await expect(settings.getByText('On. New backups are encrypted with your passphrase.')).toBeVisible();

  await settings.getByRole('button', { name: 'Back up now' }).click();
  const backups = settings.getByRole('list', { name: 'Backups of this home' }).getByRole('listitem');
  await expect(backups).toHaveText([/encrypted.*1 room/]);
  await settings.getByRole('button', { name: 'Change the passphrase' }).click();
  await encrypt(page, SECOND);
  await expect(backups).toHaveText([/Encrypted with another passphrase/]);
  await page.keyboard.press('Escape');
  await say(page, 'lobby', 'A mistake.');

  await openBackups(page);
  await settings.getByRole('button', { name: /^Restore the backup/ }).click();
  const restore = page.getByRole('dialog', { name: 'Restore this backup' });
  await restore.getByLabel('Passphrase of this backup').fill(SECOND);
  await page.keyboard.press('Enter');
  await expect(restore.getByText(/^The passphrase does not open this backup/)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'a backup that asks for its passphrase');
  await restore.getByLabel('Passphrase of this backup').fill(FIRST);
  await restore.getByRole('button', { name: 'Back up and restore' }).click();
  await expect(backups.filter({ hasText: 'before a restore' })).toHaveText([/encrypted/], { timeout: 15_000 });
  await settings.getByRole('button', { name: 'Turn encryption off' }).click();
  await page.getByRole('dialog', { name: 'Turn encryption off' }).getByRole('button', { name: 'Turn encryption off' }).click();
  await expect(settings.getByRole('button', { name: 'Set a passphrase' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(message(page, 'Before the backup.')).toHaveCount(1);
  await expect(message(page, 'A mistake.')).toHaveCount(0);
});
