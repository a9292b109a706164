import type { Account } from '../../../src-shared/accounts.ts';
import type { BrowserName, PlatformName } from '../../../src-shared/device.ts';
import type { EntranceKind } from '../../../src-shared/entrances.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const browser: Record<BrowserName, string> = {
  lanai: 'Lanai',
  lanai_background: 'Lanai in the background',
  program: 'Program',
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

/** By which a device or a program came in. */
export const entranceWords: Record<EntranceKind, string> = {
  computer: 'on this server’s computer',
  network: 'over the network',
  cloudflare: 'through the Cloudflare tunnel',
  tailscale: 'through Tailscale',
  ssh: 'through ssh',
  command: 'through a tunnel program',
  proxy: 'through the reverse proxy',
};

/** Where a person is signed in. */
export const devicesWords = {
  title: 'Signed-in devices',
  lead: 'Sign out devices that you do not know. Their access ends at once.',
  /** Of another person. */
  of: (name: string) => `Devices of ${name}`,
  ofLead: 'Where this person is signed in. A device that is signed out loses its access at once. The others stay.',
  /** In a menu. */
  menu: 'Devices',
  notAllowed: 'Only the owner can see the devices of an admin.',
  none: 'Not signed in anywhere.',
  loading: 'Loading the signed-in devices',
  entrance: entranceWords,
  browser,
  platform,
  unknownBrowser: 'A browser',
  /** "Firefox on Windows" */
  on: (name: string, where: string) => `${name} on ${where}`,
  thisOne: 'this one',
  /** `ago`: "just now", "5 min ago", "yesterday" or a date. */
  signedIn: (ago: string) => `Signed in ${ago}`,
  lastUsed: (ago: string) => `last used ${ago}`,
  accountOf: ({ by, login }: Account) => (by === 'tailscale' ? `as ${login} in the tailnet` : `as ${login} at the reverse proxy`),
  add: 'Add a device',
  qrCode: 'QR code that signs a device in',
  howToAdd: 'Scan the code with the other device. Or open this home there, and enter:',
  codeEnds: (minutes: number) =>
    plural(minutes, {
      one: 'Works once, for one more minute. Do not show it to others: it signs a device in as you.',
      other: 'Works once, for # more minutes. Do not show it to others: it signs a device in as you.',
    }),
  codeExpired: 'The code has expired.',
  onlyThisComputer: 'Only this computer can open the link. To use another device, turn on sharing first.',
  copyLink: 'Copy link',
  done: 'Done',
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
