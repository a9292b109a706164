// End-to-end: the real desktop in a real Electron, and a real browser as the friend. `npm test` provides both, a display and a bus.
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { LAUNCH } from './e2e/launch.ts';

const SPECS = path.join(import.meta.dirname, 'e2e');
const LONGEST = ['**/tour-*.spec.ts', '**/web-notifications.spec.ts'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/looks/{arg}{ext}',
  timeout: 60_000,
  // What is waited for comes at once on a quiet machine. Only what never comes takes as long.
  expect: { timeout: 15_000 },
  // Each spec has its own home on its own ports, and waits more than half of its time.
  workers: 2 * availableParallelism(),
  projects: [
    // They share the display and the session bus, where only one can be the tray and the place for notifications. First, so that
    // the other workers have the browser's specs meanwhile.
    { name: 'desktop', testMatch: desktopSpecs(), workers: 1 },
    // The longest ones: at the end of a run they would have a worker for themselves.
    { name: 'longest', testMatch: LONGEST },
    { name: 'browser', testIgnore: [...desktopSpecs(), ...LONGEST] },
  ],
  // `npm test` allows one retry and lists each test that needed it as flaky. A test that passes only sometimes is a bug.
  retries: process.env.LANAI_TEST_RETRIES === '1' ? 1 : 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    // Of the retry alone: to record them all takes longer than to run them. By hand: `--trace on`.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: LAUNCH,
  },
});

/** Those that start the desktop. */
function desktopSpecs(): string[] {
  const specs = readdirSync(SPECS).filter((name) => name.endsWith('.spec.ts'));
  return specs
    .filter((name) => readFileSync(path.join(SPECS, name), 'utf8').includes(`from './desktop-app.ts'`))
    .map((name) => `**/${name}`);
}
