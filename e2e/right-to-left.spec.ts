// The app as those see it who read from right to left: `ar-XB` is English in accents, longer than it is, the other way round.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, enterAsFriend, enterAsOwner, startHome, type TestHome, type Visitor } from './home.ts';
import { expectFitForThumbs, PHONE, swipe } from './phone.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let ada: TestAgent;
let room: Room;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: '127.0.0.2' } });
  maya = await enterAsOwner(browser, home);
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', description: 'Ship it on Friday', public: true });
  await command(maya.page, 'create_room', { name: 'launch-tests', public: true, parent_id: room.id });
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: room.id });
  await ada.request('set_presence', { status: 'working', status_detail: 'reviewing section 3', progress: 57 });
  await command(maya.page, 'send_message', { room_id: room.id, content: '- one\n- two\n\n```sh\necho a line of code\n```' });
  await ada.request('create_vote', { room_id: room.id, title: 'Open it?', options: ['Yes', 'No'] });
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah', PHONE);
});

test.afterAll(async () => {
  ada?.close();
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

async function readFromTheRight(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('lanai.language', 'ar-XB'));
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('article').filter({ hasText: 'Open it?' })).toBeVisible();
}

const leftOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().left);

test('a room is mirrored', async () => {
  const { page } = maya;
  await readFromTheRight(page);
  for (const width of [1440, 1024, 700]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(async () => (await leftOf(page, 'nav')) - (await leftOf(page, '[role="log"]'))).toBeGreaterThan(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  // The artificial language has no registered tag, and puts accents into the names that labels say.
  await expectAccessible(page, { without: ['valid-lang', 'html-lang-valid', 'label-content-name-mismatch'] });
});

test('code and lists keep their direction, icons and arrow keys follow the language', async () => {
  const { page } = maya;
  const message = page.getByRole('article').filter({ hasText: 'echo a line of code' });
  expect(await message.locator('pre').evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  expect(await message.locator('ul').evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  const tabs = page.getByRole('complementary').getByRole('tab');
  await tabs.first().click();
  expect((await tabs.nth(0).boundingBox())!.x).toBeGreaterThan((await tabs.nth(1).boundingBox())!.x);
  await page.keyboard.press('ArrowLeft');
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(tabs.nth(0)).toHaveAttribute('aria-selected', 'true');
  // The sidebar's edge: to the left it grows.
  const edge = page.getByRole('separator');
  const width = Number(await edge.getAttribute('aria-valuenow'));
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', String(width - 16 + 32));
});

test('a phone is mirrored too, and a swipe to the left closes the room', async () => {
  const { page } = sarah;
  await readFromTheRight(page);
  await expectFitForThumbs(page, 'the room');
  const back = page.locator('header button').first();
  expect((await back.boundingBox())!.x).toBeGreaterThan(300);
  expect(await back.locator('svg').evaluate((sign) => getComputedStyle(sign).scale)).toBe('-1 1');
  // Along the header: a swipe along a message replies to it.
  const { y, height } = (await back.boundingBox())!;
  const middle = y + height / 2;
  await swipe(page, { x: 60, y: middle }, { x: 330, y: middle });
  await expect(page.getByRole('log')).toBeVisible();
  await swipe(page, { x: 330, y: middle }, { x: 60, y: middle });
  await expect(page.getByRole('navigation')).toBeVisible();
  await expect(page.getByRole('log')).toHaveCount(0);
  await expectFitForThumbs(page, 'the list');
});
