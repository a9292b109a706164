// The screens about people and rooms that are more than one step away.
import { expect } from '@playwright/test';
import { LAST_WORDS } from './scene.ts';
import type { Screen } from './screens.ts';

const ACCESS_SCREEN: Screen = {
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

const PERSON_NOTE_SCREEN: Screen = {
  name: 'person-note',
  async open({ page, say }) {
    await page.getByRole('tab', { name: say('Members') }).click();
    const members = page.getByRole('complementary', { name: say('Members and details') }).getByRole('listitem');
    await members.filter({ hasText: 'Sarah' }).getByRole('button').last().click();
    await page.getByRole('menuitem', { name: say('Note'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox')).toBeVisible();
    return dialog;
  },
};

const DELETE_ROOM_SCREEN: Screen = {
  name: 'delete-room',
  async open({ page, say }) {
    await page.locator('[data-room-title]').click({ button: 'right' });
    await page.getByRole('menuitem', { name: say('Delete room') }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  },
};

const FORWARD_SCREEN: Screen = {
  name: 'forward',
  async open({ page, say }) {
    await page.getByText(LAST_WORDS).click({ button: 'right' });
    await page.getByRole('menuitem', { name: say('Forward…') }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio').first()).toBeVisible();
    return dialog;
  },
};

export const PEOPLE_SCREENS: readonly Screen[] = [ACCESS_SCREEN, PERSON_NOTE_SCREEN, DELETE_ROOM_SCREEN, FORWARD_SCREEN];
