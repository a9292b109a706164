// The keys from room to room, in the composer and in the palette: what one does with them, and what the other sees.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople();
const rooms: Record<string, Room> = {};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  for (const name of ['atelier', 'garden', 'kitchen']) rooms[name] = await command<Room>(maya.page, 'create_room', { name, public: true });
  for (const { page } of [maya, sarah]) await goTo(page, 'atelier');
});

async function goTo(page: Page, name: string): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${rooms[name]?.id}`);
  await expect(composer(page, name)).toBeVisible();
}

const title = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });

test('Alt and the arrows go from room to room, with Shift to the unread ones', async () => {
  const { page } = maya;
  await goTo(page, 'atelier');
  await composer(page, 'atelier').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(title(page, 'garden')).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(title(page, 'lobby')).toBeVisible();
  await command(sarah.page, 'send_message', { room_id: rooms['kitchen']?.id, content: 'The soup is ready.' });
  await expect(sidebarRow(page, 'kitchen')).toContainText('unread');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(title(page, 'kitchen')).toBeVisible();
  await expect(message(page, 'The soup is ready.')).toBeVisible();
});

test('Ctrl and a comma open the settings, where all keys are listed', async () => {
  const { page } = maya;
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Shortcuts' }).click();
  for (const [name, keys] of [
    ['The unread room below', 'AltShift↓'],
    ['Bold', 'CtrlB'],
    ['React', '+'],
    ['Delete', 'Del'],
  ] as const)
    await expect(settings.getByRole('listitem').filter({ hasText: name })).toContainText(keys);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
});

test('Ctrl B, I and E format the selection, and undo reverts it', async () => {
  const { page } = maya;
  const field = composer(page, 'kitchen');
  await field.fill('very good soup');
  await field.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(0, 4));
  await page.keyboard.press('Control+b');
  await expect(field).toHaveValue('**very** good soup');
  await page.keyboard.press('Control+i');
  await expect(field).toHaveValue('**_very_** good soup');
  await page.keyboard.press('Control+i');
  await page.keyboard.press('Control+b');
  await expect(field).toHaveValue('very good soup');
  await page.keyboard.press('Control+e');
  await expect(field).toHaveValue('`very` good soup');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('very good soup');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Enter');
  await expect(message(sarah.page, 'very good soup')).toHaveCount(0);
  await goTo(sarah.page, 'kitchen');
  await expect(message(sarah.page, 'very good soup').locator('strong')).toHaveText('very');
});

test('a new line continues a list and ends it, and Enter in code begins a line', async () => {
  const { page } = maya;
  const field = composer(page, 'kitchen');
  await field.focus();
  await page.keyboard.type('1. onions');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('salt');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Stir.');
  await expect(field).toHaveValue('1. onions\n2. salt\nStir.');
  await field.fill('');
  await page.keyboard.type('```js');
  await page.keyboard.press('Enter');
  await page.keyboard.type('stir();');
  await page.keyboard.press('Enter');
  await page.keyboard.type('```');
  await expect(field).toHaveValue('```js\nstir();\n```');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await expect(sarah.page.getByRole('log').locator('pre')).toHaveText('stir();');
});

test('an address pasted over words makes their link', async () => {
  const { page } = maya;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const field = composer(page, 'kitchen');
  await field.fill('the recipe');
  await page.evaluate(() => navigator.clipboard.writeText('https://example.org/soup'));
  await field.selectText();
  await page.keyboard.press('Control+v');
  await expect(field).toHaveValue('[the recipe](https://example.org/soup)');
  await page.keyboard.press('Enter');
  await expect(message(sarah.page, 'the recipe').getByRole('link', { name: 'the recipe' })).toHaveAttribute(
    'href',
    'https://example.org/soup',
  );
});

test('Ctrl K and Enter go to the room before this one', async () => {
  const { page } = maya;
  await goTo(page, 'garden');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText('kitchen');
  await page.keyboard.press('Enter');
  await expect(title(page, 'kitchen')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Enter');
  await expect(title(page, 'garden')).toBeVisible();
});

test('the palette does what the app can do', async () => {
  const { page } = maya;
  for (const [typed, name] of [
    ['theme', 'Theme: dark'],
    ['dark', 'Theme: dark'],
    ['vote', 'Start a vote in garden'],
    ['poll', 'Start a vote in garden'],
    ['task', 'Make a task in garden'],
    ['leave', 'Leave garden'],
    ['rename', 'Room settings: garden'],
    ['archive', 'Archive garden'],
    ['backup', 'Back up now'],
    ['help', 'Settings: Shortcuts'],
    ['quiet', 'Do not disturb for 1 hour'],
    ['settings', 'Settings: You'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(typed);
    await expect(page.getByRole('option', { name }).first(), typed).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await choose(page, 'dark', 'Theme: dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await choose(page, 'theme', 'Theme: as on this device');
  await choose(page, 'archive', 'Archive garden');
  await expect(sidebarRow(sarah.page, 'garden')).toHaveCount(0);
  await choose(page, 'restore', 'Restore garden');
  await expect(sidebarRow(sarah.page, 'garden')).toBeVisible();
  await goTo(sarah.page, 'garden');
  await choose(sarah.page, 'sign out', 'Sign out of this browser');
  await expect(sarah.page.getByRole('dialog', { name: 'Sign out of this browser' })).toBeVisible();
  await sarah.page.keyboard.press('Escape');
  await say(sarah.page, 'garden', 'The roses are out.');
  await expect(message(page, 'The roses are out.')).toBeVisible();
  await expect(sidebarRow(page, 'garden')).not.toContainText('unread');
  await choose(page, 'unread', 'Mark garden as unread');
  await expect(sidebarRow(page, 'garden')).toContainText('unread');
});

async function choose(page: Page, typed: string, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(typed);
  await page.getByRole('option', { name, exact: true }).click();
}
