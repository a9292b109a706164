// An agent that writes while people read: what grows, who stops it, and what stays.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { recordCalls, shown } from './recorded-notifications.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();
let room: Room;
let agent: Agent;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  agent = await startAgent('Rune');
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(maya.page, 'garden')).toBeVisible();
});

test.afterAll(() => agent?.end());

interface Agent {
  /** The next line that it says. */
  said(): Promise<string>;
  end(): void;
}

/** A process that writes a line every 40 ms. */
async function startAgent(name: string): Promise<Agent> {
  const { tcp, keyFile } = people.home.ready;
  const file = path.resolve(import.meta.dirname, 'streaming-agent.mjs');
  const args = [file, String(tcp).split(':').at(-1) ?? '', keyFile, name, room.id, '40'];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('The agent has no output.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<string> => String((await lines.next()).value);
  expect(await said()).toBe('joined');
  return { said, end: () => void child.kill('SIGKILL') };
}

const writing = (page: Page): Locator => page.locator('[data-stream]');
const stopButton = (page: Page): Locator => page.getByRole('button', { name: 'Stop Rune' });
const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });
const history = async (): Promise<Message[]> =>
  (await command<{ messages: Message[] }>(people.maya.page, 'get_history', { room_id: room.id })).messages;

test('an answer grows while a reader watches, and becomes one message that notifies once', async () => {
  const { maya, sarah, home } = people;
  await sarah.context.addInitScript(recordCalls);
  await sarah.page.evaluate(() => localStorage.setItem('test.allowed', 'yes'));
  await sarah.page.goto(`${home.ready.url}/#/room/lobby`);
  await sarah.page.reload();
  await expect(composer(sarah.page, 'lobby')).toBeVisible();
  // As Sarah sees it: she is in another room, and is called by the answer.
  await say(maya.page, 'garden', '@Rune write 60 lines for Sarah');
  await expect(writing(maya.page)).toContainText('line 3 of the answer');
  await expect(writing(maya.page).locator('strong').first()).toHaveText('1');
  await expect(writing(maya.page).locator('li')).not.toHaveCount(60);
  // The screen reader reads the whole message, and not each word.
  await expect(maya.page.locator('[aria-live="polite"]').filter({ hasText: 'of the answer' })).toHaveCount(0);
  expect(await shown(sarah.page)).toEqual([]);
  await expect(sidebarRow(sarah.page, 'garden')).not.toContainText('@');

  await expect(writing(maya.page)).toHaveCount(0, { timeout: 20_000 });
  await expect(message(maya.page, 'line 60 of the answer')).toHaveCount(1);
  await expect(maya.page.locator('[aria-live="polite"]').filter({ hasText: 'of the answer' })).toHaveCount(1);
  await expect.poll(() => shown(sarah.page)).toHaveLength(1);
  expect((await history()).filter(({ content }) => content.includes('of the answer'))).toMatchObject([{ edited_at: null }]);
});

test('Stop ends the answer where it is, and the agent hears it', async () => {
  const { maya } = people;
  await say(maya.page, 'garden', '@Rune write 5000 lines slowly');
  await expect(writing(maya.page)).toContainText('line 2 of the answer');
  await expectAccessibleInBothThemes(maya.page);
  await stopButton(maya.page).click();
  await expect(writing(maya.page)).toHaveCount(0);
  expect(await agent.said()).toBe('stopped by Maya');
  const stopped = message(maya.page, 'Stopped');
  await expect(stopped).toHaveCount(1);
  await expect(stopped).toContainText('line 2 of the answer');
  const last = (await history()).at(-1);
  expect(last).toMatchObject({ unfinished: 'stopped' });
  await maya.page.reload();
  await expect(message(maya.page, 'Stopped')).toHaveCount(1);
});

test('Escape in an empty field stops it too, and with a text it does not', async () => {
  const { maya } = people;
  const field = composer(maya.page, 'garden');
  await say(maya.page, 'garden', '@Rune write 5000 lines');
  await expect(writing(maya.page)).toContainText('line 2 of the answer');
  await field.fill('Not yet');
  await field.press('Escape');
  await expect(writing(maya.page)).toContainText('line 20 of the answer');
  await field.fill('');
  // A key that is held is for what was there when it went down.
  await field.dispatchEvent('keydown', { key: 'Escape', repeat: true, bubbles: true, cancelable: true });
  await expect(writing(maya.page)).toContainText('line 60 of the answer');
  await field.press('Escape');
  expect(await agent.said()).toBe('stopped by Maya');
  await expect(writing(maya.page)).toHaveCount(0);
});

test('Stop keeps the focus in the list, and the writing is announced once', async () => {
  const { maya } = people;
  await say(maya.page, 'garden', '@Rune write 5000 lines');
  await expect(writing(maya.page)).toContainText('line 2 of the answer');
  await expect(maya.page.locator('[aria-live="polite"]').filter({ hasText: 'Rune is writing' })).toHaveCount(1);
  await stopButton(maya.page).focus();
  await maya.page.keyboard.press('Enter');
  await expect(writing(maya.page)).toHaveCount(0);
  expect(await agent.said()).toBe('stopped by Maya');
  await expect(maya.page.locator('article:focus')).toContainText('line 2 of the answer');
});

test('an agent that works is stopped before it has written anything, in its room only', async () => {
  const { maya, sarah, home } = people;
  const works = (page: Page): Locator => page.getByText('Rune is working: “Reads the plan”');
  await sarah.page.goto(`${home.ready.url}/#/room/lobby`);
  await say(maya.page, 'garden', '@Rune think');
  await expect(works(maya.page)).toBeVisible();
  await expect(stopButton(maya.page)).toBeVisible();
  await expect(sidebarRow(sarah.page, 'Rune')).toContainText('busy');
  await expect(sarah.page.getByText('Reads the plan')).toHaveCount(0);
  await expectAccessibleInBothThemes(maya.page);
  await stopButton(maya.page).focus();
  await maya.page.keyboard.press('Enter');
  expect(await agent.said()).toBe('stopped by Maya');
  await expect(works(maya.page)).toHaveCount(0);
  await expect(composer(maya.page, 'garden')).toBeFocused();
  await say(maya.page, 'garden', '@Rune think');
  await expect(works(maya.page)).toBeVisible();
  await composer(maya.page, 'garden').press('Escape');
  expect(await agent.said()).toBe('stopped by Maya');
  await expect(stopButton(maya.page)).toHaveCount(0);
});

test('the reader stays where they read, and the end stays in sight of one who is there', async () => {
  const { maya } = people;
  const fromEnd = (): Promise<number> =>
    list(maya.page).evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
  await say(maya.page, 'garden', '@Rune write 5000 lines');
  await expect(writing(maya.page)).toContainText('line 50 of the answer');
  await expect.poll(fromEnd).toBeLessThan(30);
  await list(maya.page).hover();
  await maya.page.mouse.wheel(0, -400);
  await expect.poll(fromEnd).toBeGreaterThan(200);
  const top = await list(maya.page).evaluate((element) => element.scrollTop);
  await expect(writing(maya.page)).toContainText('line 80 of the answer');
  expect(Math.abs((await list(maya.page).evaluate((element) => element.scrollTop)) - top)).toBeLessThan(2);
  await composer(maya.page, 'garden').press('Escape');
  expect(await agent.said()).toBe('stopped by Maya');
});

test('Escape stops only what is in sight', async () => {
  const { maya } = people;
  const scrollTo = (to: 'start' | 'end'): Promise<void> =>
    list(maya.page).evaluate((element, where) => element.scrollTo(0, where === 'start' ? 0 : element.scrollHeight), to);
  await say(maya.page, 'garden', '@Rune write 5000 lines');
  await expect(writing(maya.page)).toContainText('line 50 of the answer');
  await scrollTo('start');
  await expect(writing(maya.page)).not.toBeInViewport();
  await composer(maya.page, 'garden').press('Escape');
  await scrollTo('end');
  await expect(writing(maya.page)).toContainText('line 150 of the answer');
  await composer(maya.page, 'garden').press('Escape');
  expect(await agent.said()).toBe('stopped by Maya');
  await expect(writing(maya.page)).toHaveCount(0);
});

test('an agent that is killed leaves what it wrote, and a reader who comes meanwhile has all of it', async () => {
  const { maya, sarah, home } = people;
  const short = await startAgent('Quill');
  await say(maya.page, 'garden', '@Quill write 5000 lines');
  await expect(writing(maya.page)).toContainText('line 3 of the answer');
  await sarah.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(writing(sarah.page)).toContainText('line 1 of the answer');
  short.end();
  await expect(message(sarah.page, 'Interrupted')).toContainText('line 3 of the answer', { timeout: 30_000 });
  await expect(writing(maya.page)).toHaveCount(0);
});
