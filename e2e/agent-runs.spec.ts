// Two agents, each in its own process, that answer each other: the room stops them, and people let them continue.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, message, say } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
const agents: ChildProcess[] = [];
let room: Room;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const name of ['Ping', 'Pong']) await startAgent(name);
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});

test.afterAll(() => {
  for (const agent of agents) agent.kill('SIGKILL');
});

async function startAgent(name: string): Promise<void> {
  const { tcp, keyFile } = people.home.ready;
  const args = [path.resolve(import.meta.dirname, 'answering-agent.mjs'), String(tcp).split(':').at(-1) ?? '', keyFile, name, room.id];
  const agent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  agents.push(agent);
  if (!agent.stdout) throw new Error('The agent has no output.');
  await createInterface({ input: agent.stdout })[Symbol.asyncIterator]().next();
}

const bar = (page: Page) => page.getByRole('status').filter({ hasText: 'Agents are paused' });
const answers = async (): Promise<Message[]> =>
  (await command<{ messages: Message[] }>(people.maya.page, 'get_history', { room_id: room.id, limit: 100 })).messages.filter(
    ({ author_id }) => author_id === 'ping' || author_id === 'pong',
  );

async function openSettings(page: Page) {
  await page.getByRole('tab', { name: 'About' }).click();
  await page.getByRole('button', { name: 'Room settings' }).click();
  return page.getByRole('dialog', { name: 'Room settings' });
}

test('they stop at the limit of the room, and the room says so to all', async () => {
  const { maya, sarah } = people;
  const dialog = await openSettings(maya.page);
  const limit = dialog.getByLabel('Limit for agents');
  await expect(limit).toHaveValue('');
  await limit.selectOption('5 answers to each other');
  await expectAccessibleInBothThemes(maya.page, 'the settings of a room with a limit for agents');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await say(maya.page, 'garden', '@Ping begin');
  for (const { page } of [maya, sarah]) await expect(bar(page)).toContainText('5 answers to each other without a person');
  await expect(message(maya.page, 'Pong says 3')).toBeVisible();
  expect(await answers()).toHaveLength(6);
  await expectAccessibleInBothThemes(maya.page, 'a room whose agents are paused');
  await expectFitForThumbs(sarah.page, 'a room whose agents are paused');
});

test('a member continues them, and they send what was refused', async () => {
  const { maya, sarah } = people;
  await bar(sarah.page).getByRole('button', { name: 'Continue' }).click();
  await expect.poll(async () => (await answers()).length).toBe(12);
  await expect(message(maya.page, 'Ping says 4')).toBeVisible();
  // They are at the limit again.
  for (const { page } of [maya, sarah]) await expect(bar(page)).toBeVisible();
});

test('a message of a person lets them write again', async () => {
  const { maya } = people;
  await say(maya.page, 'garden', '@Nova continue');
  await expect.poll(async () => (await answers()).length).toBe(18);
  await expect(bar(maya.page)).toBeVisible();
});

test('without a limit the bar is gone at once', async () => {
  const { maya, sarah } = people;
  const [ping] = agents;
  ping?.kill('SIGKILL');
  const dialog = await openSettings(maya.page);
  await dialog.getByLabel('Limit for agents').selectOption('No limit');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  for (const { page } of [maya, sarah]) await expect(bar(page)).toHaveCount(0);
});
