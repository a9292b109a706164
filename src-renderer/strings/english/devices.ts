import type { BrowserName, PlatformName } from '../../../src-shared/device.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const browser: Record<BrowserName, string> = {
  lanai: 'Lanai',
  lanai_background: 'Lanai in the background',
  edge: 'Edge',
  opera: 'Opera',
  samsung: 'Samsung Internet',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
};

const platform: Record<PlatformName, string> = {
  android: 'Android',
  ipad: 'iPad',
  iphone: 'iPhone',
  windows: 'Windows',
  mac: 'Mac',
  chromeos: 'ChromeOS',
  linux: 'Linux',
};

/** Where a person is signed in. */
export const devicesWords = {
  title: 'Signed-in devices',
  lead: 'Sign out devices that you do not know. Their access ends at once.',
  loading: 'Loading the signed-in devices',
  browser,
  platform,
  unknownBrowser: 'A browser',
  /** "Firefox on Windows" */
  on: (name: string, where: string) => `${name} on ${where}`,
  thisOne: 'this one',
  /** `ago`: "just now", "5 min ago", "yesterday" or a date. */
  signedIn: (ago: string) => `Signed in ${ago}`,
  lastUsed: (ago: string) => `last used ${ago}`,
  signOut: 'Sign out',
  signOutOf: (device: string, signedIn: string) => `Sign out: ${device}, ${signedIn}`,
  signOutOthers: 'Sign out all others',
  othersTitle: 'Sign out all other devices',
  othersText: (count: number) =>
    plural(count, {
      one: 'One other device loses its access at once. This one stays signed in.',
      other: '# other devices lose their access at once. This one stays signed in.',
    }),
};
