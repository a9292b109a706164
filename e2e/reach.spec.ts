// For those who magnify, who choose their own colours, and who have no mouse.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';
import { expectNoSideways } from './phone.ts';

let home: TestHome;
let maya: Visitor;
let ada: TestAgent;
let room: Room;

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: '127.0.0.2' } });
  maya = await enterAsOwner(browser, home);
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', description: 'Ship it on Friday', public: true });
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: room.id });
  await command(maya.page, 'send_message', { room_id: room.id, content: 'Hello @Ada' });
  await ada.request('create_vote', { room_id: room.id, title: 'Open it?', options: ['Yes', 'No'] });
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(message(maya.page, 'Open it?')).toBeVisible();
});

test.afterAll(async () => {
  ada?.close();
  await maya?.context.close();
  await home?.close();
});

const DIALOGS = [
  ['Make a room', 'New room'],
  ['Connect an agent', 'Agents'],
  ['Invite a friend', 'Invites'],
  ['Settings', 'Settings'],
] as const;

/** Every dialog opens, can be closed with what is seen of it, and nothing of it is beyond the edge. */
async function walk(page: Page, how: string): Promise<void> {
  await expect(composer(page, 'launch-plan')).toBeInViewport({ ratio: 0.9 });
  await expectNoSideways(page, `the room, ${how}`);
  const isNarrow = await page.getByRole('button', { name: 'All rooms' }).isVisible();
  if (isNarrow) await page.getByRole('button', { name: 'All rooms' }).click();
  for (const [button, name] of DIALOGS) {
    await page.getByRole('button', { name: button }).first().click();
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
    await expectNoSideways(page, `${name}, ${how}`);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
  }
  if (isNarrow) await page.getByRole('link', { name: /launch-plan/ }).click();
}

test('everything is reachable at 200 and at 400 percent', async () => {
  const { page } = maya;
  // The sizes of a window of 1440 x 900 and of one of 1280 x 1024 at that zoom.
  for (const size of [
    { width: 720, height: 450 },
    { width: 320, height: 256 },
  ]) {
    await page.setViewportSize(size);
    await walk(page, `${size.width} px`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('wider letters and lines push nothing out of view', async () => {
  const { page } = maya;
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate(() => {
      const wide = new CSSStyleSheet();
      wide.replaceSync('* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }');
      document.adoptedStyleSheets = [wide];
    });
    await walk(page, `wider letters, ${width} px`);
    await page.evaluate(() => (document.adoptedStyleSheets = []));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('with forced colours the selected item has an edge', async () => {
  const { page } = maya;
  await page.emulateMedia({ forcedColors: 'active' });
  const outlines = page.locator('[aria-current="page"], [role="tab"][aria-selected="true"]');
  const styles = await outlines.evaluateAll((elements) => elements.map((element) => getComputedStyle(element).outlineStyle));
  expect(styles.length).toBeGreaterThanOrEqual(2);
  expect(new Set(styles)).toEqual(new Set(['solid']));
  await page.emulateMedia({ forcedColors: 'none' });
});

interface Stop {
  part: string;
  name: string;
  isMarked: boolean;
}

/** Runs in the page: what has the focus, and whether one sees it. */
function stopNow(): Stop | null {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const part = element.closest('[data-part], [role="log"]');
  const style = getComputedStyle(element);
  const after = getComputedStyle(element, '::after');
  const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  // The field's box and the sidebar's edge are marked instead of themselves.
  const isFieldMarked =
    element.tagName === 'TEXTAREA' &&
    getComputedStyle(element.closest('.focus-within\\:border-accent') ?? element).borderTopWidth !== '0px';
  const isEdgeMarked = element.getAttribute('role') === 'separator' && after.width === '2px';
  return {
    part: part?.getAttribute('aria-label') ?? part?.tagName ?? '',
    name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30)}`,
    isMarked: isOutlined || isFieldMarked || isEdgeMarked,
  };
}

test('Tab visits every part of the window, and the focus is always visible', async () => {
  const { page } = maya;
  await page.mouse.move(720, 2);
  // From the start of the page.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: Stop[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopNow);
    if (!stop && stops.length > 0) break;
    if (stop) stops.push(stop);
  }
  expect(stops.filter(({ isMarked }) => !isMarked)).toEqual([]);
  // Each part once, in the order in which they stand.
  const parts = stops.map(({ part }) => part).filter((part, at, all) => part !== all[at - 1]);
  expect(parts).toEqual(['This home', 'HEADER', 'Messages', 'DIV', 'Members and details']);
  // Nothing that can be pressed is left out, but for what the arrow keys go through.
  const reached = new Set(stops.map(({ name }) => name));
  const all = await page
    .locator('button:visible:not([tabindex="-1"]):not(:disabled), a[href]:visible:not([tabindex="-1"])')
    .evaluateAll((elements) =>
      elements
        .filter((element) => !element.closest('[role="log"]'))
        .map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30)}`),
    );
  expect(all.filter((name) => !reached.has(name))).toEqual([]);
});

test('F6 goes round the parts of the window, and back with Shift', async () => {
  const { page } = maya;
  await composer(page, 'launch-plan').focus();
  const where = async () => (await page.evaluate(stopNow))?.part;
  const round: (string | undefined)[] = [];
  for (let at = 0; at < 5; at += 1) {
    await page.keyboard.press('F6');
    round.push(await where());
  }
  expect(round).toEqual(['Members and details', 'This home', 'HEADER', 'Messages', 'DIV']);
  await page.keyboard.press('Shift+F6');
  expect(await where()).toBe('Messages');
});

test('Escape closes only the top layer', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Keys' }).click();
  await settings.locator('[aria-haspopup="menu"]').first().click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(settings).toBeVisible();
  // F6 does not lead out of a dialog.
  await page.keyboard.press('F6');
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
});

test('the keyboard jumps to a room by a few letters, from the first moment', async () => {
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
