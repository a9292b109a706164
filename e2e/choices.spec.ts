// An agent that shows what it did, asks with choices, and is blocked until a person chooses.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();
let room: Room;
let agent: ChildProcess;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  const { tcp, keyFile } = home.ready;
  const file = path.resolve(import.meta.dirname, 'asking-agent.mjs');
  const args = [file, String(tcp).split(':').at(-1) ?? '', keyFile, 'Rune', room.id];
  agent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!agent.stdout) throw new Error('The agent has no output.');
  await createInterface({ input: agent.stdout })[Symbol.asyncIterator]().next();
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});

test.afterAll(() => agent?.kill('SIGKILL'));

/** Without the replies, which quote it. */
const question = (page: Page): Locator => message(page, 'What now?').filter({ has: page.getByRole('group', { name: 'Choices' }) });
const choice = (page: Page, name: string | RegExp): Locator => question(page).getByRole('button', { name });
const newest = async (): Promise<Message | undefined> =>
  (await command<{ messages: Message[] }>(people.maya.page, 'get_history', { room_id: room.id })).messages.at(-1);

test('what the agent did is one line, and what failed stays in view', async () => {
  const { maya } = people;
  await say(maya.page, 'garden', '@Rune test it');
  const steps = maya.page.getByRole('button', { name: /^2 steps · Changed config\.ts, 1 line/ });
  const failed = maya.page.getByRole('button', { name: 'Ran the tests Failed' });
  await expect(steps).toBeVisible();
  await expect(failed).toBeVisible();
  await failed.click();
  await expect(maya.page.getByLabel('Input', { exact: true })).toHaveText('npm test');
  await expect(maya.page.getByLabel('Output', { exact: true })).toContainText('Error: port 4510 expected');
  await steps.click();
  await maya.page.getByRole('button', { name: 'Changed config.ts, 1 line', exact: true }).click();
  await expect(maya.page.getByText('src/config.ts')).toBeVisible();
  await expect(maya.page.locator('pre').filter({ hasText: '+export const port = 4600;' })).toBeVisible();
});

test('the agent is blocked, and the room sees by what', async () => {
  const { sarah } = people;
  await expect(sarah.page.getByText('Rune is blocked: “Waits for an answer”')).toBeVisible();
  await expect(sidebarRow(sarah.page, 'Rune')).toContainText('Waits for an answer');
});

test('a choice is sent as a reply, and is marked for the person who chose', async () => {
  const { maya, sarah } = people;
  await expectAccessibleInBothThemes(maya.page);
  await choice(maya.page, 'Try again').press('Enter');
  await expect(choice(maya.page, 'Try again')).toHaveAttribute('aria-pressed', 'true');
  await expect(message(sarah.page, 'Maya chose: Try again.')).toBeVisible();
  expect(await newest()).toMatchObject({ content: 'Maya chose: Try again.' });
  await expect(choice(sarah.page, 'Try again')).toHaveAttribute('aria-pressed', 'false');
  await expect(sarah.page.getByText('Rune is blocked')).toHaveCount(0);
  await expect(choice(maya.page, 'Try again')).toBeFocused();
});

test('others choose too, and a second choice of the same person replaces the first', async () => {
  const { maya, sarah } = people;
  await choice(sarah.page, 'Leave it').click();
  await expect(message(maya.page, 'Sarah chose: Leave it.')).toBeVisible();
  await choice(maya.page, /^Ask Sarah/).click();
  await expect(message(sarah.page, 'Maya chose: Ask Sarah')).toBeVisible();
  await expect(choice(maya.page, /^Ask Sarah/)).toHaveAttribute('aria-pressed', 'true');
  await expect(choice(maya.page, 'Try again')).toHaveAttribute('aria-pressed', 'false');
  await maya.page.reload();
  await expect(choice(maya.page, /^Ask Sarah/)).toHaveAttribute('aria-pressed', 'true');
});

test('on a phone nothing is cut off, and in an archived room the choices say why they do nothing', async () => {
  const { maya, sarah } = people;
  await sarah.page.setViewportSize({ width: 390, height: 844 });
  await expect(question(sarah.page)).toBeVisible();
  await question(sarah.page).scrollIntoViewIfNeeded();
  for (const button of await question(sarah.page).getByRole('button').all()) {
    const { x, width } = (await button.boundingBox()) ?? { x: -1, width: 0 };
    expect([x >= 0, x + width <= 390]).toEqual([true, true]);
  }
  await command(maya.page, 'archive_room', { room_id: room.id });
  const button = choice(maya.page, 'Leave it');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription('You cannot choose. This room is archived.');
  const before = await newest();
  await button.press('Enter');
  expect(await newest()).toEqual(before);
});
