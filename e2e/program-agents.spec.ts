// An agent that is a program: created in the app, called, asked for permission in front of a friend, stopped, killed.
import path from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import type { Locator, Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { expect, test } from './desktop-app.ts';
import { finishAgent } from './finish-agent.ts';
import { command, enterAsFriend, message, say } from './home.ts';
import { isAlive } from '../src-main/gateway/testing/is-alive.ts';

const SCRIPTED = path.resolve('src-main/gateway/testing/scripted-program.mjs');
const EXAMPLE = path.resolve('node_modules/acp-example-agent/dist/examples/agent.js');

async function openPrograms(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: 'Create an agent' }).click();
  await dialog.getByRole('radio', { name: 'A program' }).check({ force: true });
  return dialog.getByRole('form', { name: 'Create an agent' });
}

async function create(page: Page, name: string, typed: string, fill = (_form: Locator): Promise<void> => Promise.resolve()): Promise<void> {
  const form = await openPrograms(page);
  const other = form.getByRole('radio', { name: 'Another program' });
  if ((await other.count()) > 0) await other.check({ force: true });
  await form.getByLabel('Command').fill(typed);
  await form.getByRole('button', { name: 'Use it' }).click();
  await expect(form.getByText(/ works\.$/)).toBeVisible({ timeout: 30_000 });
  await form.getByLabel('Name').fill(name);
  await fill(form);
  await expectAccessibleInBothThemes(page);
  await finishAgent(page, form);
}

test('a program answers, asks its owner before it acts, stops, and comes back after a crash', async ({ computer, browser }) => {
  test.setTimeout(150_000);
  const app = await computer.start();
  const { page } = app;
  await create(page, 'Rune', `"${process.execPath}" "${SCRIPTED}" --resumes`);
  const sarah = await enterAsFriend(browser, page, { ready: { url: new URL(page.url()).origin } }, 'Sarah');

  await say(page, 'lobby', '@Rune say The harbour is quiet');
  await expect(sarah.page.getByRole('log', { name: 'Messages' }).getByText('The harbour is quiet', { exact: true })).toHaveCount(1);

  await say(page, 'lobby', '@Rune ask rm -rf build');
  const card = (at: Page): Locator => at.getByRole('log', { name: 'Messages' }).getByRole('region', { name: 'rm -rf build' });
  await expect(card(sarah.page)).toBeVisible();
  await expect(card(sarah.page).getByRole('button', { name: 'Allow once' })).toHaveCount(0);
  await card(page).getByRole('button', { name: 'Allow once' }).click();
  await expect(message(sarah.page, 'I was answered yes.')).toHaveCount(1);

  await say(sarah.page, 'lobby', '@Rune say something');
  await expect(message(page, /I answer only/)).toHaveCount(1);

  await say(page, 'lobby', '@Rune wait');
  await expect(sarah.page.locator('[data-stream]')).toContainText('Working');
  await page.getByRole('button', { name: 'Stop Rune' }).press('Enter');
  await expect(message(sarah.page, 'Stopped')).toContainText('Working');

  await say(page, 'lobby', '@Rune crash');
  await expect(message(page, 'ended unexpectedly with code 3')).toHaveCount(1);
  await say(page, 'lobby', '@Rune recall');
  await expect(message(page, /I was sent 5 texts/)).toHaveCount(1);

  await say(page, 'lobby', '@Rune child');
  await expect(message(page, /child \d+ of \d+\./)).toHaveCount(1);
  const pids = ((await message(page, /child \d+ of \d+\./).textContent())?.match(/child (\d+) of (\d+)/)?.slice(1) ?? []).map(Number);
  expect(pids).toHaveLength(2);
  await say(page, 'lobby', '@Rune wait');
  await expect(page.locator('[data-stream]')).toContainText('Working');
  process.kill(await app.gatewayPid(), 'SIGKILL');
  await expect(message(page, 'I was interrupted: the server was restarted. Please ask me again.')).toHaveCount(1, { timeout: 30_000 });
  await expect.poll(() => pids.some(isAlive), { message: 'The program ended with the server.' }).toBe(false);
  await say(page, 'lobby', '@Rune recall');
  await expect(message(page, /I was sent 8 texts/)).toHaveCount(1);
  await sarah.context.close();
});

test('the example agent of the protocol changes a file after a yes', async ({ computer }) => {
  test.setTimeout(90_000);
  const { page } = await computer.start();
  await create(page, 'Example', `"${process.execPath}" "${EXAMPLE}"`);
  await say(page, 'lobby', '@Example please change the configuration');
  await page.getByRole('button', { name: 'Allow once' }).click({ timeout: 30_000 });
  await expect(message(page, 'successfully updated the configuration')).toHaveCount(1, { timeout: 20_000 });
});

test('a program reads a room with Lanai’s tools, and uses a model of the home without its key', async ({ computer }) => {
  test.setTimeout(90_000);
  const models = new LLMock({ port: 0 });
  await models.start();
  models.onMessage(/tide/, { content: 'The tide is low.' });
  const app = await computer.start();
  const { page } = app;
  await command(page, 'add_provider', { kind: 'openai-compatible', name: 'Harbour', base_url: `${models.url}/v1`, key: 'sk-x' });
  await say(page, 'lobby', 'The boat leaves at nine');
  await create(page, 'Rune', `"${process.execPath}" "${SCRIPTED}"`, async (form) => {
    await form.getByLabel('Account for the model').selectOption('Harbour');
    await expect(form.getByLabel('Model', { exact: true })).not.toHaveValue('');
  });
  await say(page, 'lobby', '@Rune tool read {"room":"lobby"}');
  await expect(message(page, /It said: #lobby/)).toContainText('The boat leaves at nine');
  await say(page, 'lobby', '@Rune model How is the tide?');
  await expect(message(page, 'The model said: The tide is low.')).toHaveCount(1);
  await models.stop();
});
