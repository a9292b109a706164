import { expect, it } from 'vitest';
import { isPushService } from './push-services.ts';

it.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
  'https://fcm.googleapis.com:443/fcm/send/abc',
])('%s is a push service', (address) => {
  expect(isPushService(new URL(address))).toBe(true);
});

it.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://user@fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com.evil.example/',
  'https://evilfcm.googleapis.com/',
  'https://push.apple.com.evil.example/',
  'https://evilpush.apple.com/',
  'https://push.services.mozilla.com/',
  'https://fcm.googleapis.com./',
  'https://127.0.0.1/',
  'https://169.254.169.254/',
])('%s is none', (address) => {
  expect(isPushService(new URL(address))).toBe(false);
});
