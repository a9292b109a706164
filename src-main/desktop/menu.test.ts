import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

function settingsIn(platform: NodeJS.Platform, isHomeShown = true): { under: unknown; item: MenuItemConstructorOptions; chosen: string[] } {
  const chosen: string[] = [];
  const menus = menuTemplate({ platform, isHomeShown, withDeveloperTools: false, onChoose: (item) => chosen.push(item) });
  for (const menu of menus) {
    const items = Array.isArray(menu.submenu) ? menu.submenu : [];
    const item = items.find(({ id }) => id === 'settings');
    if (item) return { under: menu.role ?? menu.label, item, chosen };
  }
  return expect.fail('There are no settings in the menu.');
}

test('the settings are where each system has them, with its key', () => {
  expect(settingsIn('linux').under).toBe('Home');
  expect(settingsIn('win32').under).toBe('Home');
  expect(settingsIn('darwin').under).toBe('appMenu');
  const { item, chosen } = settingsIn('linux');
  expect(item).toMatchObject({ label: 'Settings…', accelerator: 'CmdOrCtrl+,', enabled: true });
  Reflect.apply(item.click ?? expect.fail(), null, []);
  expect(chosen).toEqual(['settings']);
});

test('they cannot be chosen while the page does not show the home', () => {
  expect(settingsIn('linux', false).item.enabled).toBe(false);
});
