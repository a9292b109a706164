// The tour in an artificial language, from right to left. Text outside of ⟦ and ⟧ did not come from the catalogue and
// would stay English in every other language. Its texts are longer, as those of other languages are: no button, tab or heading
// cuts one off, and nothing is beyond the edge of its window.
import { expect, test, type Page } from '@playwright/test';
import { accented } from '../src-renderer/strings/pseudo.ts';
import { ASKED } from './asking-screens.ts';
import { HOME_NAME } from './home.ts';
import { expectNoSideways } from './phone.ts';
import { PLAN, ROOM_PAGE, TALK } from './scene.ts';
import { STREAMED } from './stream-screen.ts';
import { STOPS } from './stops.ts';
import { beginTour, inEachLook, type Look, type Tour } from './tour.ts';

const LANGUAGE = 'ar-XB';
/** A window of that width has one column, and is not a phone's. */
const NARROW = { width: 700, height: 900 };
/** Names, texts of people and programs, dates, and words that are the same in every language. */
const CONTENT = [
  HOME_NAME,
  'Maya|Sarah|John|Ada|Quill|Rune|Porter|Nadia|Archivist|Lanai|build-bot|Agents on this computer',
  'launch-plan|launch-tests|lobby|vault|book-club|garden|deck|quay|sealed|Donau\\p{L}+',
  'Ship v2 on Friday without waking anyone|Where everybody comes in',
  'writing|llama3\\.2|gemma3|Ollama|LM Studio|chat|yaml',
  // Commands and the groups that a mention calls are the same in every language.
  'everyone|here|agents|help|search|room|add|invite|topic|rename|vote|task|decide|archive|leave|settings',
  'Write the gate|Test it on last week’s traffic|Stop the rollout above…',
  // Texts of Porter and of this specification.
  'Welcome to Maya.s Lanai. I am Porter: .* leaves this computer\\.|and so on|all on one line|Written in the meantime',
  'WebSocket|Chrome|linux|x64|0012-reading|(lan|inv)_\\w+',
  'error-rate\\.png',
  // Dates, in the language's own letters.
  '\\p{Script=Arabic}+',
  // Addresses, paths, keys of the keyboard, commands.
  '\\S*[/:\\\\.]\\S+|/[a-z]+|:[a-z_0-9]+:|Ctrl|Shift|Alt|Esc|Enter|Tab|[A-Z⌘]',
];

/** On a machine that does something else besides. */
const LIMIT_MS = 180_000;

test.describe.configure({ timeout: LIMIT_MS });
// Hundreds of actions are done in a page, and the message of a failure names the fault.
test.use({ trace: 'off', screenshot: 'off', actionTimeout: 10_000 });

let tour: Tour;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(LIMIT_MS);
  tour = await beginTour({
    browser,
    language: LANGUAGE,
    say: accented,
    scale: 1,
    look: (page, { name, looks }) => inEachLook(page, withoutColours(looks), (which) => check(page, `${name}-${which}`)),
  });
});

test.afterAll(() => tour?.close());

for (const { title, walk } of STOPS) test(title, () => walk(tour));

/** Words have none. */
function withoutColours(looks: readonly Look[]): Look[] {
  const widths = new Map([...looks.map(([size]) => size), NARROW].map((size) => [size.width, size]));
  return [...widths.values()].map((size) => [size, 'light']);
}

/** Text on the screen or for a screen reader that is not of the catalogue, and text that is cut off. */
async function check(page: Page, screen: string): Promise<void> {
  // It waits until everything stands.
  await expectNoSideways(page, screen);
  const found = await page.evaluate(lookAround, {
    known: CONTENT,
    written: [...Object.values(TALK), PLAN, ROOM_PAGE, STREAMED, ...ASKED].map((text) => text.replaceAll(/\s+/g, ' ')),
  });
  expect.soft({ screen, ...found }).toEqual({ screen, direction: 'rtl', english: [], cutOff: [] });
}

interface Content {
  known: readonly string[];
  written: readonly string[];
}

interface Found {
  direction: string;
  english: string[];
  cutOff: string[];
}

/** Runs in the page. */
function lookAround(content: Content): Found {
  const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${content.known.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const isEnglish = (text: string): boolean => {
    const line = text.replaceAll(/\s+/g, ' ').replace('…', '').trim();
    if (content.written.some((each) => each.includes(line))) return false;
    let rest = text;
    for (let next = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ''); next !== rest; next = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '')) rest = next;
    return /\p{L}{2}/u.test(rest.replaceAll(known, ''));
  };
  // The names of emoji come with their data.
  const isCode = (element: Element): boolean => element.closest('pre, code, kbd, script, style, [role=option][aria-label]') !== null;
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const english = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (element && isShown(element) && !isCode(element) && isEnglish(text)) english.add(text);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-description]')) {
    if (!isShown(element) || isCode(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      const text = element.getAttribute(name) ?? '';
      if (isEnglish(text)) english.add(`${name}: ${text}`);
    }
  }
  const cutOff = [...document.querySelectorAll('button, label, legend, dialog, h1, h2, h3, [role=tab], [role=menuitem]')]
    .filter((element) => isShown(element) && element.textContent?.includes('⟦') === true && element.scrollWidth > element.clientWidth + 1)
    // Text for screen readers alone has no width.
    .filter((element) => getComputedStyle(element).display !== 'inline' && element.clientWidth > 1)
    // Lists of names and messages have one line for each, and say the whole of it elsewhere.
    .filter((element) => ![element, ...element.querySelectorAll('*')].some((each) => getComputedStyle(each).textOverflow === 'ellipsis'))
    .map((element) => `<${element.localName}> ${element.textContent?.slice(0, 60)}`);
  return { direction: document.documentElement.dir, english: [...english], cutOff };
}
