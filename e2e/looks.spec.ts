// How every screen looks, in both themes, on a desk and on a phone: a change of look is a changed picture in review.
// `npm run looks -- --update` draws the pictures anew.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { command, composer, enterAsOwner, HOME_NAME, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { furnish, type Scene } from './scene.ts';
import { DIALOG_SCREENS, openRoom, openSettings, ROOM_SCREENS, type Place } from './screens.ts';
import { makeSteady } from './steady.ts';

const DESK = { width: 1440, height: 900 };
const BETWEEN = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };
/** Half the size is enough to see what has changed, and is a quarter to keep. `npm run shots` draws them large. */
const CONTEXT = { viewport: DESK, deviceScaleFactor: 0.5, colorScheme: 'light', timezoneId: 'UTC', reducedMotion: 'reduce' } as const;
/** Chromium draws letters a little differently from one machine to another. */
const TOLERANCE = { maxDiffPixelRatio: 0.01, animations: 'disabled', caret: 'hide', scale: 'device' } as const;

test.describe.configure({ mode: 'serial', timeout: 180_000 });
// A failure comes with the three pictures already.
test.use({ trace: 'off', screenshot: 'off', actionTimeout: 10_000 });
test.skip(process.platform !== 'linux', 'Other systems draw letters differently: their pictures would all be others.');

let home: TestHome;
let maya: Visitor;
let scene: Scene;
let place: Place;

test.beforeAll(async () => {
  home = await startHome();
});

test.afterAll(async () => {
  await scene?.close();
  await maya?.context.close();
  await home?.close();
});

type Size = typeof DESK;
type Look = readonly [size: Size, theme: 'light' | 'dark'];

const DESK_LOOKS: readonly Look[] = [
  [DESK, 'light'],
  [DESK, 'dark'],
];
const PHONE_LOOKS: readonly Look[] = [
  [PHONE, 'light'],
  [PHONE, 'dark'],
];
const BETWEEN_LOOKS: readonly Look[] = [
  [BETWEEN, 'light'],
  [BETWEEN, 'dark'],
];
/** On a phone the colours are those of a desk. */
const USUAL_LOOKS: readonly Look[] = [...DESK_LOOKS, [PHONE, 'light']];

interface PictureOptions {
  looks?: readonly Look[];
  /** Missing: the whole window. */
  of?: Locator | void;
  /** What is different every time: addresses, codes. */
  mask?: Locator[];
}

async function picture(page: Page, name: string, { looks = USUAL_LOOKS, of, mask = [] }: PictureOptions = {}): Promise<void> {
  for (const [size, colorScheme] of looks) {
    if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect.soft(of ?? page).toHaveScreenshot(`${name}-${size.width}-${colorScheme}.png`, { ...TOLERANCE, mask, maskColor: '#8b908c' });
  }
  if (page.viewportSize()?.width !== DESK.width) await page.setViewportSize(DESK);
}

/** A dialog is drawn alone; what is behind it is drawn elsewhere. */
async function dialogs(name: string, of: Locator | void, mask?: Locator[]): Promise<void> {
  await picture(place.page, name, { of, mask });
  await place.page.keyboard.press('Escape');
  await expect(place.page.getByRole('dialog')).toHaveCount(0);
}

test('the welcome, and an empty home', async ({ browser }) => {
  maya = await visit(browser, home.ready.ownerUrl, CONTEXT);
  await expect(maya.page.getByRole('button', { name: 'Open the door' })).toBeVisible();
  await picture(maya.page, 'welcome');
  await command(maya.page, 'setup_home', { home_name: HOME_NAME, owner_name: 'Maya' });
  await expect(composer(maya.page, 'lobby')).toBeVisible();
  const page = await maya.context.newPage();
  await makeSteady(page, []);
  await page.goto(home.ready.url);
  await expect(composer(page, 'lobby')).toBeVisible();
  await picture(page, 'first-room');
  await page.close();
});

test('a room, and what can be opened in it', async ({ browser }) => {
  scene = await furnish(browser, home, maya.page);
  const page = await maya.context.newPage();
  await makeSteady(page, scene.moments);
  place = { page, home, scene, say: (english) => english };
  await openRoom(place);
  for (const screen of ROOM_SCREENS) {
    const of = await screen.open(place);
    await picture(page, `room-${screen.name}`, { of, looks: screen.isMain ? [...DESK_LOOKS, ...BETWEEN_LOOKS, ...PHONE_LOOKS] : DESK_LOOKS });
    await page.keyboard.press('Escape');
    if (await composer(page, 'launch-plan').inputValue()) await composer(page, 'launch-plan').fill('');
  }
});

test('every dialog', async () => {
  await openRoom(place);
  for (const screen of DIALOG_SCREENS) await dialogs(`dialog-${screen.name}`, await screen.open(place));
});

test('every page of the settings', async () => {
  const { dialog, pages } = await openSettings(place);
  for (const [index, name] of (await pages.allInnerTexts()).entries()) {
    await pages.nth(index).click();
    await picture(place.page, `settings-${name.toLowerCase()}`, { of: dialog });
  }
});

test('an invite, with its code', async ({ browser }) => {
  const { page } = place;
  await openRoom(place);
  const { code } = await command<{ code: string }>(page, 'create_invite', { name: 'Nadia' });
  for (const [name, hash] of [
    ['join', code],
    ['join-gone', 'gone'],
  ] as const) {
    const nadia = await visit(browser, `${home.ready.url}/join#${hash}`, CONTEXT);
    await expect(nadia.page.getByRole('heading')).toBeVisible();
    await picture(nadia.page, name);
    await nadia.context.close();
  }
  const stranger = await visit(browser, home.ready.url, CONTEXT);
  await expect(stranger.page.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await picture(stranger.page, 'signed-out');
  await stranger.context.close();
});

test('a room with nothing in it, and one with more than fits', async () => {
  const { page } = place;
  const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(2);
  const { id } = await command<{ id: string }>(page, 'create_room', { name: long.slice(0, 60), description: `${long} ${'and so on '.repeat(20)}` });
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await expect(composer(page, /Donau/)).toBeVisible();
  await picture(page, 'room-empty');
  for (const content of [long.repeat(6), 'all on one line '.repeat(300), `\`\`\`\n${'wide '.repeat(60)}\n\`\`\``])
    await command(page, 'send_message', { room_id: id, content });
  await expect(page.getByText('wide wide')).toBeVisible();
  await picture(page, 'room-long');
});

test('on a phone: the list of rooms, and the members', async () => {
  const { page } = place;
  await page.setViewportSize(PHONE);
  await page.goto(`${home.ready.url}/#/`);
  await expect(page.getByRole('navigation', { name: 'Rooms, agents and people' })).toBeVisible();
  await picture(page, 'phone-list', { looks: PHONE_LOOKS });
  await page.setViewportSize(PHONE);
  await openRoom(place);
  await page.getByRole('button', { name: 'Show members and details' }).click();
  await picture(page, 'phone-members', { looks: PHONE_LOOKS });
});

test('while the home does not answer: before the first time, and after it', async () => {
  const { page } = place;
  const late = await maya.context.newPage();
  await late.route('**/api/**', () => new Promise(() => {}));
  await late.goto(home.ready.url);
  await expect(late.getByText('Opening your Lanai')).toBeAttached();
  await picture(late, 'opening');
  await late.unrouteAll();
  await late.route('**/api/**', (route) => route.abort());
  await late.reload();
  await expect(late.getByRole('heading', { name: 'This Lanai does not answer' })).toBeVisible();
  await picture(late, 'unreachable');
  await late.close();
  await openRoom(place);
  await home.kill();
  await expect(page.getByText('Connecting again')).toBeVisible();
  await picture(page, 'offline');
});
