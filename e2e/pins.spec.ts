// Pinned messages: two people, one of them with a phone, and an agent.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { command, commands, composer, message, say } from './home.ts';
import { expectFitForThumbs, PHONE, press } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
  for (const text of ['The gate code is 4711', 'Buy seeds', 'Paint the shed']) await say(maya.page, 'garden', text);
  await expect(message(sarah.page, 'Paint the shed')).toBeVisible();
});

const panel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Members and details' }).or(page.getByRole('dialog', { name: 'Members and details' }));
const pins = (page: Page): Locator => panel(page).getByRole('list', { name: 'Pinned messages' }).getByRole('listitem');

/** Chooses from the menu of a right click. */
async function choose(page: Page, text: string, item: string): Promise<void> {
  await message(page, text).click({ button: 'right', position: { x: 200, y: 8 } });
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Chooses from the sheet of a long press. */
async function chooseInSheet(page: Page, text: string, item: string): Promise<void> {
  await press(page, message(page, text));
  const sheet = page.getByRole('dialog', { name: 'Maya' });
  await sheet.getByRole('button', { name: item, exact: true }).tap();
  await expect(sheet).toHaveCount(0);
}

test('both see who pinned a message, and its state', async () => {
  const { maya, sarah } = people;
  await expect(maya.page.getByRole('button', { name: /pinned message/ })).toHaveCount(0);
  await choose(maya.page, 'The gate code', 'Pin');
  for (const { page } of [maya, sarah]) {
    await expect(message(page, 'The gate code')).toContainText('Pinned by Maya');
    await expect(page.getByRole('button', { name: '1 pinned message' })).toBeVisible();
  }
  await chooseInSheet(sarah.page, 'Buy seeds', 'Pin');
  await chooseInSheet(sarah.page, 'Buy seeds', 'Mark as to do');
  for (const { page } of [maya, sarah]) await expect(message(page, 'Buy seeds')).toContainText(/To do.*Pinned by Sarah/);
});

test('the list shows those to do first, changes their state, and leads to the messages', async () => {
  const { maya } = people;
  const { page } = maya;
  await page.getByRole('button', { name: '2 pinned messages' }).click();
  await expect(pins(page)).toHaveText([/Maya Buy seeds.*Pinned by Sarah/s, /Maya The gate code.*Pinned by Maya/s]);
  await expectAccessibleInBothThemes(page, 'pinned messages beside the room');
  await panel(page).getByRole('button', { name: 'To do', exact: true }).click();
  await expect(pins(page)).toHaveCount(1);
  await panel(page).getByRole('button', { name: 'All', exact: true }).click();
  await pins(page)
    .first()
    .getByRole('button', { name: /^To do: change the state/ })
    .click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await expect(pins(page)).toHaveText([/The gate code/, /Buy seeds/]);
  await expect(message(people.sarah.page, 'Buy seeds')).toContainText('Done');
});

test('on a phone the list is a sheet, which closes when it leads to a message', async () => {
  const { maya, sarah } = people;
  const { page } = sarah;
  await commands(maya.page, async (ask) => {
    for (let count = 0; count < 40; count += 1) await ask('send_message', { room_id: room.id, content: `line ${count}\n\nmore` });
  });
  await expect(message(page, 'line 39')).toBeVisible();
  await page.getByRole('button', { name: '2 pinned messages' }).tap();
  await expect(pins(page)).toHaveCount(2);
  await expectFitForThumbs(page, 'pinned messages');
  await pins(page)
    .first()
    .getByRole('button', { name: /^Maya The gate code/ })
    .tap();
  await expect(panel(page)).toHaveCount(0);
  await expect(message(page, 'The gate code')).toBeInViewport();
  await page.getByRole('button', { name: 'Show members and details' }).tap();
  await expect(panel(page).getByRole('tab', { name: 'Members' })).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);
});

test('a reply of a thread is pinned, and its pin opens the thread', async () => {
  const { maya } = people;
  const { page } = maya;
  const { messages } = await command<{ messages: Message[] }>(page, 'get_history', { room_id: room.id, limit: 1 });
  const thread_id = messages[0]?.id;
  const reply = await command<Message>(page, 'send_message', { room_id: room.id, content: 'In the thread', thread_id });
  await command(people.sarah.page, 'pin_message', { room_id: room.id, message_id: reply.id, state: 'todo' });
  await expect(pins(page)).toHaveCount(3);
  await pins(page)
    .first()
    .getByRole('button', { name: /^Maya In the thread/ })
    .click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await expect(thread.getByRole('article').filter({ hasText: 'In the thread' })).toContainText('Pinned by Sarah');
  await command(page, 'delete_message', { room_id: room.id, message_id: reply.id });
  await page.getByRole('button', { name: '2 pinned messages' }).click();
  await expect(thread).toHaveCount(0);
  await expect(pins(page)).toHaveCount(2);
});

test('an agent pins a message, and a person unpins it with a key', async () => {
  const { maya, home } = people;
  const { page } = maya;
  const agent = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Rune');
  await agent.request('join_room', { room_id: room.id });
  const { messages } = await command<{ messages: Message[] }>(page, 'get_history', { room_id: room.id, limit: 1, before_seq: 4 });
  await agent.request('pin_message', { room_id: room.id, message_id: messages[0]?.id, state: 'todo' });
  await expect(pins(page).first()).toHaveText(/Paint the shed.*Pinned by Rune/s);
  agent.close();
  await pins(page)
    .first()
    .getByRole('button', { name: /^Maya Paint the shed/ })
    .click();
  await expect(message(page, 'Paint the shed')).toBeInViewport();
  await message(page, 'Paint the shed').focus();
  await page.keyboard.press('p');
  await expect(message(page, 'Paint the shed')).not.toContainText('Pinned');
  await expect(pins(page)).toHaveCount(2);
});

test('a person who was away finds the pins, and the palette leads to them', async () => {
  const { maya, sarah } = people;
  const { page } = sarah;
  await sarah.context.setOffline(true);
  const { messages } = await command<{ messages: Message[] }>(maya.page, 'list_pins', { room_id: room.id });
  await command(maya.page, 'unpin_message', { room_id: room.id, message_id: messages[0]?.id });
  await sarah.context.setOffline(false);
  await expect(page.getByRole('button', { name: '1 pinned message' })).toBeVisible();
  await maya.page.getByRole('button', { name: 'Hide members and details' }).click();
  await maya.page.keyboard.press('Control+k');
  await maya.page.getByRole('combobox').fill('Show pinned');
  await maya.page.getByRole('option', { name: 'Show pinned messages in garden' }).click();
  await expect(pins(maya.page)).toHaveText([/Buy seeds/]);
  await choose(maya.page, 'Paint the shed', 'Pin');
  await expect(pins(maya.page)).toHaveCount(2);
});

test('a room that is archived keeps its pins, and nothing changes them', async () => {
  const { maya } = people;
  const { page } = maya;
  await command(page, 'archive_room', { room_id: room.id });
  await expect(pins(page).first().getByRole('img', { name: 'No state' })).toBeVisible();
  await message(page, 'Paint the shed').click({ button: 'right', position: { x: 200, y: 8 } });
  await expect(page.getByRole('menuitem', { name: 'Copy link' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Unpin' })).toHaveCount(0);
});
