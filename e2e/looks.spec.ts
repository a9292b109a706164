// Compares the screens with their pictures: a change of look is a changed picture in review. `npm test` compares those of
// the main screens; `npm run looks` compares all, and `npm run looks -- --update` draws them again.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { WITH_SCROLLBARS } from './launch.ts';
import { almostFitting } from './overflow.ts';
import { beginTour, inEachLook, PARTS, type Tour } from './tour.ts';

/** A failure comes with the three pictures already. */
test.use({ trace: 'off', screenshot: 'off', actionTimeout: 10_000, launchOptions: WITH_SCROLLBARS });
/** On a machine that does something else besides. */
const LIMIT_MS = 300_000;

// A part that is repeated begins the whole walk again: the parts follow one another, and the last test counts them.
test.describe.configure({ mode: 'serial', timeout: LIMIT_MS });

/** Half the size is enough to see what has changed, and is a quarter to keep. `npm run shots` draws them large. */
const SCALE = 0.5;
/** Chromium draws letters a little differently from one version to another. */
const TOLERANCE = { threshold: 0.2, maxDiffPixelRatio: 0.002, animations: 'disabled', caret: 'hide', scale: 'device' } as const;
const MASK_COLOR = '#8b908c';
/** Other systems draw letters differently, and all of their pictures would be others: there it is seen that each screen can be reached. */
const IS_COMPARED = process.platform === 'linux';

/** Set by `npm run looks`. */
const IS_EVERY_SCREEN = process.env.LANAI_LOOKS === 'all';
/** The main screens, in 24 pictures. */
const MAIN_SCREENS = new Set([
  'welcome',
  'first-room',
  'room-room',
  'dialog-palette',
  'dialog-agents',
  'dialog-invites',
  'settings-home',
  'join',
  'phone-list',
  'offline',
]);

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
    wants: (name) => IS_EVERY_SCREEN || MAIN_SCREENS.has(name),
    look: (page, { name, looks, of, mask = [] }) =>
      inEachLook(page, looks, async (which) => {
        const options = { ...TOLERANCE, mask, maskColor: MASK_COLOR };
        drawn.add(`${name}-${which}.png`);
        expect.soft(await almostFitting(page), `${name}: a scrollbar for a pixel`).toEqual([]);
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

test('every picture belongs to a screen that exists', async () => {
  expect(walked, 'All parts were walked through before this.').toBe(PARTS.length);
  const kept = await readdir(PICTURES);
  const isCompared = (name: string): boolean => IS_EVERY_SCREEN || [...MAIN_SCREENS].some((screen) => isOf(screen, name));
  expect(kept.filter((name) => isCompared(name) && !drawn.has(name))).toEqual([]);
  for (const screen of MAIN_SCREENS)
    expect(
      [...drawn].some((name) => isOf(screen, name)),
      screen,
    ).toBe(true);
});

/** A picture is called after its screen, its width and its theme. */
function isOf(screen: string, picture: string): boolean {
  return picture.startsWith(`${screen}-`) && /^\d+-(?:light|dark)\.png$/.test(picture.slice(screen.length + 1));
}
