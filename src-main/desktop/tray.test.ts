import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { smallHome, withUnread } from './testing/cast.ts';
import { createTray } from './tray.ts';

test('before the home is there, it says that it opens', () => {
  expect(setup().drawn()).toMatchObject({
    tooltip: 'Lanai: Opening',
    image: 'calm',
    labels: ['Lanai', 'Opening', 'Open Lanai', 'Quit Lanai'],
  });
});

test('a calm home shows its name and who can reach it', () => {
  const { tray, drawn } = setup();
  tray.setGateway({ state: 'ready' });
  tray.setHome(smallHome());
  expect(drawn()).toMatchObject({
    tooltip: 'Maya’s Lanai',
    image: 'calm',
    labels: ['Maya’s Lanai', 'On this computer', 'Open Lanai', 'Quit Lanai'],
  });
});

test('unread messages show in the picture, the tooltip and the menu, until they are read', () => {
  const { tray, drawn } = setup();
  tray.setGateway({ state: 'ready' });
  tray.setHome(withUnread(smallHome(), 'plan', 1));
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: 1 unread message', image: 'unread' });
  tray.setHome(withUnread(withUnread(smallHome(), 'plan', 1), 'sarah', 2));
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: 3 unread messages in 2 rooms', image: 'unread' });
  expect(drawn().labels).toContain('3 unread messages in 2 rooms');
  tray.setHome(smallHome());
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai', image: 'calm' });
});

test('a shared home says so, and to how many guests', () => {
  const { tray, drawn } = setup();
  tray.setGateway({ state: 'ready' });
  tray.setHome({ ...smallHome(), sharing: { available: [], origins: ['http://192.168.1.5:4510'] } });
  expect(drawn().labels).toContain('On your network · 1 guest');
});

test('a home that is down says so, and keeps what was unread', () => {
  const { tray, drawn } = setup();
  tray.setHome(withUnread(smallHome(), 'plan', 1));
  tray.setGateway({ state: 'restarting', retry_ms: 250 });
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: Starting again', image: 'unread' });
  tray.setGateway({ state: 'failed', code: 'port_taken', message: 'Taken.' });
  expect(drawn().tooltip).toBe('Maya’s Lanai: Not running');
});

test('what did not change is not drawn again', () => {
  const { tray, draws } = setup();
  tray.setGateway({ state: 'ready' });
  tray.setHome(smallHome());
  const before = draws();
  tray.setHome({ ...smallHome(), cursor: 2 });
  expect(draws()).toBe(before);
});

test('the menu leads to what is unread, to the window, and out', () => {
  const { tray, choose, chosen } = setup();
  tray.setGateway({ state: 'ready' });
  tray.setHome(withUnread(smallHome(), 'plan', 1));
  for (const label of ['1 unread message', 'Open Lanai', 'Quit Lanai']) choose(label);
  expect(chosen).toEqual(['unread', 'open', 'quit']);
});

function setup() {
  const chosen: string[] = [];
  let [image, tooltip] = ['', ''];
  let menu: MenuItemConstructorOptions[] = [];
  let draws = 0;
  const native = {
    setImage: (next: string) => void (image = next),
    setToolTip: (next: string) => void (tooltip = next),
    setContextMenu(next: MenuItemConstructorOptions[]) {
      menu = next;
      draws += 1;
    },
    on: () => undefined,
    destroy: () => undefined,
  };
  const tray = createTray<string, MenuItemConstructorOptions[]>({
    create(first) {
      image = first;
      return native;
    },
    buildMenu: (template) => template,
    images: { calm: 'calm', unread: 'unread' },
    onOpen: () => chosen.push('open'),
    onOpenUnread: () => chosen.push('unread'),
    onQuit: () => chosen.push('quit'),
  });
  const labels = () => menu.flatMap(({ label }) => (label === undefined ? [] : [label]));
  // Electron passes the item, the window and the event; none of ours looks at them.
  const choose = (label: string) => Reflect.apply(menu.find((item) => item.label === label)?.click ?? expect.fail(`no ${label}`), null, []);
  return { tray, chosen, choose, draws: () => draws, drawn: () => ({ image, tooltip, labels: labels() }) };
}
