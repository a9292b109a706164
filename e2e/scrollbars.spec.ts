// Scrollbars as people see them: Playwright hides them everywhere else.
import { expect, test } from '@playwright/test';
import { composer, enterAsOwner, startHome } from './home.ts';
import { WITH_SCROLLBARS } from './launch.ts';
import { almostFitting } from './overflow.ts';

test.use({ launchOptions: WITH_SCROLLBARS });

test('no scrollbar appears for a missing pixel, at any usual width', async ({ browser }) => {
  const home = await startHome();
  const { page, context } = await enterAsOwner(browser, home);
  try {
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
    for (const width of [1100, 1280, 1366, 1440, 1920, 768, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await almostFitting(page), `${width} px`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    const tabs = page.getByRole('tablist').getByRole('tab');
    await expect(tabs).toHaveCount(6);
    for (const tab of await tabs.all()) {
      await tab.click();
      expect(await almostFitting(page)).toEqual([]);
      expect(await page.getByRole('tablist').evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
    }
  } finally {
    await context.close();
    await home.close();
  }
});
