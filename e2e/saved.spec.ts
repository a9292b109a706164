// Messages saved for later, and reminders: one person on two pages and another on a phone, who do not see each other's lists.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Person, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, message, say } from './home.ts';
import { pressOver } from './over-message.ts';
import { expectFitForThumbs, PHONE, press } from './phone.ts';
import { twoPeople } from './two-people.ts';
import { makeVault } from './vault.ts';

const people = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) await openGarden(page);
});

async function openGarden(page: Page): Promise<void> {
  await page.goto(`${people.home.ready.url}/#/room/${room.id}`);
  await expect(composer(page, 'garden')).toBeVisible();
}

const sidebarButton = (page: Page): Locator => page.getByRole('button', { name: /^Saved/ });
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Saved' });
const entry = (page: Page, text: string | RegExp): Locator => dialogOf(page).getByRole('listitem').filter({ hasText: text });
const mark = (row: Locator): Locator => row.getByRole('img', { name: 'Saved for later' });

async function openList(page: Page): Promise<void> {
  await sidebarButton(page).click();
  await expect(dialogOf(page)).toBeVisible();
}

test('a message is saved from its menu, on all pages of its person and on no other', async () => {
  const { maya, sarah } = people;
  await say(sarah.page, 'garden', 'The beans need water on Friday.');
  const row = message(maya.page, 'The beans need water');
  await expect(row).toBeVisible();
  await expect(sidebarButton(maya.page)).toHaveCount(0);
  const other = await maya.context.newPage();
  await openGarden(other);
  await row.click({ button: 'right' });
  await maya.page.getByRole('menuitem', { name: 'Save for later' }).click();
  for (const page of [maya.page, other]) {
    await expect(mark(message(page, 'The beans need water'))).toBeVisible();
    await expect(sidebarButton(page)).toBeVisible();
  }
  await openList(other);
  await expect(entry(other, /garden.*Sarah The beans need water on Friday\./s)).toBeVisible();
  await expectAccessibleInBothThemes(other, 'the list of saved messages');
  await other.close();
  const { saved } = await command<{ saved: unknown[] }>(sarah.page, 'list_saved', {});
  expect(saved).toEqual([]);
  await expect(mark(message(sarah.page, 'The beans need water'))).toHaveCount(0);
});

test('the list leads to a message, and to a reply in its thread', async () => {
  const { maya, home } = people;
  const first = await command<Message>(maya.page, 'send_message', { room_id: room.id, content: 'Who has the hose?' });
  const reply = await command<Message>(maya.page, 'send_message', { room_id: room.id, content: 'It is in the shed.', thread_id: first.id });
  await command(maya.page, 'save_message', { room_id: room.id, message_id: reply.id });
  await maya.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(maya.page, 'lobby')).toBeVisible();
  await openList(maya.page);
  await expect(dialogOf(maya.page).getByRole('listitem')).toHaveText([/It is in the shed/, /The beans need water/]);
  await entry(maya.page, 'It is in the shed.').getByRole('button').first().click();
  const thread = maya.page.getByRole('complementary', { name: 'Thread' });
  await expect(thread.getByRole('article').filter({ hasText: 'It is in the shed.' })).toBeInViewport();
  await expect(mark(thread.getByRole('article').filter({ hasText: 'It is in the shed.' }))).toBeVisible();
  await openList(maya.page);
  await entry(maya.page, 'The beans need water').getByRole('button').first().click();
  await expect(message(maya.page, 'The beans need water')).toBeInViewport();
});

test('a key saves the message that has the focus, and removes it', async () => {
  const { maya } = people;
  const row = message(maya.page, 'Who has the hose?').first();
  await row.focus();
  await maya.page.keyboard.press('s');
  await expect(mark(row)).toBeVisible();
  await maya.page.keyboard.press('s');
  await expect(mark(row)).toHaveCount(0);
});

test('a deleted message shows no content, and the tick removes it', async () => {
  const { maya, sarah } = people;
  const { messages } = await command<{ messages: Message[] }>(maya.page, 'get_history', { room_id: room.id });
  const id = messages.find(({ content }) => content.startsWith('The beans'))?.id;
  await command(sarah.page, 'delete_message', { room_id: room.id, message_id: id });
  await maya.page.keyboard.press('Control+k');
  await maya.page.getByRole('dialog').getByRole('combobox').fill('bookmarks');
  await maya.page.getByRole('option', { name: 'Saved messages' }).click();
  await expect(entry(maya.page, 'This message was deleted.')).toBeVisible();
  await expect(dialogOf(maya.page)).not.toContainText('The beans');
  await entry(maya.page, 'This message was deleted.').getByRole('button', { name: 'Done' }).press('Enter');
  await expect(dialogOf(maya.page).getByRole('listitem')).toHaveCount(1);
  await expect(entry(maya.page, 'It is in the shed.').getByRole('button', { name: 'Done' })).toBeFocused();
  await maya.page.keyboard.press('Enter');
  await expect(dialogOf(maya.page).getByText('Nothing saved')).toBeVisible();
  await dialogOf(maya.page).getByRole('button', { name: 'Undo' }).click();
  await expect(entry(maya.page, 'It is in the shed.')).toBeVisible();
  await maya.page.keyboard.press('Escape');
});

test('on a phone, a long press saves it, and the list has targets for thumbs', async () => {
  const { sarah } = people;
  const { page } = sarah;
  const row = message(page, 'Who has the hose?').first();
  await press(page, row);
  await page.getByRole('dialog').getByRole('button', { name: 'Save for later' }).tap();
  await expect(mark(row)).toBeVisible();
  await page.goto(`${people.home.ready.url}/#/`);
  await sidebarButton(page).tap();
  await expect(entry(page, 'Who has the hose?')).toBeVisible();
  await expectFitForThumbs(page, 'the list of saved messages');
  await expectAccessibleInBothThemes(page, 'the list of saved messages on a phone');
  await entry(page, 'Who has the hose?').getByRole('button').first().tap();
  await expect(message(page, 'Who has the hose?').first()).toBeInViewport();
});

test('a message of a room that is left shows no content', async () => {
  const { maya, sarah } = people;
  const secret = await command<Room>(maya.page, 'create_room', { name: 'party', member_ids: [] });
  const { people: all } = await command<{ people: Person[] }>(maya.page, 'list_people', {});
  const member = { room_id: secret.id, participant_id: all.find(({ name }) => name === 'Sarah')?.id };
  await command(maya.page, 'add_member', member);
  const { id } = await command<Message>(maya.page, 'send_message', { room_id: secret.id, content: 'A surprise for June' });
  await command(sarah.page, 'save_message', { room_id: secret.id, message_id: id });
  await command(sarah.page, 'remove_member', member);
  await sarah.page.goto(`${people.home.ready.url}/#/`);
  await sidebarButton(sarah.page).tap();
  await expect(entry(sarah.page, 'You cannot see this message any more.')).toBeVisible();
  await expect(dialogOf(sarah.page)).not.toContainText('surprise');
  await entry(sarah.page, 'You cannot see this message any more.').getByRole('button', { name: 'Done' }).tap();
  await expect(dialogOf(sarah.page).getByRole('listitem')).toHaveCount(1);
});

test('a message of a sealed room is shown to those who have its key', async () => {
  const { maya } = people;
  await makeVault(maya.page);
  await say(maya.page, 'vault', 'The spare key is under the pot.');
  const row = message(maya.page, 'The spare key is under the pot.');
  const save = maya.page.getByRole('menuitem', { name: 'Save for later' });
  await pressOver(row, 'More', save);
  await save.click();
  await openList(maya.page);
  await expect(entry(maya.page, /vault.*The spare key is under the pot\./s)).toBeVisible();
});

test('a message reminds at a chosen time, and a reminder is moved and done in the list', async () => {
  const { maya } = people;
  const { page } = maya;
  await page.keyboard.press('Escape');
  await openGarden(page);
  const row = message(page, 'Who has the hose?').first();
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remind me…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remind me' });
  await expect(dialog.getByRole('listitem')).toHaveText([
    /In 20 minutes/,
    /In 1 hour/,
    /Tomorrow morning.*Tomorrow, 0?9:00/,
    /Next Monday morning/,
  ]);
  await expectAccessibleInBothThemes(page, 'the dialog for a reminder');
  await dialog.getByLabel('Or at this time').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Remind me' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'This time has passed.' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Tomorrow morning' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(mark(row)).toBeVisible();
  await openList(page);
  await expect(entry(page, 'Who has the hose?')).toHaveText(/Reminder: Tomorrow, 0?9:00/);
  await entry(page, 'Who has the hose?').getByRole('button', { name: 'Remind me later' }).click();
  await page.getByRole('menuitem', { name: 'In 1 hour' }).click();
  // In the last hour of a day it is tomorrow too.
  await expect(entry(page, 'Who has the hose?')).not.toHaveText(/0?9:00/);
  await entry(page, 'Who has the hose?').getByRole('button', { name: 'Done' }).click();
  await expect(entry(page, 'Who has the hose?')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('a note becomes due in the list, with a coral number until it is seen', async () => {
  const { sarah, home } = people;
  const { page } = sarah;
  await page.goto(`${home.ready.url}/#/`);
  await command(page, 'remind_me', { text: 'Call the plumber', remind_at: Date.now() + 1_500 });
  await expect(sidebarButton(page)).toHaveText(/1 due/);
  await sidebarButton(page).tap();
  await expect(entry(page, 'Call the plumber')).toHaveText(/Due since/);
  await expect(sidebarButton(page)).not.toHaveText(/due/);
  await expectFitForThumbs(page, 'the list with a reminder');
  await expectAccessibleInBothThemes(page, 'the list with a reminder');
  await entry(page, 'Call the plumber').getByRole('button', { name: 'Remind me later' }).tap();
  await page.getByRole('menuitem', { name: 'Choose a time…' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Remind me' });
  await expectFitForThumbs(page, 'the dialog for a reminder');
  await dialog.getByRole('button', { name: 'Next Monday morning' }).tap();
  await expect(dialog).toHaveCount(0);
});

test('a note is typed from the palette, and needs its words', async () => {
  const { page } = people.maya;
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('remind');
  await page.getByRole('option', { name: 'Set a reminder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remind me' });
  await dialog.getByRole('button', { name: 'In 20 minutes' }).click();
  await expect(dialog.getByText('Write what you want to be reminded of.')).toBeVisible();
  await dialog.getByLabel('What', { exact: true }).fill('Buy seeds');
  await dialog.getByRole('button', { name: 'In 20 minutes' }).click();
  await openList(page);
  await expect(entry(page, 'Buy seeds')).toHaveText(/Reminder: (?:Tomorrow, )?\d/);
});
