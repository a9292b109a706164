import { expect, it } from 'vitest';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { deviceName, inOrder } from './device-words.ts';

const session = (id: string, last_used_at: number, is_current = false): SessionInfo => ({
  ...{ id, browser: null, platform: null, entrance: null, account: null, created_at: 0, expires_at: 9 },
  ...{ last_used_at, is_current },
});

it('A device has the name of its browser and its platform, as far as they are known', () => {
  const plain = (device: Parameters<typeof deviceName>[0]): string => deviceName(device).replaceAll(/[\u2068\u2069]/g, '');
  expect(plain({ browser: 'firefox', platform: 'windows' })).toBe('Firefox on Windows');
  expect(plain({ browser: 'lanai_background', platform: 'mac' })).toBe('Lanai in the background on Mac');
  expect(plain({ browser: 'safari', platform: null })).toBe('Safari');
  expect(plain({ browser: null, platform: 'linux' })).toBe('A browser on Linux');
  expect(plain({ browser: null, platform: null })).toBe('A browser');
});

it('The session that asks is the first, then those that were used last', () => {
  const list = [session('old', 1), session('mine', 2, true), session('new', 3)];
  expect(inOrder(list).map(({ id }) => id)).toEqual(['mine', 'new', 'old']);
  expect(list.map(({ id }) => id)).toEqual(['old', 'mine', 'new']);
});
