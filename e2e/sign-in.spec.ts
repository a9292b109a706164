// The owner signs in with a program, in a terminal window of the desktop app.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { expect, test, type DesktopApp } from './desktop-app.ts';
import { finishAgent } from './finish-agent.ts';
import { message, say } from './home.ts';
import { isAlive } from '../src-main/gateway/testing/is-alive.ts';

const SCRIPTED = path.resolve('src-main/gateway/testing/scripted-program.mjs');

/** The attempts of the terminal's page that must fail. */
const complaints: string[] = [];

async function openTerminal({ electron }: DesktopApp, press: () => Promise<void>): Promise<Page> {
  const opened = electron.waitForEvent('window');
  electron.once('window', (window) => window.on('console', (line) => void (line.type() === 'error' && complaints.push(line.text()))));
  await press();
  const terminal = await opened;
  await expect(terminal.locator('.xterm-rows')).toContainText('The word, please:');
  return terminal;
}

test('a program is signed in in a terminal window, and nothing of it stays when the window is closed', async ({ computer }) => {
  test.setTimeout(120_000);
  const app = await computer.start();
  const { page, electron } = app;
  const keptAt = path.join(computer.dataDir, 'signed-in');
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: 'Create an agent' }).click();
  await dialog.getByRole('radio', { name: 'A program' }).check({ force: true });
  const form = dialog.getByRole('form', { name: 'Create an agent' });
  const other = form.getByRole('radio', { name: 'Another program' });
  if ((await other.count()) > 0) await other.check({ force: true });
  await form.getByLabel('Command').fill(`"${process.execPath}" "${SCRIPTED}" --signs-in --kept-at=${keptAt}`);
  await form.getByRole('button', { name: 'Use it' }).click();
  await expect(form.getByText('it is not signed in')).toBeVisible({ timeout: 30_000 });
  await expectAccessibleInBothThemes(page);
  await form.getByLabel('Name').fill('Rune');

  const signIn = form.getByRole('button', { name: 'Sign in' });
  const first = await openTerminal(app, () => signIn.click());
  const pids = (await readFile(`${keptAt}.pids`, 'utf8')).split(' ').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  await expect(first.locator('.xterm-rows span', { hasText: 'The word' }).first()).toHaveCSS('color', 'rgb(200, 90, 60)');
  expect(complaints).toEqual([]);
  expect(await first.evaluate(() => [typeof Reflect.get(globalThis, 'lanai'), typeof Reflect.get(globalThis, 'require')])).toEqual([
    'undefined',
    'undefined',
  ]);
  expect(await first.evaluate(() => window.open('https://example.com') === null)).toBe(true);
  const request = await first.evaluate(
    (address) =>
      fetch(address).then(
        () => 'sent',
        () => 'refused',
      ),
    page.url(),
  );
  expect(request).toBe('refused');
  await first.close();
  await expect.poll(() => pids.some(isAlive)).toBe(false);
  await expect(form.getByText('it is not signed in')).toBeVisible({ timeout: 30_000 });
  await finishAgent(page, form);
  await say(page, 'lobby', '@Rune say hello');
  // The program has to start first.
  await expect(message(page, 'is not signed in')).toHaveCount(1, { timeout: 30_000 });

  await message(page, 'is not signed in').getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByRole('button', { name: 'Check and sign in' }).click();
  const again = dialog.getByRole('button', { name: 'Sign in', exact: true });
  const second = await openTerminal(app, () => again.click());
  const titles = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
  expect(titles).toContainEqual(expect.stringMatching(/^Sign in: node .*--sign-in$/));
  await second.keyboard.type('sesame');
  await second.keyboard.press('Enter');
  await expect(second.getByText('Signed in. You can close this window.')).toBeVisible();
  await expect(second.locator('.xterm-rows')).toContainText('Welcome.');
  await expectAccessibleInBothThemes(second);
  await expect(dialog.getByText('Scripted 1.2.3 works.')).toBeVisible({ timeout: 30_000 });
  const closed = second.waitForEvent('close');
  // The press ends the page that would report it.
  await second
    .getByRole('button', { name: 'Close' })
    .click({ noWaitAfter: true })
    .catch((error: unknown) => {
      if (!second.isClosed()) throw error;
    });
  await closed;
  await page.keyboard.press('Escape');
  await say(page, 'lobby', '@Rune say The harbour is quiet');
  await expect(message(page, 'The harbour is quiet')).toHaveCount(2, { timeout: 30_000 });
});
