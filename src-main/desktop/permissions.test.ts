import type { Session } from 'electron';
import { expect, it } from 'vitest';
import { isGranted, restrictPermissions } from './permissions.ts';

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

it('asks before another home may use the microphone, and gives it no full screen', async () => {
  const handlers = { request: expect.fail as unknown as Request, check: expect.fail as unknown as Check };
  const session = {
    setPermissionRequestHandler: (handler: Request) => (handlers.request = handler),
    setPermissionCheckHandler: (handler: Check) => (handlers.check = handler),
    setDevicePermissionHandler: () => undefined,
  } as unknown as Session;
  let answers = [false, true];
  restrictPermissions(session, () => APP, { isAllowed: () => true, ask: () => Promise.resolve(answers.shift() ?? expect.fail()) });
  const requested = (permission: string, details: object) =>
    new Promise((decide) => handlers.request({ getURL: () => `${APP}/` }, permission, decide, { isMainFrame: true, ...details }));
  const audio = { mediaTypes: ['audio'] };
  expect([await requested('media', audio), await requested('media', audio)]).toEqual([false, true]);
  answers = [];
  expect(await requested('media', { mediaTypes: ['audio', 'video'] })).toBe(false);
  expect(await requested('media', { ...audio, isMainFrame: false })).toBe(false);
  expect([await requested('notifications', {}), await requested('fullscreen', {})]).toEqual([true, false]);
  expect(handlers.check(null, 'fullscreen', APP, {})).toBe(false);
  expect(handlers.check(null, 'media', APP, { mediaType: 'audio' })).toBe(true);

  restrictPermissions(session, () => APP);
  expect([await requested('media', audio), await requested('fullscreen', {})]).toEqual([true, true]);
});

type Request = (contents: object, permission: string, decide: (isGranted: boolean) => void, details: object) => void;
type Check = (contents: null, permission: string, origin: string, details: object) => boolean;
