// The menus of messages, rooms, people and agents, and the keys on a message: what one does with them, and what the other sees.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, message, readEverything, say, sidebarRow } from './home.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople();
let ada: TestAgent;
const rooms: Record<string, Room> = {};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  for (const name of ['atelier', 'garden', 'kitchen']) rooms[name] = await command<Room>(maya.page, 'create_room', { name, public: true });
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  for (const { page } of [maya, sarah]) await goTo(page, 'atelier');
});

test.afterAll(() => ada?.close());

async function goTo(page: Page, name: string): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${rooms[name]?.id}`);
  await expect(composer(page, name)).toBeVisible();
}

const menu = (page: Page) => page.getByRole('menu');
const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name, exact: true });
const title = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

async function itemsOf(page: Page): Promise<string[]> {
  await expect(menu(page)).toBeVisible();
  return menu(page).getByRole('menuitem').locator('span:not([aria-hidden])').allTextContents();
}

test('the second button, the menu key, Shift F10 and Enter open one menu on a message', async () => {
  const { page } = maya;
  await say(sarah.page, 'atelier', 'Shall we paint today?');
  const row = message(page, 'Shall we paint today?');
  await row.getByText('Shall we paint today?').click({ button: 'right' });
  const byMouse = await itemsOf(page);
  expect(byMouse).toEqual([
    'React',
    'Reply',
    'Reply in thread',
    'Save for later',
    'Remind me…',
    'Copy link',
    'Copy text',
    'Forward…',
    'Mark unread',
    'Pin',
    'Start a vote',
    'Make a task',
    'Delete',
  ]);
  await expect(item(page, 'Reply')).toContainText('R');
  await expectAccessible(page, { within: menu(page) });
  await page.keyboard.press('Escape');
  await expect(menu(page)).toHaveCount(0);
  for (const key of ['ContextMenu', 'Shift+F10', 'Enter']) {
    await row.focus();
    await page.keyboard.press(key);
    expect(await itemsOf(page), key).toEqual(byMouse);
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
  }
});

test('an action of the menu is done, and the other user sees it', async () => {
  const { page } = maya;
  await message(page, 'Shall we paint today?').click({ button: 'right', position: { x: 200, y: 12 } });
  await item(page, 'Reply').click();
  await expect(composer(page, 'atelier')).toBeFocused();
  await page.keyboard.type('Yes!');
  await page.keyboard.press('Enter');
  await expect(message(sarah.page, 'Yes!')).toContainText('Shall we paint today?');
});

test('the menu of the browser stays for fields, links and selected text', async () => {
  const { page } = maya;
  await say(page, 'atelier', 'The plan: https://example.org/plan and some words to select');
  const row = message(page, 'some words to select');
  await row.getByRole('link').click({ button: 'right' });
  await composer(page, 'atelier').click({ button: 'right' });
  await row.getByText('some words to select').evaluate((element) => document.getSelection()?.selectAllChildren(element));
  await row.getByText('some words to select').click({ button: 'right' });
  await expect(menu(page)).toHaveCount(0);
  const isTaken = await page.evaluate(async () => {
    document.getSelection()?.empty();
    const taken = new Promise<boolean>((resolve) =>
      document.addEventListener('contextmenu', (event) => resolve(event.defaultPrevented), { once: true }),
    );
    const field = document.querySelector('textarea');
    field?.dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, pointerType: 'mouse' }));
    return taken;
  });
  expect(isTaken).toBe(false);
  // Without anything selected it is the message's again.
  await row.getByText('some words to select').click({ button: 'right', position: { x: 2, y: 4 } });
  await expect(menu(page)).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the keys on a message reply, react, edit, copy and delete', async () => {
  const { page } = maya;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const hers = message(page, 'Shall we paint today?').first();
  await hers.focus();
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: /^React with/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(hers).toBeFocused();
  await expect(message(sarah.page, 'Shall we paint today?').first().getByRole('button', { pressed: false, name: /Maya/ })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('Text copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Shall we paint today?');
  await hers.focus();
  await page.keyboard.press('r');
  await expect(page.getByText('Replying to Sarah')).toBeVisible();
  await page.keyboard.press('Escape');

  const mine = message(page, 'Yes!').first();
  await mine.focus();
  await page.keyboard.press('e');
  await expect(composer(page, /Edit the message/)).toHaveValue('Yes!');
  await page.keyboard.type(' At ten.');
  await page.keyboard.press('Enter');
  await expect(message(sarah.page, 'Yes! At ten.')).toBeVisible();
  await message(page, 'Yes! At ten.').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog', { name: 'Delete this message?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(message(sarah.page, 'Yes! At ten.')).toHaveCount(0);
});

test('Mark unread by its key is there when one comes back', async () => {
  const { page } = maya;
  await message(page, 'Shall we paint today?').first().focus();
  await page.keyboard.press('u');
  await goTo(page, 'kitchen');
  await expect(sidebarRow(page, 'atelier')).toContainText(/\d+.*unread/);
  await readEverything(page);
});

test('a room has its menu in the sidebar and at its name', async () => {
  const { page } = maya;
  await sidebarRow(page, 'garden').getByRole('link').click({ button: 'right' });
  expect(await itemsOf(page)).toEqual([
    'Mute',
    'Add to favourites',
    'Move to section',
    'Search in this room',
    'Add to room',
    'New room in this one',
    'Copy link',
    'Export…',
    'Room settings',
    'Archive',
    'Delete room',
    'Leave room',
  ]);
  await expectAccessible(page, { within: menu(page) });
  await item(page, 'Room settings').click();
  await expect(page.getByRole('dialog', { name: 'Room settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await sidebarRow(page, 'garden').getByRole('link').focus();
  await page.keyboard.press('Shift+F10');
  await item(page, 'Archive').press('Enter');
  await expect(sidebarRow(sarah.page, 'garden')).toHaveCount(0);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(sidebarRow(sarah.page, 'garden')).toBeVisible();
  await title(page, 'kitchen').click({ button: 'right' });
  await expect(item(page, 'Room settings')).toBeVisible();
  await page.keyboard.press('Escape');
  // A friend can change her own messages only.
  await sidebarRow(sarah.page, 'garden').getByRole('link').click({ button: 'right' });
  expect(await itemsOf(sarah.page)).not.toContain('Archive');
  await sarah.page.keyboard.press('Escape');
});

test('a person and an agent have their menu in the sidebar, at their messages and among the members', async () => {
  const { page } = maya;
  await goTo(page, 'atelier');
  await sidebarRow(page, 'Sarah').getByRole('button').click({ button: 'right' });
  expect(await itemsOf(page)).toEqual(['Message', 'Show profile', 'Role and rooms', 'Note']);
  await item(page, 'Show profile').click();
  await expect(page.getByRole('dialog', { name: 'About Sarah' })).toBeVisible();
  await page.keyboard.press('Escape');
  await sidebarRow(page, 'Ada').getByRole('button').focus();
  await page.keyboard.press('ContextMenu');
  expect(await itemsOf(page)).toEqual(['Message', 'Show profile', 'About this agent']);
  await expectAccessible(page, { within: menu(page) });
  await page.keyboard.press('Escape');
  await message(page, 'Shall we paint today?').first().getByRole('button', { name: 'About Sarah' }).click({ button: 'right' });
  expect(await itemsOf(page)).toEqual(['Message', 'Show profile', 'Role and rooms', 'Note', 'Remove from room']);
  await page.keyboard.press('Escape');
  const members = page.getByRole('complementary', { name: 'Members and details' });
  await members.getByRole('listitem').filter({ hasText: 'Sarah' }).click({ button: 'right' });
  expect(await itemsOf(page)).toEqual(['Message', 'Show profile', 'Role and rooms', 'Note', 'Remove from room']);
  await page.keyboard.press('Escape');
  await members.getByRole('button', { name: 'More about Sarah' }).press('Enter');
  await item(page, 'Message').press('Enter');
  await expect(composer(page, 'Sarah')).toBeFocused();
});
