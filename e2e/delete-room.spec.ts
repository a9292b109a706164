// The owner deletes a room for good while a friend has it open on a phone.
import { expect, test } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });

test.describe.configure({ mode: 'serial' });

async function idOf(name: string): Promise<string> {
  const { people } = await command<{ people: { id: string; name: string }[] }>(maya.page, 'list_people', {});
  return people.find((each) => each.name === name)?.id ?? '';
}

test('a room is deleted after its name is typed, and its reader is shown by whom', async () => {
  const { page } = maya;
  const { id } = await command<Room>(page, 'create_room', { name: 'attic', public: true });
  await command(page, 'create_room', { name: 'chest', public: true, parent_id: id });
  for (const each of [page, sarah.page]) {
    await each.goto(`${home.ready.url}/#/room/${id}`);
    await expect(composer(each, 'attic')).toBeVisible();
  }
  await say(page, 'attic', 'Nothing here is worth keeping.');
  await expect(message(sarah.page, 'Nothing here is worth keeping.')).toBeVisible();
  await composer(sarah.page, 'attic').fill('A draft');

  await sidebarRow(page, 'attic').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Room settings' }).click();
  await page.getByRole('dialog', { name: 'Room settings' }).getByRole('button', { name: 'Delete room' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete attic?' });
  await expect(dialog.getByText('This deletes 1 message and 0 files for everyone')).toBeVisible();
  await expect(dialog.getByText('1 room in this one stays. It moves up.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('textbox').fill('atic');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('That is not the name of this room.')).toBeVisible();
  await dialog.getByRole('textbox').fill('attic');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(sidebarRow(page, 'attic')).toHaveCount(0);
  await expect(sidebarRow(page, 'chest')).toBeVisible();

  await expect(sarah.page.getByText('attic was deleted')).toBeVisible();
  await expect(sarah.page.getByText('Maya deleted the room with its messages and files.')).toBeVisible();
  expect(await sarah.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('lanai.draft.')))).toEqual([]);
});

test('a member deletes the room that she made, on a phone, and no other', async () => {
  const { page } = sarah;
  const mine = await command<Room>(page, 'create_room', { name: 'cellar', public: true });
  await page.goto(`${home.ready.url}/#/room/${mine.id}`);
  await page.getByRole('button', { name: 'Show members and details' }).tap();
  await page.getByRole('tab', { name: 'About' }).tap();
  await page.getByRole('button', { name: 'Room settings' }).tap();
  await page.getByRole('dialog', { name: 'Room settings' }).getByRole('button', { name: 'Delete room' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Delete cellar?' });
  await dialog.getByRole('textbox').fill('cellar');
  await expectFitForThumbs(page, 'the question before a room is deleted');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete room' }).tap();
  await expect(dialog).toHaveCount(0);
  await expect(sidebarRow(maya.page, 'cellar')).toHaveCount(0);
});

test('a public room becomes private for those who are not in it, and public again with its history', async () => {
  const { page } = maya;
  const { id } = await command<Room>(page, 'create_room', { name: 'studio', public: true, add_everyone: false });
  await command(page, 'send_message', { room_id: id, content: 'A first sketch' });
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await sarah.page.goto(`${home.ready.url}/#/room/${id}`);
  await expect(message(sarah.page, 'A first sketch')).toBeVisible();
  for (const [choice, note] of [
    ['Only people I add', /^Its 1 member stays/],
    ['Everyone here', /^Everyone in this home will see the 1 message/],
  ] as const) {
    if (choice === 'Only people I add') await command(page, 'remove_member', { room_id: id, participant_id: await idOf('Sarah') });
    await sidebarRow(page, 'studio').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Room settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Room settings' });
    await dialog.getByRole('radio', { name: new RegExp(`^${choice}`) }).check({ force: true });
    await expect(dialog.getByText(note)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    if (choice === 'Only people I add') await expect(sarah.page.getByText('studio is no longer open to you')).toBeVisible();
  }
  await expect(message(sarah.page, 'A first sketch')).toBeVisible();
});
