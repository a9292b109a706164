// Two people and an agent talk: what each of them sees of the other, and what survives a lost connection and a reload.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent } from './agent.ts';
import { command, composer, enterAsFriend, message, say, sidebarRow } from './home.ts';
import { pressOver } from './over-message.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople();
let room: Room;

test.beforeAll(async () => {
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
});

test.beforeEach(async () => {
  for (const { page } of [maya, sarah]) await openRoom(page, room.id, 'launch-plan');
});

async function openRoom(page: Page, roomId: string, title: string): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${roomId}`);
  await expect(composer(page, title)).toBeVisible();
}

test('a message appears once, at once, for sender and reader', async () => {
  await say(maya.page, 'launch-plan', 'We ship **Friday**.');
  await expect(message(maya.page, 'We ship Friday.')).toHaveCount(1);
  await expect(message(sarah.page, 'We ship Friday.')).toHaveCount(1);
  await expect(message(sarah.page, 'We ship Friday.').locator('strong')).toHaveText('Friday');
  await expect(message(maya.page, 'Sending')).toHaveCount(0);
  await expect(composer(maya.page, 'launch-plan')).toHaveValue('');
});

test('the reader sees who is writing until the message arrives', async () => {
  await composer(maya.page, 'launch-plan').pressSequentially('Hm');
  await expect(sarah.page.getByText('Maya is writing')).toBeVisible();
  await composer(maya.page, 'launch-plan').press('Enter');
  await expect(message(sarah.page, 'Hm')).toBeVisible();
  await expect(sarah.page.getByText('Maya is writing')).toHaveCount(0);
});

test('members see a friend come and go', async ({ browser }) => {
  const tom = await enterAsFriend(browser, maya.page, home, 'Tom');
  await expect(sidebarRow(maya.page, 'Tom')).toContainText('here');
  await tom.context.close();
  await expect(sidebarRow(maya.page, 'Tom')).toContainText('away');
});

test('unread messages and mentions of another room are counted until they are read', async () => {
  await openRoom(sarah.page, 'lobby', 'lobby');
  await say(maya.page, 'launch-plan', 'One');
  await say(maya.page, 'launch-plan', 'Two');
  const row = sidebarRow(sarah.page, 'launch-plan');
  await expect(row).toContainText('2 unread');
  await expect(sarah.page).toHaveTitle(/^\(2\) /);
  await say(maya.page, 'launch-plan', '@Sarah three');
  await expect(row).toContainText('1 mentions of you');
  await row.getByRole('link').click();
  await expect(sarah.page.getByText('New', { exact: true })).toBeVisible();
  await expect(message(sarah.page, '@Sarah three')).toBeVisible();
  await expect(row).not.toContainText('mentions of you');
  await expect(sarah.page).toHaveTitle(/^launch-plan/);
});

test('a reply quotes its message and leads to it', async () => {
  await say(maya.page, 'launch-plan', 'Is the gate written?');
  await pressOver(message(sarah.page, 'Is the gate written?'), 'Reply', sarah.page.getByText('Replying to Maya'));
  await say(sarah.page, 'launch-plan', 'Since noon.');
  const reply = message(maya.page, 'Since noon.');
  await expect(reply).toContainText('Is the gate written?');
  await reply.getByRole('button', { name: /In reply to/ }).click();
  await expect(maya.page).toHaveURL(/\/room\/[^/]+\/\d+$/);
});

test('one member adds a reaction and another joins it', async () => {
  await say(maya.page, 'launch-plan', 'It works on my machine.');
  const party = sarah.page.getByRole('button', { name: 'React with 🎉' });
  await pressOver(message(sarah.page, 'It works on my machine.'), 'React', party);
  await party.click();
  const chip = message(maya.page, 'It works on my machine.').getByRole('button', { name: /🎉.* from Sarah/ });
  await chip.click();
  await expect(message(sarah.page, 'It works on my machine.').getByRole('button', { name: /🎉.* from you and Maya/ })).toContainText('2');
});

test('Up edits the last own message, and all members see that it was edited', async () => {
  await say(maya.page, 'launch-plan', 'Freeday');
  await expect(message(sarah.page, 'Freeday')).toBeVisible();
  const field = maya.page.getByRole('textbox', { name: /Message launch-plan|Edit the message/ });
  await field.press('ArrowUp');
  await expect(field).toHaveValue('Freeday');
  await field.fill('Friday it is');
  await field.press('Enter');
  await expect(message(sarah.page, 'Friday it is')).toContainText('edited');
  await expect(message(sarah.page, 'Freeday')).toHaveCount(0);
});

test('Up edits a message that is still being sent, and text written while a change is saved stays', async () => {
  const page = await maya.context.newPage();
  const held: (() => void)[] = [];
  const pass = async (): Promise<void> => {
    await expect.poll(() => held.length).toBe(1);
    held.pop()?.();
  };
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      if (/"(send|edit)_message"/.test(String(text))) held.push(() => server.send(text));
      else server.send(text);
    });
  });
  await page.goto(maya.page.url());
  const field = page.getByRole('textbox', { name: /Message launch-plan|Edit the message/ });
  await field.fill('On its way');
  await field.press('Enter');
  await expect(message(page, 'On its way')).toBeVisible();
  await field.press('ArrowUp');
  await pass();
  await expect(field).toHaveValue('On its way');
  await field.fill('Changed once');
  await field.press('Enter');
  await field.fill('Changed twice');
  await pass();
  await expect(message(sarah.page, 'Changed once')).toBeVisible();
  await expect(field).toHaveValue('Changed twice');
  await field.press('Enter');
  await pass();
  await expect(message(sarah.page, 'Changed twice')).toBeVisible();
  await expect(field).toHaveValue('');
  await page.close();
});

test('a deleted message keeps its place', async () => {
  await say(maya.page, 'launch-plan', 'Never mind this');
  const remove = maya.page.getByRole('menuitem', { name: 'Delete' });
  await pressOver(message(maya.page, 'Never mind this'), 'More', remove);
  await remove.click();
  await maya.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(message(sarah.page, 'This message was deleted.')).toBeVisible();
  await expect(message(sarah.page, 'Never mind this')).toHaveCount(0);
});

test('messages written while the home does not answer wait, and are sent once and in order when it is back', async () => {
  const dots = sarah.page.locator('[data-presence="ok"]');
  await expect(dots.first()).toBeVisible();
  await home.kill();
  await expect(maya.page.getByText('Reconnecting…')).toBeVisible();
  await expect(dots).toHaveCount(0);
  await say(maya.page, 'launch-plan', 'Written offline, first');
  await say(maya.page, 'launch-plan', 'Written offline, second');
  await expect(message(maya.page, 'Waiting for the connection')).toHaveCount(2);
  await home.restart();
  await expect(message(sarah.page, 'Written offline, second')).toBeVisible();
  await expect(message(maya.page, 'Waiting for the connection')).toHaveCount(0);
  for (const { page } of [maya, sarah]) {
    await expect(message(page, 'Written offline')).toHaveText([/first/, /second/]);
  }
  await expect(maya.page.getByText('Reconnecting…')).toHaveCount(0);
  await expect(dots.first()).toBeVisible();
});

test('a reload keeps messages that wait to be sent, and the draft', async () => {
  await home.kill();
  await say(maya.page, 'launch-plan', 'Sent before the reload');
  await composer(maya.page, 'launch-plan').fill('A half-written thought');
  await home.restart();
  await maya.page.reload();
  await expect(message(sarah.page, 'Sent before the reload')).toHaveCount(1);
  await expect(composer(maya.page, 'launch-plan')).toHaveValue('A half-written thought');
  await openRoom(maya.page, 'lobby', 'lobby');
  await expect(composer(maya.page, 'lobby')).toHaveValue('');
  await openRoom(maya.page, room.id, 'launch-plan');
  await expect(composer(maya.page, 'launch-plan')).toHaveValue('A half-written thought');
  await composer(maya.page, 'launch-plan').fill('');
});

test('an agent is picked with @ and added to the room, and its answer appears at once', async () => {
  const ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  const field = composer(maya.page, 'launch-plan');
  await expect(sidebarRow(maya.page, 'Ada')).toBeVisible();
  await field.pressSequentially('@ad');
  await expect(maya.page.getByRole('option', { name: /Ada/ })).toContainText('Add to the room');
  await field.press('Enter');
  await expect(field).toHaveValue('@Ada ');
  await expect(maya.page.getByRole('complementary', { name: 'Members and details' }).getByText('Ada')).toBeVisible();
  await field.pressSequentially('are you there?');
  await field.press('Enter');
  const mention = await ada.next((frame) => frame.type === 'mention');
  expect(mention.payload['room_id']).toBe(room.id);
  await ada.request('join_room', { room_id: room.id });
  await ada.request('send_message', { room_id: room.id, content: 'Always, @Maya.' });
  await expect(message(maya.page, 'Always, @Maya.')).toContainText('agent');
  ada.close();
});

test('markup in a message stays text, without images or script links', async () => {
  const hostile = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](https://example.org/pixel.png) [c](https://example.org/)';
  await say(sarah.page, 'launch-plan', hostile);
  const shown = message(maya.page, '<img src=x onerror=alert(1)>');
  await expect(shown).toBeVisible();
  await expect(shown.locator('img')).toHaveCount(0);
  await expect(shown.getByRole('link', { name: 'a', exact: true })).toHaveCount(0);
  await expect(shown.getByRole('link', { name: 'c', exact: true })).toHaveAttribute('rel', /noreferrer/);
});
