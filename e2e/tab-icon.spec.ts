// The icon of the browser's tab shows that something is unread, in both colour schemes of the system.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { command, composer, message } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();
let plan: Room;

const CORAL = '#d9502f';
const CORAL_IN_THE_DARK = '#f0805f';

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  plan = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
  await sarah.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(sarah.page, 'lobby')).toBeVisible();
  await command(sarah.page, 'mark_read', { room_id: plan.id, seq: 0 });
});

/** The colour of the mark; null without one. */
function mark(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { href } = document.querySelector<HTMLLinkElement>('link[rel="icon"]') ?? { href: '' };
    return /r="7.5" fill="([^"]+)"/.exec(decodeURIComponent(href))?.[1] ?? null;
  });
}

test('an unread message has a mark, one for the user a coral one, and reading removes it', async () => {
  const { maya, sarah } = people;
  await expect.poll(() => mark(sarah.page)).toBeNull();
  await command(maya.page, 'send_message', { room_id: plan.id, content: 'Tea is ready' });
  await expect.poll(() => mark(sarah.page)).toBe('#1d1f1e');
  await command(maya.page, 'send_message', { room_id: plan.id, content: '@Sarah tea is ready' });
  await expect.poll(() => mark(sarah.page)).toBe(CORAL);
  await sarah.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => mark(sarah.page)).toBe(CORAL_IN_THE_DARK);
  await sarah.page.goto(`${people.home.ready.url}/#/room/${plan.id}`);
  await expect(sarah.page).toHaveTitle(/^launch-plan/);
  await expect.poll(() => mark(sarah.page)).toBeNull();
});

test('a muted room has no mark, and the browser can draw the icon', async () => {
  const { maya, sarah } = people;
  await sarah.page.goto(`${people.home.ready.url}/#/room/lobby`);
  await command(sarah.page, 'set_notify_level', { room_id: plan.id, level: 'none' });
  await command(maya.page, 'send_message', { room_id: plan.id, content: 'Quiet please' });
  await command(maya.page, 'send_message', { room_id: 'lobby', content: 'For all' });
  await expect(message(sarah.page, 'For all')).toBeVisible();
  await expect.poll(() => mark(sarah.page)).toBeNull();
  const direct = await command<Room>(maya.page, 'open_direct', {
    participant_id: await idOf(maya.page),
  });
  await command(maya.page, 'send_message', { room_id: direct.id, content: 'For you' });
  await expect.poll(() => mark(sarah.page)).toBe(CORAL_IN_THE_DARK);
  const width = await sarah.page.evaluate(async () => {
    const image = new Image();
    image.src = document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? '';
    await image.decode();
    return image.naturalWidth;
  });
  expect(width).toBeGreaterThan(0);
});

async function idOf(page: Page): Promise<string> {
  const { people: all } = await command<{ people: { id: string; name: string }[] }>(page, 'list_people', {});
  return all.find(({ name }) => name === 'Sarah')?.id ?? '';
}
