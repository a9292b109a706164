// The menus of the desktop: the app's own on a message, the system's on fields and selected text, and the settings in the application menu.
import { expect, testOnOneDesktop } from './desktop-app.ts';
import { recordNativeMenus } from './desktop-views.ts';
import { composer, message, say } from './home.ts';

const test = testOnOneDesktop();

test('the second button opens the menu of a message, and on fields and selected text the system’s', async ({ desktop }) => {
  const { page } = desktop;
  await say(page, 'lobby', 'The desk is free.');
  const words = message(page, 'The desk is free.').getByText('The desk is free.');
  const taken = await recordNativeMenus(desktop);
  await words.click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await page.keyboard.press('Escape');
  await message(page, 'The desk is free.').focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await taken()).toEqual([]);

  await words.evaluate((element) => document.getSelection()?.selectAllChildren(element));
  await words.click({ button: 'right' });
  await expect.poll(taken).toEqual([['copy']]);
  await composer(page, 'lobby').click({ button: 'right' });
  await expect.poll(taken).toEqual([['cut', 'copy', 'paste', 'separator', 'selectAll']]);
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('the application menu has the settings', async ({ desktop: { electron, page } }) => {
  const accelerator = await electron.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('settings');
    item?.click();
    return item?.accelerator;
  });
  expect(accelerator).toBe('CmdOrCtrl+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});
