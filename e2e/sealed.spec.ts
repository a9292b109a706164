// A sealed room of two: the owner in the desktop app, a friend in a browser, and a home that can read none of it.
import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { statementOf, type StatementParts } from '../src-shared/lantern/envelope.ts';
import type { Message, RoomView } from '../src-shared/objects.ts';
import { squarePng } from '../src-main/gateway/testing/pictures.ts';
import { createRoomCipher } from '../src-shared/room-cipher.ts';
import { roomKey, seal } from '../src-shared/sealed.ts';
import { expect, testOnOneDesktop } from './desktop-app.ts';
import { command, composer, HOME_NAME, message, say, sidebarRow } from './home.ts';
import { bothInVault, comeIn, enterKey, keyField, makeVault } from './vault.ts';

const test = testOnOneDesktop();

const WORDS = 'The heron nests under the pier';
const ANSWER = 'Then nobody mows there';
/** A key that a person chose is stretched on purpose, which a busy machine does slowly. */
const STRETCHING_LIMIT_MS = 40_000;

/** The room of the test before gets another name. */
test.beforeEach(async ({ desktop: { page } }) => {
  await page.reload();
  await expect(page.getByRole('heading', { name: HOME_NAME })).toBeVisible();
  const { rooms } = await command<{ rooms: RoomView[] }>(page, 'list_rooms', {});
  for (const { room } of rooms.filter((each) => each.room.name === 'vault'))
    await command(page, 'update_room', { room_id: room.id, name: `before ${room.created_at}` });
});

const details = (page: Page) => page.getByRole('complementary', { name: 'Members and details' });
function bytesOf(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Buffer.concat(files.map((each) => readFileSync(path.join(each.parentPath, each.name))));
}

test('two people with its key read and write in a sealed room, and no other member can', async ({ computer, desktop, browser }) => {
  const maya = desktop.page;
  const { key, room_id } = await makeVault(maya);
  await say(maya, 'vault', WORDS);
  await expect(message(maya, WORDS)).toBeVisible();

  const { page: sarah } = await comeIn(browser, maya, room_id);
  await expect(sarah.getByRole('heading', { name: HOME_NAME })).toBeVisible();
  await expect(sidebarRow(sarah, 'vault')).toContainText('sealed');

  // Without the key, with a wrong one, and with the right one.
  await expect(sarah.getByText('This room is sealed. Enter its key to read and write.')).toBeVisible();
  await expect(message(sarah, 'Sealed message')).toHaveCount(1);
  await expect(composer(sarah, 'vault')).toHaveCount(0);
  await enterKey(sarah, 'not the key of this room');
  await expect(sarah.getByText(/does not open these messages/)).toBeVisible();
  await expect(sarah.getByText(WORDS)).toHaveCount(0);
  await enterKey(sarah, ` ${key} `);
  await expect(message(sarah, WORDS)).toBeVisible();
  await composer(sarah, 'vault').fill('an unsent thought');
  await composer(sarah, 'vault').fill('');
  await say(sarah, 'vault', `@Maya: ${ANSWER}`);
  await expect(message(maya, ANSWER)).toBeVisible();
  await expect(message(maya, ANSWER).getByText('@Maya')).toBeVisible();

  // A message that stays shut says so: from another room, with another key, and in a room that is none.
  const post = (to: string, content: string) => command<Message>(maya, 'send_message', { room_id: to, content });
  await post(room_id, seal(roomKey(key, 'lobby'), 'replayed'));
  await expect(message(sarah, 'Sealed with another key')).toHaveCount(1);
  const long = 'x'.repeat(180_000);
  const tall = await post(room_id, seal(roomKey(key, room_id), `A long one ${long}`));
  await expect(message(sarah, 'A long one')).toBeVisible();
  // Rows far beyond the edges are not in the page.
  await command(maya, 'delete_message', { room_id, message_id: tall.id });
  await expect(command(maya, 'send_message', { room_id, content: WORDS })).rejects.toThrow(/encrypted messages only/);
  await post('lobby', seal(roomKey(key, 'lobby'), 'elsewhere'));
  await sidebarRow(maya, 'lobby').click();
  await expect(message(maya, 'Sealed message')).toHaveCount(1);

  // Edited, searched, and there again after a reload.
  await composer(sarah, 'vault').press('ArrowUp');
  await expect(sarah.getByRole('textbox', { name: 'Edit the message' })).toHaveValue(`@Maya: ${ANSWER}`);
  await sarah.getByRole('textbox', { name: 'Edit the message' }).fill(`${ANSWER} until May`);
  await sarah.keyboard.press('Enter');
  await expect(message(sarah, 'until May')).toBeVisible();
  await sarah.getByRole('button', { name: 'Search in this room' }).click();
  await sarah.getByRole('textbox', { name: 'Search in this room' }).fill('heron');
  await expect(sarah.getByRole('search')).toContainText('1 found');
  await sarah.keyboard.press('Escape');
  await composer(sarah, 'vault').fill('a draft about the heron');
  await sarah.reload();
  await expect(message(sarah, 'until May')).toBeVisible();
  await expect(composer(sarah, 'vault')).toHaveValue('');
  expect(await sarah.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/heron nests|nobody mows|about the heron/);
  await sidebarRow(maya, 'vault').click();
  await maya.reload();
  await expect(message(maya, 'until May')).toBeVisible();

  // Nothing of it is in the home's files, nor on the screen as a blob.
  const bytes = bytesOf(computer.dataDir);
  for (const secret of [WORDS, 'heron nests', 'nobody mows', 'until May', key]) expect(bytes.includes(secret), secret).toBe(false);
  for (const page of [maya, sarah]) await expect(page.getByText(/clw1:|lsm1:/)).toHaveCount(0);

  // Forgotten, it is shut.
  await details(sarah).getByRole('tab', { name: 'About' }).click();
  await sarah.getByRole('button', { name: 'Forget key on this device' }).click();
  await sarah.getByRole('dialog').getByRole('button', { name: 'Forget key' }).click();
  await expect(sarah.getByText('This room is sealed. Enter its key to read and write.')).toBeVisible();
  await expect(sarah.getByText('until May')).toHaveCount(0);
  await sarah.reload();
  await expect(keyField(sarah)).toBeVisible();
});

test('in a sealed room a plain, copied or renamed message is never shown as sealed', async ({ computer, desktop, browser }) => {
  const { maya, sarah, key, room_id } = await bothInVault(browser, desktop.page);
  await say(maya, 'vault', WORDS);
  await expect(message(sarah, WORDS)).toBeVisible();

  // Sarah's program has no key. It has the blob, and posts it as hers.
  const blob = (await command<{ messages: Message[] }>(sarah, 'get_history', { room_id })).messages[0]?.content ?? '';
  await expect(command(sarah, 'send_message', { room_id, content: blob })).rejects.toThrow(/in this room before/);

  // A holder of the key seals under Maya's name. A ClawChat program seals without an author.
  const cipher = createRoomCipher(room_id, { secret: key, stretched: null });
  const { author_id } = (await command<{ messages: Message[] }>(maya, 'get_history', { room_id })).messages[0] ?? { author_id: '' };
  await command(sarah, 'send_message', { room_id, content: cipher.seal({ author_id, kind: 'message' }, 'I approve it') });
  await command(sarah, 'send_message', { room_id, content: seal(roomKey(key, room_id), 'from a program') });
  await expect(message(maya, 'I approve it')).toContainText('Sealed by another author than shown here.');
  await expect(message(maya, 'from a program')).toContainText('Author not proven');
  await expect(message(maya, WORDS)).not.toContainText(/Author not proven|Sealed by/);

  // An attacker writes into the server's database.
  const db = new Database(path.join(computer.dataDir, 'lanai.db'));
  db.prepare('UPDATE messages SET content = ? WHERE room_id = ? AND seq = 1').run('FORGED: please pay', room_id);
  db.close();
  for (const page of [maya, sarah]) {
    await page.reload();
    await expect(page.getByText('Not sealed. The server could have written this.')).toBeVisible();
    await expect(page.getByText('FORGED')).toHaveCount(0);
  }
});

test('a chosen key is stretched, opens the room elsewhere, and survives a reload', async ({ desktop, browser }) => {
  const maya = desktop.page;
  const own = 'correct horse battery';
  await maya.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('button', { name: 'Make a room' }).click();
  const dialog = maya.getByRole('dialog', { name: 'New room' });
  await dialog.getByLabel('Name', { exact: true }).fill('vault');
  await dialog.getByRole('checkbox', { name: /^Sealed/ }).check();
  await dialog.getByRole('button', { name: 'Use my own' }).click();
  await dialog.getByRole('textbox', { name: 'Key of the room' }).fill('fifteen letters');
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(dialog.getByText(/at least 16 characters/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Key of the room' }).fill(own);
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(composer(maya, 'vault')).toBeVisible();
  await say(maya, 'vault', WORDS);
  const room_id = /room\/([^/?]+)/.exec(maya.url())?.[1] ?? '';
  const { page: sarah } = await comeIn(browser, maya, room_id);
  await enterKey(sarah, own);
  await expect(message(sarah, WORDS)).toBeVisible({ timeout: STRETCHING_LIMIT_MS });
  await sarah.reload();
  await expect(message(sarah, WORDS)).toBeVisible();
  await expect(message(sarah, WORDS)).not.toContainText('Author not proven');
});

test('a picture and a text file in a sealed room are shown, read and saved with its key, and the home has neither', async ({
  computer,
  desktop,
  browser,
}) => {
  const { maya, sarah } = await bothInVault(browser, desktop.page);
  const picture = squarePng(40);
  await maya.getByLabel('Files to attach').setInputFiles([
    { name: 'heron.png', mimeType: 'image/png', buffer: picture },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(WORDS) },
  ]);
  await expect(maya.getByRole('list', { name: 'Attached files' })).toContainText('heron.png');
  await expect(maya.getByText('You can send the message when the files are uploaded.')).toHaveCount(0);
  await say(maya, 'vault', 'Two of them');
  for (const page of [maya, sarah]) {
    const thumb = message(page, 'Two of them').getByRole('button', { name: 'Open heron.png' }).locator('img');
    await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
    expect(await thumb.getAttribute('src')).toMatch(/^blob:/);
  }

  // Read as text, looked at large, saved, and found among the files of the room.
  const there = message(sarah, 'Two of them');
  await there.getByRole('button', { name: 'Preview' }).click();
  await expect(there.getByText(WORDS)).toBeVisible();
  await there.getByRole('button', { name: 'Open heron.png' }).click();
  const viewer = sarah.getByRole('dialog', { name: 'heron.png' });
  await expect.poll(() => viewer.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
  const saving = sarah.waitForEvent('download');
  await viewer.getByRole('button', { name: 'Download heron.png' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('heron.png');
  expect(readFileSync(await saved.path()).equals(picture)).toBe(true);
  await sarah.keyboard.press('Escape');
  await details(sarah).getByRole('tab', { name: 'Files' }).click();
  await expect(sarah.getByRole('list', { name: 'Files' })).toContainText('heron.png');
  await sarah.reload();
  await expect(message(sarah, 'Two of them').getByRole('button', { name: 'Open heron.png' })).toBeVisible();

  // Without the key its files are no more than that.
  await details(sarah).getByRole('tab', { name: 'About' }).click();
  await sarah.getByRole('button', { name: 'Forget key on this device' }).click();
  await sarah.getByRole('dialog').getByRole('button', { name: 'Forget key' }).click();
  await details(sarah).getByRole('tab', { name: 'Files' }).click();
  await expect(sarah.getByRole('list', { name: 'Files' }).getByText('Sealed file')).toHaveCount(2);
  await expect(sarah.getByRole('list', { name: 'Files' })).not.toContainText('heron');

  const bytes = bytesOf(computer.dataDir);
  for (const secret of ['heron.png', 'notes.txt', WORDS]) expect(bytes.includes(secret), secret).toBe(false);
  expect(bytes.includes(picture.subarray(8))).toBe(false);
});

test('with its key, agents’ arguments in a sealed room show as cards and are searched on the device', async ({ desktop, browser }) => {
  const maya = desktop.page;
  const { key, room_id } = await makeVault(maya);
  const { page: sarah } = await comeIn(browser, maya, room_id);
  const state = (parts: StatementParts) =>
    command<Message>(maya, 'send_message', { room_id, content: seal(roomKey(key, room_id), JSON.stringify(statementOf(parts))) });
  const claim = await state({ type: 'ASSERT', from: 'Ada', body: { claim: 'The cache is cold', falsifiable_by: 'a hit rate over 50 %' } });
  const doubt = { target_seq: claim.seq, counter_claim: 'Only one node is', test: 'ask them all', confidence: 0.6 };
  await state({ type: 'CHALLENGE', from: 'Quill', reply_to: claim.seq, body: doubt });

  const card = (page: Page) => page.getByRole('region', { name: 'Claim: The cache is cold' });
  await expect(card(maya)).toBeVisible();
  await expect(message(sarah, 'Sealed message')).toHaveCount(2);
  await expect(card(sarah)).toHaveCount(0);
  await enterKey(sarah, key);
  for (const page of [maya, sarah]) {
    await card(page).getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('dialog', { name: 'The cache is cold' });
    await expect(thread.getByRole('list', { name: 'Statements' }).getByRole('listitem')).toHaveCount(2);
    await expect(thread).toContainText('Only one node is');
    await page.keyboard.press('Escape');
  }

  // Over all rooms the home searches, which cannot read this one; named, it is searched here.
  await sarah.keyboard.press('Control+k');
  await sarah.getByRole('combobox').fill('cold');
  await sarah.getByRole('option', { name: 'All messages with “cold”' }).click();
  const dialog = sarah.getByRole('dialog', { name: 'Search messages' });
  const apart = dialog.getByText('Sealed rooms are searched only with in:, on a device that has the key.');
  await expect(apart).toBeVisible();
  await expect(dialog.getByText('No messages found')).toBeVisible();
  await dialog.getByRole('combobox').fill('in:vault cold');
  await expect(dialog.getByRole('option').filter({ hasText: 'cache is cold' })).toHaveCount(1);
  await expect(apart).toHaveCount(0);
});

// The last one: nothing reaches the home from its page any more.
test('a message that waits to be sent to a sealed room is stored sealed', async ({ desktop }) => {
  const { page } = desktop;
  await makeVault(page);
  // A room whose history is still on its way shows no message that waits.
  await expect(page.getByText(/^This is the start of/)).toBeVisible();
  await page.context().setOffline(true);
  await page.evaluate(() => {
    // From here on nothing reaches the home.
    WebSocket.prototype.send = () => undefined;
  });
  await say(page, 'vault', WORDS);
  await expect(message(page, WORDS)).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).toContain('lsm1:');
  expect(kept).not.toContain('heron');
});
