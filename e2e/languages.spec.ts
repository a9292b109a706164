// Every screen in a language that nobody speaks: what is not between ⟦ and ⟧ did not come from the catalogue and would stay
// English in every other language. Its texts are longer, as those of other languages are: no button, tab or heading cuts one off.
import { expect, test, type Page } from '@playwright/test';
import { accented } from '../src-renderer/words/pseudo.ts';
import { command, enterAsOwner, HOME_NAME, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { furnish, type Scene } from './scene.ts';
import { DIALOG_SCREENS, openRoom, openSettings, ROOM_SCREENS, type Place } from './screens.ts';

const LANGUAGE = 'en-XA';
const DAY = '(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(day)?|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|am|pm|at|and';
/** Names, what people and programs have written, dates, and what is called the same in every language. */
const CONTENT = [
  HOME_NAME,
  'Maya|Sarah|John|Ada|Quill|Rune|Porter|Nadia|Lanai|build-bot',
  'launch-plan|launch-tests|lobby|vault|book-club|garden',
  'Ship v2 on Friday without waking anyone',
  'writing|llama3\\.2|chat',
  'Write the gate|Test it on last week’s traffic|Stop the rollout above…',
  'error-rate\\.png',
  DAY,
  // Addresses, paths, keys of the keyboard, commands.
  '\\S*[/:\\\\.]\\S+|/[a-z]+|:[a-z_0-9]+:|Ctrl|Shift|Alt|Esc|Enter|Tab|[A-Z⌘]',
];

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ actionTimeout: 10_000 });

let home: TestHome;
let maya: Visitor;
let scene: Scene;
let place: Place;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  scene = await furnish(browser, home, maya.page);
  const page = await maya.context.newPage();
  await speak(page);
  place = { page, home, scene, say: accented };
});

test.afterAll(async () => {
  await scene?.close();
  await maya?.context.close();
  await home?.close();
});

async function speak(page: Page): Promise<void> {
  await page.addInitScript((language) => localStorage.setItem('lanai.language', language), LANGUAGE);
}

/** Whatever can be read or heard on the screen and came from elsewhere, and whatever does not fit into its place. */
async function check(page: Page, screen: string): Promise<void> {
  const found = await page.evaluate(lookAround, CONTENT);
  expect.soft({ screen, ...found }).toEqual({ screen, english: [], cutOff: [] });
}

/** Runs in the page. */
function lookAround(content: readonly string[]): { english: string[]; cutOff: string[] } {
  const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${content.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const isEnglish = (text: string): boolean => {
    let rest = text;
    for (let next = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ''); next !== rest; next = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '')) rest = next;
    return /\p{L}{2}/u.test(rest.replaceAll(known, ''));
  };
  const isWritten = (element: Element): boolean => element.closest('.markdown, pre, code, kbd, script, style, [data-written]') !== null;
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const english = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (element && isShown(element) && !isWritten(element) && isEnglish(text)) english.add(text);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-description]')) {
    if (!isShown(element) || isWritten(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      const text = element.getAttribute(name) ?? '';
      if (isEnglish(text)) english.add(`${name}: ${text}`);
    }
  }
  const cutOff = [...document.querySelectorAll('button, label, legend, dialog, h1, h2, h3, [role=tab], [role=menuitem]')]
    .filter((element) => isShown(element) && element.textContent?.includes('⟦') === true && element.scrollWidth > element.clientWidth + 1)
    .filter((element) => getComputedStyle(element).display !== 'inline')
    // Lists of names and messages have one line for each, and say the whole of it elsewhere.
    .filter((element) => ![element, ...element.querySelectorAll('*')].some((each) => getComputedStyle(each).textOverflow === 'ellipsis'))
    .map((element) => `<${element.localName}> ${element.textContent?.slice(0, 60)}`);
  return { english: [...english], cutOff };
}

test('a room, and what can be opened in it', async () => {
  await openRoom(place);
  for (const screen of ROOM_SCREENS) {
    await screen.open(place);
    await check(place.page, screen.name);
    await place.page.keyboard.press('Escape');
    await place.page.getByRole('textbox', { name: /launch-plan/ }).fill('');
  }
});

test('every dialog', async () => {
  await openRoom(place);
  for (const screen of DIALOG_SCREENS) {
    await screen.open(place);
    await check(place.page, screen.name);
    await place.page.keyboard.press('Escape');
    await expect(place.page.getByRole('dialog')).toHaveCount(0);
  }
});

test('every page of the settings', async () => {
  await openRoom(place);
  const { pages } = await openSettings(place);
  for (const [index, name] of (await pages.allInnerTexts()).entries()) {
    await pages.nth(index).click();
    await check(place.page, `settings: ${name}`);
  }
});

test('before one is in: the welcome, an invite, and nobody', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Nadia' });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  for (const path of [`/join#${code}`, '/join#gone', '/']) {
    const page = await context.newPage();
    await speak(page);
    await page.goto(`${home.ready.url}${path}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await check(page, path);
    await page.close();
  }
  await context.close();
  const fresh = await startHome();
  const owner = await visit(browser, `${fresh.ready.url}/`);
  await speak(owner.page);
  await owner.page.goto(fresh.ready.ownerUrl);
  await expect(owner.page.getByRole('button', { name: accented('Open the door') })).toBeVisible();
  await check(owner.page, 'welcome');
  await owner.context.close();
  await fresh.close();
});

test('on a phone: the list of rooms, and a room', async () => {
  const { page } = place;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${home.ready.url}/#/`);
  await expect(page.getByRole('navigation', { name: accented('Rooms, agents and people') })).toBeVisible();
  await check(page, 'list');
  await openRoom(place);
  await check(page, 'room');
});
