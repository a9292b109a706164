import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { FIRST_PREFERENCES } from '../../src-shared/notify/levels.ts';
import { smallHome, withLevel, withUnread } from '../../src-shared/notify/testing/cast.ts';
import { createTray } from './tray.ts';

/** Nine in the morning of 2026-11-20. */
const NOW = new Date(2026, 10, 20, 9).getTime();
const HOUR_MS = 60 * 60 * 1000;
const READY = { state: 'ready', web: null, agents: null } as const;
const AT = { now: NOW, isBadged: true };

test('before the home is there, it says that it opens', () => {
  expect(setup().drawn()).toMatchObject({
    tooltip: 'Lanai: Opening',
    image: 'calm',
    labels: ['Lanai', 'Opening', 'Open Lanai', 'Join a home…', 'Quit Lanai'],
  });
});

test('a calm home shows its name and who can reach it', () => {
  const { tray, drawn } = setup();
  tray.setGateway(READY);
  tray.setHome(smallHome(), AT);
  expect(drawn()).toMatchObject({
    tooltip: 'Maya’s Lanai',
    image: 'calm',
    labels: [
      ...['Maya’s Lanai', 'On this computer', 'Open Lanai', 'Join a home…'],
      ...['Do not disturb for 1 hour', 'Do not disturb until tomorrow', 'Quit Lanai'],
    ],
  });
});

test('unread messages show in the picture, the tooltip and the menu, until they are read', () => {
  const { tray, drawn } = setup();
  tray.setGateway(READY);
  tray.setHome(withUnread(smallHome(), 'plan', 1), AT);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: 1 unread message', image: 'unread' });
  tray.setHome(withUnread(withUnread(smallHome(), 'plan', 1), 'sarah', 2), AT);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: 3 unread messages in 2 rooms', image: 'unread' });
  expect(drawn().labels).toContain('3 unread messages in 2 rooms');
  tray.setHome(smallHome(), AT);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai', image: 'calm' });
});

test('an ampersand in the name of the home is no mark of a letter for the keyboard', () => {
  const { tray, drawn } = setup();
  const home = smallHome();
  tray.setHome({ ...home, home: { ...home.home, name: 'Maya & Sam' } }, AT);
  expect(drawn()).toMatchObject({ tooltip: 'Maya & Sam: Opening' });
  expect(drawn().labels[0]).toBe('Maya && Sam');
});

test('each other home has a line that opens it, and its unread messages are in the tooltip', () => {
  const { tray, choose, chosen, drawn } = setup();
  tray.setGateway(READY);
  tray.setHome(smallHome(), AT);
  tray.setOthers([
    { id: 'a1', name: 'Sarah’s Lanai', unread: 3 },
    { id: 'b2', name: 'Book & club', unread: 0 },
  ]);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai · Sarah’s Lanai: 3 unread messages', image: 'unread' });
  for (const label of ['Sarah’s Lanai: 3 unread messages', 'Book && club', 'Join a home…']) choose(label);
  expect(chosen).toEqual(['a1', 'b2', 'join']);
  tray.setOthers([]);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai', image: 'calm' });
});

test('a shared home says so, and to how many guests', () => {
  const { tray, drawn } = setup();
  tray.setGateway(READY);
  tray.setHome({ ...smallHome(), sharing: { available: [], origins: ['http://192.168.1.5:4510'], network: null, entrances: [] } }, AT);
  expect(drawn().labels).toContain('On your network · 1 guest');
});

test('a home that is down says so, and keeps what was unread', () => {
  const { tray, drawn } = setup();
  tray.setHome(withUnread(smallHome(), 'plan', 1), AT);
  tray.setGateway({ state: 'restarting', retry_ms: 250 });
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: Starting again', image: 'unread' });
  tray.setGateway({ state: 'failed', code: 'port_taken', message: 'Taken.' });
  expect(drawn().tooltip).toBe('Maya’s Lanai: Not running');
});

test('what did not change is not drawn again', () => {
  const { tray, draws } = setup();
  tray.setGateway(READY);
  tray.setHome(smallHome(), AT);
  const before = draws();
  tray.setHome({ ...smallHome(), cursor: 2 }, AT);
  expect(draws()).toBe(before);
});

test('the menu leads to what is unread, to the window, and out', () => {
  const { tray, choose, chosen } = setup();
  tray.setGateway(READY);
  tray.setHome(withUnread(smallHome(), 'plan', 1), AT);
  for (const label of ['1 unread message', 'Open Lanai', 'Quit Lanai']) choose(label);
  expect(chosen).toEqual(['unread', 'open', 'quit']);
});

test('the menu keeps one from being disturbed, says how long, and ends it', () => {
  const { tray, choose, chosen, drawn } = setup();
  tray.setGateway(READY);
  tray.setHome(smallHome(), AT);
  choose('Do not disturb for 1 hour');
  choose('Do not disturb until tomorrow');
  expect(chosen).toEqual([NOW + HOUR_MS, new Date(2026, 10, 21, 8).getTime()]);

  const quiet = { ...smallHome(), preferences: { ...FIRST_PREFERENCES, quiet_until: NOW + HOUR_MS } };
  tray.setHome(quiet, AT);
  expect(drawn().labels.filter((label) => label.startsWith('Do not disturb until '))).toHaveLength(1);
  choose('End do not disturb');
  expect(chosen.at(-1)).toBeNull();

  tray.setHome(quiet, { ...AT, now: NOW + HOUR_MS });
  expect(drawn().labels).toContain('Do not disturb for 1 hour');
  tray.setGateway({ state: 'restarting', retry_ms: 250 });
  expect(drawn().labels.join()).not.toContain('disturb');
});

test('quiet hours are in the menu and the tooltip, until they end', () => {
  const { tray, drawn } = setup();
  tray.setGateway(READY);
  const [hour, minute] = [new Date(NOW).getHours(), new Date(NOW).getMinutes()];
  const now = hour * 60 + minute;
  const hours = { ...FIRST_PREFERENCES.quiet_hours, is_on: true, days: [0, 1, 2, 3, 4, 5, 6], from: now - 60, to: now + 60 };
  const quiet = { ...smallHome(), preferences: { ...FIRST_PREFERENCES, quiet_hours: hours } };
  tray.setHome(quiet, AT);
  expect(drawn().labels.filter((label) => label.startsWith('Quiet until '))).toHaveLength(1);
  expect(drawn().labels).toContain('Do not disturb for 1 hour');
  expect(drawn().tooltip).toMatch(/^Maya’s Lanai · Quiet until .*\d/);
  tray.setHome(quiet, { ...AT, now: NOW + HOUR_MS });
  expect(drawn().labels.join()).not.toContain('Quiet');
  expect(drawn().tooltip).toBe('Maya’s Lanai');
});

test('a muted room shows nowhere, and without the badge the picture stays calm', () => {
  const { tray, drawn } = setup();
  tray.setGateway(READY);
  const unread = withUnread(smallHome(), 'plan', 1);
  tray.setHome(withLevel(unread, 'plan', { notify_level: 'none', muted_until: null }), AT);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai', image: 'calm' });
  const muted = withLevel(unread, 'plan', { notify_level: 'default', muted_until: NOW + 1 });
  tray.setHome(muted, AT);
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai', image: 'calm' });
  tray.setHome(muted, { ...AT, now: NOW + 1 });
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: 1 unread message', image: 'unread' });
  tray.setHome(unread, { ...AT, isBadged: false });
  expect(drawn()).toMatchObject({ tooltip: 'Maya’s Lanai: 1 unread message', image: 'calm' });
});

function setup() {
  const chosen: (string | number | null)[] = [];
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
    now: () => NOW,
    onQuiet: (until) => chosen.push(until),
    onOpen: () => chosen.push('open'),
    onOpenHome: (id) => chosen.push(id),
    onJoin: () => chosen.push('join'),
    onOpenUnread: () => chosen.push('unread'),
    onQuit: () => chosen.push('quit'),
  });
  const labels = () => menu.flatMap(({ label }) => (label === undefined ? [] : [label]));
  // Electron passes the item, the window and the event; none of ours looks at them.
  const choose = (label: string) => Reflect.apply(menu.find((item) => item.label === label)?.click ?? expect.fail(`no ${label}`), null, []);
  return { tray, chosen, choose, draws: () => draws, drawn: () => ({ image, tooltip, labels: labels() }) };
}
