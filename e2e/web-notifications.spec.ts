// A friend's browser calls too: notifications once they were allowed, sounds and the title, in one of all its windows.
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { recordCalls, shown } from './recorded-notifications.ts';
import {
  command,
  composer,
  enterAsFriend,
  enterAsOwner,
  HOME_NAME,
  message,
  startHome,
  visit,
  type TestHome,
  type Visitor,
  readEverything,
} from './home.ts';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

test.describe.configure({ timeout: 120_000 });

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
/** Her browser as it was when she had just come in. */
let fresh: StorageState;
let plan: Room;
let garden: Room;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  plan = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
  garden = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  const { context } = await enterAsFriend(browser, maya.page, home, 'Sarah');
  fresh = await context.storageState();
  await context.close();
});

/** A browser in which nothing is chosen, and a home in which she has chosen nothing and read everything. */
test.beforeEach(async ({ browser }) => {
  // A page of the home without the app, which then starts once, with everything set.
  sarah = await visit(browser, `${home.ready.url}/manifest.webmanifest`, { storageState: fresh });
  await sarah.context.addInitScript(recordCalls);
  for (const room_id of ['lobby', plan.id, garden.id]) await command(sarah.page, 'set_notify_level', { room_id, level: 'default' });
  await readEverything(sarah.page);
  await sarah.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(sarah.page, 'lobby')).toBeVisible();
  await settled(sarah.page);
});

test.afterEach(() => sarah.context.close());

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

const says = (room: Room, content: string) => command<{ seq: number }>(maya.page, 'send_message', { room_id: room.id, content });

test('nothing is shown without permission, and with it a click opens the message', async () => {
  const { page } = sarah;
  await says(plan, '@Sarah before.');
  await expect(page).toHaveTitle(/^\(1\) /);
  expect(await shown(page)).toEqual([]);

  const settings = await openSettings(page);
  await settings.getByRole('button', { name: 'Allow notifications' }).click();
  await expect(settings.getByRole('checkbox', { name: 'Show notifications' })).toBeChecked();
  await page.keyboard.press('Escape');
  const { seq } = await says(plan, '@Sarah **after**.');
  await expect.poll(() => shown(page)).toEqual(['Maya in launch-plan: @Sarah after.']);

  await page.evaluate('window.clickNotification(0)');
  await expect(message(page, 'after')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/room/${plan.id}/${seq}$`));
});

test('a reminder notifies when it is due, and one is not shown any more once the list was opened', async () => {
  const { page } = sarah;
  await allow(page);
  const { seq, id } = await command<Message>(maya.page, 'send_message', { room_id: garden.id, content: 'Plant **beans**.' });
  await command(page, 'save_message', { room_id: garden.id, message_id: id, remind_at: Date.now() + 1_000 });
  await expect.poll(() => shown(page)).toEqual(['Reminder: Maya in garden: Plant beans.']);
  await expect(page.getByRole('button', { name: /^Saved/ })).toHaveText(/1 due/);
  await page.evaluate('window.clickNotification(0)');
  await expect(page).toHaveURL(new RegExp(`#/room/${garden.id}/${seq}$`));
  await page.getByRole('button', { name: /^Saved/ }).click();
  await expect(page.getByRole('button', { name: /^Saved/ })).not.toHaveText(/due/);
  await page.keyboard.press('Escape');
});

test('a reminder waits for the end of a quiet time', async () => {
  const { page } = sarah;
  await allow(page);
  await command(page, 'set_notify_preferences', { quiet_until: Date.now() + 60 * 60_000 });
  await command(page, 'remind_me', { text: 'Call the plumber', remind_at: Date.now() + 1_000 });
  await expect(page.getByRole('button', { name: /^Saved/ })).toHaveText(/1 due/);
  expect(await shown(page)).toEqual([]);
  await command(page, 'set_notify_preferences', { quiet_until: null });
  await expect.poll(() => shown(page)).toEqual(['Reminder: Call the plumber']);
});

test('a scheduled message that could not be sent notifies its author, and leads to its room', async () => {
  const { page } = sarah;
  await allow(page);
  const { id } = await command<Room>(maya.page, 'create_room', { name: 'orchard', public: true });
  await command(page, 'join_room', { room_id: id });
  await command(page, 'schedule_message', { room_id: id, content: 'Pick the **apples**', send_at: Date.now() + 1_500 });
  await command(maya.page, 'archive_room', { room_id: id });
  await expect.poll(() => shown(page), { timeout: 10_000 }).toEqual(['A scheduled message to orchard was not sent: Pick the apples']);
  await expect(page.getByRole('button', { name: /^Sent later/ })).toHaveText(/1not sent/);
  await page.evaluate('window.clickNotification(0)');
  await expect(page).toHaveURL(new RegExp(`#/room/${id}$`));
  await expect(page.getByRole('status').filter({ hasText: '1 message could not be sent' })).toBeVisible();
  await page.getByRole('button', { name: /^Sent later/ }).click();
  await page.getByRole('button', { name: 'Actions for this message' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
});

test('the choices for the room, the person and the device apply at once', async () => {
  const { page } = sarah;
  await allow(page);
  await command(page, 'set_notify_level', { room_id: garden.id, level: 'none' });
  await command(page, 'set_notify_level', { room_id: plan.id, level: 'mentions' });
  await says(garden, '@Sarah muted.');
  await says(plan, 'Nobody in particular.');
  await says(plan, '@Sarah seen.');
  await expect.poll(() => shown(page)).toEqual(['Maya in launch-plan: @Sarah seen.']);
  // Only the mention counts: the one room is muted, and the other is for mentions.
  await expect(page).toHaveTitle(`(1) lobby · ${HOME_NAME}`);

  const settings = await openSettings(page);
  await settings.getByText('Name only', { exact: true }).click();
  await settings.getByRole('checkbox', { name: 'Show unread count' }).uncheck();
  await expect(page).toHaveTitle(`lobby · ${HOME_NAME}`);
  await says(plan, '@Sarah hidden words.');
  await expect.poll(async () => (await shown(page)).at(-1)).toBe('Maya wrote in launch-plan: ');

  await settings.getByText('Everything', { exact: true }).click();
  await settings.getByRole('button', { name: 'Do not disturb for 1 hour' }).click();
  await expect(settings.getByText(/^Do not disturb until /)).toBeVisible();
  await says(plan, '@Sarah not now.');
  await settings.getByRole('button', { name: 'End do not disturb' }).click();
  await expect(settings.getByRole('button', { name: 'Do not disturb for 1 hour' })).toBeVisible();
  await says(plan, '@Sarah now.');
  await expect.poll(async () => (await shown(page)).length).toBe(3);
});

test('of two windows of a browser one notifies, and the other follows the choices', async () => {
  const { page, context } = sarah;
  await allow(page);
  const second = await context.newPage();
  await second.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(second, 'lobby')).toBeVisible();
  await settled(second);
  await says(plan, '@Sarah, once.');
  const all = async (): Promise<string[]> => [...(await shown(page)), ...(await shown(second))];
  await expect.poll(all).toEqual(['Maya in launch-plan: @Sarah, once.']);
  await expect.poll(async () => (await notes(page)) + (await notes(second))).toBe(2);

  // A room in view in one window notifies in neither.
  await second.evaluate((hash) => void (location.hash = hash), `#/room/${plan.id}`);
  await expect(composer(second, 'launch-plan')).toBeVisible();
  await says(plan, '@Sarah, in sight.');
  await expect(message(second, 'in sight')).toBeVisible();
  expect((await notes(page)) + (await notes(second))).toBe(2);
  // Each window takes what comes in turn: after the call of the third message nothing of the first two comes any more.
  await says(garden, '@Sarah, elsewhere.');
  await expect.poll(async () => (await all()).sort()).toEqual(['Maya in garden: @Sarah, elsewhere.', 'Maya in launch-plan: @Sarah, once.']);

  await readEverything(page);
  const settings = await openSettings(page);
  await settings.getByRole('checkbox', { name: 'Show unread count' }).uncheck();
  await says(garden, 'Something.');
  await expect(page.getByRole('navigation', { name: 'Rooms, agents and people', includeHidden: true })).toContainText('1 unread');
  expect(await second.title()).not.toMatch(/^\(/);
  await second.close();
});

test('the palette turns on "do not disturb" and mutes the room', async () => {
  const { page } = sarah;
  const run = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.getByRole('option', { name, exact: true }).click();
  };
  await run('Do not disturb until tomorrow');
  await expect(page.getByRole('button', { name: /^Do not disturb until / })).toBeVisible();
  await run('End do not disturb');
  await expect(page.getByRole('button', { name: /^Do not disturb until / })).toHaveCount(0);
  await run('Mute lobby');
  await expect(page.getByRole('button', { name: 'Notifications: Muted' })).toBeVisible();
});

test('the settings say why a browser shows no notifications', async ({ browser }) => {
  for (const [change, words] of [
    ["Object.defineProperty(window, 'isSecureContext', { value: false })", /^Browsers allow notifications only on secure pages/],
    ["Object.defineProperty(Notification, 'permission', { value: 'denied' })", /Your browser blocks notifications/],
    ['delete window.Notification', /does not support notifications/],
  ] as const) {
    const context = await browser.newContext({ storageState: await sarah.context.storageState() });
    await context.addInitScript(change);
    const page = await context.newPage();
    await page.goto(home.ready.url);
    const settings = await openSettings(page);
    await expect(settings.getByText(words)).toBeVisible();
    await expect(settings.getByRole('button', { name: 'Allow notifications' })).toHaveCount(0);
    await context.close();
  }
});

test('the full notification settings have no accessibility failures, in both themes, wide and narrow', async () => {
  const { page } = sarah;
  await command(page, 'set_notify_level', { room_id: garden.id, level: 'none' });
  await command(page, 'set_notify_level', { room_id: plan.id, level: 'none', until: Date.now() + 3_600_000 });
  const quiet_hours = { is_on: true, from: 1_320, to: 420, days: [] };
  await command(page, 'set_notify_preferences', { quiet_hours, quiet_until: Date.now() + 3_600_000 });
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (!(await page.getByRole('dialog').isVisible())) {
        if (viewport.width < 640) await page.evaluate(() => void (location.hash = ''));
        await openSettings(page);
      }
      await expectAccessible(page, { screen: `${viewport.width} px, ${colorScheme}` });
    }
    await page.keyboard.press('Escape');
  }
});

/** The code that notifies is fetched after the first screen. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  // A browser lets nothing be heard before the page was touched.
  await page.getByRole('heading', { name: HOME_NAME }).click();
}

const notes = (page: Page): Promise<number> => page.evaluate('window.notesPlayed()');

async function allow(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('test.allowed', 'yes'));
  await page.reload();
  await expect(composer(page, 'lobby')).toBeVisible();
  await settled(page);
}

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  // On a narrow screen a page has the dialog's title.
  const settings = page.getByRole('dialog');
  await settings.getByRole('button', { name: 'Notifications', exact: true }).click();
  await expect(settings.getByRole('heading', { name: 'Notifications', level: 3 })).toBeVisible();
  return settings;
}
