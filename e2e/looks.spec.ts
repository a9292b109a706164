// How every screen looks, in both themes, on a desk and on a phone: a change of look is a changed picture in review.
// `npm run looks -- --update` draws the pictures anew.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { beginTour, inEachLook, PARTS, type Tour } from './tour.ts';

/** A failure comes with the three pictures already. */
test.use({ trace: 'off', screenshot: 'off', actionTimeout: 10_000 });
/** On a machine that does something else besides. */
const LIMIT_MS = 300_000;

test.describe.configure({ timeout: LIMIT_MS });

/** Half the size is enough to see what has changed, and is a quarter to keep. `npm run shots` draws them large. */
const SCALE = 0.5;
/** Chromium draws letters a little differently from one version to another. */
const TOLERANCE = { threshold: 0.2, maxDiffPixelRatio: 0.002, animations: 'disabled', caret: 'hide', scale: 'device' } as const;
const MASK_COLOR = '#8b908c';
/** Other systems draw letters differently, and all of their pictures would be others: there it is seen that each screen can be reached. */
const IS_COMPARED = process.platform === 'linux';

const PICTURES = path.join(import.meta.dirname, 'looks');

let tour: Tour;
const drawn = new Set<string>();
let walked = 0;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(LIMIT_MS);
  tour = await beginTour({
    browser,
    say: (english) => english,
    scale: SCALE,
    look: (page, { name, looks, of, mask = [] }) =>
      inEachLook(page, looks, async (which) => {
        const options = { ...TOLERANCE, mask, maskColor: MASK_COLOR };
        drawn.add(`${name}-${which}.png`);
        if (IS_COMPARED) await expect.soft(of ?? page).toHaveScreenshot(`${name}-${which}.png`, options);
      }),
  });
});

test.afterAll(() => tour?.close());

for (const { title, walk } of PARTS)
  test(title, async () => {
    await walk(tour);
    walked += 1;
  });

test('there is no picture of what is not there any more', async () => {
  expect(walked, 'All parts were walked through before this.').toBe(PARTS.length);
  const kept = await readdir(PICTURES);
  expect(kept.filter((name) => !drawn.has(name))).toEqual([]);
});
