// The knowledge of two people about each other's reading, the earlier texts of a message, and the actions on a message.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { statementOf } from '../src-shared/lantern/envelope.ts';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { atRest } from './at-rest.ts';
import {
  command,
  composer,
  enterAsFriend,
  enterAsOwner,
  message,
  OWNER,
  say,
  sidebarRow,
  startHome,
  visit,
  type TestHome,
  type Visitor,
} from './home.ts';
import { pressOver } from './over-message.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let ada: TestAgent;
let room: Room;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  room = await command<Room>(maya.page, 'create_room', { name: 'tides', public: true });
  await ada.request('join_room', { room_id: room.id });
});

test.afterAll(async () => {
  ada?.close();
  await maya?.context.close();
  await sarah?.context.close();
  await home?.close();
});

const urlOf = ({ id }: Room): string => `${home.ready.url}/#/room/${id}`;

async function open(page: Page, to: Room, title: string): Promise<void> {
  await page.goto(urlOf(to));
  await expect(composer(page, title)).toBeVisible();
  await page.bringToFront();
}

/** Somewhere else in the app. */
async function leave(page: Page): Promise<void> {
  await open(page, { ...room, id: 'lobby' }, 'lobby');
}

async function choose(page: Page, row: Locator, label: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: label });
  await pressOver(row, 'More', item);
  await item.click();
}

test('in a direct room the last message shows whether it waits, has arrived, or was seen', async () => {
  const sarahId = (await command<{ people: { id: string; name: string }[] }>(maya.page, 'list_people', {})).people.find(
    (each) => each.name === 'Sarah',
  )?.id;
  const direct = await command<Room>(maya.page, 'open_direct', { participant_id: sarahId });
  await leave(sarah.page);
  await open(maya.page, direct, 'Sarah');
  await say(maya.page, 'Sarah', 'Are you there?');
  await expect(sidebarRow(sarah.page, OWNER)).toContainText('1');
  await expect(message(maya.page, 'Are you there?')).toContainText(/Delivered \d/);
  await expect(message(maya.page, 'Are you there?')).not.toContainText('Seen');
  await sarah.page.goto('about:blank');
  await say(maya.page, 'Sarah', 'Dinner is at 8');
  await expect(message(maya.page, 'Dinner is at 8')).toContainText('Waiting until Sarah is back');
  await leave(sarah.page);
  await expect(message(maya.page, 'Dinner is at 8')).toContainText(/Delivered \d/);
  await open(sarah.page, direct, OWNER);
  await expect(message(maya.page, 'Dinner is at 8')).toContainText(/Seen \d/);
  // Asked for, where it was announced before the room was opened.
  await maya.page.reload();
  await expect(message(maya.page, 'Dinner is at 8')).toContainText(/Seen \d/);
});

test('in other rooms a message shows how many have seen it, and who on a press, without silent agents', async () => {
  await open(sarah.page, room, 'tides');
  await open(maya.page, room, 'tides');
  await say(maya.page, 'tides', 'The tide turns at six.');
  await sarah.page.bringToFront();
  await expect(message(sarah.page, 'The tide turns at six.')).toBeVisible();
  const mine = message(maya.page, 'The tide turns at six.');
  await mine.getByRole('button', { name: 'Seen by 1' }).click();
  const dialog = maya.page.getByRole('dialog', { name: 'Seen by' });
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expect(dialog).toContainText('Sarah');
  await maya.page.keyboard.press('Escape');
});

test('a person who hides their reading is not shown as a reader', async () => {
  await leave(sarah.page);
  await sarah.page
    .getByRole('button', { name: /Settings/ })
    .first()
    .click();
  const box = sarah.page.getByRole('checkbox', { name: 'Others see what I have read' });
  await expect(box).toBeChecked();
  await box.uncheck();
  await expect(box).not.toBeChecked();
  await expect(message(maya.page, 'The tide turns at six.')).not.toContainText('Seen');
  await sarah.page.reload();
  await sarah.page
    .getByRole('button', { name: /Settings/ })
    .first()
    .click();
  await expect(box).not.toBeChecked();
  await sarah.page.keyboard.press('Escape');
  await open(maya.page, room, 'tides');
  await say(maya.page, 'tides', 'It turned.');
  await open(sarah.page, room, 'tides');
  await expect(message(sarah.page, 'It turned.')).toBeVisible();
  await expect(sidebarRow(sarah.page, 'tides')).not.toContainText(/\d/);
  await maya.page.waitForTimeout(1_500);
  await expect(message(maya.page, 'It turned.')).not.toContainText('Seen');
  await command(sarah.page, 'set_privacy', { tells_reads: true });
});

test('all members can see the earlier text of an edited message', async () => {
  await open(maya.page, room, 'tides');
  await open(sarah.page, room, 'tides');
  await say(maya.page, 'tides', 'High water at **seven**');
  const field = maya.page.getByRole('textbox', { name: /Message tides|Edit the message/ });
  for (const text of ['High water at eight', 'High water at nine']) {
    // At once: it does not wait until the edit before is saved.
    expect(await field.inputValue()).toBe('');
    await field.press('ArrowUp');
    await expect(field).toHaveValue(/High water/);
    await field.fill(text);
    await field.press('Enter');
    await expect(message(sarah.page, text)).toBeVisible();
  }
  await message(sarah.page, 'High water at nine')
    .getByRole('button', { name: /^Edited/ })
    .click();
  const dialog = sarah.page.getByRole('dialog', { name: 'Earlier texts' });
  await expect(dialog.getByRole('listitem')).toHaveText([/Now.*High water at nine/, /High water at eight/, /High water at seven/]);
  await expect(dialog.locator('strong')).toHaveText('seven');
  await sarah.page.keyboard.press('Escape');
});

test('messages marked unread stay so in the open room, on other devices and after a reload, until the reader moves on', async ({
  browser,
}) => {
  const tray = await command<Room>(maya.page, 'create_room', { name: 'tray', public: true });
  await command(maya.page, 'join_room', { room_id: tray.id });
  await ada.request('join_room', { room_id: tray.id });
  for (const content of ['one', 'two', 'three']) await ada.request('send_message', { room_id: tray.id, content });
  await open(maya.page, tray, 'tray');
  await expect(sidebarRow(maya.page, 'tray')).not.toContainText(/\d/);
  await choose(maya.page, message(maya.page, 'two'), 'Mark unread');
  await expect(maya.page.getByText('New', { exact: true })).toBeVisible();
  await expect(sidebarRow(maya.page, 'tray')).toContainText('2');
  await maya.page.waitForTimeout(800);
  await expect(sidebarRow(maya.page, 'tray')).toContainText('2');
  // After a reload the same room is open again.
  await maya.page.reload();
  await expect(message(maya.page, 'three')).toBeVisible();
  await expect(maya.page.getByText('New', { exact: true })).toBeVisible();
  await maya.page.waitForTimeout(800);
  await expect(sidebarRow(maya.page, 'tray')).toContainText('2');
  // Another device of hers, in the lobby, shows it too.
  const phone = await visit(browser, home.ready.url, { storageState: await maya.context.storageState() });
  await expect(sidebarRow(phone.page, 'tray')).toContainText('2');
  await phone.context.close();
  await maya.page.bringToFront();
  await leave(maya.page);
  await expect(sidebarRow(maya.page, 'tray')).toContainText('2');
  await open(maya.page, tray, 'tray');
  await expect(sidebarRow(maya.page, 'tray')).not.toContainText(/\d/);
});

test('writing a message ends the mark as unread', async () => {
  const desk = await command<Room>(maya.page, 'create_room', { name: 'desk', public: true });
  await command(maya.page, 'join_room', { room_id: desk.id });
  await ada.request('join_room', { room_id: desk.id });
  await ada.request('send_message', { room_id: desk.id, content: 'A question' });
  await open(maya.page, desk, 'desk');
  await expect(sidebarRow(maya.page, 'desk')).not.toContainText(/\d/);
  await choose(maya.page, message(maya.page, 'A question'), 'Mark unread');
  await expect(sidebarRow(maya.page, 'desk')).toContainText('1');
  await say(maya.page, 'desk', 'An answer');
  await expect(sidebarRow(maya.page, 'desk')).not.toContainText(/\d/);
});

test('pointer and keyboard show who reacted', async () => {
  // Or the line that says she has read it would move the message away from under the mouse.
  await leave(sarah.page);
  await open(maya.page, room, 'tides');
  await say(maya.page, 'tides', 'Clap for the moon');
  // It is drawn before it is sent.
  await expect(message(maya.page, 'Clap for the moon')).toHaveAttribute('data-seq', /\d/);
  const { messages } = await command<{ messages: { id: string; content: string }[] }>(maya.page, 'get_history', { room_id: room.id });
  const about = { room_id: room.id, message_id: messages.find((each) => each.content === 'Clap for the moon')?.id, emoji: '👏' };
  await command(sarah.page, 'react', about);
  await ada.request('react', about);
  const chip = message(maya.page, 'Clap for the moon').getByRole('button', { name: /👏/ });
  await expect(chip).toContainText('2');
  await atRest(maya.page.getByRole('log', { name: 'Messages' }));
  await chip.hover();
  await expect(maya.page.getByText('Sarah and Ada reacted with 👏')).toBeVisible();
  await maya.page.mouse.move(0, 0);
  await expect(maya.page.getByText('Sarah and Ada reacted with 👏')).toHaveCount(0);
  await composer(maya.page, 'tides').focus();
  for (let stop = 0; stop < 4 && !(await chip.evaluate((element) => element === document.activeElement)); stop += 1)
    await maya.page.keyboard.press('Shift+Tab');
  await expect(maya.page.getByText('Sarah and Ada reacted with 👏')).toBeVisible();
});

test('a long press on a message offers its actions and shows who reacted', async ({ browser }) => {
  const phone = await visit(browser, urlOf(room), {
    storageState: await sarah.context.storageState(),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = phone;
  const row = message(page, 'Clap for the moon');
  await expect(row).toBeVisible();
  await atRest(page.getByRole('log', { name: 'Messages' }));
  const box = (await row.boundingBox())!;
  const at = { x: box.x + 120, y: box.y + box.height / 2 };
  const session = await phone.context.newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  const sheet = page.getByRole('dialog', { name: OWNER });
  await expect(sheet).toBeVisible();
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(sheet).toContainText('you and Ada');
  for (const name of ['Reply', 'Reply in thread', 'Copy link', 'Copy text', 'Mark unread', 'Start a vote', 'Make a task'])
    await expect(sheet.getByRole('button', { name, exact: true })).toBeVisible();
  await sheet.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(page.getByText(`Replying to ${OWNER}`)).toBeVisible();
  await phone.context.close();
});

test('a quoted statement is put in words', async () => {
  await open(maya.page, room, 'tides');
  const claim = JSON.stringify(
    statementOf({ type: 'ASSERT', from: 'ada', body: { claim: 'The pier is wet', falsifiable_by: 'a dry board' } }),
  );
  await ada.request('send_message', { room_id: room.id, content: claim });
  const { messages } = await command<{ messages: { id: string; content: string }[] }>(maya.page, 'get_history', { room_id: room.id });
  const reply_to = messages.find((each) => each.content === claim)?.id;
  await ada.request('send_message', { room_id: room.id, content: 'I looked.', reply_to });
  const answer = message(maya.page, 'I looked.');
  await expect(answer).toContainText('Claim: The pier is wet');
  await expect(answer).not.toContainText('{');
});

test('right-to-left text is laid out so in every language of the app', async () => {
  await open(maya.page, room, 'tides');
  await ada.request('send_message', { room_id: room.id, content: 'مرحبا بكم في البيت' });
  const text = message(maya.page, 'مرحبا').locator('.message-text');
  await expect(text).toHaveAttribute('dir', 'auto');
  expect(await text.locator('p').evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
});
