// An agent that writes files and runs commands in a folder: created in the app, in front of a friend, stopped, and killed.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import type { Locator, Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { expect, test } from './desktop-app.ts';
import { finishAgent } from './finish-agent.ts';
import { enterAsFriend, message, say } from './home.ts';
import { isAlive } from '../src-main/gateway/testing/is-alive.ts';

const models = new LLMock({ port: 0 });
let folder: string;

test.beforeAll(async () => {
  await models.start();
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-e2e-folder-'));
  writeFileSync(path.join(folder, 'notes.txt'), 'one\ntwo\n');
  const calls = (name: string, input: unknown) => ({ toolCalls: [{ name, arguments: JSON.stringify(input) }] });
  const sleeps = 'echo $$ > pid; sleep 300 & echo $! > child; wait';
  models.on({ hasToolResult: true }, { content: 'Done.' });
  models.onMessage(/change/, calls('write_file', { file: 'notes.txt', replaces: 'two', text: 'three' }));
  models.onMessage(/count/, calls('run_command', { command: 'wc -l notes.txt', reason: 'To count the lines.' }));
  models.onMessage(/wait/, calls('run_command', { command: sleeps }));
  models.on({ model: 'llama-3' }, { content: 'Yes.' });
});
test.afterAll(async () => {
  await models.stop();
  rmSync(folder, { recursive: true });
});

async function create(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: 'Create an agent' }).click();
  const form = dialog.getByRole('form', { name: 'Create an agent' });
  await form.getByRole('button', { name: 'Use Ollama' }).click();
  await expect(form.getByLabel('Model', { exact: true })).toHaveValue('llama-3');
  await form.getByRole('radio', { name: 'Run commands' }).check({ force: true });
  await form.getByRole('button', { name: 'Create agent' }).click();
  await expect(form.getByText('Enter the whole path of a folder.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Folder' }).fill('/no/such/folder');
  await form.getByRole('button', { name: 'Create agent' }).click();
  await expect(form.getByText(/There is no such folder/)).toBeVisible();
  await form.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await expect(form.getByText(`It can run commands in ${folder}`)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await finishAgent(page, form);
}

/** Of the command that waits, and its child. */
async function pids(): Promise<number[]> {
  const files = ['pid', 'child'].map((name) => path.join(folder, name));
  await expect.poll(() => files.every((file) => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'))).toBe(true);
  const found = files.map((file) => Number(readFileSync(file, 'utf8')));
  for (const file of files) rmSync(file);
  return found;
}

test('an agent changes a file, runs a command after a yes, and its commands end with a stop and with the server', async ({
  computer,
  browser,
}) => {
  test.setTimeout(150_000);
  const app = await computer.start({ env: { LANAI_OLLAMA_PORT: String(models.port) } });
  const { page } = app;
  await create(page);
  const card = (at: Page): Locator =>
    at
      .getByRole('log', { name: 'Messages' })
      .getByRole('region', { name: `Run a command in ${folder}` })
      .last();
  await say(page, 'lobby', '@Helper change it');
  await expect(page.getByText('Changed notes.txt')).toBeVisible();
  expect(readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('one\nthree\n');

  const sarah = await enterAsFriend(browser, page, { ready: { url: new URL(page.url()).origin } }, 'Sarah');
  await say(page, 'lobby', '@Helper count the lines');
  await expect(card(sarah.page)).toContainText('wc -l notes.txt');
  await expect(card(sarah.page).getByRole('button', { name: 'Allow once' })).toHaveCount(0);
  await card(page).getByRole('button', { name: 'Allow once' }).click();
  await expect(sarah.page.getByText('Ran wc -l notes.txt')).toBeVisible();
  await say(sarah.page, 'lobby', '@Helper count the lines');
  await expect(message(page, /I answer only/)).toHaveCount(1);

  await say(page, 'lobby', '@Helper wait');
  await card(page).getByRole('button', { name: 'Allow once' }).click();
  const stopped = await pids();
  expect(stopped.map(isAlive)).toEqual([true, true]);
  await page.getByRole('button', { name: 'Stop Helper' }).press('Enter');
  await expect.poll(() => stopped.some(isAlive)).toBe(false);

  await say(page, 'lobby', '@Helper wait again');
  await card(page).getByRole('button', { name: 'Allow once' }).click();
  const killed = await pids();
  process.kill(await app.gatewayPid(), 'SIGKILL');
  await expect(message(page, 'I was interrupted: the server was restarted. Please ask me again.')).toHaveCount(1, { timeout: 30_000 });
  await expect.poll(() => killed.some(isAlive)).toBe(false);
  await sarah.context.close();
});
