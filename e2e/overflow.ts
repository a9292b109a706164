import type { Page } from '@playwright/test';

/** An element that overflows by more than this is meant to be scrolled. */
const ALMOST_PX = 2;

/** Elements that are wider or higher than themselves by so little that a scrollbar stands there for nothing, in words. */
export function almostFitting(page: Page): Promise<string[]> {
  return page.evaluate((almost) => {
    const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
    const isLittle = (by: number): boolean => by > 0 && by < almost;
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const wider = element.scrollWidth - element.clientWidth;
      const higher = element.scrollHeight - element.clientHeight;
      const isFaulty = (scrolls(overflowX) && isLittle(wider)) || (scrolls(overflowY) && isLittle(higher));
      return isFaulty ? [`${element.tagName} "${element.getAttribute('aria-label') ?? element.className}" +${wider} +${higher}`] : [];
    });
  }, ALMOST_PX);
}
