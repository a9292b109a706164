// A page of another version than its home: it reloads automatically where nothing is lost by that, and otherwise says so and waits.
import { expect, test, type Page } from '@playwright/test';
import { command, composer, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let page: Page;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  await maya.page.close();
});

/** Each test has its own tab, and so its own version. */
test.beforeEach(async () => {
  page = await maya.context.newPage();
  await page.addInitScript(speakAnotherVersion);
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await composer(page, 'lobby').fill('');
});

test.afterEach(() => page.close());

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

/** In the page: while `old` is set, its frames name version 0. It is set for good, or until the page is loaded again. */
function speakAnotherVersion(): void {
  if (sessionStorage.getItem('old') === 'until reload') sessionStorage.removeItem('old');
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function sendAs(data) {
    Object.assign(window, { lastSocket: this });
    const isOld = sessionStorage.getItem('old') !== null;
    send.call(this, isOld && typeof data === 'string' ? data.replace(/("type":"watch","payload":\{"version":)\d+/, '$10') : data);
  };
}

/** As after an update of the home: the page comes back to one that does not know its version any more. */
async function becomeOld(page: Page, how: 'until reload' | 'for good'): Promise<void> {
  await page.evaluate((value) => {
    sessionStorage.setItem('old', value);
    (window as unknown as { lastSocket: WebSocket }).lastSocket.close();
  }, how);
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}

const bar = (page: Page) => page.getByRole('status').filter({ hasText: 'Lanai has a new version' });

test('after an update the page with an empty composer reloads automatically and connects', async () => {
  const loads = countLoads(page);
  await becomeOld(page, 'until reload');
  await expect.poll(loads).toBe(1);
  await say(page, 'lobby', 'Back with the new version');
  await expect(message(page, 'Back with the new version')).toHaveCount(1);
  await expect(bar(page)).toHaveCount(0);
});

test('after an update the page with text in the composer waits for the reader, and keeps the text over the reload', async () => {
  const loads = countLoads(page);
  await composer(page, 'lobby').fill('Half a thought');
  await becomeOld(page, 'until reload');
  await expect(bar(page)).toContainText('Your drafts are kept.');
  await composer(page, 'lobby').pressSequentially(', and more');
  // Longer than it takes to look twice.
  await page.waitForTimeout(2_500);
  expect(loads()).toBe(0);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect.poll(loads).toBe(1);
  await expect(composer(page, 'lobby')).toHaveValue('Half a thought, and more');
  await expect(bar(page)).toHaveCount(0);
});

test('messages sent meanwhile arrive after the reload', async () => {
  const loads = countLoads(page);
  await composer(page, 'lobby').fill('Said to an old home');
  await becomeOld(page, 'until reload');
  await expect(bar(page)).toBeVisible();
  await composer(page, 'lobby').press('Enter');
  await expect.poll(loads).toBe(1);
  await expect(message(page, 'Said to an old home')).toHaveCount(1);
  const { messages } = await command<{ messages: { content: string }[] }>(page, 'get_history', { room_id: 'lobby' });
  expect(messages.filter(({ content }) => content === 'Said to an old home')).toHaveLength(1);
});

test('a reload that brings the same version is not repeated, and the page asks the reader', async () => {
  const loads = countLoads(page);
  await becomeOld(page, 'for good');
  await expect.poll(loads).toBe(1);
  await expect(page.getByRole('heading', { name: 'Lanai has a new version' })).toBeVisible();
  await page.waitForTimeout(2_500);
  expect(loads()).toBe(1);
  await page.evaluate(() => sessionStorage.removeItem('old'));
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(composer(page, 'lobby')).toBeVisible();
});

test('a page of another build keeps working, asks before it reloads, and keeps the draft', async () => {
  const loads = countLoads(page);
  await composer(page, 'lobby').fill('Half a thought');
  await page.evaluate(() => {
    document.querySelector('meta[name=build]')?.setAttribute('content', 'another');
    (window as unknown as { lastSocket: WebSocket }).lastSocket.close();
  });
  await expect(bar(page)).toContainText('Your drafts are kept.');
  await command(page, 'send_message', { room_id: 'lobby', content: 'Still connected' });
  await expect(message(page, 'Still connected')).toBeVisible();
  expect(loads()).toBe(0);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(composer(page, 'lobby')).toHaveValue('Half a thought');
  await expect(bar(page)).toHaveCount(0);
});
