// A friend on a phone and the owner at her computer.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { atRest } from './at-rest.ts';
import {
  command,
  composer,
  enterAsOwner,
  HOME_NAME,
  message,
  say,
  sidebarRow,
  startHome,
  visit,
  type TestHome,
  type Visitor,
} from './home.ts';
import { beyondTheEdge, expectFitForThumbs, expectFitOnEveryPhone, networkOf, PHONE, settled, swipe, tooSmall } from './phone.ts';

const CODE =
  'Look:\n\n```sh\necho a line of code that is much longer than a phone is wide, so that it scrolls in its own box\n```\n\nand [there](https://example.org)';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let ada: TestAgent;
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: '127.0.0.2,127.0.0.3' } });
  maya = await enterAsOwner(browser, home);
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', description: 'Ship it on Friday', public: true });
  await command(maya.page, 'create_room', { name: 'launch-tests', public: true, parent_id: room.id });
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: room.id });
  await ada.request('set_presence', { status: 'working', status_detail: 'reviewing section 3', progress: 57 });
});

test.afterAll(async () => {
  ada?.close();
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

const nav = (page: Page) => page.getByRole('navigation', { name: 'Rooms, agents and people' });
const roomTitle = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const MIDDLE = { x: 60, y: 500 };
/** On a message a swipe answers it; the head of the room is none. */
const HEAD = { x: 60, y: 28 };

test('controls that are too small and content that is too wide are found', async ({ browser }) => {
  const { page, context } = await visit(browser, 'about:blank', PHONE);
  await page.setContent(
    '<meta name="viewport" content="width=device-width" /><main><p>Text</p><p><button style="height: 30px; width: 60px">Low</button></p><p style="width: 500px">Wide</p></main>',
  );
  expect(await page.evaluate(tooSmall)).toEqual(['60 x 30: BUTTON "Low"']);
  expect(await page.evaluate(beyondTheEdge)).toHaveLength(2);
  await page.setContent(
    '<meta name="viewport" content="width=device-width" /><main><p>Text</p><p><button style="height: 44px; width: 60px">High</button></p></main>',
  );
  expect([await page.evaluate(tooSmall), await page.evaluate(beyondTheEdge)]).toEqual([[], []]);
  await context.close();
});

test('a friend opens the invite on a phone, enters a room, and goes to other rooms from the list', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Sarah', role: 'member' });
  sarah = await visit(browser, `${home.ready.url}/join#${code}`, PHONE);
  const { page } = sarah;
  await expect(page.getByRole('heading', { name: 'Maya invites you in' })).toBeVisible();
  await expectFitForThumbs(page, 'the invite');
  await page.getByRole('button', { name: 'Join' }).tap();
  await expect(roomTitle(page, 'lobby')).toBeVisible();
  await expectFitForThumbs(page, 'the first room');
  await page.goBack();
  await expect(page.getByRole('heading', { name: HOME_NAME })).toBeVisible();
  await expectFitForThumbs(page, 'the list');
  await sidebarRow(page, 'launch-plan').getByRole('link').tap();
  await expect(roomTitle(page, 'launch-plan')).toBeFocused();
  await expect(nav(page)).toHaveCount(0);
  await expectFitForThumbs(page, 'an empty room');
});

test('messages go both ways, and nothing on the phone’s screen is too small or beyond its edge', async () => {
  const { page } = sarah;
  await composer(page, 'launch-plan').tap();
  await say(page, 'launch-plan', 'Hello from my phone');
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(message(maya.page, 'Hello from my phone')).toBeVisible();
  await say(maya.page, 'launch-plan', CODE);
  await ada.request('create_vote', { room_id: room.id, title: 'Stop the rollout above', options: ['0.5%', '1%'] });
  await expect(message(page, 'Stop the rollout above')).toBeVisible();
  await expectFitForThumbs(page, 'a room');
});

test('a room follows a swipe, returns after a short one, and closes after a long one', async () => {
  const { page } = sarah;
  const title = roomTitle(page, 'launch-plan');
  const left = () => title.evaluate((element) => element.getBoundingClientRect().left);
  const start = await left();
  await swipe(
    page,
    HEAD,
    { x: 150, y: 33 },
    {
      isSlow: true,
      before: async () => {
        expect(await left()).toBeCloseTo(start + 90, -1);
        await expect(nav(page)).toBeVisible();
      },
    },
  );
  await expect.poll(left).toBe(start);
  await expect(nav(page)).toHaveCount(0);

  await swipe(page, HEAD, { x: 330, y: 38 });
  await expect(nav(page)).toBeVisible();
  await expect(title).toHaveCount(0);
  await expect(sidebarRow(page, 'launch-plan').getByRole('link')).toBeFocused();
});

test('the phone’s back button closes the room, and does not lead to it again', async () => {
  const { page } = sarah;
  const before = await page.evaluate(() => history.length);
  for (const leave of ['back', 'button', 'swipe', 'back'] as const) {
    await sidebarRow(page, 'launch-plan').getByRole('link').tap();
    await expect(roomTitle(page, 'launch-plan')).toBeVisible();
    if (leave === 'back') await page.goBack();
    if (leave === 'button') await page.getByRole('button', { name: 'All rooms' }).tap();
    if (leave === 'swipe') await swipe(page, HEAD, { x: 330, y: 38 });
    await expect(nav(page)).toBeVisible();
    await expect(roomTitle(page, 'launch-plan')).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^(#\/)?$/);
  }
  // One entry for the room, which each visit wrote again.
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(before + 1);
});

test('scrolling, a diagonal swipe and wide code do not close the room', async () => {
  const { page } = sarah;
  await sidebarRow(page, 'launch-plan').getByRole('link').tap();
  const code = page.locator('pre');
  await expect(code).toBeVisible();
  await swipe(page, MIDDLE, { x: 90, y: 300 });
  await swipe(page, MIDDLE, { x: 200, y: 640 });
  await atRest(page.getByRole('log', { name: 'Messages' }));
  const box = await code.boundingBox();
  if (!box) throw new Error('The code is not on the screen.');
  await code.evaluate((element) => (element.scrollLeft = 200));
  await swipe(page, { x: box.x + 40, y: box.y + box.height / 2 }, { x: 340, y: box.y + box.height / 2 });
  await page.evaluate(settled);
  await expect(roomTitle(page, 'launch-plan')).toBeVisible();
});

test('the panel and dialogs are sheets that a swipe closes, and the focus returns', async () => {
  const { page } = sarah;
  const details = page.getByRole('button', { name: 'Show members and details' });
  await details.tap();
  const sheet = page.getByRole('dialog', { name: 'Members and details' });
  for (const tab of ['Members', 'Tasks', 'Files', 'About']) {
    await sheet.getByRole('tab', { name: tab }).tap();
    await expectFitForThumbs(page, tab);
  }
  await swipe(page, MIDDLE, { x: 330, y: 510 });
  await expect(sheet).toHaveCount(0);
  await expect(details).toBeFocused();
  await expect(roomTitle(page, 'launch-plan')).toBeVisible();

  await page.goBack();
  const makeRoom = page.getByRole('button', { name: 'Make a room' });
  await makeRoom.tap();
  const dialog = page.getByRole('dialog', { name: 'New room' });
  await expectFitForThumbs(page, 'a new room');
  const head = await dialog.getByRole('heading', { name: 'New room' }).boundingBox();
  if (!head) throw new Error('The dialog has no head.');
  await swipe(page, { x: 200, y: head.y }, { x: 204, y: head.y + 50 }, { isSlow: true });
  await expect(dialog).toBeVisible();
  await swipe(page, { x: 200, y: head.y }, { x: 204, y: 800 });
  await expect(dialog).toHaveCount(0);
  await expect(makeRoom).toBeFocused();
});

test('the on-screen keyboard covers neither the field nor the newest message', async () => {
  const { page } = sarah;
  await sidebarRow(page, 'launch-plan').getByRole('link').tap();
  await composer(page, 'launch-plan').tap();
  // As Safari does it: the window stays as high as it was, and less of it is seen.
  await page.evaluate(() => {
    const seen = window.visualViewport;
    if (!seen) throw new Error('This browser has no visual viewport.');
    Object.defineProperty(seen, 'height', { configurable: true, value: 500 });
    seen.dispatchEvent(new Event('resize'));
  });
  const bottom = (await composer(page, 'launch-plan').boundingBox())!;
  expect(bottom.y + bottom.height).toBeLessThanOrEqual(500);
  await expect(page.getByRole('article').filter({ hasText: 'Stop the rollout above' })).toBeInViewport();
  await page.evaluate(() => {
    const seen = window.visualViewport;
    Object.defineProperty(seen, 'height', { configurable: true, value: window.innerHeight });
    seen?.dispatchEvent(new Event('resize'));
  });
  expect((await composer(page, 'launch-plan').boundingBox())!.y).toBeGreaterThan(700);
  // Smaller letters make phones zoom in.
  expect(await composer(page, 'launch-plan').evaluate((field) => getComputedStyle(field).fontSize)).toBe('16px');
});

test('after a lost network, waiting messages are sent and missed ones arrive', async () => {
  const { page } = sarah;
  const network = await networkOf(sarah);
  await page.reload();
  await expect(message(page, 'Hello from my phone')).toBeVisible();
  await network.cut();
  await expect(page.getByText('You are offline')).toBeVisible();
  await say(page, 'launch-plan', 'Written in the tunnel');
  await expect(message(page, 'Written in the tunnel')).toContainText('Waiting for the connection');
  await expectFitForThumbs(page, 'a room without a network');
  await say(maya.page, 'launch-plan', 'Said while you were away');
  await expect(message(maya.page, 'Written in the tunnel')).toHaveCount(0);
  await network.mend();
  await expect(message(page, 'Said while you were away')).toBeVisible();
  await expect(message(maya.page, 'Written in the tunnel')).toHaveCount(1);
  await expect(page.getByText('You are offline')).toHaveCount(0);
});

test('the owner’s screens are usable by thumb on every phone, upright and sideways', async ({ browser }) => {
  test.setTimeout(120_000);
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Tomás', role: 'admin' });
  const tomas = await visit(browser, `${home.ready.url}/join#${code}`, PHONE);
  const { page } = tomas;
  await page.getByRole('button', { name: 'Join' }).tap();
  await expect(roomTitle(page, 'lobby')).toBeVisible();
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(page, 'launch-plan')).toBeVisible();
  await expectFitOnEveryPhone(page, 'the room');
  // A window that is wide enough for the room and the list opens a room.
  const openList = async (): Promise<void> => {
    await page.goto(`${home.ready.url}/#/`);
    await expect(nav(page)).toBeVisible();
  };
  await openList();
  await expectFitForThumbs(page, 'the list');
  const open = page.getByRole('dialog');
  for (const [button, dialog] of [
    ['Make a room', 'New room'],
    ['Connect an agent', 'Agents'],
    ['Invite a friend', 'Invites'],
    ['Settings', 'Settings'],
  ] as const) {
    await openList();
    await page.getByRole('button', { name: button }).first().tap();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    const pages = dialog === 'Settings' ? await open.getByRole('navigation').getByRole('button').allInnerTexts() : [];
    await expectFitOnEveryPhone(page, dialog);
    for (const each of pages) {
      // Where there is room for one thing only, the list is a separate screen.
      const list = page.getByRole('button', { name: 'All settings' });
      if (await list.isVisible()) await list.tap();
      await open.getByRole('navigation').getByRole('button').filter({ hasText: each }).tap();
      await expectFitOnEveryPhone(page, `Settings, ${each}`);
    }
    await open.getByRole('button', { name: 'Close' }).first().tap();
    await expect(open).toHaveCount(0);
  }
  await openList();
  await page.getByRole('button', { name: /Search or jump/ }).tap();
  await expect(open).toBeVisible();
  await expectFitOnEveryPhone(page, 'finding');
  await tomas.context.close();
});

test('the app can be installed on the home screen', async () => {
  const { page } = sarah;
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    return (await fetch(link?.href ?? '')).json() as Promise<{ name: string; display: string; icons: { src: string; sizes: string }[] }>;
  });
  expect(manifest).toMatchObject({ name: HOME_NAME, short_name: HOME_NAME, display: 'standalone' });
  const icons = await page.evaluate(
    async (addresses) => {
      const sizes = addresses.map(async (address) => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        return `${picture.naturalWidth}x${picture.naturalHeight}`;
      });
      return Promise.all(sizes);
    },
    [...manifest.icons.map(({ src }) => src), '/icons/180.png'],
  );
  expect(icons).toEqual([...manifest.icons.map(({ sizes }) => sizes), '180x180']);
  const colours = () =>
    page.evaluate(() => [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(({ content }) => content));
  expect(await colours()).toEqual(['#fbfaf7', '#141817']);
  await page.evaluate(() => localStorage.setItem('lanai.theme', 'dark'));
  await page.reload();
  await expect.poll(colours).toEqual(['#141817', '#141817']);
});
