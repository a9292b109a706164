// A friend's fingers on a phone, and what the owner at her computer sees of it; and the back button, for both.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { expectFitForThumbs, middleOf, PHONE, press, settled, swipe } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  room = await command<Room>(maya.page, 'create_room', { name: 'picnic', public: true });
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await sarah.page.goto(`${home.ready.url}/#/`);
  await sidebarRow(sarah.page, 'picnic').getByRole('link').tap();
  for (const { page } of [maya, sarah]) await expect(composer(page, 'picnic')).toBeVisible();
});

const field = (page: Page): Locator => composer(page, 'picnic');

test('on a phone Enter begins a line, a list continues, and the button sends', async () => {
  const { page } = sarah;
  await expect(field(page)).toHaveAttribute('enterkeyhint', 'enter');
  await expect(field(maya.page)).toHaveAttribute('enterkeyhint', 'send');
  await field(page).tap();
  await page.keyboard.type('To bring:');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- bread');
  await page.keyboard.press('Enter');
  await page.keyboard.type('plums');
  await expect(field(page)).toHaveValue('To bring:\n- bread\n- plums');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(message(maya.page, 'To bring:').getByRole('listitem')).toHaveText(['bread', 'plums']);
});

test('a long press opens one sheet with reactions and actions, and nothing sticks after taps', async () => {
  const { page } = sarah;
  await say(maya.page, 'picnic', 'I bring the blanket.');
  const row = message(page, 'I bring the blanket.');
  await row.getByText('I bring the blanket.').tap();
  await expect(page.getByRole('group', { name: 'Message actions' })).toHaveCount(0);
  await press(page, row);
  const sheet = page.getByRole('dialog', { name: 'Maya' });
  await expect(sheet.getByRole('button', { name: 'Reply', exact: true })).toBeVisible();
  await expectFitForThumbs(page, 'the sheet of a message');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'React with 👍' }).tap();
  await expect(sheet).toHaveCount(0);
  await expect(message(maya.page, 'I bring the blanket.').getByRole('button', { name: /👍.*Sarah/ })).toBeVisible();
  await row.getByRole('button', { name: /👍/ }).tap();
  await row.getByText('I bring the blanket.').tap();
  await expect(page.getByRole('group', { name: 'Message actions' })).toHaveCount(0);
  await expect(page.locator('[popover]:popover-open')).toHaveCount(0);
});

test('a swipe along a message replies to it, a short one does not, and a swipe elsewhere closes the room', async () => {
  const { page } = sarah;
  const at = await middleOf(message(page, 'I bring the blanket.'));
  // Held for longer than a long press takes: it has become a swipe.
  await swipe(page, at, { x: at.x + 30, y: at.y }, { before: () => page.waitForTimeout(600) });
  await page.evaluate(settled);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Replying to Maya')).toHaveCount(0);
  await swipe(page, at, { x: at.x + 110, y: at.y + 4 });
  await expect(page.getByText('Replying to Maya')).toBeVisible();
  await page.evaluate(settled);
  await expect(page.getByRole('heading', { level: 1, name: 'picnic' })).toBeVisible();
  await field(page).fill('The red one?');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(message(maya.page, 'The red one?')).toContainText('I bring the blanket.');
  const head = await middleOf(page.getByRole('heading', { level: 1, name: 'picnic' }));
  await swipe(page, { x: 60, y: head.y }, { x: 340, y: head.y });
  await expect(sidebarRow(page, 'picnic')).toBeVisible();
  await sidebarRow(page, 'picnic').getByRole('link').tap();
  await expect(field(page)).toBeVisible();
});

test('a toast does not cover the field', async () => {
  for (const { page } of [sarah, maya]) {
    const row = message(page, 'The red one?').first();
    if (page === sarah.page) await press(page, row);
    else await row.click({ button: 'right', position: { x: 200, y: 8 } });
    await page.getByRole(page === sarah.page ? 'button' : 'menuitem', { name: 'Copy link' }).click();
    const notice = page
      .getByRole('status')
      .filter({ hasText: /copied|did not let/ })
      .first();
    await expect(notice).toBeVisible();
    await page.evaluate(settled);
    const [toast, box] = [await notice.boundingBox(), await field(page).boundingBox()];
    expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
});

test('on a phone the back button closes open layers one by one, and then the room', async () => {
  const { page } = sarah;
  await page.getByRole('button', { name: 'Show members and details' }).tap();
  const members = page.getByRole('dialog', { name: 'Members and details' });
  // The picture is the target for fingers.
  await members.getByRole('listitem').filter({ hasText: 'Maya' }).locator('button').first().tap();
  const profile = page.getByRole('dialog', { name: 'About Maya' });
  await expect(profile).toBeVisible();
  await page.goBack();
  await expect(profile).toHaveCount(0);
  await expect(members).toBeVisible();
  await page.goBack();
  await expect(members).toHaveCount(0);
  await expect(field(page)).toBeVisible();

  await press(page, message(page, 'I bring the blanket.').first());
  const sheet = page.getByRole('dialog', { name: 'Maya' });
  await sheet.getByRole('button', { name: 'More emoji' }).tap();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker).toBeVisible();
  await page.goBack();
  await expect(picker).toHaveCount(0);
  await page.goBack();
  await expect(sheet).toHaveCount(0);
  await expect(field(page)).toBeVisible();
  await page.goBack();
  await expect(sidebarRow(page, 'picnic')).toBeVisible();
});

test('in the settings of a phone the back button goes to the list of pages, and then out', async () => {
  const { page } = sarah;
  await page.getByRole('button', { name: 'Settings', exact: true }).tap();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Appearance' }).tap();
  // The sheet is called like its page.
  await expect(page.getByRole('dialog', { name: 'Appearance' })).toBeVisible();
  await page.goBack();
  await expect(settings.getByRole('button', { name: 'Appearance' })).toBeVisible();
  await page.goBack();
  await expect(settings).toHaveCount(0);
  await expect(sidebarRow(page, 'picnic')).toBeVisible();
});

test('on a computer the back button closes a dialog, and the room behind it stays', async () => {
  const { page } = maya;
  await sidebarRow(page, 'lobby').getByRole('link').click();
  await sidebarRow(page, 'picnic').getByRole('link').click();
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await page.goBack();
  await expect(settings).toHaveCount(0);
  await expect(field(page)).toBeVisible();
  // A view that was closed in another way is not behind the room either, and a room that the palette opened is.
  await page.keyboard.press('Control+,');
  await expect(settings).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lobby');
  await expect(page.getByRole('option', { name: 'lobby', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(composer(page, 'lobby')).toBeVisible();
  await page.goBack();
  await expect(field(page)).toBeVisible();
  await page.goBack();
  await expect(composer(page, 'lobby')).toBeVisible();
  await page.goForward();
  await expect(field(page)).toBeVisible();
});
