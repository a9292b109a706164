// A home with far more in it than the tour has: many rooms, long messages, wide tables, emoji.
import { expect, test, type Page } from '@playwright/test';
import type { RoomView } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, commands, composer, enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';

const ROOMS = 60;

let home: TestHome;
let maya: Visitor;
let ada: TestAgent;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await commands(maya.page, async (ask) => {
    for (let at = 1; at <= ROOMS; at += 1) await ask('create_room', { name: `room-${at}`, public: true });
  });
});

test.afterAll(async () => {
  ada?.close();
  await maya?.context.close();
  await home?.close();
});

const write = (content: string) => command(maya.page, 'send_message', { room_id: 'lobby', content });

test('with many rooms the window itself does not scroll', async () => {
  const { page } = maya;
  // Only the rows near the visible part are drawn: the last one comes when the list is scrolled to its end.
  const list = page.getByRole('navigation', { name: 'Rooms, agents and people' });
  await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(page.getByRole('link', { name: `room-${ROOMS}` })).toHaveCount(1);
  expect(await page.evaluate(scrolledOut)).toEqual([]);
});

/** Runs in the page: elements as high as the window that a script can scroll, though they have no scrollbar. */
function scrolledOut(): string[] {
  const moved: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('html, body, body *')) {
    if (element.clientHeight < innerHeight - 1 || /auto|scroll/.test(getComputedStyle(element).overflowY)) continue;
    element.scrollTop = 50;
    if (element.scrollTop > 0) moved.push(`${element.tagName}.${element.className}`);
    element.scrollTop = 0;
  }
  return moved;
}

test('a folded section shows open and unread rooms, and stays folded', async () => {
  const { page } = maya;
  const rows = page.getByRole('group', { name: 'Rooms' }).getByRole('listitem');
  const fold = page.getByRole('button', { name: 'Rooms', exact: true });
  await fold.click();
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(rows).toHaveText(['lobby']);
  const [room] = (await command<{ rooms: RoomView[] }>(page, 'list_rooms', {})).rooms.filter(({ room: { name } }) => name === 'room-40');
  await ada.request('join_room', { room_id: room!.room.id });
  await ada.request('send_message', { room_id: room!.room.id, content: 'Is anybody here?' });
  await expect(rows).toHaveText(['lobby', /^room-40/]);
  await page.reload();
  await expect(rows).toHaveText(['lobby', /^room-40/]);
  await fold.click();
  await expect(rows.filter({ hasText: /^room-1$/ })).toHaveCount(1);
});

test('emoji are in colour, also where the system’s own letters have outlines of them', async () => {
  await write('😀');
  const emoji = message(maya.page, '😀').locator('.message-text');
  await expect(emoji).toBeVisible();
  expect(await maya.page.evaluate(coloursOf, ['😀', await fontOf(emoji)] as const)).toBeGreaterThan(0.2);
  expect(await maya.page.evaluate(coloursOf, ['8', await fontOf(emoji)] as const)).toBe(0);
});

const fontOf = (of: ReturnType<typeof message>) => of.evaluate((element) => getComputedStyle(element).fontFamily);

/** Runs in the page: the part of the drawn pixels that is neither black nor grey. */
async function coloursOf([text, font]: readonly [string, string]): Promise<number> {
  await document.fonts.load(`40px ${font}`, text);
  const draw = new OffscreenCanvas(60, 60).getContext('2d');
  if (!draw) throw new Error('There is no canvas.');
  draw.font = `40px ${font}`;
  draw.fillText(text, 5, 45);
  const { data } = draw.getImageData(0, 0, 60, 60);
  let [drawn, coloured] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (alpha < 128) continue;
    drawn += 1;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) coloured += 1;
  }
  if (drawn === 0) throw new Error(`Nothing was drawn of ${text}.`);
  return coloured / drawn;
}

test('a few emoji alone are large, and a text with one is a text', async () => {
  await write('It rains ☔');
  const sizeOf = (text: string) =>
    message(maya.page, text)
      .locator('.message-text')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  await expect(message(maya.page, 'It rains')).toBeVisible();
  expect(await sizeOf('😀')).toBeGreaterThan(1.8 * (await sizeOf('It rains')));
});

test('the buttons of a message stay in sight when its top is not', async () => {
  const { page } = maya;
  await page.setViewportSize({ width: 1280, height: 600 });
  await write(Array.from({ length: 30 }, (_, line) => `Line ${line + 1}`).join('\n'));
  await write(Array.from({ length: 30 }, (_, line) => `More ${line + 1}`).join('\n'));
  const row = message(page, 'More 30');
  await expect(row).toBeVisible();
  const list = page.getByRole('log', { name: 'Messages' });
  const bottom = await list.evaluate((element) => element.getBoundingClientRect().bottom);
  await page.mouse.move(600, bottom - 60);
  expect((await row.boundingBox())!.y).toBeLessThan((await list.boundingBox())!.y);
  await expect(row.getByRole('button', { name: 'More', exact: true })).toBeInViewport({ ratio: 1 });
  await row.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('after a jump to the latest message the composer has the focus', async () => {
  const { page } = maya;
  await page.getByRole('log', { name: 'Messages' }).hover();
  await page.mouse.wheel(0, -900);
  await page.getByRole('button', { name: 'Jump to latest' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0);
  await expect(composer(page, 'lobby')).toBeFocused();
});

test('a wide table is scrolled on a phone; its words are whole', async () => {
  const { page } = maya;
  await write(
    '| Morning | Afternoon | Evening | Night | Somebody |\n|---|---|---|---|---|\n| porridge | sandwiches | dumplings | nothing | everybody |',
  );
  await page.setViewportSize({ width: 390, height: 844 });
  const table = message(page, 'porridge').getByRole('table');
  await expect(table).toBeVisible();
  expect(await linesOf(page)).toEqual([1, 1, 1, 1, 1]);
  const scrolls = await table.evaluate((element) => element.parentElement!.scrollWidth > element.parentElement!.clientWidth);
  expect(scrolls).toBe(true);
});

const linesOf = (page: Page) =>
  page.getByRole('cell').evaluateAll((cells) =>
    cells.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    }),
  );
