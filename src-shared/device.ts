// The browser and platform of a session. A User-Agent may hold any text, so it is mapped to closed lists and not stored.
import * as z from 'zod/mini';

/** `lanai`: the window of the desktop. `lanai_background`: what the desktop does without a window. `program`: a program of a person. */
export const BrowserName = z.enum(['lanai', 'lanai_background', 'program', 'edge', 'opera', 'samsung', 'firefox', 'chrome', 'safari']);
export type BrowserName = z.infer<typeof BrowserName>;

export const PlatformName = z.enum(['android', 'ipad', 'iphone', 'windows', 'mac', 'chromeos', 'linux']);
export type PlatformName = z.infer<typeof PlatformName>;

export interface Device {
  /** Null, as `platform`: it does not say, or says something that we do not know. */
  browser: BrowserName | null;
  platform: PlatformName | null;
}

/** With this the desktop signs in for its tray and its notifications. `platform`: as Node calls it. */
export function backgroundAgent(platform: string): string {
  return `LanaiBackground (${platform})`;
}

/** Browsers say all that they are compatible with, so the first that fits is the right one. */
const BROWSERS: readonly (readonly [BrowserName, RegExp])[] = [
  ['lanai_background', /^LanaiBackground /],
  ['lanai', /\bElectron\//],
  ['edge', /\bEdg(?:A|iOS)?\//],
  ['opera', /\b(?:OPR|OPT|Opera)\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//],
  ['chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['safari', /\bSafari\//],
];

const PLATFORMS: readonly (readonly [PlatformName, RegExp])[] = [
  ['android', /\bAndroid\b/],
  ['ipad', /\biPad\b/],
  ['iphone', /\biP(?:hone|od)\b/],
  ['windows', /\bWindows\b|\bwin32\b/],
  ['chromeos', /\bCrOS\b/],
  ['mac', /\bMacintosh\b|\bdarwin\b/],
  ['linux', /\bLinux\b|\bX11\b|\blinux\b/],
];

/** No browser says more about itself. */
const USER_AGENT_CHARS_MAX = 500;

export function deviceOf(userAgent: string | undefined): Device {
  const said = (userAgent ?? '').slice(0, USER_AGENT_CHARS_MAX);
  return { browser: firstThatFits(BROWSERS, said), platform: firstThatFits(PLATFORMS, said) };
}

function firstThatFits<T>(kinds: readonly (readonly [T, RegExp])[], said: string): T | null {
  return kinds.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}
