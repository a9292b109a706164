// The stops of the tour. Each has its own beginning, so that it can be repeated alone; only the last one ends the home.
import { expect } from '@playwright/test';
import { command, HOME_NAME, startHome } from './home.ts';
import { DIALOG_SCREENS, openRoom, openSettings, ROOM_SCREENS, type Place, type Screen } from './screens.ts';
import { fixedId } from './steady.ts';
import { BETWEEN, DESK, LONG_NAME, LONG_WORD, newPage, PHONE, visit, type Look, type Sight, type Tour } from './tour.ts';

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
/** Both widths and both themes in two snapshots: colours depend on the theme alone, and places on the width alone. */
const USUAL_LOOKS: readonly Look[] = [
  [DESK, 'light'],
  [PHONE, 'dark'],
];
const MAIN_LOOKS: readonly Look[] = [...DESK_LOOKS, ...BETWEEN_LOOKS, ...PHONE_LOOKS];
const ONE_LOOK: readonly Look[] = [[DESK, 'light']];

interface Stop {
  title: string;
  walk(tour: Tour): Promise<void>;
}

/** In this order. */
export const STOPS: readonly Stop[] = [
  { title: 'the welcome, and an empty home', walk: arrive },
  ...ROOM_SCREENS.map((screen) => ({
    title: `in a room: ${screen.name}`,
    walk: (tour: Tour) => see(tour, screen, `room-${screen.name}`, screen.isMain ? MAIN_LOOKS : DESK_LOOKS),
  })),
  // Each is drawn alone; the page behind it has its own stop.
  ...DIALOG_SCREENS.map((screen) => ({
    title: `in a dialog: ${screen.name}`,
    walk: (tour: Tour) => see(tour, screen, `dialog-${screen.name}`, USUAL_LOOKS),
  })),
  { title: 'every page of the settings', walk: seeSettings },
  { title: 'an invite, one that is over, and a visitor who is not signed in', walk: seeDoor },
  { title: 'rooms with nothing in them, with too much, and without a way in', walk: seeExtremes },
  { title: 'on a phone', walk: seePhone },
  { title: 'while the home does not answer: before the first time, and after it', walk: seeSilence },
];

async function arrive(tour: Tour): Promise<void> {
  const { say, look } = tour;
  const fresh = await startHome();
  const page = await visit(tour, fresh, fresh.ready.ownerUrl);
  const door = page.getByRole('button', { name: say('Get started') });
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

async function see({ place, look }: Tour, screen: Screen, name: string, looks: readonly Look[]): Promise<void> {
  await openRoom(place);
  const of = await screen.open(place);
  // Escape does not close a dialog that is not open yet.
  if (of) await expect(of).toBeVisible();
  await look(place.page, { name, of, looks, ...masked(screen, place) });
  await leave(place);
  await screen.end?.(place);
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
    await look(page, {
      name: `settings-${id}`,
      of: dialog,
      looks: USUAL_LOOKS,
      mask: [dialog.getByText(/^⟦?\d+ ms/), dialog.locator('[data-audit]')],
    });
  }
  await leave(place);
}

async function seeDoor(tour: Tour): Promise<void> {
  const { owner, home, say, look } = tour;
  const { code } = await command<{ code: string }>(owner, 'create_invite', { name: 'Nadia' });
  for (const [name, path, heading] of [
    ['join', `/join#${code}`, 'Maya invites you in'],
    ['join-gone', '/join#gone', 'This invite no longer works'],
    ['signed-out', '/', 'You are not signed in here'],
  ] as const) {
    const page = await visit(tour, home, path);
    await expect(page.getByRole('heading', { name: say(heading) })).toBeVisible();
    await look(page, { name, looks: USUAL_LOOKS });
    await page.context().close();
  }
}

async function seeExtremes({ place, home, say, look, makeMoreRooms }: Tour): Promise<void> {
  const { page } = place;
  await makeMoreRooms();
  const id = fixedId(LONG_NAME);
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await expect(page.getByRole('heading', { name: /Donau/ }).first()).toBeVisible();
  await look(page, { name: 'room-empty', looks: USUAL_LOOKS });
  for (const content of [LONG_WORD.repeat(6), 'all on one line '.repeat(300), `\`\`\`\n${'wide '.repeat(60)}\n\`\`\``])
    await command(page, 'send_message', { room_id: id, content });
  await expect(page.getByText('wide wide')).toBeVisible();
  await look(page, { name: 'room-long', looks: USUAL_LOOKS });
  await page.goto(`${home.ready.url}/#/room/gone`);
  await expect(page.getByText(say('You cannot open this room'))).toBeVisible();
  await look(page, { name: 'room-gone', looks: ONE_LOOK });
  await page.goto(`${home.ready.url}/#/room/${fixedId('sealed')}`);
  await expect(page.getByText(say('This room is sealed. Enter its key to read and write.'))).toBeVisible();
  await look(page, { name: 'room-sealed', looks: USUAL_LOOKS });
}

async function seePhone({ place, home, look, makeMoreRooms }: Tour): Promise<void> {
  const { page, say } = place;
  await makeMoreRooms();
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
  // A narrow window makes a sheet of the panel, and only then is there something to close.
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.setViewportSize(DESK);
}

async function seeSilence(tour: Tour): Promise<void> {
  const { place, owner, home, say, look } = tour;
  await tour.makeMoreRooms();
  const late = await newPage(tour, owner.context(), home, []);
  await late.routeWebSocket('**/ws', () => undefined);
  await late.goto(home.ready.url);
  await expect(late.getByText(say('Opening your Lanai'))).toBeAttached();
  await look(late, { name: 'opening', looks: USUAL_LOOKS });
  await late.routeWebSocket('**/ws', (socket) => socket.close());
  await late.reload();
  await expect(late.getByRole('heading', { name: say('Lanai is not responding') })).toBeVisible();
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

function masked(screen: Screen, place: Place): Pick<Sight, 'mask'> {
  return screen.mask ? { mask: screen.mask(place) } : {};
}

/** Closes every dialog and empties the composer. */
async function leave({ page, say }: Place): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const field = page.getByRole('textbox', { name: say('Message launch-plan') });
  // A screen may be in another room.
  if ((await field.count()) > 0 && (await field.inputValue())) await field.fill('');
}
