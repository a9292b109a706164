// Tags of rooms: the owner sets them, and another person finds rooms by them on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
let garden: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, home } = people;
  garden = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  for (const name of ['kitchen', 'attic']) await command(maya.page, 'create_room', { name, public: true, add_everyone: false });
  await maya.page.goto(`${home.ready.url}/#/room/${garden.id}`);
  await expect(composer(maya.page, 'garden')).toBeVisible();
});

const browse = (page: Page): Locator => page.getByRole('dialog', { name: 'Browse rooms' });
const filter = (page: Page, tag: string): Locator =>
  browse(page).getByRole('group', { name: 'Tags' }).getByRole('button', { name: tag, exact: true });

test('tags are set in the settings of the room, and shown with it', async () => {
  const { page } = people.maya;
  await page.getByRole('tab', { name: 'About' }).click();
  await page.getByRole('button', { name: 'Room settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Room settings' });
  const field = dialog.getByRole('textbox', { name: 'Tags' });
  await field.fill('a tag with far too many letters');
  await expect(dialog.getByText(/is too long: a tag has at most 24 characters/)).toBeVisible();
  await field.fill('outside, work, Work');
  await expectAccessibleInBothThemes(page, 'the settings of a room with tags');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const about = page.getByRole('complementary', { name: 'Members and details' });
  await expect(about.getByText('outside', { exact: true })).toBeVisible();
  await expect(about.getByText('work', { exact: true })).toHaveCount(1);
});

test('another person sees the rooms with a tag', async () => {
  const { maya, sarah } = people;
  const { page } = sarah;
  await command(maya.page, 'update_room', { room_id: garden.id, tags: ['outside', 'work'] });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('outside');
  await expect(page.getByRole('option', { name: /garden/ })).toBeVisible();
  await page.getByRole('combobox').fill('Browse rooms');
  await page.getByRole('option', { name: 'Browse rooms', exact: true }).click();
  await expect(browse(page).getByRole('listitem').filter({ hasText: 'garden' })).toContainText('outside');
  await expect(browse(page).getByRole('listitem').filter({ hasText: 'kitchen' })).toBeVisible();
  await filter(page, 'outside').tap();
  await expect(browse(page).getByRole('listitem')).toHaveText([/garden/]);
  await expectFitForThumbs(page, 'the rooms with a tag');
  await expectAccessibleInBothThemes(page, 'the rooms with a tag');
  await filter(page, 'All').tap();
  await expect(browse(page).getByRole('listitem').filter({ hasText: 'kitchen' })).toBeVisible();
});
