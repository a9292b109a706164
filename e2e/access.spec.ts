// The owner changes what a friend is and where the friend may go, while the friend is there on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, enterAsFriend, message, say, sidebarRow } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });
let garden: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  garden = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(maya.page, 'create_room', { name: 'shed', public: true });
  await maya.page.goto(`${home.ready.url}/#/room/${garden.id}`);
  await sarah.page.goto(`${home.ready.url}/#/room/${garden.id}`);
  for (const { page } of [maya, sarah]) await expect(composer(page, 'garden')).toBeVisible();
});

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Role and rooms of Sarah' });
}

/** From the list of members. */
async function openAccess(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More about Sarah' }).click();
  await page.getByRole('menuitem', { name: 'Role and rooms' }).click();
  await expect(dialogOf(page)).toBeVisible();
  return dialogOf(page);
}

const mayMakeRoom = (page: Page, name: string): Promise<boolean> =>
  command<Room>(page, 'create_room', { name }).then(
    () => true,
    () => false,
  );

test('a member becomes a guest and a member again, each at once', async () => {
  const roles = [
    ['Guest', 'Can read and write in the rooms that are open to them.', false],
    ['Member', 'Can also make rooms and add people to them.', true],
  ] as const;
  for (const [role, hint, mayMake] of roles) {
    const dialog = await openAccess(maya.page);
    await dialog.getByLabel('Role', { exact: true }).selectOption(role);
    await expect(dialog.getByText(hint)).toBeVisible();
    await expectAccessible(maya.page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    expect(await mayMakeRoom(sarah.page, 'attic')).toBe(mayMake);
  }
});

test('a room that is closed leaves the page where it is open, and its messages do not arrive any more', async () => {
  const { page } = maya;
  const dialog = await openAccess(page);
  await dialog.getByLabel('Can enter', { exact: true }).selectOption('Only some rooms');
  const rooms = dialog.getByRole('list', { name: 'Rooms they can enter' });
  await rooms.getByRole('checkbox', { name: 'garden' }).focus();
  await page.keyboard.press('Space');
  await expect(rooms.getByRole('checkbox', { name: 'garden' })).not.toBeChecked();
  await expect(dialog.getByText('Sarah loses access to garden immediately. Their messages there stay.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(sarah.page.getByText('garden is no longer open to you')).toBeVisible();
  await say(page, 'garden', 'The roses are a surprise.');
  await sarah.page.goto(`${home.ready.url}/#/`);
  await expect(sidebarRow(sarah.page, 'shed')).toBeVisible();
  await expect(sidebarRow(sarah.page, 'garden')).toHaveCount(0);
});

test('it is opened again from the list of guests', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const row = page.getByRole('dialog', { name: 'Invites', exact: true }).getByRole('listitem').filter({ hasText: 'Sarah' });
  await expect(row).toContainText('member');
  await row.getByRole('button', { name: 'More about Sarah' }).click();
  await page.getByRole('menuitem', { name: 'Role and rooms' }).click();
  await dialogOf(page).getByLabel('Can enter', { exact: true }).selectOption('Every public room');
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(row).toContainText('all public rooms');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await sidebarRow(sarah.page, 'garden').getByRole('link').tap();
  await expect(message(sarah.page, 'The roses are a surprise.')).toBeVisible();
});

test('an admin is not offered what only the owner can change, and the dialog fits a phone', async ({ browser }) => {
  const ofSarah = await openAccess(maya.page);
  await ofSarah.getByLabel('Role', { exact: true }).selectOption('Admin');
  await ofSarah.getByRole('button', { name: 'Save' }).click();
  await expect(ofSarah).toHaveCount(0);
  const tomas = await enterAsFriend(browser, maya.page, home, 'Tomás');
  const { page } = sarah;
  await page.getByRole('button', { name: 'Show members and details' }).tap();
  await page.getByRole('button', { name: 'More about Tomás' }).tap();
  await page.getByRole('menuitem', { name: 'Role and rooms' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Role and rooms of Tomás' });
  await expect(dialog.getByLabel('Role', { exact: true }).getByRole('option')).toHaveText(['Guest', 'Member']);
  await dialog.getByLabel('Can enter', { exact: true }).selectOption('Only some rooms');
  await expectFitForThumbs(page, 'the access of a person');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).tap();
  await page.getByRole('button', { name: 'More about Maya' }).tap();
  await expect(page.getByRole('menuitem', { name: 'Show profile' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Role and rooms' })).toHaveCount(0);
  await tomas.context.close();
});
