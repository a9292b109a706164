// The coordination in a room: the owner in the desktop app, a friend in a browser, agents over their own sockets.
import type { Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import type { TestAgent } from './agent.ts';
import { expect, testOnOneDesktop } from './desktop-app.ts';
import { command, composer, message, say, sidebarRow, visit, HOME_NAME } from './home.ts';
import { pressOver } from './over-message.ts';

const test = testOnOneDesktop();
let sarah: Page;
let sarahId: string;
let ada: TestAgent;
let quill: TestAgent;

test.beforeAll(async ({ browser, computer, desktop }) => {
  const { code } = await command<{ code: string }>(desktop.page, 'create_invite', { name: 'Sarah', role: 'guest', room_ids: ['lobby'] });
  ({ page: sarah } = await visit(browser, `${new URL(desktop.page.url()).origin}/join#${code}`));
  await sarah.getByRole('button', { name: 'Join' }).click();
  await expect(sarah.getByRole('heading', { name: HOME_NAME })).toBeVisible();
  const { people } = await command<{ people: { id: string; name: string }[] }>(desktop.page, 'list_people', {});
  sarahId = people.find(({ name }) => name === 'Sarah')?.id ?? '';
  [ada, quill] = [await computer.agent('Ada'), await computer.agent('Quill')];
});

test.afterAll(async () => {
  ada?.close();
  quill?.close();
  await sarah?.context().close();
});

/** A new room in which the owner, the friend and both agents are. */
async function gather(maya: Page, name: string): Promise<Room> {
  const room = await command<Room>(maya, 'create_room', { name, public: true, member_ids: [sarahId] });
  for (const agent of [ada, quill]) await agent.request('join_room', { room_id: room.id });
  for (const page of [maya, sarah]) {
    await sidebarRow(page, name).click();
    await expect(composer(page, name)).toBeVisible();
  }
  return room;
}

const menu = (page: Page) => page.getByRole('button', { name: 'Vote, tasks and leader' });
const vote = (page: Page, title: string) => page.getByRole('region', { name: `Vote: ${title}` });

async function choose(page: Page, item: string): Promise<void> {
  await menu(page).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a vote is started with the keyboard, hidden until the last ballot, and then shown to all', async ({ desktop }) => {
  const maya = desktop.page;
  await gather(maya, 'rollout');
  await menu(maya).focus();
  await maya.keyboard.press('Enter');
  await maya.keyboard.press('Enter');
  const dialog = maya.getByRole('dialog', { name: 'Start a vote' });
  await expect(dialog.getByLabel('Question')).toBeFocused();
  await maya.keyboard.type('Stop the rollout above…');
  await dialog.getByRole('button', { name: 'Start vote' }).click();
  await expect(dialog.getByText('Give at least two options.')).toBeVisible();
  await dialog.getByLabel('Option 1').fill('0.5%');
  await maya.keyboard.press('Enter');
  await maya.keyboard.type('1%');
  await maya.keyboard.press('Enter');
  await maya.keyboard.type('Never');
  await dialog.getByRole('button', { name: 'Start vote' }).click();
  await expect(dialog).toHaveCount(0);

  const called = await ada.next(({ type }) => type === 'vote_created');
  const vote_id = String(called.payload['vote_id']);
  await expect(vote(sarah, 'Stop the rollout above…')).toContainText(/No votes yet · waiting for .*(Maya.*Sarah|Sarah.*Maya)/);
  await vote(sarah, 'Stop the rollout above…').getByText('1%', { exact: true }).click();
  await vote(sarah, 'Stop the rollout above…').getByRole('button', { name: 'Vote' }).click();
  await expect(vote(sarah, 'Stop the rollout above…')).toContainText('You can change your vote until it closes.');
  await expect(vote(maya, 'Stop the rollout above…')).toContainText(/1 has voted · waiting for .*Maya/);
  await vote(sarah, 'Stop the rollout above…').getByText('Never', { exact: true }).click();
  await vote(sarah, 'Stop the rollout above…').getByRole('button', { name: 'Change vote' }).click();
  await sarah.reload();
  await expect(vote(sarah, 'Stop the rollout above…').locator('label', { hasText: 'Never' })).toContainText('Your vote');
  await ada.request('cast_vote', { vote_id, option_index: 0 });
  await quill.request('cast_vote', { vote_id, option_index: 0 });
  await expect(vote(maya, 'Stop the rollout above…')).toContainText(/3 have voted · waiting for .*Maya/);
  await expect(vote(maya, 'Stop the rollout above…')).not.toContainText('Ada');

  await vote(maya, 'Stop the rollout above…').getByRole('radio', { name: '0.5%' }).focus();
  await maya.keyboard.press('Space');
  await maya.keyboard.press('Enter');
  for (const page of [maya, sarah]) {
    await expect(vote(page, 'Stop the rollout above…')).toContainText('“0.5%” won with 3 votes of 4.');
    await expect(vote(page, 'Stop the rollout above…')).toContainText('Ada');
  }
  await maya.reload();
  await expect(vote(maya, 'Stop the rollout above…')).toContainText('“0.5%” won with 3 votes of 4.');
});

test('an agent starts a vote with a deadline; a person who comes later may vote, and the vote does not wait for them', async ({
  desktop,
}) => {
  const maya = desktop.page;
  const room = await gather(maya, 'lunch');
  await sarah.goto('about:blank');
  await expect.poll(async () => (await ada.request('list_agents', { room_id: room.id }))['agents']).toHaveLength(3);
  await ada.request('create_vote', { room_id: room.id, title: 'Lunch?', options: ['Now', 'Later'], duration_secs: 15 });
  await sarah.goto(`${new URL(maya.url()).origin}/#/room/${room.id}`);
  await expect(vote(maya, 'Lunch?')).toContainText(/No votes yet · waiting for .* · closes in \d+ s/);
  await vote(sarah, 'Lunch?').getByText('Later', { exact: true }).click();
  await vote(sarah, 'Lunch?').getByRole('button', { name: 'Vote' }).click();
  await expect(vote(maya, 'Lunch?')).toContainText(/1 has voted · waiting for .* · closes in \d+ s/);
  await expect(vote(maya, 'Lunch?')).toContainText('“Later” won with 1 vote of 1.', { timeout: 20_000 });
});

test('a vote is answered and reacted to like a message, closed before its time, and taken back', async ({ desktop }) => {
  const maya = desktop.page;
  const room = await gather(maya, 'dinner');
  await command(maya, 'create_vote', { room_id: room.id, title: 'Dinner?', options: ['Soup', 'Bread'] });
  const card = vote(sarah, 'Dinner?');
  await expect(card.getByRole('button', { name: 'Close vote' })).toHaveCount(0);
  await pressOver(sarah.locator('article', { has: card }), 'Reply', sarah.getByText(/^Replying to/));
  await say(sarah, 'dinner', 'Soup, please');
  await expect(message(maya, 'Soup, please')).toContainText('Dinner?');
  await command(sarah, 'react', { room_id: room.id, message_id: await newestVote(maya, room.id), emoji: '🍲', on: true });
  await expect(maya.locator('article', { has: vote(maya, 'Dinner?') })).toContainText('🍲');

  await sarah.setViewportSize({ width: 390, height: 844 });
  await card.getByText('Soup', { exact: true }).click();
  await card.getByRole('button', { name: 'Vote' }).click();
  await vote(maya, 'Dinner?').getByRole('button', { name: 'Close vote' }).click();
  await expect(vote(maya, 'Dinner?')).toContainText('Close the vote for everyone and show the results?');
  await maya.keyboard.press('Enter');
  await expect(card).toContainText('“Soup” won with 1 vote of 1.');
  await sarah.setViewportSize({ width: 1280, height: 800 });

  await command(maya, 'delete_message', { room_id: room.id, message_id: await newestVote(maya, room.id) });
  await expect(card).toHaveCount(0);
  await expect(sarah.locator('article', { hasText: 'This message was deleted.' }).first()).toBeVisible();
});

async function newestVote(page: Page, room_id: string): Promise<string> {
  const { votes } = await command<{ votes: { id: string }[] }>(page, 'list_votes', { room_id });
  if (!votes[0]) throw new Error('The room has no vote.');
  return votes[0].id;
}

test('a leader is elected among the agents that do not decline, is marked, and decides', async ({ desktop }) => {
  const maya = desktop.page;
  const room = await gather(maya, 'leaders');
  for (let line = 1; line <= 40; line += 1) await ada.request('send_message', { room_id: room.id, content: `Line ${line}` });
  await say(maya, 'leaders', 'Who leads?');
  await expect(message(maya, 'Who leads?')).toBeInViewport();
  await choose(maya, 'Elect a leader (include me)');
  await expect(sarah.getByText(/Electing a leader/)).toBeVisible();
  for (const agent of [ada, quill]) await agent.request('decline_election', { room_id: room.id });
  await expect(maya.getByText('You are the leader now.')).toBeVisible();
  await expect(sarah.getByText('Maya is the leader now.')).toBeVisible();
  await expect(sarah.getByRole('group', { name: 'People' }).getByText('leader')).toBeVisible();
  await choose(maya, 'Decide');
  await maya.getByRole('textbox', { name: 'Decision' }).fill('0.5%. Ada writes it, Quill tests it.');
  await maya.getByRole('button', { name: 'Decide', exact: true }).click();
  await expect(message(sarah, '0.5%. Ada writes it')).toContainText('Decision');
  // The line that says who leads came and went below the messages; the end of them stayed in sight.
  await expect(message(maya, '0.5%. Ada writes it')).toBeInViewport();
  const made = await ada.next(({ type }) => type === 'decision_made');
  expect(made.payload['leader_name']).toBe('Maya');

  // The room's leader is who is there: closing it ends it.
  await sidebarRow(maya, 'lobby').click();
  await expect(sarah.getByText('The room has no leader any more.')).toBeVisible();
});

test('an agent that starts an election asks the person who leads', async ({ desktop }) => {
  const maya = desktop.page;
  const room = await gather(maya, 'asked');
  await choose(maya, 'Elect a leader (include me)');
  for (const agent of [ada, quill]) await agent.request('decline_election', { room_id: room.id });
  await expect(sarah.getByText('Maya is the leader now.')).toBeVisible();
  await ada.request('elect_leader', { room_id: room.id });
  const bar = maya.getByRole('status').filter({ hasText: 'Ada started an election.' });
  await expect(bar).toContainText('Without an answer another leader takes over');
  await expectAccessibleInBothThemes(maya, 'the question to the leader');
  await expect(sarah.getByText(/Electing a leader/)).toBeVisible();
  await expect(sarah.getByRole('button', { name: 'Keep the lead' })).toHaveCount(0);
  await bar.getByRole('button', { name: 'Keep the lead' }).press('Enter');
  await expect(bar).toHaveCount(0);
  await expect(sarah.getByText(/Electing a leader/)).toHaveCount(0);
  await expect(sarah.getByRole('group', { name: 'People' }).getByText('leader')).toBeVisible();
});

test('a task is made from a message, assigned to an agent, and followed on the board', async ({ desktop }) => {
  const maya = desktop.page;
  const room = await gather(maya, 'traffic');
  await command<Message>(sarah, 'send_message', { room_id: room.id, content: 'Test it on last week’s **traffic**\n\nbefore noon' });
  const make = maya.getByRole('menuitem', { name: 'Make a task' });
  await pressOver(message(maya, 'Test it on last week'), 'More', make);
  await make.click();
  const dialog = maya.getByRole('dialog', { name: 'New task' });
  await expect(dialog.getByLabel('Title')).toHaveValue('Test it on last week’s traffic');
  await dialog.getByLabel('Assignee').selectOption({ label: 'Ada' });
  await dialog.getByRole('button', { name: 'Make task' }).click();
  const assigned = await ada.next(({ type }) => type === 'task_assigned');
  const task_id = String(assigned.payload['task_id']);
  expect(assigned.payload['assignee']).toBe(ada.id);

  await ada.request('update_task', { task_id, status: 'in_progress', note: 'half way' });
  await sarah.getByRole('tab', { name: 'Tasks' }).click();
  await expect(sarah.getByRole('region', { name: /In progress/ })).toContainText('Ada · in progress · half way');
  await sarah.getByRole('button', { name: /change the status of/ }).click();
  await sarah.getByRole('menuitemradio', { name: 'Done' }).click();
  const updated = await ada.next(({ type, payload }) => type === 'task_updated' && payload['status'] === 'completed');
  expect(updated.payload['note']).toBe('half way');
  await expect(maya.getByText('made a task for Ada:')).toBeVisible();

  await maya.getByRole('button', { name: 'Test it on last week’s traffic', exact: true }).click();
  const opened = maya.getByRole('dialog', { name: 'Test it on last week’s traffic' });
  await opened.getByLabel('Assignee').selectOption({ label: 'Unassigned' });
  await opened.getByRole('button', { name: 'Save' }).click();
  await expect(sarah.getByRole('region', { name: /Done/ })).toContainText('Unassigned · done');
});

test('thoughts are one quiet line that opens, and the room shows whose turn it is while an agent waits', async ({ desktop }) => {
  const maya = desktop.page;
  const room = await gather(maya, 'thoughts');
  await ada.request('thinking', { room_id: room.id, content: 'read plan.md' });
  await ada.request('thinking', { room_id: room.id, content: 'read ops/rollback.md' });
  const line = maya.getByRole('button', { name: /^Thought/ });
  await expect(line).toHaveCount(1);
  await expect(line).toContainText('read ops/rollback.md');
  await line.click();
  await expect(maya.getByText('read plan.md')).toBeVisible();
  for (const agent of [ada, quill]) await agent.request('set_presence', { status: 'waiting' });
  await quill.request('send_message', { room_id: room.id, content: 'Mine is said.' });
  await expect(maya.getByText(/turn$/)).toBeVisible();
});
