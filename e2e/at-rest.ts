// Waits for what the page draws, instead of a time that is too long on one machine and too short on another.
import type { Locator, Page } from '@playwright/test';

/** After this many frames without a change a list is at rest. */
const QUIET_FRAMES = 20;

/** Until what was done before has been drawn. */
export async function nextFrames(page: Page, count = 3): Promise<void> {
  await page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, count);
}

/** Until a list that scrolls neither moves nor grows. */
export async function atRest(list: Locator): Promise<void> {
  await list.evaluate(async (element, frames) => {
    let last = '';
    for (let quiet = 0; quiet < frames; quiet += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = `${element.scrollTop} ${element.scrollHeight} ${element.clientHeight}`;
      if (now !== last) quiet = 0;
      last = now;
    }
  }, QUIET_FRAMES);
}
