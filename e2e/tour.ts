// A walk past every screen and state of the app. Who walks says what to do at each: compare it with its picture
// (looks.spec.ts), draw it (shots.ts), or read what it says (languages.spec.ts).
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { command, enterAsOwner, HOME_NAME, startHome, type TestHome } from './home.ts';
import { furnish } from './scene.ts';
import { DIALOG_SCREENS, openRoom, openSettings, ROOM_SCREENS, type Place, type Say, type Screen } from './screens.ts';
import { fixedId, makeSteady } from './steady.ts';

export const DESK = { width: 1440, height: 900 };
const BETWEEN = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };
/** What a page is called on the screen depends on neither the machine nor its browser. */
const CONTEXT = {
  viewport: DESK,
  colorScheme: 'light',
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
} as const;

export type Look = readonly [size: { width: number; height: number }, theme: 'light' | 'dark'];

const DESK_LOOKS: readonly Look[] = [
  [DESK, 'light'],
  [DESK, 'dark'],
];
const BETWEEN_LOOKS: readonly Look[] = [
  [BETWEEN, 'light'],
  [BETWEEN, 'dark'],
];
const PHONE_LOOKS: readonly Look[] = [
  [PHONE, 'light'],
  [PHONE, 'dark'],
];
/** Both widths and both themes in two pictures: colours come from the theme alone, and places from the width alone. */
const USUAL_LOOKS: readonly Look[] = [
  [DESK, 'light'],
  [PHONE, 'dark'],
];
const ONE_LOOK: readonly Look[] = [[DESK, 'light']];

/** A screen that has been reached. */
export interface Sight {
  name: string;
  looks: readonly Look[];
  /** Missing: the whole window. */
  of?: Locator | void;
  /** What is different in every run or on every machine. */
  mask?: Locator[];
}

interface Walker {
  browser: Browser;
  say: Say;
  /** The language of every page, when it is not English. */
  language?: string;
  /** Pixels of a picture for one of the page. */
  scale: number;
  look(page: Page, sight: Sight): Promise<void>;
  /** Missing: every screen. Those that are not wanted are not looked at, and where possible not opened. */
  wants?(name: string): boolean;
}

export interface Tour extends Walker {
  wants(name: string): boolean;
  home: TestHome;
  owner: Page;
  place: Place;
  close(): Promise<void>;
}

export async function beginTour(given: Walker): Promise<Tour> {
  const wants = given.wants ?? (() => true);
  const look = async (page: Page, sight: Sight): Promise<void> => {
    if (wants(sight.name)) await given.look(page, sight);
  };
  const walker = { ...given, wants, look };
  const { browser, say } = walker;
  const home = await startHome({ env: { LANAI_LAN_ADDRESSES: '192.168.1.20' } });
  const { context, page: owner } = await enterAsOwner(browser, home, { ...CONTEXT, deviceScaleFactor: walker.scale });
  const scene = await furnish(browser, home, owner);
  const page = await newPage(walker, context, home, scene.moments);
  return {
    ...walker,
    home,
    owner,
    place: { page, home, scene, say },
    async close() {
      await scene.close();
      await context.close();
      await home.close();
    },
  };
}

async function newPage({ language }: Walker, context: BrowserContext, { ready }: TestHome, moments: readonly number[]): Promise<Page> {
  const page = await context.newPage();
  if (language !== undefined) await page.addInitScript((tag) => localStorage.setItem('lanai.language', tag), language);
  await makeSteady(page, { ready, moments });
  return page;
}

/** Somebody who has not been here before. */
async function visit(tour: Walker, home: TestHome, path: string): Promise<Page> {
  const context = await tour.browser.newContext({ ...CONTEXT, deviceScaleFactor: tour.scale });
  const page = await newPage(tour, context, home, []);
  await page.goto(new URL(path, home.ready.url).href);
  return page;
}

interface Part {
  title: string;
  walk(tour: Tour): Promise<void>;
}

/** In this order; the last one ends the home. */
export const PARTS: readonly Part[] = [
  { title: 'the welcome, and an empty home', walk: arrive },
  { title: 'a room, and what can be opened in it', walk: seeRoom },
  { title: 'every dialog', walk: seeDialogs },
  { title: 'every page of the settings', walk: seeSettings },
  { title: 'an invite, one that is over, and nobody', walk: seeDoor },
  { title: 'rooms with nothing in them, with too much, and without a way in', walk: seeExtremes },
  { title: 'on a phone', walk: seePhone },
  { title: 'while the home does not answer: before the first time, and after it', walk: seeSilence },
];

async function arrive(tour: Tour): Promise<void> {
  const { say, look } = tour;
  const fresh = await startHome();
  const page = await visit(tour, fresh, fresh.ready.ownerUrl);
  const door = page.getByRole('button', { name: say('Open the door') });
  await expect(door).toBeVisible();
  await look(page, { name: 'welcome', looks: USUAL_LOOKS });
  await door.click();
  await look(page, { name: 'welcome-refused', looks: ONE_LOOK });
  await command(page, 'setup_home', { home_name: HOME_NAME, owner_name: 'Maya' });
  // Where one is at once is read at once, or not, as the window has it.
  await command(page, 'mark_read', { room_id: 'lobby', seq: 1 });
  const first = await newPage(tour, page.context(), fresh, []);
  await first.goto(fresh.ready.url);
  await expect(first.getByRole('article').getByRole('button', { name: say('Connect an agent') })).toBeVisible();
  await look(first, { name: 'first-room', looks: USUAL_LOOKS });
  await page.context().close();
  await fresh.close();
}

async function seeRoom(tour: Tour): Promise<void> {
  for (const screen of ROOM_SCREENS) {
    await openRoom(tour.place);
    await see(tour, screen, `room-${screen.name}`, screen.isMain ? [...DESK_LOOKS, ...BETWEEN_LOOKS, ...PHONE_LOOKS] : DESK_LOOKS);
  }
}

async function seeDialogs(tour: Tour): Promise<void> {
  await openRoom(tour.place);
  // Each is drawn alone; what is behind it is drawn elsewhere.
  for (const screen of DIALOG_SCREENS) await see(tour, screen, `dialog-${screen.name}`, USUAL_LOOKS);
}

async function see({ place, look, wants }: Tour, screen: Screen, name: string, looks: readonly Look[]): Promise<void> {
  if (!wants(name)) return;
  const of = await screen.open(place);
  // Not everybody who looks waits for it, and what is not open yet is not closed by Escape.
  if (of) await expect(of).toBeVisible();
  await look(place.page, { name, of, looks, ...masked(screen, place) });
  await leave(place);
}

async function seeSettings({ place, look }: Tour): Promise<void> {
  const { page } = place;
  await openRoom(place);
  const { dialog, pages } = await openSettings(place);
  const count = await pages.count();
  for (let index = 0; index < count; index += 1) {
    await pages.nth(index).click();
    await expect(pages.nth(index)).toHaveAttribute('aria-current', 'page');
    const id = await dialog.locator('[data-page]').getAttribute('data-page');
    await look(page, { name: `settings-${id}`, of: dialog, looks: USUAL_LOOKS, mask: [dialog.getByText(/^⟦?\d+ ms/)] });
  }
  await leave(place);
}

async function seeDoor(tour: Tour): Promise<void> {
  const { owner, home, say, look } = tour;
  const { code } = await command<{ code: string }>(owner, 'create_invite', { name: 'Nadia' });
  for (const [name, path, heading] of [
    ['join', `/join#${code}`, 'Maya invites you in'],
    ['join-gone', '/join#gone', 'This invite does not work any more'],
    ['signed-out', '/', 'You are not signed in here'],
  ] as const) {
    const page = await visit(tour, home, path);
    await expect(page.getByRole('heading', { name: say(heading) })).toBeVisible();
    await look(page, { name, looks: USUAL_LOOKS });
    await page.context().close();
  }
}

async function seeExtremes({ place, owner, home, say, look }: Tour): Promise<void> {
  const { page } = place;
  const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(2);
  const { id } = await command<{ id: string }>(page, 'create_room', {
    name: long.slice(0, 60),
    description: `${long} ${'and so on '.repeat(20)}`,
  });
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await expect(page.getByRole('heading', { name: /Donau/ }).first()).toBeVisible();
  await look(page, { name: 'room-empty', looks: USUAL_LOOKS });
  for (const content of [long.repeat(6), 'all on one line '.repeat(300), `\`\`\`\n${'wide '.repeat(60)}\n\`\`\``])
    await command(page, 'send_message', { room_id: id, content });
  await expect(page.getByText('wide wide')).toBeVisible();
  await look(page, { name: 'room-long', looks: USUAL_LOOKS });
  await page.goto(`${home.ready.url}/#/room/gone`);
  await expect(page.getByText(say('This room is not open to you'))).toBeVisible();
  await look(page, { name: 'room-gone', looks: ONE_LOOK });
  await command(owner, 'create_room', { name: 'sealed', encrypted: true });
  await page.goto(`${home.ready.url}/#/room/${fixedId('sealed')}`);
  await expect(page.getByText(say('This room is sealed. Enter its key to read and write.'))).toBeVisible();
  await look(page, { name: 'room-sealed', looks: USUAL_LOOKS });
}

async function seePhone({ place, home, look }: Tour): Promise<void> {
  const { page, say } = place;
  const openList = async (): Promise<void> => {
    await page.setViewportSize(PHONE);
    await page.goto(`${home.ready.url}/#/`);
    await expect(page.getByRole('navigation', { name: say('Rooms, agents and people') })).toBeVisible();
  };
  await openList();
  await look(page, { name: 'phone-list', looks: PHONE_LOOKS });
  await openList();
  const { dialog } = await openSettings(place);
  await look(page, { name: 'phone-settings', of: dialog, looks: [[PHONE, 'light']] });
  await page.keyboard.press('Escape');
  await page.setViewportSize(PHONE);
  await openRoom(place);
  await page.getByRole('button', { name: say('Show members and details') }).click();
  await look(page, { name: 'phone-members', looks: [[PHONE, 'dark']] });
  await page.setViewportSize(PHONE);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.setViewportSize(DESK);
}

async function seeSilence(tour: Tour): Promise<void> {
  const { place, owner, home, say, look } = tour;
  const late = await newPage(tour, owner.context(), home, []);
  await late.routeWebSocket('**/ws', () => undefined);
  await late.goto(home.ready.url);
  await expect(late.getByText(say('Opening your Lanai'))).toBeAttached();
  await look(late, { name: 'opening', looks: USUAL_LOOKS });
  await late.routeWebSocket('**/ws', (socket) => socket.close());
  await late.reload();
  await expect(late.getByRole('heading', { name: say('This Lanai does not answer') })).toBeVisible();
  await look(late, { name: 'unreachable', looks: USUAL_LOOKS });
  await late.close();
  await openRoom(place);
  await home.kill();
  await expect(place.page.getByText(say('Try now'))).toBeVisible();
  const field = place.page.getByRole('textbox', { name: say('Message launch-plan') });
  await field.fill('Written in the meantime');
  await field.press('Enter');
  await look(place.page, { name: 'offline', looks: USUAL_LOOKS });
}

/** With the page as each of the looks has it; on a desk again when it is over. */
export async function inEachLook(page: Page, looks: readonly Look[], draw: (name: string) => Promise<void>): Promise<void> {
  // Nothing is under the mouse that opens or lights up by it.
  await page.mouse.move(0, 0);
  for (const [size, colorScheme] of looks) {
    if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await draw(`${size.width}-${colorScheme}`);
  }
  if (page.viewportSize()?.width !== DESK.width) await page.setViewportSize(DESK);
}

function masked(screen: Screen, place: Place): Pick<Sight, 'mask'> {
  return screen.mask ? { mask: screen.mask(place) } : {};
}

/** Whatever is open, and whatever is written. */
async function leave({ page, say }: Place): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const field = page.getByRole('textbox', { name: say('Message launch-plan') });
  if (await field.inputValue()) await field.fill('');
}
