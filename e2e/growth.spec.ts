// Content that grows while one reads: the newest line stays whole, whatever comes into the list above it or in it.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { atRest } from './at-rest.ts';
import { bringFile, command, commands, composer, message, readEverything, say } from './home.ts';
import { PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await commands(maya.page, async (ask) => {
    for (let count = 1; count <= 60; count += 1)
      await ask('send_message', { room_id: room.id, content: `Plant ${count}${count % 5 === 0 ? '\n\nwith a second paragraph' : ''}` });
  });
  await readEverything(sarah.page);
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
    await expect(message(page, 'Plant 60')).toBeInViewport();
  }
});

const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });

/** In px, once nothing moves any more. */
async function fromEnd(page: Page): Promise<number> {
  await atRest(list(page));
  return list(page).evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
}

test('reactions to messages in sight keep the newest line whole, for both', async () => {
  const sent: Message[] = [];
  for (const content of ['Who waters?', 'The roses are thirsty.', 'And the beans.'])
    sent.push(await command<Message>(maya.page, 'send_message', { room_id: room.id, content }));
  for (const { page } of [maya, sarah]) await expect(message(page, 'And the beans.')).toBeInViewport();
  for (const each of [sent[1], sent[0], sent[2]])
    for (const emoji of ['👍', '🌹']) {
      await command(sarah.page, 'react', { room_id: room.id, message_id: each?.id, emoji });
      for (const { page } of [maya, sarah]) {
        await expect(message(page, each?.content ?? '').getByRole('button', { name: new RegExp(emoji) })).toBeVisible();
        expect(await fromEnd(page), `${emoji} at ${each?.content}`).toBeLessThan(2);
      }
    }
});

test('“Seen by” and what an agent’s words add keep it whole', async () => {
  for (let count = 1; count <= 6; count += 1) {
    await say(sarah.page, 'garden', `I water bed ${count}.`);
    await expect(message(sarah.page, `I water bed ${count}.`)).toContainText('Seen by 1');
    expect(await fromEnd(sarah.page), `bed ${count}`).toBeLessThan(2);
    await command(maya.page, 'react', { room_id: room.id, message_id: await idOf(`I water bed ${count}.`), emoji: '💧' });
    await expect(message(sarah.page, `I water bed ${count}.`).getByRole('button', { name: /💧/ })).toBeVisible();
    for (const { page } of [maya, sarah]) expect(await fromEnd(page), `reaction ${count}`).toBeLessThan(2);
  }
});

async function idOf(content: string): Promise<string> {
  const { messages } = await command<{ messages: Message[] }>(maya.page, 'get_history', { room_id: room.id, limit: 5 });
  return messages.find((each) => each.content === content)?.id ?? '';
}

test('a picture that comes late keeps it whole', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
  const file = await bringFile(sarah.page, room.id, 'leaf.png', png);
  await command(sarah.page, 'send_message', { room_id: room.id, content: 'A leaf', file_ids: [file.id] });
  await say(maya.page, 'garden', 'Pretty.');
  for (const { page } of [maya, sarah]) {
    await expect(message(page, 'Pretty.')).toBeInViewport();
    expect(await fromEnd(page)).toBeLessThan(2);
  }
});

test('a press reaches the message under it while the list scrolls', async () => {
  const { page } = maya;
  const pressed = await list(page).evaluate(async (element) => {
    const drawn = (): Promise<number> => new Promise((resolve) => void requestAnimationFrame(resolve));
    const { left, top, width, height } = element.getBoundingClientRect();
    const under: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      element.scrollTop -= 20;
      await drawn();
      await drawn();
      under.push(document.elementFromPoint(left + width / 2, top + height / 2)?.closest('article') ? 'message' : 'nothing');
    }
    return under;
  });
  expect(pressed).toEqual(Array.from({ length: 5 }, () => 'message'));
});

test('a long message is cut between its blocks, and never within code', async () => {
  const { page } = sarah;
  const code = Array.from({ length: 20 }, (_, index) => `- old line ${index + 1}`).join('\n');
  const rest = Array.from({ length: 60 }, (_, index) => `Then ${index + 1}.`).join('\n\n');
  await command(maya.page, 'send_message', { room_id: room.id, content: `The change:\n\n\`\`\`diff\n${code}\n\`\`\`\n\n${rest}` });
  const row = message(page, 'The change:');
  await expect(row.locator('pre')).toContainText('- old line 20');
  await expect(row).not.toContainText('Then 60.');
  await row.getByRole('button', { name: /^Show all/ }).tap();
  await expect(row).toContainText('Then 60.');
});

test('several messages are copied with names and times, and without decoration', async () => {
  const { page } = maya;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await say(sarah.page, 'garden', 'First **bold** words');
  await say(sarah.page, 'garden', 'Second words');
  await say(page, 'garden', 'Third words');
  await expect(message(page, 'Second words')).toBeVisible();
  await command(page, 'react', { room_id: room.id, message_id: await idOf('Second words'), emoji: '👍' });
  await expect(message(page, 'Second words').getByRole('button', { name: /👍/ })).toBeVisible();
  await expect(message(page, 'Third words')).toBeVisible();
  await page.evaluate(() => {
    const words = (text: string): Node =>
      [...document.querySelectorAll('.message-text p')].find((each) => each.textContent === text) as Node;
    document.getSelection()?.setBaseAndExtent(words('First bold words'), 0, words('Third words'), 1);
  });
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replace(/\d?\d:\d\d/g, '10:47')).toBe(
    'Sarah [10:47] First bold words\nSarah [10:47] Second words\nMaya [10:47] Third words',
  );
});
