// The owner limits agents in a room and for a person, on the page of their use, with the keyboard and on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { byPalette } from './by-palette.ts';
import { command } from './home.ts';
import { expectNoSideways, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();

async function openUse(page: Page, tab: string): Promise<Locator> {
  const dialog = await byPalette({ page, say: (words: string) => words } as Parameters<typeof byPalette>[0], 'Connect an agent');
  await dialog.getByRole('button', { name: /^Use/ }).click();
  await dialog.getByRole('tab', { name: tab }).click();
  return dialog;
}

test('a room gets a limit, a wrong number is refused, and the limit is taken away again', async () => {
  const { page } = people.maya;
  const dialog = await openUse(page, 'Rooms');
  await dialog.getByLabel('Limit another room').selectOption('lobby');
  const form = dialog.getByRole('form', { name: 'Limits of lobby' });
  await form.getByLabel('Answers').fill('none');
  await expect(form.getByRole('alert').filter({ hasText: 'Enter a number from 1 to 100000.' })).toBeVisible();
  await form.getByRole('button', { name: 'Save limits' }).click();
  await expect(form).toBeVisible();
  await form.getByLabel('Answers').fill('5');
  await form.getByLabel('US dollars').fill('0,50');
  await expectAccessibleInBothThemes(page);
  await form.getByLabel('US dollars').press('Enter');
  const row = dialog.getByRole('listitem').filter({ hasText: 'lobby' });
  await expect(row).toContainText(/Limit for 24 hours: 0 of 5 answers, .*\$0\.00 of .*\$0\.50/);
  const button = row.getByRole('button', { name: 'Limits of lobby' });
  await expect(button).toBeFocused();
  await button.press('Enter');
  await form.getByLabel('Answers').fill('');
  await form.getByLabel('US dollars').fill('');
  await form.getByLabel('US dollars').press('Enter');
  await expect(row).toContainText('Limit for 24 hours: none');
  const { limits } = await command<{ limits: { id: string; turns_per_day: number | null }[] }>(page, 'list_agent_use', {
    by: 'room',
    since: 0,
  });
  expect(limits.filter(({ turns_per_day }) => turns_per_day !== null)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a person gets a limit on a phone', async () => {
  const { page } = people.maya;
  await page.setViewportSize(PHONE.viewport);
  const dialog = await openUse(page, 'People');
  await dialog.getByLabel('Limit another person').selectOption('Sarah');
  await dialog.getByLabel('Tokens').fill('90000');
  await expectNoSideways(page, 'use');
  await dialog.getByRole('button', { name: 'Save limits' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Sarah' })).toContainText('0 of 90,000 tokens');
});
