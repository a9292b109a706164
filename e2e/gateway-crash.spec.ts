// The home's process is killed: the app says so, comes back automatically, and nothing is lost. And the ways an app ends and starts.
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Page } from '@playwright/test';
import { expect, isRunning, test, type DesktopApp } from './desktop-app.ts';
import { command, composer, message, say } from './home.ts';
import { noteText } from './note-text.ts';

/** Longer than the page waits before it fetches parts ahead of need. */
const QUIET_MS = 2_000;

test('after kill -9 of the gateway the app says so, comes back, and shows each message once', async ({ bus, computer, desktop }) => {
  const { page } = desktop;
  const ada = await computer.agent('Ada');
  await ada.request('join_room', { room_id: 'lobby' });
  await say(page, 'lobby', 'Before.');
  await expect(message(page, 'Before.')).toHaveCount(1);
  await composer(page, 'lobby').fill('Half a thought');
  const killed = await desktop.gatewayPid();

  const trouble = await noteText(page, 'Your Lanai is starting again.');
  process.kill(killed, 'SIGKILL');
  await trouble.gone();
  expect(await desktop.gatewayPid()).not.toBe(killed);

  await expect(composer(page, 'lobby')).toHaveValue('Half a thought');
  await composer(page, 'lobby').press('Enter');
  const again = await computer.agent('Ada');
  await again.request('join_room', { room_id: 'lobby' });
  await again.request('send_message', { room_id: 'lobby', content: 'I am back.' });
  for (const text of ['Before.', 'Half a thought', 'I am back.']) await expect(message(page, text)).toHaveCount(1);
  // The notifications of the owner are back too.
  const { room_id } = await again.request('create_room', { name: 'after', public: true });
  await again.request('join_room', { room_id });
  await command(page, 'join_room', { room_id });
  await again.request('send_message', { room_id, content: '@Maya are you?' });
  await bus.notification(({ summary }) => summary === 'Ada in after');
  ada.close();
  again.close();
});

test('a program that takes the gateway’s port receives nothing and is not shown in the window', async ({ desktop }) => {
  const { page } = desktop;
  const port = Number(new URL(page.url()).port);
  const heard: string[] = [];
  const other = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>PWNED</title><h1>PWNED</h1>');
  });
  other.on('upgrade', (request, socket) => (heard.push(`socket ${request.url}`), socket.destroy()));
  // A request that the gateway admitted just before its end may still be on its way (docs/security.md, "The desktop").
  await expectToHaveLoaded(page);
  process.kill(await desktop.gatewayPid(), 'SIGKILL');
  for (let isThere = false; !isThere;)
    isThere = await new Promise<boolean>((resolve) => {
      other.once('error', () => resolve(false));
      other.listen(port, '127.0.0.1', () => resolve(true));
    });
  // The page tries to reach it in several ways, and the window is made to load it again.
  await page.evaluate(() => fetch('/api/session').catch(() => undefined)).catch(() => undefined);
  await page.evaluate(() => void (location.href = '/')).catch(() => undefined);
  await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await expect(page.getByRole('heading', { name: /^Your Lanai (stopped|cannot open)$/ })).toBeVisible();
  await page.waitForTimeout(2_000);
  expect(heard).toEqual([]);
  await expect(page.getByText('PWNED')).toHaveCount(0);
  other.closeAllConnections();
  await new Promise((resolve) => other.close(resolve));
});

/** The page has fetched all that it fetches without a press. */
async function expectToHaveLoaded(page: Page): Promise<void> {
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').length);
  await expect(async () => {
    const before = await fetched();
    await page.waitForTimeout(QUIET_MS);
    expect(await fetched()).toBe(before);
  }).toPass({ timeout: 30_000 });
}

test('a second start shows the first window, quitting ends the home, and a lanai:// link opens the same home again', async ({
  computer,
}) => {
  const first = await computer.start();
  await say(first.page, 'lobby', 'Remember this.');
  await expect(message(first.page, 'Remember this.')).toHaveCount(1);
  const window = await windowOf(first);
  const bounds = { x: 120, y: 90, width: 1000, height: 700 };

  await test.step('a second start brings the first window to the front', async () => {
    await window.evaluate((each: BrowserWindow) => each.hide());
    expect(await computer.startAgain()).toBe(0);
    await expect.poll(() => window.evaluate((each: BrowserWindow) => each.isVisible())).toBe(true);
  });

  await test.step('a lanai:// link opens its message there', async () => {
    expect(await computer.startAgain('lanai://room/lobby/1')).toBe(0);
    await expect(first.page).toHaveURL(/#\/room\/lobby\/1$/);
  });

  await test.step('quitting ends the home too', async () => {
    await window.evaluate((each: BrowserWindow, to) => each.setBounds(to), bounds);
    const gateway = await first.gatewayPid();
    expect(await computer.quit(first)).toBe(0);
    expect(isRunning(gateway)).toBe(false);
  });

  await test.step('a start with a lanai:// link opens the same home at it, in the same place', async () => {
    const second = await computer.start({ args: ['lanai://room/lobby/1'] });
    await expect(second.page).toHaveURL(/#\/room\/lobby\/1$/);
    await expect(message(second.page, 'Remember this.')).toHaveCount(1);
    expect(await (await windowOf(second)).evaluate((each: BrowserWindow) => each.getBounds())).toEqual(bounds);
  });
});

test('a home that cannot run says why in one sentence, and opens when the cause is gone', async ({ computer }) => {
  const first = await computer.start();
  const taken = new URL(first.page.url()).port;
  const second = await computer.startOther({ args: [`--port=${taken}`] });
  await expect(second.page.getByRole('alert')).toContainText(taken);
  await computer.quit(first);
  await second.page.getByRole('link', { name: 'Try again' }).click();
  await expect(second.page.getByRole('button', { name: 'Get started' })).toBeVisible();
});

test('an unusable data folder is reported in the window', async ({ computer }) => {
  // Where the other home's folder would be is a file.
  await writeFile(path.join(path.dirname(computer.dataDir), 'other'), '');
  const app = await computer.startOther({ args: ['--port=0'] });
  await expect(app.page.getByRole('alert')).toContainText('other');
  await expect(app.page.getByRole('link', { name: 'Try again' })).toBeVisible();
});

const windowOf = ({ electron, page }: DesktopApp) => electron.browserWindow(page);
