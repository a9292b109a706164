// The note about a friend, which the owner keeps on a phone and the friend never sees.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { command, composer } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ maya: PHONE });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
  await maya.page.getByRole('button', { name: 'Show members and details' }).tap();
});

async function openNote(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More about Sarah' }).tap();
  await page.getByRole('menuitem', { name: 'Note', exact: true }).tap();
  const dialog = page.getByRole('dialog', { name: 'Note about Sarah' });
  await expect(dialog.getByLabel('Note', { exact: true })).toBeVisible();
  return dialog;
}

const idOfSarah = async (): Promise<string> =>
  (await command<{ people: { id: string; name: string }[] }>(maya.page, 'list_people', {})).people.find(({ name }) => name === 'Sarah')
    ?.id ?? '';

test('it says that the friend cannot see it, is kept, and loses no change of another device', async () => {
  const { page } = maya;
  const first = await openNote(page);
  await expect(first).toContainText('Sarah cannot see this.');
  await first.getByLabel('Note', { exact: true }).fill('Likes tea');
  await expectFitForThumbs(page, 'the note about a person');
  await expectAccessible(page);
  await first.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(first).toHaveCount(0);

  const second = await openNote(page);
  await expect(second.getByLabel('Note', { exact: true })).toHaveValue('Likes tea');
  await expect(second).toContainText('Changed by Maya, just now');
  await command(page, 'set_person_note', { participant_id: await idOfSarah(), content: 'Likes coffee', expected_version: 1 });
  await second.getByLabel('Note', { exact: true }).fill('Likes both');
  await second.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(second.getByRole('alert').filter({ hasText: 'Maya changed the note while you wrote.' })).toBeVisible();
  await expect(second).toContainText('Likes coffee');
  await expectAccessible(page);
  await second.getByRole('button', { name: 'Save mine', exact: true }).tap();
  await expect(second).toHaveCount(0);
  await expect((await openNote(page)).getByLabel('Note', { exact: true })).toHaveValue('Likes both');
  await page.keyboard.press('Escape');
});

test('with the keyboard alone: a note that was not saved is not lost without a question', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'More about Sarah' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Note', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Note about Sarah' });
  const field = dialog.getByLabel('Note', { exact: true });
  await expect(field).toHaveValue('Likes both');
  const tabTo = async (target: Locator): Promise<void> => {
    for (let presses = 0; presses < 12 && !(await target.evaluate((element) => element === document.activeElement)); presses += 1)
      await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  await tabTo(field);
  await page.keyboard.press('End');
  await page.keyboard.type(', and cake');
  const question = page.getByRole('dialog', { name: 'Discard your changes?' });
  for (let round = 0; round < 2; round += 1) {
    await page.keyboard.press('Escape');
    await expect(question).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(field).toHaveValue('Likes both, and cake');
    await expect(field).toBeVisible();
  }
  await tabTo(dialog.getByRole('button', { name: 'Cancel', exact: true }));
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await tabTo(question.getByRole('button', { name: 'Cancel', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(dialog.getByRole('button', { name: 'Save', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);

  // Without a change there is no question.
  await page.getByRole('button', { name: 'More about Sarah' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Note', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Likes both, and cake');
  await tabTo(field);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.keyboard.press('Escape');
  await tabTo(question.getByRole('button', { name: 'Discard', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect((await openNote(page)).getByLabel('Note', { exact: true })).toHaveValue('Likes both, and cake');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a friend is offered no note, and gets none when asking for it', async () => {
  const { page } = sarah;
  await page.getByRole('button', { name: 'More about Maya' }).click();
  await expect(page.getByRole('menuitem', { name: 'Show profile', exact: true })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Note', exact: true })).toHaveCount(0);
  await expect(command(page, 'get_person_note', { participant_id: await idOfSarah() })).rejects.toThrow();
});
