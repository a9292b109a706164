import { expect, it } from 'vitest';
import { isGranted } from './permissions.ts';

const APP = 'http://127.0.0.1:4510';

it('grants the app its permissions, and no other page any', () => {
  expect(isGranted('notifications', APP, APP)).toBe(true);
  expect(isGranted('notifications', 'http://127.0.0.1:4511', APP)).toBe(false);
  expect(isGranted('notifications', APP, null)).toBe(false);
  expect(isGranted('geolocation', APP, APP)).toBe(false);
});

it('grants the microphone, and never the camera or an unnamed device', () => {
  expect(isGranted('media', APP, APP, ['audio'])).toBe(true);
  expect(isGranted('media', 'http://127.0.0.1:4511', APP, ['audio'])).toBe(false);
  expect(isGranted('media', APP, APP, ['audio', 'video'])).toBe(false);
  expect(isGranted('media', APP, APP, ['video'])).toBe(false);
  expect(isGranted('media', APP, APP, ['unknown'])).toBe(false);
  expect(isGranted('media', APP, APP, [])).toBe(false);
});
