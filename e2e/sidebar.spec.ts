// The lists of the sidebar: which rooms and people are in them, in which order, and what is always in sight.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, sidebarRow } from './home.ts';
import { PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

test.describe.configure({ mode: 'serial' });

const { home, maya, sarah } = twoPeople({ sarah: PHONE });
let ada: TestAgent;

test.beforeAll(async () => {
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
});
test.afterAll(() => ada?.close());

const nav = (page: Page) => page.getByRole('navigation', { name: 'Rooms, agents and people' });
const browser = (page: Page) => page.getByRole('dialog', { name: 'Browse rooms' });
const list = (page: Page, name: string) => nav(page).getByRole('group', { name, exact: true });
const headings = (page: Page) => nav(page).getByRole('heading', { level: 2 }).allTextContents();
const toList = async (page: Page): Promise<void> => {
  await page.goto(`${home.ready.url}/#/`);
  await expect(nav(page)).toBeVisible();
};

test('a room of an agent is in the list of its owner only, and others find and join it', async () => {
  await ada.request('create_room', { name: 'ada-notes', description: 'Notes of an agent', public: true });
  await expect(sidebarRow(maya.page, 'ada-notes')).toBeVisible();
  await toList(sarah.page);
  await expect(sidebarRow(sarah.page, 'ada-notes')).toHaveCount(0);
  await nav(sarah.page).getByRole('button', { name: 'Browse rooms' }).tap();
  await expect(browser(sarah.page).getByRole('list', { name: 'Rooms you can join · 1' })).toContainText('Notes of an agent');
  await expectAccessibleInBothThemes(sarah.page);
  await browser(sarah.page).getByRole('button', { name: 'Join ada-notes' }).tap();
  await browser(sarah.page).getByRole('button', { name: 'Open ada-notes' }).tap();
  await expect(composer(sarah.page, 'ada-notes')).toBeVisible();
  await toList(sarah.page);
  await expect(sidebarRow(sarah.page, 'ada-notes')).toBeVisible();
});

test('a room that one leaves is gone from the list, and back after joining, with the keyboard alone', async () => {
  const { page } = maya;
  await command<Room>(page, 'create_room', { name: 'design', description: 'Colours', public: true });
  await command<Room>(page, 'create_room', { name: 'attic', public: true });
  await expect(sidebarRow(page, 'design')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('browse rooms');
  await page.keyboard.press('Enter');
  await expect(browser(page).getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('colours');
  await page.keyboard.press('ArrowDown');
  await expect(browser(page).getByRole('button', { name: 'Open design' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(browser(page).getByRole('button', { name: 'Join design' })).toBeVisible();
  await expect(sidebarRow(page, 'design')).toHaveCount(0);
  await browser(page).getByRole('button', { name: 'Join design' }).focus();
  await page.keyboard.press('Enter');
  await expect(browser(page).getByRole('button', { name: 'Open design' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(browser(page).getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sidebarRow(page, 'design')).toBeVisible();
});

test('leaving the room on the screen goes to another joined room and does not join a third', async () => {
  const { page } = maya;
  const quiet = await command<Room>(sarah.page, 'create_room', { name: 'quiet', public: true, add_everyone: false });
  const design = await command<{ rooms: { room: Room }[] }>(page, 'list_rooms', {});
  const id = design.rooms.find(({ room }) => room.name === 'design')?.room.id ?? '';
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await expect(composer(page, 'design')).toBeVisible();
  await sidebarRow(page, 'design').getByRole('link').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Leave room' }).click();
  await page.getByRole('dialog', { name: 'Leave design?' }).getByRole('button', { name: 'Leave room' }).click();
  await expect(composer(page, 'lobby')).toBeVisible();
  await expect(sidebarRow(page, 'design')).toHaveCount(0);
  await expect(sidebarRow(page, 'quiet')).toHaveCount(0);
  await page.reload();
  await expect(composer(page, 'lobby')).toBeVisible();
  await expect(sidebarRow(page, 'design')).toHaveCount(0);
  await expect(nav(page).getByRole('button', { name: 'Browse rooms' })).toContainText('2');
  expect(quiet.member_ids).toHaveLength(1);
});

test('archived rooms are apart, and without a match the dialog says so', async () => {
  const { page } = maya;
  const { id } = await command<Room>(page, 'create_room', { name: 'cellar', public: true });
  await command(page, 'archive_room', { room_id: id });
  await nav(page).getByRole('button', { name: 'Browse rooms' }).click();
  await expect(browser(page).getByRole('list', { name: 'Archived · 1' })).toContainText('cellar');
  await browser(page).getByRole('searchbox').fill('<b>no such room</b>');
  await expect(browser(page).getByText('No room matches “<b>no such room</b>”.')).toBeVisible();
  await browser(page).getByRole('button', { name: 'Close' }).click();
});

test('a person decides whether a public room takes everyone', async () => {
  await nav(maya.page).getByRole('button', { name: 'Make a room' }).click();
  const dialog = maya.page.getByRole('dialog', { name: 'New room' });
  await dialog.getByLabel('Name', { exact: true }).fill('pair-work');
  await expect(dialog.getByRole('checkbox', { name: /Add everyone/ })).toBeChecked();
  await dialog.getByRole('checkbox', { name: /Add everyone/ }).uncheck();
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(composer(maya.page, 'pair-work')).toBeVisible();
  await toList(sarah.page);
  await expect(sidebarRow(sarah.page, 'attic')).toBeVisible();
  await expect(sidebarRow(sarah.page, 'pair-work')).toHaveCount(0);
});

test('favourites and sections sync to all devices of a user, and to no other user', async () => {
  const device = await maya.context.newPage();
  await device.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(device, 'lobby')).toBeVisible();
  await sidebarRow(maya.page, 'attic').getByRole('link').click({ button: 'right' });
  await maya.page.getByRole('menuitem', { name: 'Add to favourites' }).click();
  for (const page of [maya.page, device]) await expect(list(page, 'Favourites').getByRole('link', { name: 'attic' })).toBeVisible();
  await sidebarRow(device, 'pair-work').getByRole('link').focus();
  await device.keyboard.press('Shift+F10');
  await device.getByRole('menuitem', { name: 'Move to section' }).press('Enter');
  const move = device.getByRole('dialog', { name: 'Move to section' });
  await expect(move.getByRole('radio', { name: 'No section' })).toBeChecked();
  await move.getByRole('radio', { name: 'No section' }).focus();
  await device.keyboard.press('ArrowUp');
  await expect(move.getByRole('radio', { name: 'New section' })).toBeChecked();
  await device.keyboard.press('Tab');
  await device.keyboard.press('Enter');
  await expect(move.getByText('Enter a name.')).toBeVisible();
  await device.keyboard.type('<i>Work</i>');
  await expectAccessibleInBothThemes(device);
  await device.keyboard.press('Enter');
  await expect(move).toHaveCount(0);
  await expect(list(maya.page, '<i>Work</i>').getByRole('link', { name: 'pair-work' })).toBeVisible();
  await expect(list(maya.page, 'Rooms').getByRole('link', { name: 'pair-work' })).toHaveCount(0);
  await toList(sarah.page);
  await expect(list(sarah.page, 'Favourites')).toHaveCount(0);
  await device.close();
});

test('sections are renamed, moved and deleted, and no room is lost', async () => {
  const { page } = maya;
  await nav(page).getByRole('button', { name: 'Order and sections' }).click();
  await page.getByRole('menuitem', { name: 'New section' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Later');
  await page.keyboard.press('Enter');
  await expect(list(page, 'Later')).toContainText('Move rooms here from their menu');
  expect(await headings(page)).toEqual(['Favourites', '<i>Work</i>', 'Later', 'Rooms', 'Agents', 'People']);
  await nav(page).getByRole('button', { name: 'Actions for the section Later' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect.poll(() => headings(page)).toEqual(['Favourites', 'Later', '<i>Work</i>', 'Rooms', 'Agents', 'People']);
  await nav(page).getByRole('button', { name: 'Actions for the section <i>Work</i>' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Rename section' }).press('Enter');
  const rename = page.getByRole('dialog', { name: 'Rename section' });
  await rename.getByLabel('Name', { exact: true }).fill('Later');
  await page.keyboard.press('Enter');
  await expect(rename.getByText('There is a section with that name already')).toBeVisible();
  await rename.getByLabel('Name', { exact: true }).fill('Work');
  await page.keyboard.press('Enter');
  await expect(list(page, 'Work').getByRole('link', { name: 'pair-work' })).toBeVisible();
  await nav(page).getByRole('button', { name: 'Actions for the section Work' }).click();
  await page.getByRole('menuitem', { name: 'Delete section' }).click();
  await page.getByRole('button', { name: 'Delete section' }).click();
  await expect(list(page, 'Rooms').getByRole('link', { name: 'pair-work' })).toBeVisible();
  expect(await headings(page)).toEqual(['Favourites', 'Later', 'Rooms', 'Agents', 'People']);
});

test('rooms are listed by the newest message, and only unread ones, when that is chosen', async () => {
  const { page } = maya;
  const { id } = await command<Room>(page, 'create_room', { name: 'zebra', public: true });
  const chooseIn = async (name: string): Promise<void> => {
    await nav(page).getByRole('button', { name: 'Order and sections' }).click();
    await page.getByRole('menu').getByText(name, { exact: true }).click();
  };
  await chooseIn('Newest message first');
  await command(sarah.page, 'send_message', { room_id: id, content: 'Stripes' });
  await expect.poll(async () => (await list(page, 'Rooms').getByRole('link').allTextContents())[0]).toMatch(/^zebra/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('unread rooms');
  await page.getByRole('option', { name: 'Show unread rooms only', exact: true }).click();
  await expect(nav(page).getByText('Unread only')).toBeVisible();
  await expect(list(page, 'Rooms').getByRole('link', { name: /zebra/ })).toBeVisible();
  await expect(list(page, 'Favourites')).toHaveCount(0);
  await expect(nav(page).getByRole('link', { name: 'pair-work' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await command(page, 'mark_read', { room_id: id, seq: 1 });
  await expect(nav(page).getByText('Nothing is unread')).toBeVisible();
  await nav(page).getByRole('button', { name: 'Show all' }).click();
  await chooseIn('Sort by name');
  await expect.poll(async () => (await list(page, 'Rooms').getByRole('link').allTextContents())[0]).toMatch(/^lobby/);
});

test('a draft has a pencil in the list, on a phone too', async () => {
  await sarah.page.goto(`${home.ready.url}/#/room/lobby`);
  await composer(sarah.page, 'lobby').fill('Not yet');
  await toList(sarah.page);
  await expect(sidebarRow(sarah.page, 'lobby')).toContainText(', draft');
  await expect(sidebarRow(maya.page, 'lobby')).not.toContainText(', draft');
  await sarah.page.reload();
  await expect(sidebarRow(sarah.page, 'lobby')).toContainText(', draft');
  await sidebarRow(sarah.page, 'lobby').getByRole('link').tap();
  await composer(sarah.page, 'lobby').fill('');
  await toList(sarah.page);
  await expect(sidebarRow(sarah.page, 'lobby')).not.toContainText(', draft');
});

test('among 300 rooms, a direct message and a mention are in sight or one press away', async () => {
  test.setTimeout(90_000);
  const { page } = maya;
  for (let count = 1; count <= 300; count += 1) await ada.request('create_room', { name: `run ${count}`, public: true });
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(sidebarRow(page, 'run 1')).toBeVisible();
  // Few rows are drawn, and the list is as long as all of them.
  expect(await nav(page).getByRole('listitem').count()).toBeLessThan(80);
  expect(await nav(page).evaluate((element) => element.scrollHeight)).toBeGreaterThan(300 * 30);
  const me = await command<{ participants: { id: string; name: string }[] }>(sarah.page, 'room_info', { room_id: 'lobby' });
  const direct = await command<Room>(sarah.page, 'open_direct', {
    participant_id: me.participants.find(({ name }) => name === 'Maya')?.id,
  });
  for (const content of ['One', 'Two']) await command(sarah.page, 'send_message', { room_id: direct.id, content });
  const pill = nav(page)
    .locator('..')
    .getByRole('button', { name: /unread (below|above)/ });
  await expect(pill).toHaveText('2 unread below');
  await expectAccessibleInBothThemes(page);
  await pill.press('Enter');
  await expect(sidebarRow(page, 'Sarah').getByRole('button')).toBeFocused();
  await expect(sidebarRow(page, 'Sarah')).toContainText('2 unread');
  await expect(pill).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(composer(page, 'Sarah')).toBeVisible();
  const { room_id } = await ada.request('create_room', { name: 'run 150.5', public: true });
  await ada.request('join_room', { room_id });
  await ada.request('send_message', { room_id, content: '@Maya look' });
  await expect(pill).toHaveText('1 unread above');
  await pill.click();
  await expect(sidebarRow(page, 'run 150.5')).toContainText('1 mentions of you');
  // Tab also reaches rows that are not rendered yet.
  await list(page, 'Rooms').getByRole('link', { name: 'run 150.5' }).focus();
  for (let count = 1; count <= 100; count += 1) await page.keyboard.press('Tab');
  await expect(list(page, 'Rooms').getByRole('link', { name: 'run 250', exact: true })).toBeFocused();
  // The key to the next room scrolls to its row.
  await page.keyboard.press('Alt+ArrowDown');
  await expect(nav(page).locator('[aria-current=page]')).toBeInViewport();
});

test('people who are away are folded when they are many, except for one with unread messages', async ({ playwright }) => {
  const { page } = maya;
  const { code } = await command<{ code: string }>(page, 'create_invite', { role: 'member', max_uses: 8 });
  for (const name of ['Ann', 'Bea', 'Cem', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal']) {
    const request = await playwright.request.newContext({ extraHTTPHeaders: { origin: home.ready.url, 'sec-fetch-site': 'same-origin' } });
    const answer = await request.post(`${home.ready.url}/api/invites/redeem`, { data: { code, name } });
    expect(answer.status(), await answer.text()).toBe(200);
    await request.dispose();
  }
  const away = nav(page).getByRole('button', { name: 'Away · 8' });
  await nav(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(away).toBeVisible();
  await expect(list(page, 'People').getByRole('listitem')).toHaveText([/Sarah/]);
  await away.press('Enter');
  await expect(list(page, 'People').getByRole('listitem')).toHaveCount(9);
  await expectAccessibleInBothThemes(page);
  await nav(page).getByRole('button', { name: 'Away · 8' }).click();
  await expect(list(page, 'People').getByRole('listitem')).toHaveCount(1);
});

test('a phone comes back to the place in the list where it was', async () => {
  const { page } = sarah;
  for (let count = 1; count <= 30; count += 1) await command(maya.page, 'create_room', { name: `shelf ${count}`, public: true });
  await toList(page);
  await sidebarRow(page, 'shelf 20').scrollIntoViewIfNeeded();
  const top = await nav(page).evaluate((element) => element.scrollTop);
  expect(top).toBeGreaterThan(200);
  await sidebarRow(page, 'shelf 20').getByRole('link').tap();
  await expect(composer(page, 'shelf 20')).toBeVisible();
  await page.getByRole('button', { name: 'All rooms' }).tap();
  await expect(sidebarRow(page, 'shelf 20')).toBeInViewport();
  await expect.poll(() => nav(page).evaluate((element) => element.scrollTop)).toBe(top);
});
