// A long room: pages come before they are reached, the reader stays where they are, and the end is kept in sight.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { atRest, nextFrames } from './at-rest.ts';
import { command, composer, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

const MESSAGES = 600;

let home: TestHome;
let maya: Visitor;
let ada: TestAgent;
let room: Room;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  room = await command<Room>(maya.page, 'create_room', { name: 'long', public: true });
  await ada.request('join_room', { room_id: room.id });
  const texts = Array.from(
    { length: MESSAGES },
    (_, index) => `Line ${index + 1}.${index % 7 === 0 ? '\n\nWith a second paragraph, so that heights differ.' : ''}`,
  );
  await Promise.all(texts.map((content) => ada.request('send_message', { room_id: room.id, content })));
  await command(maya.page, 'join_room', { room_id: room.id });
  await command(maya.page, 'mark_read', { room_id: room.id, seq: MESSAGES });
});

test.afterAll(async () => {
  ada?.close();
  await maya?.context.close();
  await home?.close();
});

const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });
const rowOf = (page: Page, seq: number): Locator => list(page).locator(`[data-seq="${seq}"]`);

/** `until`: a condition to wait for first. */
async function open(seq: number | null, until?: (page: Page) => Promise<void>): Promise<Page> {
  const { page } = maya;
  // A new page each time, and not only another place in the one that is open.
  await page.goto('about:blank');
  await page.goto(`${home.ready.url}/#/room/${room.id}${seq === null ? '' : `/${seq}`}`);
  await until?.(page);
  await expect(composer(page, 'long')).toBeVisible();
  await expect(list(page)).toBeVisible();
  return page;
}

/** With its last message on the screen, and at rest: an empty list is at its end too. */
async function openAtEnd(): Promise<Page> {
  const page = await open(null);
  const { seq } = await command<{ seq: number }>(page, 'room_tip', { room_id: room.id });
  await expect(rowOf(page, seq)).toBeInViewport();
  await atRest(list(page));
  return page;
}

function fromEnd(page: Page): Promise<number> {
  return list(page).evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
}

async function wheel(page: Page, by: number): Promise<void> {
  await list(page).hover();
  await page.mouse.wheel(0, by);
}

test('a room opens at its end, and only nearby messages are in the page', async () => {
  const page = await open(null);
  const { seq } = await command<{ seq: number }>(page, 'room_tip', { room_id: room.id });
  await expect(rowOf(page, seq)).toBeInViewport();
  expect(await list(page).getByRole('article').count()).toBeLessThan(120);
});

test('scrolling up reaches the first message, without a gap and without a jump', async () => {
  const page = await openAtEnd();
  const seen = new Set<number>();
  await list(page).hover();
  for (let turn = 0; turn < 200 && !seen.has(1); turn += 1) {
    await page.mouse.wheel(0, -500);
    await nextFrames(page);
    for (const seq of await inView(page)) seen.add(seq);
  }
  const tip = Math.max(...seen);
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: tip }, (_, index) => index + 1));
});

test('a page that arrives above does not move the messages in view', async () => {
  const page = await maya.context.newPage();
  let [arrived, isHeld] = [0, false];
  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/ws$/, (socket) => {
    socket.connectToServer().onMessage((text) => {
      const isPage = String(text).includes('"has_more"');
      if (isPage && isHeld) return void held.push(() => socket.send(text));
      socket.send(text);
      if (isPage) arrived += 1;
    });
  });
  await page.goto(`${home.ready.url}/#/room/${room.id}/300`);
  await expect(rowOf(page, 300)).toBeInViewport();
  // The pages on both sides come, too: everything is at rest before it starts.
  await expect.poll(() => arrived).toBeGreaterThan(1);
  await atRest(list(page));
  isHeld = true;
  for (let turn = 0; turn < 2; turn += 1) {
    await list(page).evaluate((element) => (element.scrollTop = 500));
    await expect.poll(() => held.length).toBe(1);
    await atRest(list(page));
    const watch = await list(page).evaluateHandle(watchUntilGrown);
    held.pop()?.();
    expect(await watch.evaluate(({ drift }) => drift)).toBeLessThanOrEqual(1);
  }
  await page.close();
});

/** Runs in the page: follows one row, frame by frame, until the page above has arrived and some frames longer. */
function watchUntilGrown(element: HTMLElement): { drift: Promise<number> } {
  const height = element.scrollHeight;
  const from = element.getBoundingClientRect().top + 200;
  const rows = [...element.querySelectorAll<HTMLElement>('[data-seq]')];
  const seq = rows.find((row) => row.getBoundingClientRect().top > from)?.dataset['seq'];
  const top = (): number => element.querySelector(`[data-seq="${seq}"]`)?.getBoundingClientRect().top ?? Number.NaN;
  const start = top();
  const follow = async (): Promise<number> => {
    let drift = 0;
    for (let after = 0; after < 20; after += element.scrollHeight - height > 1_000 ? 1 : 0) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      drift = Math.max(drift, Math.abs(top() - start));
    }
    return drift;
  };
  return { drift: follow() };
}

test('a link to a message opens the room there and highlights it', async () => {
  const page = await open(250, async (opening) => {
    // Looks at every frame from the start: it is pointed out for a moment only.
    await list(opening).locator('[data-seq="250"].bg-accent-soft').waitFor();
  });
  await expect(rowOf(page, 250)).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
});

test('scrolling down from the middle loads newer pages until the end', async () => {
  const page = await open(450);
  const { seq } = await command<{ seq: number }>(page, 'room_tip', { room_id: room.id });
  await list(page).hover();
  for (let turn = 0; turn < 200 && !(await inView(page)).includes(seq); turn += 1) {
    await page.mouse.wheel(0, 900);
    await nextFrames(page);
  }
  await expect(rowOf(page, seq)).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0);
});

test('at the end, new and growing messages stay in sight, also when the window shrinks', async () => {
  const page = await open(null);
  for (let index = 0; index < 12; index += 1) await ada.request('send_message', { room_id: room.id, content: `News ${index}` });
  await expect(message(page, 'News 11')).toBeInViewport();
  const sent = await ada.request('send_message', { room_id: room.id, content: 'It grows' });
  await expect(message(page, 'It grows')).toBeInViewport();
  const grown = `It grows${'\n\nand grows'.repeat(10)}\n\nto its end`;
  await ada.request('edit_message', { room_id: room.id, message_id: sent['message_id'], content: grown });
  await expect(message(page, 'to its end')).toBeVisible();
  await expect.poll(() => fromEnd(page)).toBeLessThan(30);
  await page.setViewportSize({ width: 1100, height: 600 });
  await expect.poll(() => fromEnd(page)).toBeLessThan(30);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(() => fromEnd(page)).toBeLessThan(30);
});

test('a reader who scrolled up is not moved, sees how many messages are new, and gets there with one press', async () => {
  const page = await openAtEnd();
  await wheel(page, -700);
  await expect.poll(() => fromEnd(page)).toBeGreaterThan(300);
  await atRest(list(page));
  const [anchor] = await inView(page);
  const before = await rowOf(page, anchor!).boundingBox();
  for (let index = 0; index < 3; index += 1) await ada.request('send_message', { room_id: room.id, content: `Meanwhile ${index}` });
  const pill = page.getByRole('button', { name: '3 new' });
  await expect(pill).toBeVisible();
  expect(Math.abs((await rowOf(page, anchor!).boundingBox())!.y - before!.y)).toBeLessThanOrEqual(1);
  await pill.click();
  await expect(message(page, 'Meanwhile 2')).toBeInViewport();
  await expect(pill).toHaveCount(0);
});

test('writing a message scrolls to the end', async () => {
  const page = await open(200);
  await expect(rowOf(page, 200)).toBeInViewport();
  await say(page, 'long', 'From the middle of the room');
  await expect(message(page, 'From the middle of the room')).toBeInViewport();
});

test('the keyboard moves between messages and to their actions', async () => {
  const page = await open(null);
  // So that the next one has its writer's name above it.
  await say(page, 'long', 'And now Ada');
  // It is drawn before it is sent.
  await expect(message(page, 'And now Ada')).toHaveAttribute('data-seq', /\d/);
  await ada.request('send_message', { room_id: room.id, content: 'Focus me' });
  const last = message(page, 'Focus me');
  await expect(last).toBeInViewport();
  await atRest(list(page));
  // The mouse rests on a message and shows its buttons, which are no stops for the keyboard.
  await last.hover();
  await expect(last.getByRole('button', { name: 'React' })).toBeVisible();
  await composer(page, 'long').focus();
  await page.keyboard.press('Shift+Tab');
  await expect(last).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(last).not.toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(last).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(last.getByRole('button', { name: 'About Ada' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(last.getByRole('button', { name: 'React' })).toBeFocused();
});

test('a very long message shows its start, and all of it when asked', async () => {
  const page = await open(null);
  const lines = Array.from({ length: 2_000 }, (_, index) => `row ${index + 1}`).join('\n');
  await ada.request('send_message', { room_id: room.id, content: lines });
  const long = message(page, 'row 1');
  await expect(long).not.toContainText('row 2000');
  await long.getByRole('button', { name: 'Show all 2,000 lines' }).click();
  await expect(long).toContainText('row 2000');
});

/** Seqs whose rows are at least partly in the list's box, from the top. */
function inView(page: Page): Promise<number[]> {
  return list(page).evaluate((element) => {
    const box = element.getBoundingClientRect();
    const rows = [...element.querySelectorAll<HTMLElement>('[data-seq]')];
    const seen = rows.filter((row) => row.getBoundingClientRect().bottom > box.top && row.getBoundingClientRect().top < box.bottom);
    return seen.map((row) => Number(row.dataset['seq'])).sort((a, b) => a - b);
  });
}

test('content that comes and goes below the list keeps its end in sight', async () => {
  const { seq } = await command<{ seq: number }>(maya.page, 'room_tip', { room_id: room.id });
  await command(maya.page, 'mark_read', { room_id: room.id, seq });
  const page = await open(null);
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const bar = document.createElement('div');
    bar.style.height = '60px';
    const main = document.querySelector('main');
    main?.append(bar);
    for (let count = 0; count < 5; count += 1) await frame();
    // Away for one frame: the list becomes higher, moves up automatically, and is lower again before it hears that it moved.
    bar.remove();
    await new Promise((resolve) => setTimeout(resolve, 0));
    main?.append(bar);
    for (let count = 0; count < 5; count += 1) await frame();
  });
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
});

test('a link to an unknown message leads to the newest one and says so, and the room keeps working', async () => {
  for (const seq of ['999999', '99999999999999999999', '0', '-3', 'abc', '1.5']) {
    const { page } = maya;
    await page.goto('about:blank');
    await page.goto(`${home.ready.url}/#/room/${room.id}/${seq}`);
    await expect(page.getByText('That message is not here.')).toBeVisible();
    const { seq: tip } = await command<{ seq: number }>(page, 'room_tip', { room_id: room.id });
    await expect(rowOf(page, tip)).toBeInViewport();
    await expect(page).toHaveURL(new RegExp(`#/room/${room.id}$`));
    await say(page, 'long', `After the link to ${seq}`);
    await expect(message(page, `After the link to ${seq}`)).toBeInViewport();
  }
  // In an empty room, in a room in memory, and within the open app.
  for (const how of [{}, { ephemeral: true }]) {
    const { page } = maya;
    const name = `Attic ${how.ephemeral ?? false}`;
    const attic = await command<Room>(page, 'create_room', { name, ...how });
    await page.evaluate((id) => (location.hash = `#/room/${id}/7`), attic.id);
    await expect(composer(page, name)).toBeVisible();
    await expect(page.getByText('That message is not here.').first()).toBeVisible();
    await say(page, name, 'The first one');
    await expect(message(page, 'The first one')).toBeInViewport();
  }
});

test('a link to a message that was deleted leads to its place', async () => {
  const page = await open(null);
  await say(page, 'long', 'Soon gone');
  await expect(message(page, 'Soon gone')).toBeVisible();
  const { messages } = await command<{ messages: { id: string; seq: number }[] }>(page, 'get_history', { room_id: room.id, limit: 1 });
  const [last] = messages;
  if (!last) throw new Error('There is no message.');
  await command(page, 'delete_message', { room_id: room.id, message_id: last.id });
  await open(last.seq);
  await expect(rowOf(page, last.seq)).toBeInViewport();
  await expect(page.getByText('That message is not here.')).toHaveCount(0);
});
