import { expect, test } from 'vitest';
import { byId, maya, MORNING, person, sarah } from '../../testing/cast.ts';
import { exposure } from './exposure.ts';

const wifi = { address: '192.168.1.20', interface: 'wlp3s0' };
const cable = { address: '10.0.0.5', interface: 'eth0' };
const gone = person('gone', { role: 'guest', revoked_at: MORNING });

test('a home that no one else can reach says so', () => {
  expect(exposure({ available: [wifi], origins: [], network: null, entrances: [] }, byId(maya, sarah))).toEqual({
    isOpen: false,
    words: 'On this computer',
  });
});

test('an open home says where, and how many guests may come', () => {
  const sharing = { available: [wifi, cable], origins: ['http://192.168.1.20:4510'], network: null, entrances: [] };
  expect(exposure(sharing, byId(maya, sarah, gone))).toEqual({ isOpen: true, words: 'On your Wi-Fi · 1 guest' });
  expect(exposure({ ...sharing, origins: ['http://10.0.0.5:4510'] }, byId(maya))).toEqual({ isOpen: true, words: 'On your network' });
});

test('a user who may not know it does not see it', () => {
  expect(exposure(null, byId(maya))).toBeNull();
});
