// Devices of a friend, the audit log and the table of roles: the owner and a friend with a phone.
import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { expectNoSideways, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { maya, sarah } = twoPeople({ sarah: PHONE });

test.describe.configure({ mode: 'serial' });

async function openSettings(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: /^Settings$|^Audit log$|^Roles$/ });
  await dialog.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  return dialog;
}

test('the owner signs out the phone of a friend, which shows the friend who signed it out', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const invites = page.getByRole('dialog', { name: 'Invites', exact: true });
  await invites.getByRole('button', { name: 'More about Sarah' }).click();
  await page.getByRole('menuitem', { name: 'Devices' }).press('Enter');
  const devices = page.getByRole('dialog', { name: 'Devices of Sarah' });
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect(devices.getByRole('listitem')).toContainText('on this server’s computer');
  await expectAccessibleInBothThemes(page, 'devices');
  await devices.getByRole('button', { name: /^Sign out: / }).press('Enter');
  await expect(sarah.page.getByRole('heading', { name: 'Maya signed out this device' })).toBeVisible();
  await expectNoSideways(sarah.page, 'signed out');
  await expect(devices.getByText('Not signed in anywhere.')).toBeVisible();
  for (const _layer of ['devices', 'invites']) await page.keyboard.press('Escape');
});

test('the audit log says who did what, is filtered, and is downloaded', async () => {
  const { page } = maya;
  const dialog = await openSettings(page, 'Audit log');
  const entries = dialog.getByRole('region', { name: 'Entries of the audit log' }).getByRole('listitem');
  await expect(entries.first()).toContainText('Maya signed out a device of Sarah');
  await expect(entries.filter({ hasText: 'Sarah joined with the invite for Sarah' })).toHaveCount(1);
  await expectAccessibleInBothThemes(page, 'audit log');
  await dialog.getByLabel('Topic').selectOption('Invites');
  await expect(entries.filter({ hasText: 'Maya made an invite' })).toHaveCount(1);
  await expect(entries.filter({ hasText: 'signed out' })).toHaveCount(0);
  await dialog.getByLabel('Topic').selectOption('Backups');
  await expect(dialog.getByText('No entry matches the filter.')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: 'Download as CSV' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('end_session');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page, 'audit log');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
});

test('the table of roles is read at a desk and on a phone', async () => {
  const { page } = maya;
  const dialog = await openSettings(page, 'Roles');
  await expect(dialog.getByRole('row', { name: /Make rooms, and add people to them Yes Yes Yes No Yes/ })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'roles');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page, 'roles');
});
