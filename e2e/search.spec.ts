// Finding: what one wrote the other finds, by the palette, by the search with its filters, and within the room.
import { expect, test, type Page } from '@playwright/test';
import { statementOf } from '../src-shared/lantern/envelope.ts';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, commands, composer, enterAsFriend, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let room: Room;
let early: Message;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
  early = await command<Message>(sarah.page, 'add_member', { room_id: room.id, participant_id: 'porter' }).then(() =>
    command<Message>(maya.page, 'send_message', { room_id: room.id, content: 'Check the rollback section of the plan first' }),
  );
  await commands(maya.page, async (ask) => {
    for (let count = 0; count < 120; count += 1)
      await ask('send_message', { room_id: room.id, content: `Something else, number ${count}` });
  });
});

test.afterAll(async () => {
  await maya?.context.close();
  await sarah?.context.close();
  await home?.close();
});

async function openRoom(page: Page): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(page, 'launch-plan')).toBeVisible();
}

test.beforeEach(async () => {
  for (const { page } of [maya, sarah]) await openRoom(page);
});

test('the palette finds a message that was just written, and Enter opens it', async () => {
  await say(sarah.page, 'launch-plan', 'The zeppelin has no rollback gate');
  await expect(message(maya.page, 'zeppelin')).toHaveCount(1);
  await maya.page.goto(`${home.ready.url}/#/room/lobby`);
  await maya.page.keyboard.press('Control+k');
  await maya.page.getByRole('combobox', { name: 'Search and commands' }).fill('zeppel');
  const found = maya.page.getByRole('option', { name: /Sarah.*launch-plan/ });
  await expect(found.locator('mark')).toHaveText('zeppelin');
  await maya.page.keyboard.press('Enter');
  await expect(message(maya.page, 'zeppelin')).toBeInViewport();
  await expect(maya.page).toHaveURL(new RegExp(`/room/${room.id}/`));
});

test('the palette makes a room of the typed name, and runs commands', async () => {
  await maya.page.keyboard.press('Control+k');
  await maya.page.getByRole('combobox', { name: 'Search and commands' }).fill('orangery');
  await maya.page.getByRole('option', { name: 'Make a room called “orangery”' }).click();
  await expect(maya.page.getByRole('dialog', { name: 'New room' }).getByLabel('Name')).toHaveValue('orangery');
  await maya.page.keyboard.press('Escape');
  await maya.page.keyboard.press('Control+k');
  await maya.page.getByRole('combobox', { name: 'Search and commands' }).fill('settings: app');
  await expect(maya.page.getByRole('option', { selected: true })).toHaveText(/Settings: Appearance|All messages/);
  await maya.page.getByRole('option', { name: 'Settings: Appearance' }).click();
  await expect(maya.page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await maya.page.keyboard.press('Escape');
});

test('the search takes typed filters, says when there is no match, and remembers', async () => {
  const { page } = maya;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('rollback');
  // They come before it, and would move it under the pointer.
  await expect(page.getByRole('option', { name: /Check the rollback/ })).toBeVisible();
  await page.getByRole('option', { name: 'All messages with “rollback”' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search messages' });
  const field = dialog.getByRole('combobox');
  await expect(dialog.getByRole('option')).toHaveCount(2);
  await field.pressSequentially(' from:may');
  await expect(dialog.getByRole('option', { name: 'from you' })).toBeVisible();
  await field.press('Enter');
  await expect(dialog.getByRole('button', { name: 'from you: remove this filter' })).toBeVisible();
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await field.fill('in:launch-plan xylophone');
  await expect(dialog.getByText('No messages found')).toBeVisible();
  await field.fill('rollback');
  await dialog.getByRole('option', { name: /Check the/ }).click();
  await expect(message(page, 'Check the rollback section')).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`/${early.seq}$`));
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('search mess');
  await page.getByRole('option', { name: 'Search messages' }).click();
  await expect(page.getByRole('option', { name: /from you · in #launch-plan · rollback/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('matches are shown without formatting characters, and LANTERN statements in words', async () => {
  const claim = statementOf({ type: 'ASSERT', from: 'maya', body: { claim: 'Herons nest here', falsifiable_by: 'an empty nest' } });
  for (const content of ['The **heron** is `grey`, see [the pier](https://example.org/pier)', JSON.stringify(claim)])
    await command(maya.page, 'send_message', { room_id: room.id, content });
  const { page } = sarah;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('search mess');
  await page.getByRole('option', { name: 'Search messages' }).click();
  const search = page.getByRole('dialog', { name: 'Search messages' });
  await search.getByRole('combobox').fill('heron');
  await expect(search.getByRole('option', { name: 'The heron is grey, see the pier' })).toBeVisible();
  await expect(search.locator('mark')).toHaveText(['heron']);
  await search.getByRole('combobox').fill('herons nest');
  await expect(search.getByRole('option', { name: 'Claim: Herons nest here' })).toBeVisible();
  await expect(search.getByText('falsifiable_by')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('older matches are loaded on request', async () => {
  const { page } = maya;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('something else');
  await page.getByRole('option', { name: 'All messages with' }).click();
  const options = page.getByRole('dialog', { name: 'Search messages' }).getByRole('option');
  await expect(options).toHaveCount(21);
  await page.getByRole('option', { name: 'Show older messages' }).click();
  await expect(options).toHaveCount(41);
  await page.keyboard.press('Escape');
});

test('Ctrl F goes from match to match in the room', async () => {
  const { page } = maya;
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Search in this room' });
  await expect(field).toBeFocused();
  await field.fill('rollback');
  await expect(page.getByRole('search')).toContainText('2 found');
  await field.press('Enter');
  await expect(page.getByRole('search')).toContainText('1 of 2');
  await expect(message(page, 'zeppelin')).toBeInViewport();
  await field.press('Enter');
  await expect(message(page, 'Check the rollback section')).toBeInViewport();
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('lanai-found')?.size ?? 0)).toBeGreaterThan(0);
  await field.press('Shift+Enter');
  await expect(message(page, 'zeppelin')).toBeInViewport();
  await field.press('Escape');
  await expect(page.getByRole('search')).toHaveCount(0);
});

test('text typed before the room search has loaded is searched, and is not in the message', async () => {
  const { page } = maya;
  const fetched = { go: (): void => undefined };
  const isLetThrough = new Promise<void>((resolve) => (fetched.go = resolve));
  await page.route(/\/assets\/room-search/, async (route) => {
    await isLetThrough;
    await route.continue();
  });
  await page.reload();
  await expect(composer(page, 'launch-plan')).toBeFocused();
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Search in this room' });
  await expect(field).toBeFocused();
  await page.keyboard.type('roll');
  fetched.go();
  await expect(page.getByRole('button', { name: 'Close search' })).toBeVisible();
  await page.keyboard.type('back');
  await expect(field).toHaveValue('rollback');
  await expect(page.getByRole('search')).toContainText('2 found');
  await expect(composer(page, 'launch-plan')).toHaveValue('');
  await page.unroute(/\/assets\/room-search/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`palette, search and room search have no accessibility failures, ${colorScheme}`, async () => {
    const { page } = sarah;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Search in this room' }).fill('rollback');
    await expect(page.getByRole('search')).toContainText('found');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show as a list' }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('rollback');
    await expect(page.getByRole('option', { name: /Check the rollback/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });
}
