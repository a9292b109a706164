// A walk past every screen and state of the app, in one home. stops.ts has its stops, one test each. The caller says what to do
// at each: check it in English (tour-english.spec.ts) or in another language (tour-right-to-left.spec.ts), or draw it (shots.ts).
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { commands, enterAsOwner, startHome, type TestHome } from './home.ts';
import { furnish } from './scene.ts';
import type { Place, Say } from './screens.ts';
import { makeSteady } from './steady.ts';

export const DESK = { width: 1440, height: 900 };
export const BETWEEN = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };
/** The name of the device on the screen depends on neither the machine nor its browser. */
const CONTEXT = {
  viewport: DESK,
  colorScheme: 'light',
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
} as const;

export type Look = readonly [size: { width: number; height: number }, theme: 'light' | 'dark'];

/** A screen that has been reached. */
export interface Sight {
  name: string;
  looks: readonly Look[];
  /** Missing: the whole window. */
  of?: Locator | void;
  /** Parts that differ from run to run or from machine to machine. */
  mask?: Locator[];
}

interface Walker {
  browser: Browser;
  say: Say;
  /** The language of every page, when it is not English. */
  language?: string;
  /** Pixels of a snapshot for one of the page. */
  scale: number;
  look(page: Page, sight: Sight): Promise<void>;
}

export interface Tour extends Walker {
  home: TestHome;
  owner: Page;
  place: Place;
  /** Once: rooms that are out of the usual, and the lobby is read. For stops that draw the list of rooms after the others. */
  makeMoreRooms(): Promise<void>;
  close(): Promise<void>;
}

export async function beginTour(walker: Walker): Promise<Tour> {
  const { browser, say } = walker;
  const home = await startHome({ env: { LANAI_LAN_ADDRESSES: '192.168.1.20' } });
  const { context, page: owner } = await enterAsOwner(browser, home, { ...CONTEXT, deviceScaleFactor: walker.scale });
  const scene = await furnish(browser, home, owner);
  const page = await newPage(walker, context, home, scene.moments);
  let moreRooms: Promise<void> | null = null;
  return {
    ...walker,
    home,
    owner,
    place: { page, home, scene, say },
    makeMoreRooms: () => (moreRooms ??= makeMoreRooms(owner)),
    async close() {
      await scene.close();
      await context.close();
      await home.close();
    },
  };
}

/** More of one word than fits into a line. */
export const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(2);

export const LONG_NAME = LONG_WORD.slice(0, 60);

async function makeMoreRooms(owner: Page): Promise<void> {
  await commands(owner, async (ask) => {
    await ask('create_room', { name: LONG_NAME, description: `${LONG_WORD} ${'and so on '.repeat(20)}` });
    await ask('create_room', { name: 'sealed', encrypted: true });
    const { seq } = await ask<{ seq: number }>('room_tip', { room_id: 'lobby' });
    await ask('mark_read', { room_id: 'lobby', seq });
  });
}

export async function newPage(
  { language }: Walker,
  context: BrowserContext,
  { ready }: TestHome,
  moments: readonly number[],
): Promise<Page> {
  const page = await context.newPage();
  if (language !== undefined) await page.addInitScript((tag) => localStorage.setItem('lanai.language', tag), language);
  await makeSteady(page, { ready, moments });
  return page;
}

/** A page of a new visitor. */
export async function visit(tour: Walker, home: TestHome, path: string): Promise<Page> {
  const context = await tour.browser.newContext({ ...CONTEXT, deviceScaleFactor: tour.scale });
  const page = await newPage(tour, context, home, []);
  await page.goto(new URL(path, home.ready.url).href);
  return page;
}

/** With the page as each of the looks has it; on a desk again when it is over. */
export async function inEachLook(page: Page, looks: readonly Look[], draw: (name: string, look: Look) => Promise<void>): Promise<void> {
  // Nothing is under the mouse that opens or lights up by it.
  await page.mouse.move(0, 0);
  for (const look of looks) {
    const [size, colorScheme] = look;
    if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await draw(`${size.width}-${colorScheme}`, look);
  }
  if (page.viewportSize()?.width !== DESK.width) await page.setViewportSize(DESK);
}
