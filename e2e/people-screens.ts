// The screens about people that are more than one step away.
import { expect } from '@playwright/test';
import type { Screen } from './screens.ts';

export const ACCESS_SCREEN: Screen = {
  name: 'access',
  async open({ page, say }) {
    await page.getByRole('tab', { name: say('Members') }).click();
    const members = page.getByRole('complementary', { name: say('Members and details') }).getByRole('listitem');
    await members.filter({ hasText: 'Sarah' }).getByRole('button').last().click();
    await page.getByRole('menuitem', { name: say('Role and rooms') }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('combobox').last().selectOption('some');
    return dialog;
  },
};
