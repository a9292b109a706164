import type { LoginItemSettings } from 'electron';
import { expect, test } from 'vitest';
import { systemLoginItem } from './login-item.ts';

const start = { program: 'C:\\Lanai\\Lanai.exe', args: ['--hidden', '--data-dir=C:\\Users\\Maya Lin\\.lanai'] };

/** A system that keeps what it is given, unless it refuses. */
function setUp(platform: NodeJS.Platform, { home = null as string | null, isPackaged = true, refuses = false, isApproved = true } = {}) {
  const given: object[] = [];
  let isSet = false;
  const app = {
    getLoginItemSettings: () =>
      ({ openAtLogin: isSet, executableWillLaunchAtLogin: isSet && isApproved, wasOpenedAtLogin: false }) as LoginItemSettings,
    setLoginItemSettings(settings: { openAtLogin?: boolean }) {
      given.push(settings);
      if (!refuses) isSet = settings.openAtLogin ?? false;
    },
  };
  return { login: systemLoginItem({ app, platform, start, home, isPackaged }), given };
}

test('Windows gets the program and its arguments, in quotes where they have a space', () => {
  const { login, given } = setUp('win32');
  login.set(true);
  expect(login.isOn()).toBe(true);
  const entry = { path: start.program, args: ['--hidden', '"--data-dir=C:\\Users\\Maya Lin\\.lanai"'] };
  login.set(false);
  expect(given).toEqual([
    { ...entry, openAtLogin: true },
    { ...entry, openAtLogin: false },
  ]);
  const other = setUp('win32', { home: '0a1b2c3d' });
  other.login.set(true);
  expect(other.given).toEqual([{ ...entry, openAtLogin: true, name: 'Lanai 0a1b2c3d' }]);
});

test('macOS gets no arguments, and opens only the usual home of an installed app', () => {
  const { login, given } = setUp('darwin');
  login.set(true);
  expect([login.isOn(), given]).toEqual([true, [{ openAtLogin: true }]]);
  for (const other of [setUp('darwin', { home: '0a1b2c3d' }), setUp('darwin', { isPackaged: false })]) {
    other.login.set(true);
    expect([other.login.isOn(), other.given]).toEqual([null, []]);
  }
});

test('a system that does not do it is a failure', () => {
  const refused = { problem: { code: 'refused_by_system', path: start.program } };
  expect(() => setUp('darwin', { refuses: true }).login.set(true)).toThrow(expect.objectContaining(refused));
  expect(() => setUp('win32', { isApproved: false }).login.set(true)).toThrow(expect.objectContaining(refused));
});
