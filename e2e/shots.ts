// Draws the main screens of the real app, in a home in the middle of a morning: the README's three, and a page of all of
// them in both themes. `npm run shots`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { composer, enterAsOwner, startHome } from './home.ts';
import { furnish } from './scene.ts';
import { DIALOG_SCREENS, openRoom, openSettings, ROOM_SCREENS, type Place } from './screens.ts';
import { makeSteady } from './steady.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const README_PICTURES = path.join(ROOT, 'docs');
const ALL_PICTURES = path.join(ROOT, 'shots');
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const THEMES = ['light', 'dark'] as const;

const drawn: string[] = [];
const home = await startHome();
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [...asRoot, '--disable-background-networking'],
});
try {
  await mkdir(ALL_PICTURES, { recursive: true });
  const maya = await enterAsOwner(browser, home, { viewport: DESK, colorScheme: 'light', timezoneId: 'UTC', reducedMotion: 'reduce' });
  const scene = await furnish(browser, home, maya.page);
  const page = await maya.context.newPage();
  await makeSteady(page, scene.moments);
  const place: Place = { page, home, scene, say: (english) => english };
  await drawForReadme(place);
  await drawAll(place);
  await writeFile(path.join(ALL_PICTURES, 'index.html'), indexPage());
  await scene.close();
  console.log(`Drew three pictures in docs, and ${drawn.length} in shots: open shots/index.html`);
} finally {
  await browser.close();
  await home.close();
}

async function drawForReadme(place: Place): Promise<void> {
  const { page } = place;
  await openRoom(place);
  await composer(page, 'launch-plan').evaluate((field) => field.blur());
  await draw(page, path.join(README_PICTURES, 'lanai.png'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await draw(page, path.join(README_PICTURES, 'lanai-dark.png'));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  await openRoom(place);
  await draw(page, path.join(README_PICTURES, 'lanai-phone.png'));
  await page.setViewportSize(DESK);
}

async function drawAll(place: Place): Promise<void> {
  const { page } = place;
  await openRoom(place);
  for (const screen of ROOM_SCREENS) {
    await screen.open(place);
    await inBothThemes(page, `room-${screen.name}`);
    await page.keyboard.press('Escape');
    await composer(page, 'launch-plan').fill('');
  }
  for (const screen of DIALOG_SCREENS) {
    await screen.open(place);
    await inBothThemes(page, screen.name);
    await page.keyboard.press('Escape');
  }
  const { pages } = await openSettings(place);
  for (const [index, name] of (await pages.allInnerTexts()).entries()) {
    await pages.nth(index).click();
    await inBothThemes(page, `settings-${name.toLowerCase()}`);
  }
  await page.keyboard.press('Escape');
  await page.setViewportSize(PHONE);
  await openRoom(place);
  await inBothThemes(page, 'phone-room');
  await page.goto(`${place.home.ready.url}/#/`);
  await inBothThemes(page, 'phone-list');
}

async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await draw(page, path.join(ALL_PICTURES, `${name}-${colorScheme}.png`));
    drawn.push(`${name}-${colorScheme}`);
  }
}

async function draw(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
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
