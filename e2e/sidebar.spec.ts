// The lists of the sidebar: which rooms and people are in them, in which order, and what is always in sight.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, sidebarRow } from './home.ts';
import { PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

test.describe.configure({ mode: 'serial' });

const people = twoPeople({ sarah: PHONE });
let ada: TestAgent;

test.beforeAll(async () => {
  ada = await connectAgent(people.home.ready.tcp ?? '', await people.home.agentKey(), 'Ada');
});
test.afterAll(() => ada?.close());

const nav = (page: Page) => page.getByRole('navigation', { name: 'Rooms, agents and people' });
const browser = (page: Page) => page.getByRole('dialog', { name: 'Browse rooms' });
const toList = async (page: Page): Promise<void> => {
  await page.goto(`${people.home.ready.url}/#/`);
  await expect(nav(page)).toBeVisible();
};

test('a room of an agent is in the list of its owner only, and others find and join it', async () => {
  const { maya, sarah } = people;
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
  const { page } = people.maya;
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
  const { maya, sarah } = people;
  const { page } = maya;
  const quiet = await command<Room>(sarah.page, 'create_room', { name: 'quiet', public: true, add_everyone: false });
  const design = await command<{ rooms: { room: Room }[] }>(page, 'list_rooms', {});
  const id = design.rooms.find(({ room }) => room.name === 'design')?.room.id ?? '';
  await page.goto(`${people.home.ready.url}/#/room/${id}`);
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
  const { page } = people.maya;
  const { id } = await command<Room>(page, 'create_room', { name: 'cellar', public: true });
  await command(page, 'archive_room', { room_id: id });
  await nav(page).getByRole('button', { name: 'Browse rooms' }).click();
  await expect(browser(page).getByRole('list', { name: 'Archived · 1' })).toContainText('cellar');
  await browser(page).getByRole('searchbox').fill('<b>no such room</b>');
  await expect(browser(page).getByText('No room matches “<b>no such room</b>”.')).toBeVisible();
  await browser(page).getByRole('button', { name: 'Close' }).click();
});

test('a person decides whether a public room takes everyone', async () => {
  const { maya, sarah } = people;
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
