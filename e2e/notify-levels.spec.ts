// Which messages notify the owner, and which do not: rooms that are muted or for mentions only, "do not disturb", and what this device
// shows. Said to the real desktop, which still knows it after a restart.
import type { BrowserWindow } from 'electron';
import type { Task } from '../src-shared/coordination.ts';
import type { Room } from '../src-shared/objects.ts';
import type { TestAgent } from './agent.ts';
import { expect, testOnOneDesktop, type DesktopApp } from './desktop-app.ts';
import { command, composer, HOME_NAME, readEverything, sidebarRow } from './home.ts';

const LOBBY = { id: 'lobby', name: 'lobby' };

const test = testOnOneDesktop();
let plan: Room;
let garden: Room;
let ada: TestAgent;

test.beforeAll(async ({ computer, desktop }) => {
  plan = await command<Room>(desktop.page, 'create_room', { name: 'launch-plan', public: true });
  garden = await command<Room>(desktop.page, 'create_room', { name: 'garden', public: true });
  ada = await computer.agent('Ada');
  for (const room of [plan, garden]) await ada.request('join_room', { room_id: room.id });
});

/** Nothing is chosen, open, unread or shown. */
test.beforeEach(async ({ bus, desktop }) => {
  const window = await desktop.electron.browserWindow(desktop.page);
  await window.evaluate((native: BrowserWindow) => native.show());
  await desktop.page.reload();
  await openRoom(desktop, LOBBY);
  for (const room of [plan, garden]) await command(desktop.page, 'set_notify_level', { room_id: room.id, level: 'default' });
  await readEverything(desktop.page);
  await expect.poll((await bus.tray()).tooltip).toBe(HOME_NAME);
  bus.dismissAll();
});

test.afterAll(() => ada?.close());

const says = (room: Room, content: string) => ada.request('send_message', { room_id: room.id, content });

test('a muted room is silent everywhere, and notifies again when it is unmuted', async ({ bus, desktop }) => {
  const { page } = desktop;
  await openRoom(desktop, plan);
  await chooseLevel(desktop, 'Muted');
  await expect(sidebarRow(page, 'launch-plan')).toContainText(', muted');
  await openRoom(desktop, LOBBY);
  await hide(desktop);
  const tray = await bus.tray();

  await says(plan, '@Maya in the muted room.');
  await says(garden, '@Maya in the garden.');
  await bus.notification(({ body }) => body === '@Maya in the garden.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['@Maya in the garden.']);
  await expect.poll(tray.tooltip).toBe(`${HOME_NAME}: 1 unread message`);
  await expect(sidebarRow(page, 'garden')).toContainText('1 mentions of you');
  await expect(sidebarRow(page, 'launch-plan')).not.toContainText('mentions of you');

  await openRoom(desktop, plan);
  await chooseLevel(desktop, 'Default');
  await openRoom(desktop, LOBBY);
  await says(plan, '@Maya once more.');
  await bus.notification(({ body }) => body === '@Maya once more.');
});

test('a room notifies of mentions only, another of every message, and messages between programs are put in words', async ({
  bus,
  desktop,
}) => {
  await command(desktop.page, 'set_notify_level', { room_id: plan.id, level: 'mentions' });
  await command(desktop.page, 'set_notify_level', { room_id: garden.id, level: 'all' });
  await hide(desktop);
  await says(plan, 'Talking to myself.');
  const claim = { v: 'lantern/0.1.1', type: 'ASSERT', from: 'Ada', body: { claim: 'The beans are up', falsifiable_by: 'a look' } };
  await says(garden, JSON.stringify(claim));
  await bus.notification(({ summary, body }) => summary === 'Ada in garden' && body === 'Claim: The beans are up');
  await says(plan, '@Maya, a mention.');
  await bus.notification(({ body }) => body === '@Maya, a mention.');
  await ada.request('assign_task', { room_id: plan.id, title: 'Water the beans', assignee: 'Maya' });
  await bus.notification(({ summary, body }) => summary === 'Ada has a task for you in launch-plan' && body === 'Water the beans');
  expect(bus.notifications).toHaveLength(3);
});

test('a task that is assigned to the owner later notifies like a new one, and its other changes do not', async ({ bus, desktop }) => {
  const task = await command<Task>(desktop.page, 'assign_task', { room_id: plan.id, title: 'Pick the peas', assignee: 'Ada' });
  await hide(desktop);
  await ada.request('update_task', { task_id: task.id, status: 'in_progress', note: 'half way' });
  await ada.request('update_task', { task_id: task.id, assignee: 'Maya' });
  await bus.notification(({ summary, body }) => summary === 'Ada has a task for you in launch-plan' && body === 'Pick the peas');
  await ada.request('update_task', { task_id: task.id, note: 'the rest is yours' });
  await says(garden, '@Maya, last.');
  await bus.notification(({ body }) => body === '@Maya, last.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['Pick the peas', '@Maya, last.']);
});

test('"do not disturb" from the tray silences everything until it is ended there', async ({ bus, desktop }) => {
  const tray = await bus.tray();
  const labels = async (): Promise<string[]> => (await tray.menu()).map(({ label }) => label);
  await expect.poll(labels).toContain('Do not disturb for 1 hour');
  await tray.choose('Do not disturb for 1 hour');
  await expect.poll(labels).toContain('End do not disturb');
  await expect(desktop.page.getByRole('button', { name: /^Do not disturb until / })).toBeVisible();
  await hide(desktop);
  await says(plan, '@Maya, not now.');
  // It is counted all the same.
  await expect.poll(tray.tooltip).toBe(`${HOME_NAME}: 1 unread message`);
  await tray.choose('End do not disturb');
  await expect.poll(labels).toContain('Do not disturb for 1 hour');
  await says(plan, '@Maya, now.');
  await bus.notification(({ body }) => body === '@Maya, now.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['@Maya, now.']);
});

test('quiet hours silence everything while they last', async ({ bus, desktop }) => {
  const settings = await openSettings(desktop);
  await settings.getByRole('checkbox', { name: 'Quiet hours' }).check();
  // From any time to the same is the whole day.
  for (const name of ['From', 'To']) await settings.getByLabel(name, { exact: true }).fill('06:00');
  await expect(settings.getByText('a whole day')).toBeVisible();
  await expect(desktop.page.getByRole('button', { name: 'Quiet hours', includeHidden: true })).toBeAttached();
  await says(plan, '@Maya, in the quiet.');
  await settings.getByRole('checkbox', { name: 'Quiet hours' }).uncheck();
  await expect(desktop.page.getByRole('button', { name: 'Quiet hours', includeHidden: true })).toHaveCount(0);
  await says(plan, '@Maya, afterwards.');
  await bus.notification(({ body }) => body === '@Maya, afterwards.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['@Maya, afterwards.']);
});

test('notifications and sounds are switched off separately on this device, at once', async ({ bus, desktop }) => {
  const { page } = desktop;
  await countSounds(desktop);
  const settings = await openSettings(desktop);
  await settings.getByRole('checkbox', { name: 'Play sounds' }).uncheck();
  await says(plan, '@Maya, only to be seen.');
  await bus.notification(({ body }) => body === '@Maya, only to be seen.');
  expect(await page.evaluate('window.notes')).toBe(0);
  await settings.getByRole('checkbox', { name: 'Show notifications' }).uncheck();
  await settings.getByRole('checkbox', { name: 'Play sounds' }).check();
  await says(plan, '@Maya, only to be heard.');
  // A call is two notes.
  await expect.poll(() => page.evaluate('window.notes')).toBe(2);
  await settings.getByRole('checkbox', { name: 'Play sounds' }).uncheck();
  await settings.getByRole('checkbox', { name: 'Show notifications' }).check();
  await says(plan, '@Maya, seen again.');
  await bus.notification(({ body }) => body === '@Maya, seen again.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['@Maya, only to be seen.', '@Maya, seen again.']);
  expect(await page.evaluate('window.notes')).toBe(2);
});

// The last one: it ends the desktop that the others use.
test('the choices of the person and of the device survive a restart', async ({ bus, computer, desktop }) => {
  await command(desktop.page, 'set_notify_level', { room_id: garden.id, level: 'none' });
  const settings = await openSettings(desktop);
  await settings.getByText('No details', { exact: true }).click();
  await settings.getByRole('checkbox', { name: 'Play sounds' }).uncheck();
  ada.close();
  await computer.quit(desktop);

  const again = await computer.start();
  ada = await computer.agent('Ada');
  for (const room of [plan, garden]) await ada.request('join_room', { room_id: room.id });
  await openRoom(again, LOBBY);
  await expect(sidebarRow(again.page, 'garden')).toContainText(', muted');
  const kept = await openSettings(again);
  await expect(kept.getByRole('radio', { name: 'No details' })).toBeChecked();
  await expect(kept.getByRole('checkbox', { name: 'Play sounds' })).not.toBeChecked();
  await again.page.keyboard.press('Escape');
  await hide(again);
  await says(garden, '@Maya, muted.');
  await says(plan, '@Maya, a secret.');
  await bus.notification(({ summary, body }) => summary === 'Lanai' && body === 'A new message');
  expect(bus.notifications).toHaveLength(1);
});

/** Playwright makes a page believe that it always has the focus: what is written elsewhere than in the room on the screen calls. */
async function openRoom({ page }: DesktopApp, room: Pick<Room, 'id' | 'name'>): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#/room/${room.id}`);
  await expect(composer(page, room.name)).toBeVisible();
}

async function chooseLevel({ page }: DesktopApp, level: string): Promise<void> {
  await page.getByRole('button', { name: /^Notifications: / }).click();
  await page.getByRole('menuitemradio', { name: level }).click();
  await expect(page.getByRole('button', { name: `Notifications: ${level}` })).toBeVisible();
}

async function openSettings({ page }: DesktopApp) {
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Notifications', exact: true }).click();
  await expect(settings.getByRole('heading', { name: 'Notifications', exact: true })).toBeVisible();
  return settings;
}

/** How many notes the page has played, in `window.notes`. */
async function countSounds({ page }: DesktopApp): Promise<void> {
  await page.evaluate(() => {
    const start = OscillatorNode.prototype.start;
    Object.assign(window, { notes: 0 });
    OscillatorNode.prototype.start = function play(this: OscillatorNode, when?: number) {
      Object.assign(window, { notes: Number(Reflect.get(window, 'notes')) + 1 });
      return start.call(this, when);
    };
  });
}

async function hide(desktop: DesktopApp): Promise<void> {
  const window = await desktop.electron.browserWindow(desktop.page);
  await window.evaluate((native: BrowserWindow) => native.hide());
}
