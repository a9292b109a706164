import { describe, expect, test } from 'vitest';
import { acceleratorOf, isShortcut, SHORTCUTS, type PressedKey, type Shortcut, type ShortcutName } from './shortcuts.ts';

const pressed = (key: string, how: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...how,
});

describe('A key that is pressed', () => {
  test('is a shortcut with the keys it goes with, and with no others', () => {
    expect(isShortcut(pressed('k', { ctrlKey: true }), 'jump')).toBe(true);
    expect(isShortcut(pressed('K', { metaKey: true }), 'jump')).toBe(true);
    expect(isShortcut(pressed('k'), 'jump')).toBe(false);
    expect(isShortcut(pressed('k', { ctrlKey: true, shiftKey: true }), 'jump')).toBe(false);
    expect(isShortcut(pressed('k', { ctrlKey: true, altKey: true }), 'jump')).toBe(false);
    expect(isShortcut(pressed('Enter', { shiftKey: true }), 'send')).toBe(false);
    expect(isShortcut(pressed('Enter', { shiftKey: true }), 'breakLine')).toBe(true);
  });

  test('goes with Alt where the table says so', () => {
    expect(isShortcut(pressed('ArrowUp', { altKey: true }), 'roomAbove')).toBe(true);
    expect(isShortcut(pressed('ArrowUp'), 'roomAbove')).toBe(false);
    expect(isShortcut(pressed('ArrowUp', { altKey: true, shiftKey: true }), 'roomAbove')).toBe(false);
    expect(isShortcut(pressed('ArrowUp', { altKey: true, shiftKey: true }), 'unreadAbove')).toBe(true);
  });

  test('is a sign on every keyboard, whether that takes Shift or not', () => {
    expect(isShortcut(pressed('?', { shiftKey: true }), 'help')).toBe(true);
    expect(isShortcut(pressed('?'), 'help')).toBe(true);
    expect(isShortcut(pressed('/', { ctrlKey: true, shiftKey: true }), 'shortcuts')).toBe(true);
    expect(isShortcut(pressed('?', { ctrlKey: true }), 'help')).toBe(false);
  });

  test('is one thing in one place', () => {
    const names = Object.keys(SHORTCUTS) as ShortcutName[];
    const said = names.map((name) => {
      const { key, place, isWithMod = false, isWithShift = false, isWithAlt = false }: Shortcut = SHORTCUTS[name];
      return JSON.stringify([place, key, isWithMod, isWithShift, isWithAlt]);
    });
    expect(new Set(said).size).toBe(names.length);
  });
});

test('The menu of the desktop writes them in its own way', () => {
  expect(acceleratorOf('newRoom')).toBe('CmdOrCtrl+N');
  expect(acceleratorOf('breakLine')).toBe('Shift+Enter');
  expect(acceleratorOf('settings')).toBe('CmdOrCtrl+,');
  expect(acceleratorOf('unreadAbove')).toBe('Alt+Shift+ArrowUp');
});
