// The window, checked by axe in both themes and at three widths, with everything in it that a room can hold.
import { expect, test } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';

const RICH =
  '# Heading\n\n- [x] done\n- [ ] to do\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```yaml\ngate: on\n```\n\n> quoted `code` https://example.org @Maya';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

let home: TestHome;
let maya: Visitor;
let ada: TestAgent;
let room: Room;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true, description: 'Ship on Friday' });
  const archived = await command<Room>(maya.page, 'create_room', { name: 'old', public: true });
  await command(maya.page, 'archive_room', { room_id: archived.id });
  await command(maya.page, 'create_invite', { name: 'Tomás' });
  const sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  await sarah.context.close();
  await command(maya.page, 'join_room', { room_id: room.id });
  await ada.request('join_room', { room_id: room.id });
  await ada.request('set_presence', { status: 'working', status_detail: 'reviewing', progress: 57 });
  const first = await command<Message>(maya.page, 'send_message', { room_id: room.id, content: 'Hello @Ada' });
  await command(maya.page, 'react', { room_id: room.id, message_id: first.id, emoji: '👍' });
  await ada.request('send_message', { room_id: room.id, content: RICH, reply_to: first.id });
  const gone = await command<Message>(maya.page, 'send_message', { room_id: room.id, content: 'Gone' });
  await command(maya.page, 'delete_message', { room_id: room.id, message_id: gone.id });
});

test.afterAll(async () => {
  ada?.close();
  await maya?.context.close();
  await home?.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const size of SIZES) {
    test(`a room, ${colorScheme}, ${size.width} px wide`, async () => {
      const { page } = maya;
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      await page.goto(`${home.ready.url}/#/room/${room.id}`);
      await expect(message(page, 'quoted')).toBeVisible();
      await message(page, 'Hello').first().hover();
      await expectAccessible(page);
      await composer(page, 'launch-plan').fill('@');
      await expect(page.getByRole('listbox')).toBeVisible();
      await expectAccessible(page);
      await composer(page, 'launch-plan').fill('');
    });
  }

  test(`the jump box, the list on a phone and the members’ sheet, ${colorScheme}`, async () => {
    const { page } = maya;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await page.getByRole('button', { name: 'Show members and details' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'All rooms' }).click();
    await expectAccessible(page);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find or do something' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
  });
}

test('on a phone everything that is pressed is at least 44 px high, or has that much room', async () => {
  const { page } = maya;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${home.ready.url}/#/`);
  await page.reload();
  await expect(page.getByRole('navigation')).toBeVisible();
  const low = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main button, main a')]
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => `${element.textContent} ${element.getAttribute('aria-label')}`),
  );
  expect(low).toEqual([]);
});

test('jumping goes to a room by a few letters, with the keyboard alone, from the first moment on', async () => {
  const { page } = maya;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await page.reload();
  await expect(composer(page, 'lobby')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lplan');
  await expect(page.getByRole('option', { name: /launch-plan/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(composer(page, 'launch-plan')).toBeFocused();
});
