// An agent that is not running is called: the room sees that it is woken and for whom, and it answers.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

const PROGRAM = path.resolve('src-main/gateway/testing/woken-program.mjs');

let home: TestHome;
let maya: Visitor;
let folder: string;
let place: string;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-waking-'));
  place = path.join(folder, 'place.json');
  const [host, port] = (home.ready.tcp ?? '').split(':');
  const key = await home.agentKey();
  await writeFile(place, JSON.stringify({ host, port: Number(port), key, agent_id: 'scout', started: path.join(folder, 'started') }));
  const headers = { authorization: `Bearer ${key}`, 'lanai-agent': 'scout' };
  const joined = await fetch(`${home.ready.url}/api/rooms/lobby/members/me`, { method: 'PUT', headers });
  expect(joined.status).toBe(200);
});

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
  await rm(folder, { recursive: true, force: true });
});

const section = (page: Page) => page.getByRole('region', { name: 'When it is not running' });

async function openAgent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await page.getByRole('dialog', { name: 'Agents' }).getByRole('button', { name: /scout/ }).click();
}

async function setCommand(page: Page, mode: string): Promise<void> {
  await openAgent(page);
  await section(page).getByRole('radio', { name: 'Start a program' }).check({ force: true });
  await section(page).getByLabel('Command').fill(`"${process.execPath}" "${PROGRAM}" "${place}" "${mode}"`);
  await section(page).getByRole('button', { name: 'Save' }).click();
  await expect(section(page).getByRole('button', { name: 'Try it' })).toBeVisible();
}

test('an agent is woken by a call, and the room sees for whom', async () => {
  test.setTimeout(90_000);
  const { page } = maya;
  await setCommand(page, 'fail');
  await section(page).getByRole('button', { name: 'Try it' }).click();
  await expect(section(page)).toContainText('ended with code 1');
  await expect(section(page)).toContainText('There is no licence.');
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');

  await setCommand(page, 'never');
  await page.keyboard.press('Escape');
  await say(page, 'lobby', '@scout is the tide low?');
  await expect(page.getByText(/^Waking scout for /)).toBeVisible();
  await openAgent(page);
  await expect(section(page)).toContainText('Waking it.');
  await page.keyboard.press('Escape');

  await setCommand(page, 'connect');
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Waking scout/)).toHaveCount(0);
  await say(page, 'lobby', '@scout and now?');
  await expect(message(page, 'I heard: scout and now?')).toHaveCount(1, { timeout: 20_000 });
  await openAgent(page);
  await expect(section(page)).toContainText(/It was woken .*, and connected\./);
});
