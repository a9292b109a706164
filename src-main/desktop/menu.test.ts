import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

const nothing = () => undefined;
const MENU = { developer: null, homes: [], onJoin: nothing, onHome: nothing, onRail: nothing, onZoom: nothing };

function settingsIn(platform: NodeJS.Platform, isHomeShown = true): { under: unknown; item: MenuItemConstructorOptions; chosen: string[] } {
  const chosen: string[] = [];
  const menus = menuTemplate({ ...MENU, platform, isHomeShown, onChoose: (item) => chosen.push(item) });
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

test('with other homes there is a menu of them, with keys for the first nine', () => {
  const opened: string[] = [];
  const homes = Array.from({ length: 10 }, (_, index) => ({ id: `h${index}`, name: `A & ${index}`, isShown: index === 0 }));
  const menus = (shown: typeof homes) =>
    menuTemplate({ ...MENU, platform: 'linux', isHomeShown: true, homes: shown, onChoose: nothing, onHome: (id) => opened.push(id) });
  const submenu = menus(homes).find(({ label }) => label === 'Homes')?.submenu;
  const items = Array.isArray(submenu) ? submenu : [];
  expect(items[0]).toMatchObject({ label: 'A && 0', accelerator: 'CmdOrCtrl+1', checked: true });
  expect(items[8]).toMatchObject({ accelerator: 'CmdOrCtrl+9', checked: false });
  expect(items[9]?.accelerator).toBeUndefined();
  Reflect.apply(items[3]?.click ?? expect.fail(), null, []);
  expect(opened).toEqual(['h3']);
  expect(menus([]).map(({ label }) => label)).not.toContain('Homes');
});
