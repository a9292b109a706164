// Options with which the tests start browsers.
import type { LaunchOptions } from '@playwright/test';

export const LAUNCH: LaunchOptions = {
  ...(process.env.CHROMIUM_PATH === undefined ? {} : { executablePath: process.env.CHROMIUM_PATH }),
  args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', ...withoutSandboxForRoot()],
};

/** Playwright hides all scrollbars. People see them, so those who look at the screens do as well. */
export const WITH_SCROLLBARS: LaunchOptions = { ...LAUNCH, ignoreDefaultArgs: ['--hide-scrollbars'] };

/** Chromium has no sandbox for root. */
function withoutSandboxForRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
