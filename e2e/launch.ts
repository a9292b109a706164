// Options with which the tests start browsers.
import type { LaunchOptions } from '@playwright/test';

/** Chromium takes the last list alone, so that this one repeats Playwright's own (scripts/lib/playwright-features.test.ts compares them). */
export const PLAYWRIGHT_DISABLES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/**
 * Every window of the browser would load its own pages for suggestions under its address bar, and keep an empty process
 * ready for the next page: as much work as the app itself.
 */
const BROWSERS_OWN_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'];

const { CHROMIUM_PATH, HEADLESS_SHELL_PATH = CHROMIUM_PATH } = process.env;

/**
 * Chromium's headless shell where there is one: the same engine without the browser's own windows, which take a tenth of the time
 * of all tests.
 */
export const LAUNCH: LaunchOptions = {
  ...(HEADLESS_SHELL_PATH === undefined ? {} : { executablePath: HEADLESS_SHELL_PATH }),
  args: [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    `--disable-features=${[...PLAYWRIGHT_DISABLES, ...BROWSERS_OWN_PAGES].join(',')}`,
    ...withoutSandboxForRoot(),
  ],
};

/** The whole browser, for that which the shell does not have: notifications, and scrollbars as people see them. */
export const WHOLE_BROWSER: LaunchOptions = { ...LAUNCH, ...(CHROMIUM_PATH === undefined ? {} : { executablePath: CHROMIUM_PATH }) };

/** Playwright hides all scrollbars. People see them, so those who look at the screens do as well. */
export const WITH_SCROLLBARS: LaunchOptions = { ...WHOLE_BROWSER, ignoreDefaultArgs: ['--hide-scrollbars'] };

/** Chromium has no sandbox for root. */
function withoutSandboxForRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
