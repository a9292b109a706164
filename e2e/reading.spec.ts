// Reading: where a room opens, its new messages, and the way to its end.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { atRest } from './at-rest.ts';
import { command, enterAsOwner, sidebarRow, startHome, type TestHome, type Visitor } from './home.ts';

const PAGE_TAKES_MS = 1_000;

let home: TestHome;
let maya: Visitor;
let ada: TestAgent;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
});

test.afterAll(async () => {
  ada?.close();
  await maya?.context.close();
  await home?.close();
});

const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });
const rowOf = (page: Page, seq: number): Locator => list(page).locator(`[data-seq="${seq}"]`);

/** A separate room in which this much is read and this much is not. */
async function halfRead(name: string, read: number, unread: number): Promise<Room> {
  const { page } = maya;
  const made = await command<Room>(page, 'create_room', { name, public: true });
  await command(page, 'join_room', { room_id: made.id });
  await ada.request('join_room', { room_id: made.id });
  const write = (count: number, word: string): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, (_, index) => ada.request('send_message', { room_id: made.id, content: `${word} ${index + 1}` })),
    );
  await write(read, 'Read');
  await command(page, 'mark_read', { room_id: made.id, seq: read });
  await write(unread, 'Unread');
  return made;
}

const pillOf = (page: Page): Locator => page.getByRole('button', { name: /^[0-9]+ new$|latest/ });

test('a room with many unread messages opens at the first of them', async () => {
  const { page } = maya;
  const far = await halfRead('far', 40, 150);
  // The app opens a room by what it has heard of it.
  await expect(sidebarRow(page, 'far')).toContainText('150');
  await page.goto(`${home.ready.url}/#/room/${far.id}`);
  await expect(rowOf(page, 41)).toBeInViewport();
  await expect(page.getByText('New', { exact: true })).toBeInViewport();
  await page.getByRole('button', { name: '150 new' }).click();
  await expect(rowOf(page, 190)).toBeInViewport();
  await expect(pillOf(page)).toHaveCount(0);
});

test('the first of many new messages is one press away, wherever the reader is', async () => {
  const { page } = maya;
  const busy = await halfRead('busy', 60, 0);
  await page.goto(`${home.ready.url}/#/room/${busy.id}`);
  await expect(rowOf(page, 60)).toBeInViewport();
  await list(page).hover();
  await page.mouse.wheel(0, -600);
  await expect(pillOf(page)).toHaveText('Jump to latest');
  const firstNew = page.getByRole('button', { name: 'First new' });
  for (let at = 1; at <= 40; at += 1) await ada.request('send_message', { room_id: busy.id, content: `Late ${at}` });
  await expect(page.getByRole('button', { name: '40 new' })).toBeVisible();
  await firstNew.click();
  await expect(rowOf(page, 61)).toBeInViewport();
  await expect(rowOf(page, 100)).not.toBeInViewport();
  await expect(page.getByText('New', { exact: true })).toBeInViewport();
  await pillOf(page).click();
  await expect(rowOf(page, 100)).toBeInViewport();
  await expect(firstNew).toHaveCount(0);
});

test('a jump to the end before it is loaded leads to the end', async () => {
  const slow = await halfRead('slow', 40, 150);
  const page = await maya.context.newPage();
  let pages = 0;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((text) => {
      const isLate = String(text).includes('"has_more"') && (pages += 1) > 1;
      setTimeout(() => socket.send(text), isLate ? PAGE_TAKES_MS : 0);
    });
  });
  await page.goto(`${home.ready.url}/#/room/${slow.id}`);
  await expect(rowOf(page, 41)).toBeInViewport();
  await page.getByRole('button', { name: '150 new' }).click();
  await expect(rowOf(page, 190)).toBeInViewport();
  await expect(pillOf(page)).toHaveCount(0);
  await page.close();
});

test('a jump to the end during the first layout is not undone', async () => {
  const { page } = maya;
  const quick = await halfRead('quick', 20, 60);
  await expect(sidebarRow(page, 'quick')).toContainText('60');
  await page.evaluate(async (hash) => {
    window.location.hash = hash;
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const pill = [...document.querySelectorAll('button')].find((button) => button.textContent === '60 new');
      if (pill) return pill.click();
    }
  }, `#/room/${quick.id}`);
  await expect(rowOf(page, 80)).toBeInViewport();
  await atRest(list(page));
  await expect(rowOf(page, 80)).toBeInViewport();
  await expect(pillOf(page)).toHaveCount(0);
});

test('a turn of the wheel during the first layout is not undone', async () => {
  const { page } = maya;
  const eager = await halfRead('eager', 60, 0);
  await page.evaluate(async (hash) => {
    window.location.hash = hash;
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const log = document.querySelector('[role=log]');
      // A list that has no place to move to moves nowhere.
      if (!log?.querySelector('[data-seq="60"]') || log.scrollTop < 600) continue;
      // As the browser does it.
      log.dispatchEvent(new WheelEvent('wheel', { deltaY: -600, bubbles: true }));
      return log.scrollBy({ top: -600, behavior: 'instant' });
    }
  }, `#/room/${eager.id}`);
  await atRest(list(page));
  await expect(pillOf(page)).toHaveText('Jump to latest');
  await expect(rowOf(page, 60)).not.toBeInViewport();
});

test('at the end of a short room no jump to the latest is offered', async () => {
  const { page } = maya;
  const short = await halfRead('short', 3, 0);
  await page.goto(`${home.ready.url}/#/room/${short.id}`);
  await expect(rowOf(page, 3)).toBeInViewport();
  await page.goto(`${home.ready.url}/#/room/${short.id}/3`);
  await expect(rowOf(page, 3)).toHaveClass(/bg-accent-soft/);
  await expect(pillOf(page)).toHaveCount(0);
});
