// Draws the screens of the real app, in a home in the middle of a morning: the README's three, and a page of all that
// tour-english.spec.ts compares, at their own size. `npm run shots`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { composer } from './home.ts';
import { WITH_SCROLLBARS } from './launch.ts';
import { openRoom, type Place } from './screens.ts';
import { STOPS } from './stops.ts';
import { beginTour, DESK, inEachLook, PHONE } from './tour.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const README_PICTURES = path.join(ROOT, 'docs');
const ALL_PICTURES = path.join(ROOT, 'shots');
const LETTERS = { animations: 'disabled', caret: 'hide' } as const;

const drawn: string[] = [];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', ...WITH_SCROLLBARS });
await mkdir(ALL_PICTURES, { recursive: true });
try {
  const tour = await beginTour({
    browser,
    say: (english) => english,
    scale: 1,
    look: (page, { name, looks, of }) =>
      inEachLook(page, looks, async (which) => {
        await (of ?? page).screenshot({ path: path.join(ALL_PICTURES, `${name}-${which}.png`), ...LETTERS });
        drawn.push(`${name}-${which}`);
      }),
  });
  try {
    await drawForReadme(tour.place);
    for (const { walk } of STOPS) await walk(tour);
  } finally {
    await tour.close();
  }
  await writeFile(path.join(ALL_PICTURES, 'index.html'), indexPage());
  console.log(`Drew three images in docs, and ${drawn.length} in shots: open shots/index.html`);
} finally {
  await browser.close();
}

async function drawForReadme(place: Place): Promise<void> {
  const { page } = place;
  const draw = (name: string): Promise<unknown> => page.screenshot({ path: path.join(README_PICTURES, `${name}.png`), ...LETTERS });
  await openRoom(place);
  await composer(page, 'launch-plan').evaluate((field) => field.blur());
  await draw('lanai');
  await page.emulateMedia({ colorScheme: 'dark' });
  await draw('lanai-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  await openRoom(place);
  await draw('lanai-phone');
  await page.setViewportSize(DESK);
}

/** Light and dark beside each other; pressed, each opens at its own size. */
function indexPage(): string {
  const figures = drawn.map(
    (name) => `<a href="${name}.png"><figure><img src="${name}.png" alt="" loading="lazy"><figcaption>${name}</figcaption></figure></a>`,
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>Lanai, screen by screen</title>
<style>
  body { font: 14px/1.5 system-ui; margin: 24px; background: #f3f1ec; color: #1d1f1e }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(520px, 1fr)); gap: 20px }
  figure { margin: 0 } img { max-width: 100%; max-height: 480px; border: 1px solid #e4e0d8; border-radius: 8px } a { color: inherit; text-decoration: none }
</style>
<main>
${figures.join('\n')}
</main>
`;
}
