import { expect, test } from 'vitest';
import { pushAccess } from './push-access.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile/15E148 Safari/604.1';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

interface Browser {
  userAgent?: string;
  touch?: number;
  protocol?: string;
  permission?: NotificationPermission;
  has?: boolean;
  isInstalled?: boolean;
}

function page({ userAgent = FIREFOX, touch = 0, protocol = 'https:', permission = 'granted', has = true, isInstalled = false }: Browser) {
  const parts = has ? { Notification: { permission }, PushManager: {} } : {};
  const navigator = { userAgent, maxTouchPoints: touch, ...(has && { serviceWorker: {} as ServiceWorkerContainer }) };
  const isSecureContext = protocol === 'https:';
  return { isSecureContext, location: { protocol }, navigator, matchMedia: () => ({ matches: isInstalled }), ...parts };
}

test.each([
  ['ready', {}],
  ['ask', { permission: 'default' }],
  ['refused', { permission: 'denied' }],
  ['insecure', { protocol: 'http:' }],
  ['missing', { has: false }],
  ['home-screen', { has: false, userAgent: IPHONE }],
  // An iPad says that it is a Mac.
  ['home-screen', { has: false, userAgent: MAC, touch: 5 }],
  ['missing', { has: false, userAgent: MAC }],
  ['missing', { has: false, userAgent: IPHONE, isInstalled: true }],
  ['ready', { userAgent: IPHONE, isInstalled: true }],
] as const)('is %s for %j', (access, browser) => {
  expect(pushAccess(page(browser))).toBe(access);
});

test('a page at this computer has no service worker, although its browser counts it as secure', () => {
  expect(pushAccess({ ...page({}), location: { protocol: 'http:' } })).toBe('insecure');
});
