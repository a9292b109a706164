// A person asks to be deleted. The owner confirms it with the name; messages and name are gone for all who stay.
import { expect, test } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { composer, message, say } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();

test('the owner deletes a person and the messages, after typing the name', async () => {
  test.setTimeout(60_000);
  const { maya, sarah, home } = people;
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
  await say(sarah.page, 'lobby', 'The key is under the mat');
  await expect(message(maya.page, 'The key is under the mat')).toBeVisible();
  const { page } = maya;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  await page.getByRole('dialog', { name: 'Invites', exact: true }).getByRole('button', { name: 'More about Sarah' }).click();
  await page.getByRole('menuitem', { name: 'Delete person and messages' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Sarah?' });
  const confirm = dialog.getByRole('button', { name: 'Delete person' });
  await dialog.getByRole('textbox').fill('Sara');
  await confirm.click();
  await expect(dialog).toContainText('That is not the name of this person.');
  await expect(message(page, 'The key is under the mat')).toHaveCount(1);
  await expectAccessibleInBothThemes(page, 'the deletion of a person');
  await dialog.getByRole('textbox').fill('Sarah');
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  await expect(message(page, 'The key is under the mat')).toHaveCount(0);
  await expect(sarah.page.getByText('The key is under the mat')).toHaveCount(0);
  await expect(page.getByRole('dialog', { name: 'Invites', exact: true })).not.toContainText('Delete person and messages');
});
