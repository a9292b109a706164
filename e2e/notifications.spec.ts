// An agent answers while the window is not in view: a native notification says so, and a click on it opens the answer.
import type { BrowserWindow } from 'electron';
import { expect, testOnOneDesktop, type DesktopApp } from './desktop-app.ts';
import type { TestAgent } from './agent.ts';
import { command, composer, HOME_NAME, message, readEverything, say } from './home.ts';
import type { Message, Room } from '../src-shared/objects.ts';

const test = testOnOneDesktop();
let room: Room;
let ada: TestAgent;

test.beforeAll(async ({ computer, desktop }) => {
  room = await command<Room>(desktop.page, 'create_room', { name: 'launch-plan', public: true });
  ada = await computer.agent('Ada');
  await ada.request('join_room', { room_id: room.id });
});

test.beforeEach(async ({ bus, desktop }) => {
  await (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.show());
  await openRoom(desktop, 'lobby', 'lobby');
  await readEverything(desktop.page);
  await expect.poll((await bus.tray()).tooltip).toBe(HOME_NAME);
  bus.dismissAll();
});

test.afterAll(() => ada?.close());

test('an answer to a question notifies with its formatted text, and a click opens the room at it', async ({ bus, desktop }) => {
  await openRoom(desktop, room.id, 'launch-plan');
  await say(desktop.page, 'launch-plan', '@Ada is the plan safe?');
  await ada.next(({ type }) => type === 'mention');
  await openRoom(desktop, 'lobby', 'lobby');
  await hide(desktop);

  await ada.request('send_message', { room_id: room.id, content: 'Yes & no: **the gate** is `<missing>`.' });
  const shown = await bus.notification(({ summary }) => summary === 'Ada in launch-plan');
  // Text that the desktop would read as markup is escaped.
  expect(shown.body).toBe('Yes &amp; no: the gate is &lt;missing&gt;.');

  bus.clickNotification(shown.id);
  await expect.poll(() => isVisible(desktop)).toBe(true);
  await expect(message(desktop.page, 'the gate is')).toBeVisible();
  await expect(desktop.page).toHaveURL(new RegExp(`#/room/${room.id}/\\d+$`));
});

test('a reminder notifies when it is due, and a click opens the message', async ({ bus, desktop }) => {
  const { id, seq } = await command<Message>(desktop.page, 'send_message', { room_id: room.id, content: 'Read *this* later' });
  await command(desktop.page, 'save_message', { room_id: room.id, message_id: id, remind_at: Date.now() + 1_000 });
  await hide(desktop);
  const shown = await bus.notification(({ summary }) => summary === 'Reminder: Maya in launch-plan');
  expect(shown.body).toBe('Read this later');
  bus.clickNotification(shown.id);
  await expect(desktop.page).toHaveURL(new RegExp(`#/room/${room.id}/${seq}$`));
  await command(desktop.page, 'unsave', { saved_id: id });
});

test('a scheduled message that could not be sent notifies its author', async ({ bus, desktop }) => {
  const { id } = await command<Room>(desktop.page, 'create_room', { name: 'orchard', public: true });
  await command(desktop.page, 'schedule_message', { room_id: id, content: 'Pick the apples', send_at: Date.now() + 1_500 });
  await command(desktop.page, 'archive_room', { room_id: id });
  await hide(desktop);
  const shown = await bus.notification(({ summary }) => summary === 'A scheduled message to orchard was not sent');
  expect(shown.body).toBe('Pick the apples');
  bus.clickNotification(shown.id);
  await expect(desktop.page).toHaveURL(new RegExp(`#/room/${id}$`));
  await command(desktop.page, 'delete_room', { room_id: id });
  await expect.poll(() => shown.isOpen).toBe(false);
});

test('an election notifies the leader who is asked, until it is over', async ({ bus, desktop }) => {
  await openRoom(desktop, room.id, 'launch-plan');
  await command(desktop.page, 'elect_leader', { room_id: room.id, stand: true });
  await ada.request('decline_election', { room_id: room.id });
  await expect(desktop.page.getByText('You are the leader now.')).toBeVisible();
  await hide(desktop);
  await ada.request('elect_leader', { room_id: room.id });
  const shown = await bus.notification(({ summary }) => summary === 'Ada started an election in launch-plan');
  bus.clickNotification(shown.id);
  await expect.poll(() => isVisible(desktop)).toBe(true);
  await desktop.page.getByRole('button', { name: 'Keep the lead' }).click();
  await expect.poll(() => shown.isOpen).toBe(false);
});

test('an agent’s unprompted message does not notify, a mention does', async ({ bus, desktop }) => {
  await hide(desktop);
  await ada.request('send_message', { room_id: room.id, content: 'Talking to myself.' });
  await ada.request('send_message', { room_id: room.id, content: '@Maya come and look.' });
  await bus.notification(({ body }) => body === '@Maya come and look.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['@Maya come and look.']);
});

test('the room in view does not notify, and reading removes a notification', async ({ bus, desktop }) => {
  await openRoom(desktop, 'lobby', 'lobby');
  await focus(desktop);
  await ada.request('send_message', { room_id: room.id, content: '@Maya first.' });
  const shown = await bus.notification(({ body }) => body === '@Maya first.');
  await openRoom(desktop, room.id, 'launch-plan');
  await expect.poll(() => shown.isOpen).toBe(false);
  await ada.request('send_message', { room_id: room.id, content: '@Maya second.' });
  await expect(message(desktop.page, 'second.')).toBeVisible();
  await openRoom(desktop, 'lobby', 'lobby');
  await ada.request('send_message', { room_id: room.id, content: '@Maya third.' });
  await bus.notification(({ body }) => body === '@Maya third.');
  expect(bus.notifications.map(({ body }) => body)).toEqual(['@Maya first.', '@Maya third.']);
});

test('many notifications at once become one', async ({ bus, desktop }) => {
  const garden = await command<Room>(desktop.page, 'create_room', { name: 'garden', public: true });
  await ada.request('join_room', { room_id: garden.id });
  await hide(desktop);
  // At the same time: notifications that are more than two seconds apart are not one burst.
  const send = (room_id: string) => ada.request('send_message', { room_id, content: '@Maya look!' });
  await Promise.all([room.id, room.id, room.id, garden.id, garden.id].map(send));
  await bus.notification(({ summary }) => summary === '5 new messages in 2 rooms');
  expect(bus.notifications.filter(({ isOpen }) => isOpen)).toHaveLength(1);
});

// Playwright makes a page believe that it always has the focus, so it marks as read what it shows, hidden or not. These specs
// therefore show another room than the one that is written in.
async function openRoom({ page }: DesktopApp, roomId: string, title: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#/room/${roomId}`);
  await expect(composer(page, title)).toBeVisible();
}

const windowOf = (desktop: DesktopApp) => desktop.electron.browserWindow(desktop.page);

async function hide(desktop: DesktopApp): Promise<void> {
  await (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.hide());
}

async function focus(desktop: DesktopApp): Promise<void> {
  await (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.focus());
  await expect.poll(async () => (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.isFocused())).toBe(true);
}

async function isVisible(desktop: DesktopApp): Promise<boolean> {
  return (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.isVisible());
}
