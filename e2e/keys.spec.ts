// Keys and limits in Settings: made for some rooms, changed, given another secret and revoked, and checked for accessibility.
import { expect, test, type Locator } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, enterAsOwner, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let settings: Locator;

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  await command(maya.page, 'create_room', { name: 'garden', public: true });
  await maya.page.getByRole('button', { name: 'Settings' }).click();
  settings = maya.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Keys' }).click();
});

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

/** Whether a secret lets in. */
async function letsIn(secret: string): Promise<number> {
  return (await fetch(`${home.ready.url}/api/rooms`, { headers: { authorization: `Bearer ${secret}` } })).status;
}

async function choose(key: string, item: string): Promise<void> {
  await settings.getByRole('button', { name: `Key ${key}` }).press('ArrowDown');
  await maya.page.getByRole('menuitem', { name: item }).press('Enter');
}

test('a key is made for some rooms, shows its rights, gets a new secret, and is revoked', async () => {
  const { page } = maya;
  await settings.getByLabel('New key').fill('gardener');
  await settings.getByRole('button', { name: 'Choose rights' }).press('Enter');
  await settings.getByRole('checkbox', { name: /^Make rooms/ }).press('Space');
  await settings.getByRole('checkbox', { name: /^Coordinate/ }).press('Space');
  await settings.getByRole('checkbox', { name: 'Every room' }).press('Space');
  await settings.getByLabel('New key').press('Enter');
  await expect(settings.getByText('Choose at least one room, or every room.')).toBeVisible();
  await settings.getByRole('checkbox', { name: 'garden' }).press('Space');
  await expectAccessibleInBothThemes(maya.page, 'the form');
  await settings.getByRole('button', { name: 'Make key' }).press('Enter');
  const first = await settings.getByLabel('Key', { exact: true }).inputValue();
  await expect(settings.getByText('May read and write in garden.')).toBeVisible();
  expect(await letsIn(first)).toBe(200);

  await choose('gardener', 'Change rights');
  const editing = page.getByRole('dialog', { name: 'The key “gardener”' });
  await editing.getByRole('checkbox', { name: 'Every room' }).press('Space');
  await expectAccessibleInBothThemes(maya.page, 'changing it');
  await editing.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(settings.getByText('May read and write in every room.')).toBeVisible();

  await choose('gardener', 'Rotate');
  const rotating = page.getByRole('dialog', { name: 'Rotate the key “gardener”' });
  await expect(rotating.getByRole('radio', { name: 'Works one more day' })).toBeChecked();
  await expectAccessibleInBothThemes(maya.page, 'rotating it');
  await rotating.getByRole('button', { name: 'Make new secret' }).press('Enter');
  const second = await rotating.getByLabel('Key', { exact: true }).inputValue();
  await expectAccessibleInBothThemes(maya.page, 'the new secret');
  await rotating.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(settings.getByText(/^The old secret still works, /)).toBeVisible();
  expect([await letsIn(first), await letsIn(second)]).toEqual([200, 200]);

  await choose('gardener', 'Remove all its agents');
  const removing = page.getByRole('dialog', { name: 'Remove all agents of “gardener”' });
  await expect(removing.getByRole('checkbox', { name: /^Revoke the key too/ })).toBeChecked();
  await expectAccessibleInBothThemes(maya.page, 'removing its agents');
  await removing.getByRole('checkbox', { name: /^Revoke the key too/ }).press('Space');
  await removing.getByRole('button', { name: 'Remove agents' }).press('Enter');
  await expect(removing).toHaveCount(0);
  expect(await letsIn(second)).toBe(200);

  await choose('gardener', 'Revoke');
  await page.getByRole('dialog', { name: 'Revoke the key “gardener”' }).getByRole('button', { name: 'Revoke key' }).press('Enter');
  await expect(settings.getByText('gardener')).toHaveCount(0);
  expect([await letsIn(first), await letsIn(second)]).toEqual([401, 401]);
});

test('the limits of guests and agents are changed and removed', async () => {
  const guests = settings.getByRole('textbox', { name: 'Messages of each guest' });
  await expect(guests).toHaveValue('600');
  await guests.fill('0');
  await expect(settings.getByText('Enter a whole number, 1 or more.')).toBeVisible();
  await guests.fill('60');
  await guests.press('Enter');
  const limits = () => command<{ messages_per_guest: number | null }>(maya.page, 'get_limits', {});
  await expect.poll(async () => (await limits()).messages_per_guest).toBe(60);
  await settings.getByRole('checkbox', { name: 'No limit for messages of each guest' }).press('Space');
  await settings.getByRole('button', { name: 'Save the limit of messages of each guest' }).press('Enter');
  await expect.poll(async () => (await limits()).messages_per_guest).toBeNull();
  await expectAccessibleInBothThemes(maya.page, 'the limits');
});
