// The app in a home of very many rooms and people: how soon its lists are there, whether they scroll smoothly, and whether typing is
// smooth while much is said.
import { setTimeout as sleep } from 'node:timers/promises';
import { command } from '../e2e/home.ts';
import { openHome } from './home.ts';
import { newCrowdedFolder } from './large-home.ts';
import { median, quantile, type Benchmark } from './result.ts';
import { longTasks, scrollBy, watchTasks } from './ui-page.ts';
import { openBrowser, typing } from './ui.ts';

const CROWD = 1_000;
const OPENINGS = 7;
const SCREENS = 30;
/** The page fetches its later parts after the first screen. */
const SETTLED_MS = 3_000;

export const crowd: Benchmark = {
  name: 'crowd',
  async run() {
    const home = await openHome(await newCrowdedFolder(CROWD, CROWD));
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(home.gateway.ready.ownerUrl);
      await page.getByRole('textbox').first().waitFor();
      await command(page, 'setup_home', { home_name: 'Bench', owner_name: 'Maya' });
      const opened: number[] = [];
      for (let count = 0; count < OPENINGS; count += 1) {
        const startedAt = performance.now();
        await page.reload({ waitUntil: 'commit' });
        await page.getByRole('navigation').getByRole('link', { name: 'room 10', exact: true }).waitFor();
        opened.push(performance.now() - startedAt);
      }
      await sleep(SETTLED_MS);
      const scrolled = await page.evaluate(scrollBy, { element: 'nav', screens: SCREENS, way: 1 } as const);
      await page.evaluate(watchTasks);
      const typed = await typing(page, home);
      const long = await page.evaluate(longTasks);
      return [
        { name: 'the page until its rows, p50', value: median(opened), unit: 'ms', baseline: null },
        { name: `tasks over 50 ms in ${SCREENS} screens of the sidebar`, value: scrolled.longTasks.length, unit: '', baseline: null },
        { name: 'frame to frame while it scrolls, p95', value: quantile(scrolled.frames, 0.95), unit: 'ms', baseline: null },
        ...typed,
        { name: 'tasks over 50 ms meanwhile', value: long.length, unit: '', baseline: null },
        { name: 'the longest of them', value: Math.max(0, ...long), unit: 'ms', baseline: null },
      ];
    } finally {
      await browser.close();
      await home.close();
    }
  },
};
