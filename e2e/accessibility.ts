// An automated accessibility check of the screen. It finds the faults that a program can find: names, roles, contrast, structure.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { settled } from './phone.ts';

interface CheckOptions {
  /** The name of the screen in a failure. */
  screen?: string;
  /** Rules that do not apply here; the caller says why. */
  without?: readonly string[];
  /** These rules alone. */
  only?: readonly string[];
  /** This part of the page alone; missing: the modal dialog in front, or the page. A check takes as long as there are elements. */
  within?: Locator | undefined;
}

/** Names, roles and structure are the same in every theme. */
export const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

export async function expectAccessible(page: Page, { screen, ...options }: CheckOptions = {}): Promise<void> {
  expect(await inaccessible(page, options), screen).toEqual([]);
}

/** The failures, in words. */
export async function inaccessible(page: Page, { without = [], only, within }: Omit<CheckOptions, 'screen'> = {}): Promise<unknown[]> {
  await standStill(page);
  const axe = await axeIn(page);
  // Behind a modal dialog everything is inert. It was on the screen before, and is not checked again.
  const part = await (within ?? page.locator('html').or(page.locator('dialog:modal')).last()).elementHandle();
  await part?.evaluate((element, mark) => element.setAttribute(mark, ''), MARK);
  if (only) axe.withRules([...only]);
  else axe.disableRules([...without]);
  const { violations } = await axe.include(`[${MARK}]`).analyze();
  await part?.evaluate((element, mark) => element.removeAttribute(mark), MARK);
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`) }));
}

/** The part that is checked. */
const MARK = 'data-checked';

/** Leaves the page in the dark. */
export async function expectAccessibleInBothThemes(page: Page, screen = ''): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page, { screen: `${screen} light`.trimStart() });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, { screen: `${screen} dark`.trimStart(), only: OF_COLOUR });
}

/** Colours in the middle of a transition are not the design’s. With reduced motion there are no transitions. */
async function standStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(settled);
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
