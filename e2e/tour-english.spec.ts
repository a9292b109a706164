// The tour in English. Each screen is checked by axe, fits into its window, and the main screens look like their snapshots: a
// change of look is a changed snapshot in review. `npm test` compares the main screens; `npm run looks` compares all, and
// `npm run looks -- --update` draws them again.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { inaccessible, OF_COLOUR } from './accessibility.ts';
import { WITH_SCROLLBARS } from './launch.ts';
import { almostFitting } from './overflow.ts';
import { expectNoSideways } from './phone.ts';
import { SHARING_STOPS } from './sharing-stops.ts';
import { STOPS } from './stops.ts';
import { beginTour, inEachLook, type Look, type Sight, type Tour } from './tour.ts';

/** A failure has its three snapshots already. */
test.use({ trace: 'off', screenshot: 'off', actionTimeout: 10_000, launchOptions: WITH_SCROLLBARS });
/** On a machine that does something else besides. */
const LIMIT_MS = 180_000;

test.describe.configure({ timeout: LIMIT_MS });

/** Half the size is enough to see what has changed, and is a quarter to keep. `npm run shots` draws them large. */
const SCALE = 0.5;
/** Chromium draws letters a little differently from one version to another. */
const TOLERANCE = { threshold: 0.2, maxDiffPixelRatio: 0.002, animations: 'disabled', caret: 'hide', scale: 'device' } as const;
const MASK_COLOR = '#8b908c';
/** Other systems draw letters differently. */
const IS_COMPARED = process.platform === 'linux';

/** Set by `npm run looks`. */
const ALL_SNAPSHOTS = process.env.LANAI_LOOKS === 'all';
/** The main screens, in 24 snapshots. */
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

const ALL_STOPS = [...SHARING_STOPS, ...STOPS];

const SNAPSHOTS = path.join(import.meta.dirname, 'looks');

let tour: Tour;
/** The snapshots of this run. A failure begins a new tour with the stops that remain. */
const drawn = new Set<string>();
let walked = 0;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(LIMIT_MS);
  tour = await beginTour({ browser, say: (english) => english, scale: SCALE, look });
});

test.afterAll(() => tour?.close());

for (const { title, walk } of ALL_STOPS)
  test(title, async () => {
    await walk(tour);
    walked += 1;
  });

test('every snapshot belongs to a screen that exists', async () => {
  const kept = new Set(await readdir(SNAPSHOTS));
  const isWanted = (name: string): boolean => ALL_SNAPSHOTS || [...MAIN_SCREENS].some((screen) => isOf(screen, name));
  expect([...drawn].filter((name) => isWanted(name) && !kept.has(name))).toEqual([]);
  // After a failure, those of the stops before it are unknown.
  if (walked === ALL_STOPS.length) expect([...kept].filter((name) => isWanted(name) && !drawn.has(name))).toEqual([]);
});

async function look(page: Page, { name, looks, of, mask = [] }: Sight): Promise<void> {
  const widths = new Set<number>();
  await inEachLook(page, looks, async (which, [size]: Look) => {
    const screen = `${name}-${which}`;
    drawn.add(`${screen}.png`);
    if (IS_COMPARED && (ALL_SNAPSHOTS || MAIN_SCREENS.has(name)))
      await expect.soft(of ?? page).toHaveScreenshot(`${screen}.png`, { ...TOLERANCE, mask, maskColor: MASK_COLOR });
    expect.soft(await almostFitting(page), `${screen}: a scrollbar for a pixel`).toEqual([]);
    await expectNoSideways(page, screen);
    // Names, roles and structure are the same in both themes of a width.
    const rules = widths.has(size.width) ? { only: OF_COLOUR } : {};
    widths.add(size.width);
    expect.soft(await inaccessible(page, { ...rules, within: of ?? undefined }), `${screen}: accessibility`).toEqual([]);
  });
}

/** A snapshot is named after its screen, its width and its theme. */
function isOf(screen: string, snapshot: string): boolean {
  return snapshot.startsWith(`${screen}-`) && /^\d+-(?:light|dark)\.png$/.test(snapshot.slice(screen.length + 1));
}
