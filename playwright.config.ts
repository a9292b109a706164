// End-to-end: the real desktop in a real Electron, and a real browser as the friend. `npm test` provides both, a display and a bus.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/looks/{arg}{ext}',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The specs share the session bus, where only one of them can be the desktop's tray and notifications.
  workers: 1,
  // What passes only sometimes is a bug.
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        ...withoutSandboxForRoot(),
      ],
    },
  },
});

/** Chromium has no sandbox for root. */
function withoutSandboxForRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
