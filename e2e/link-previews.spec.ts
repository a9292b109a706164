// Link previews: the owner allows them, two people see them, one of them with a phone, and an agent posts a link. The gateway is as it
// ships; the web is a server of the test (public-web.mjs).
import { expect, test, type Locator, type Page } from '@playwright/test';
import path from 'node:path';
import type { Message, Room } from '../src-shared/objects.ts';
import { squarePng } from '../src-main/gateway/testing/pictures.ts';
import { article, bytes, startSite, type Site } from '../src-main/gateway/testing/site.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';

let site: Site;
let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let room: Room;
/** The requests that a browser made elsewhere than in the home. */
const elsewhere: string[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  site = await startSite({
    '/tomatoes': article({
      ...{ title: 'How to grow tomatoes on a windy balcony', site_name: 'The Garden Post' },
      ...{ description: 'Shelter, deep pots and a little patience: what our readers learned in ten summers.', image: '/tomato.png' },
    }),
    '/tomato.png': bytes(squarePng(200, [190, 60, 40])),
    '/plain': article({ title: 'A page with nothing but a title' }),
    '/long': article({ title: 'Long '.repeat(100), description: 'words '.repeat(200), site_name: 'N'.repeat(200) }),
    '/hostile': article({ title: '&lt;img src=x onerror=alert(1)&gt; \u202Egnp.exe', site_name: 'Your bank', image: '/page.html' }),
  });
  const env = {
    NODE_OPTIONS: `--import=file://${path.resolve(import.meta.dirname, 'public-web.mjs')}`,
    LANAI_E2E_WEB_PORT: String(site.port),
  };
  home = await startHome({ env });
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah', PHONE);
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(home.ready.url)) elsewhere.push(request.url());
    });
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});
test.afterAll(async () => {
  for (const each of [sarah, maya]) await each?.context.close();
  await home?.close();
  await site?.close();
});

const cards = (page: Page, text: string | RegExp): Locator =>
  message(page, text).getByRole('list', { name: 'Link previews' }).getByRole('listitem');

async function openSettings(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true }).click();
}

test('a link has no preview until the owner allows it', async () => {
  const { page } = maya;
  await say(page, 'garden', 'Before: http://post.example/tomatoes');
  await expect(message(page, 'Before:')).toBeVisible();
  await openSettings(page, 'Home');
  const choice = page.getByRole('checkbox', { name: 'Make previews of links' });
  await expect(choice).not.toBeChecked();
  await choice.check();
  await expect(choice).toBeChecked();
  await page.keyboard.press('Escape');
  expect(site.requests).toEqual([]);
});

test('both see the preview of a link, and no browser asks the site', async () => {
  await say(maya.page, 'garden', 'Read this: http://post.example/tomatoes');
  for (const { page } of [maya, sarah]) {
    const card = cards(page, 'Read this:');
    await expect(card).toHaveCount(1);
    await expect(card).toContainText(/The Garden Post · post\.example.*How to grow tomatoes.*Shelter, deep pots/s);
    await expect(card.getByRole('link', { name: 'How to grow tomatoes' })).toHaveAttribute('href', 'http://post.example/tomatoes');
    await expect(card.getByRole('link')).toHaveAttribute('rel', 'noreferrer noopener');
    const image = card.locator('img');
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(200);
    await expect(image).toHaveAttribute('src', /^\/api\/files\//);
  }
  await expect(cards(maya.page, 'Before:')).toHaveCount(0);
  expect(site.paths()).toEqual(['/tomatoes', '/tomato.png']);
  expect(elsewhere).toEqual([]);
  await expectAccessibleInBothThemes(maya.page, 'a link preview');
  await expectAccessibleInBothThemes(sarah.page, 'a link preview on a phone');
  await expectFitForThumbs(sarah.page, 'a link preview');
});

test('the newest line stays whole when a preview arrives', async () => {
  const slow = (at: string): void => {
    site.pages.set(at, (response, request) =>
      setTimeout(() => article({ title: `Late ${at}`, image: '/tomato.png' })(response, request), 700),
    );
  };
  for (let count = 0; count < 40; count += 1)
    await command(maya.page, 'send_message', { room_id: room.id, content: `line ${count}\n\nmore` });
  for (const { page } of [maya, sarah]) await expect(message(page, 'line 39')).toBeInViewport();
  for (const at of ['/late-1', '/late-2']) slow(at);
  await say(maya.page, 'garden', 'Late: http://post.example/late-1 http://post.example/late-2');
  await say(maya.page, 'garden', 'The last words');
  for (const { page } of [maya, sarah]) {
    await expect(cards(page, 'Late:')).toHaveCount(2);
    await expect(message(page, 'The last words')).toBeInViewport({ ratio: 1 });
  }
  // A reader further up stays where they are.
  slow('/late-3');
  const list = maya.page.getByRole('log', { name: 'Messages' });
  await list.hover();
  await maya.page.mouse.wheel(0, -900);
  await expect(message(maya.page, 'The last words')).not.toBeInViewport();
  await command(sarah.page, 'send_message', { room_id: room.id, content: 'Below: http://post.example/late-3' });
  const anchor = message(maya.page, 'line 32');
  await anchor.scrollIntoViewIfNeeded();
  const before = await anchor.boundingBox();
  await expect.poll(async () => (await newest()).previews?.length).toBe(1);
  await expect.poll(async () => (await anchor.boundingBox())?.y).toBe(before?.y);
  await maya.page.getByRole('button', { name: /^(?:1 new|Jump to latest)/ }).click();
  await expect(cards(maya.page, 'Below:')).toHaveCount(1);
});

async function newest(): Promise<Message> {
  const { messages } = await command<{ messages: Message[] }>(maya.page, 'get_history', { room_id: room.id, limit: 1 });
  if (!messages[0]) throw new Error('The room is empty.');
  return messages[0];
}

test('a preview shows the text of a page as text, and its true host', async () => {
  const { page } = maya;
  await say(page, 'garden', 'Odd: http://evil.example/hostile http://evil.example/long');
  await expect(cards(page, 'Odd:')).toHaveCount(2);
  const [hostile, long] = [cards(page, 'Odd:').first(), cards(page, 'Odd:').last()];
  await expect(hostile).toContainText('Your bank · evil.example');
  await expect(hostile.getByRole('link')).toHaveText('<img src=x onerror=alert(1)> gnp.exe');
  await expect(hostile.locator('img')).toHaveCount(0);
  expect((await long.boundingBox())?.height).toBeLessThan(160);
  for (const each of [maya.page, sarah.page]) {
    const width = await each.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(width).toBe(0);
  }
});

test('the author removes a preview with the keyboard, the owner those of others', async () => {
  const { page } = maya;
  await say(page, 'garden', 'Two: http://post.example/tomatoes http://post.example/plain');
  await expect(cards(page, 'Two:')).toHaveCount(2);
  await expect(cards(sarah.page, 'Two:')).toHaveCount(2);
  await expect(cards(sarah.page, 'Two:').getByRole('button')).toHaveCount(0);
  const remove = cards(page, 'Two:')
    .first()
    .getByRole('button', { name: /^Remove the preview of How to grow/ });
  await cards(page, 'Two:').first().getByRole('link').focus();
  await page.keyboard.press('Tab');
  await expect(remove).toBeFocused();
  await page.keyboard.press('Enter');
  for (const each of [page, sarah.page]) {
    await expect(cards(each, 'Two:')).toHaveCount(1);
    await expect(cards(each, 'Two:')).toContainText('A page with nothing but a title');
  }
  await say(sarah.page, 'garden', 'Mine: http://post.example/plain');
  await cards(sarah.page, 'Mine:').getByRole('button').tap();
  await expect(cards(sarah.page, 'Mine:')).toHaveCount(0);
  await say(sarah.page, 'garden', 'Also mine: http://post.example/plain');
  await cards(page, 'Also mine:').hover();
  await cards(page, 'Also mine:').getByRole('button').click();
  await expect(cards(sarah.page, 'Also mine:')).toHaveCount(0);
});

test('previews follow an edit, a reload and the deletion of the message', async () => {
  const { page } = maya;
  await say(page, 'garden', 'Changing: http://post.example/tomatoes');
  await expect(cards(sarah.page, 'Changing:')).toContainText('How to grow tomatoes');
  const { id: message_id } = await newest();
  await command(page, 'edit_message', { room_id: room.id, message_id, content: 'Changing: http://post.example/plain' });
  await expect(cards(sarah.page, 'Changing:')).toContainText('nothing but a title');
  await sarah.page.reload();
  await expect(cards(sarah.page, 'Changing:')).toContainText('nothing but a title');
  await command(page, 'delete_message', { room_id: room.id, message_id });
  await expect(sarah.page.getByText('Changing:')).toHaveCount(0);
});

test('an agent posts a link, and is sent no event for the preview', async () => {
  const agent = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Rune');
  await agent.request('join_room', { room_id: room.id });
  await agent.request('send_message', { room_id: room.id, content: 'From an agent: http://post.example/plain' });
  await expect(cards(maya.page, 'From an agent:')).toHaveCount(1);
  agent.close();
});

test('a reader hides previews on one device', async () => {
  const { page } = sarah;
  await expect(cards(page, 'From an agent:')).toHaveCount(1);
  await page.evaluate(() => (location.hash = '#/'));
  await page.getByRole('button', { name: 'Settings' }).tap();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Appearance' }).tap();
  await page.getByRole('checkbox', { name: /Show link previews/ }).uncheck();
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(message(page, 'From an agent:')).toBeVisible();
  await expect(cards(page, 'From an agent:')).toHaveCount(0);
  await expect(cards(maya.page, 'From an agent:')).toHaveCount(1);
});
