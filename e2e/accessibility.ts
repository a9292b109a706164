// An automated accessibility check of what is on the screen. It finds what a machine can find: names, roles, contrast, structure.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

interface CheckOptions {
  /** What a failure calls the screen. */
  screen?: string;
  /** Rules that do not hold here; whoever passes them says why. */
  without?: readonly string[];
}

export async function expectAccessible(page: Page, { screen, without = [] }: CheckOptions = {}): Promise<void> {
  await standStill(page);
  const { violations } = await (await axeIn(page)).disableRules([...without]).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`) }));
  expect(found, screen).toEqual([]);
}

/** Leaves the page in the dark. */
export async function expectAccessibleInBothThemes(page: Page, screen = ''): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, { screen: `${screen} ${colorScheme}`.trimStart() });
  }
}

/** Colours in the middle of a transition are nobody's choice. */
async function standStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
}

/**
 * The library would send its 500 KB into the page twice for each check, and once more into an empty page that puts together what
 * it found in frames of other origins, of which the app has none. Once per page makes a check several times as fast.
 */
async function axeIn(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = isThere ? new AxeBuilder({ page, axeSource: ';' }) : new AxeBuilder({ page });
  return axe.setLegacyMode().options({ resultTypes: ['violations'] });
}
