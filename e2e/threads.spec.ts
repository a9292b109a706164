// A thread beside its room: two people, an agent that knows no threads, and a phone.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { pressOver } from './over-message.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Thread' }).or(page.getByRole('dialog', { name: 'Thread' }));
const replies = (page: Page): Locator => panel(page).getByRole('log', { name: 'Replies' });
const reply = (page: Page, text: string | RegExp): Locator => replies(page).getByRole('article').filter({ hasText: text });
const field = (page: Page): Locator => panel(page).getByRole('textbox', { name: 'Reply in this thread' });

/** The message that begins the thread. Its replies that the room shows too quote it. */
const first = (page: Page): Locator => message(page, 'Who waters the beans?').first();

async function answer(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Control+Enter');
}

/** Opens the thread of a message from its menu. */
async function openThread(page: Page, text: string): Promise<void> {
  await pressOver(message(page, text).first(), 'Reply in thread', field(page));
}

test('a reply is shown in its thread, and the room shows the number of replies', async () => {
  const { maya, sarah } = people;
  await say(maya.page, 'garden', 'Who waters the beans?');
  await openThread(maya.page, 'Who waters the beans?');
  await expect(reply(maya.page, 'Who waters the beans?')).toBeVisible();
  await answer(maya.page, 'I can on Monday.');
  await expect(reply(maya.page, 'I can on Monday.')).toBeVisible();
  await expect(first(maya.page).getByRole('button', { name: /1 reply/ })).toBeVisible();
  await expect(message(maya.page, 'I can on Monday.')).toHaveCount(0);
  // On the phone.
  await first(sarah.page)
    .getByRole('button', { name: /1 reply/ })
    .tap();
  await expect(reply(sarah.page, 'I can on Monday.')).toBeVisible();
  await expectFitForThumbs(sarah.page, 'a thread');
  await answer(sarah.page, 'And I on Tuesday.');
  await expect(reply(maya.page, 'And I on Tuesday.')).toBeVisible();
  await expect(first(maya.page).getByRole('button', { name: /2 replies/ })).toBeVisible();
});

test('back closes the thread on a phone, and leaves the room', async () => {
  const { sarah } = people;
  await sarah.page.goBack();
  await expect(panel(sarah.page)).toHaveCount(0);
  await expect(composer(sarah.page, 'garden')).toBeVisible();
});

test('replies count as unread in the thread and at the room, until they are read', async () => {
  const { maya, sarah, home } = people;
  await expect(first(maya.page).getByRole('button', { name: /2 replies/ })).not.toContainText('new');
  await panel(maya.page).getByRole('button', { name: 'Close the thread' }).click();
  await expect(panel(maya.page)).toHaveCount(0);
  await maya.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(maya.page, 'lobby')).toBeVisible();
  await first(sarah.page)
    .getByRole('button', { name: /2 replies/ })
    .tap();
  await answer(sarah.page, 'Wednesday is free.');
  const threads = maya.page.getByRole('button', { name: /^Threads/ });
  await expect(threads).toHaveText(/1/);
  await expect(sidebarRow(maya.page, 'garden')).toHaveText(/1/);
  await threads.click();
  const dialog = maya.page.getByRole('dialog', { name: 'Threads' });
  await expect(dialog.getByRole('listitem')).toHaveText(/garden.*Who waters the beans\?.*3 replies.*1 new/s);
  await expectAccessibleInBothThemes(maya.page, 'the list of threads');
  await dialog.getByRole('listitem').getByRole('button').click();
  await expect(reply(maya.page, 'Wednesday is free.')).toBeInViewport();
  await expect(threads).not.toHaveText(/1/);
  await expect(sidebarRow(maya.page, 'garden')).not.toHaveText(/1/);
  await expectAccessibleInBothThemes(maya.page, 'a room with a thread');
});

test('a reload keeps the thread open, and an unsent reply is marked where the thread is listed', async () => {
  const { maya } = people;
  await maya.page.reload();
  await expect(reply(maya.page, 'Wednesday is free.')).toBeVisible();
  await field(maya.page).fill('Thursday is mi');
  await panel(maya.page).getByRole('button', { name: 'Close the thread' }).click();
  await expect(first(maya.page).getByRole('button', { name: /3 replies/ })).toContainText('Unsent reply');
  await maya.page.getByRole('button', { name: /^Threads/ }).click();
  await expect(maya.page.getByRole('dialog', { name: 'Threads' }).getByRole('listitem')).toContainText('Unsent reply');
  await expectAccessibleInBothThemes(maya.page, 'a thread with an unsent reply');
  await maya.page.keyboard.press('Escape');
  await maya.page.reload();
  await expect(first(maya.page).getByRole('button', { name: /Unsent reply/ })).toBeVisible();
  await expect(panel(maya.page)).toHaveCount(0);
  await first(maya.page)
    .getByRole('button', { name: /Unsent reply/ })
    .click();
  await expect(field(maya.page)).toHaveValue('Thursday is mi');
  await field(maya.page).fill('');
});

test('the key for the next unread message leads to the thread', async () => {
  const { maya, sarah, home } = people;
  await maya.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(maya.page, 'lobby')).toBeVisible();
  await answer(sarah.page, 'The hose leaks.');
  await expect(sidebarRow(maya.page, 'garden')).toHaveText(/1/);
  await maya.page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(reply(maya.page, 'The hose leaks.')).toBeInViewport();
  await expect(sidebarRow(maya.page, 'garden')).not.toHaveText(/unread/);
  // From the room itself, too.
  await panel(maya.page).getByRole('button', { name: 'Close the thread' }).click();
  await answer(sarah.page, 'The tap drips.');
  await expect(sidebarRow(maya.page, 'garden')).toHaveText(/1/);
  await maya.page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(reply(maya.page, 'The tap drips.')).toBeInViewport();
});

test('a reply that is also sent to the room is shown in both', async () => {
  const { maya, sarah } = people;
  await panel(maya.page).getByRole('checkbox', { name: 'Also send to garden' }).check();
  await answer(maya.page, 'So the beans are safe.');
  await expect(reply(maya.page, 'So the beans are safe.')).toBeVisible();
  await expect(message(maya.page, 'So the beans are safe.')).toBeVisible();
  await expect(panel(maya.page).getByRole('checkbox', { name: 'Also send to garden' })).not.toBeChecked();
  await sarah.page.goBack();
  await expect(message(sarah.page, 'So the beans are safe.')).toBeVisible();
  // The message that it quotes leads into the thread.
  await message(sarah.page, 'So the beans are safe.')
    .getByRole('button', { name: /In reply to/ })
    .tap();
  await expect(reply(sarah.page, 'So the beans are safe.')).toBeVisible();
  await sarah.page.goBack();
});

test('an agent that knows no threads answers in the thread in which it is called', async () => {
  const { maya, home } = people;
  const agent = await startAgent(home.ready.tcp ?? '', home.ready.keyFile, 'Rune');
  try {
    await answer(maya.page, '@Rune how much water?');
    await expect(reply(maya.page, /You said: @Rune how much water\?/)).toBeVisible();
    await expect(message(maya.page, /You said:/)).toHaveCount(0);
  } finally {
    agent.kill('SIGTERM');
  }
});

test('a link to a reply opens the room with its thread', async () => {
  const { maya, sarah, home } = people;
  const { messages } = await command<{ messages: Message[] }>(maya.page, 'get_history', { room_id: room.id });
  const seq = messages.find(({ content }) => content === 'I can on Monday.')?.seq;
  await sarah.page.goto(`${home.ready.url}/#/room/${room.id}/${seq}`);
  await expect(reply(sarah.page, 'I can on Monday.')).toBeInViewport();
  await sarah.page.goBack();
});

test('it is followed, muted and left, and all of the keyboard’s', async () => {
  const { maya } = people;
  const bell = panel(maya.page).getByRole('button', { name: /^You follow this thread/ });
  await bell.focus();
  await maya.page.keyboard.press('Enter');
  await maya.page
    .getByRole('menuitemradio', { name: 'Mute' })
    .or(maya.page.getByRole('menuitem', { name: 'Mute' }))
    .press('Enter');
  await expect(panel(maya.page).getByRole('button', { name: /^Muted/ })).toBeVisible();
  await field(maya.page).focus();
  await maya.page.keyboard.press('Escape');
  await expect(panel(maya.page)).toHaveCount(0);
  const row = first(maya.page);
  await row.focus();
  await maya.page.keyboard.press('t');
  await expect(field(maya.page)).toBeFocused();
  await maya.page.keyboard.type('Muted, and still here.');
  await maya.page.keyboard.press('Enter');
  await expect(reply(maya.page, 'Muted, and still here.')).toBeVisible();
});

test('the panel of the room takes the place of the thread, and a thread the place of the panel', async () => {
  const { maya } = people;
  const members = maya.page.getByRole('tab', { name: 'Members' });
  await expect(members).toHaveCount(0);
  await maya.page.getByRole('button', { name: 'Show members and details' }).click();
  await expect(panel(maya.page)).toHaveCount(0);
  await expect(members).toBeVisible();
  await openThread(maya.page, 'Who waters the beans?');
  await expect(members).toHaveCount(0);
});

test('what is being written in a thread waits there, apart from the room’s', async () => {
  const { maya } = people;
  await field(maya.page).fill('half a reply');
  await composer(maya.page, 'garden').fill('half a message');
  await panel(maya.page).getByRole('button', { name: 'Close the thread' }).click();
  await openThread(maya.page, 'Who waters the beans?');
  await expect(field(maya.page)).toHaveValue('half a reply');
  await expect(composer(maya.page, 'garden')).toHaveValue('half a message');
  await field(maya.page).fill('');
  await composer(maya.page, 'garden').fill('');
});

test('a reply that is written without a connection is sent when it is back', async () => {
  const { maya, sarah, home } = people;
  await expect(reply(maya.page, /./).first()).toBeVisible();
  await home.kill();
  await answer(maya.page, 'Written while it was away.');
  await expect(reply(maya.page, 'Written while it was away.')).toBeVisible();
  await home.restart();
  await expect(reply(maya.page, 'Written while it was away.')).not.toContainText('Waiting');
  await first(sarah.page)
    .getByRole('button', { name: /replies/ })
    .tap();
  await expect(reply(sarah.page, 'Written while it was away.')).toHaveCount(1);
  await sarah.page.goBack();
});

test('a thread can be continued in a new room', async () => {
  const { maya } = people;
  await panel(maya.page)
    .getByRole('button', { name: /^Muted/ })
    .click();
  await maya.page.getByRole('menuitem', { name: 'Continue in a new room' }).click();
  await expect(composer(maya.page, 'Who waters the beans?')).toBeVisible();
  await expect(message(maya.page, 'This room continues')).toContainText('garden');
});

function startAgent(tcp: string, keyFile: string, name: string): Promise<ChildProcess> {
  const port = tcp.split(':').at(-1) ?? '';
  const program = path.join(import.meta.dirname, 'plain-agent.mjs');
  const child = spawn(process.execPath, [program, port, keyFile, name, 'garden', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => child.stdout?.once('data', () => resolve(child)));
}
