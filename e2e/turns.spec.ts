// Turns, leaders, votes and tasks: the owner with a mouse, and a friend who has nothing but a finger and a screen of 390 px.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, message } from './home.ts';
import { expectFitForThumbs, PHONE, press } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });
let ada: TestAgent;
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  room = await command<Room>(maya.page, 'create_room', { name: 'stage', public: true });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'stage')).toBeVisible();
  }
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: room.id });
});

test.afterAll(() => ada?.close());

const menu = (page: Page) => page.getByRole('button', { name: 'Vote, tasks and leader' });
const vote = (page: Page, title: string) => page.getByRole('region', { name: `Vote: ${title}` });

async function chooseByTouch(item: string): Promise<void> {
  await menu(sarah.page).tap();
  await sarah.page.getByRole('menuitem', { name: item }).tap();
}

test('the note on turns is there only while an agent waits, and explains itself', async () => {
  const { page } = maya;
  await ada.request('set_presence', { status: 'idle' });
  // After an agent’s message it is a person’s turn: Ada is the only agent here.
  await ada.request('send_message', { room_id: room.id, content: 'I am ready.' });
  await expect(message(page, 'I am ready.')).toBeVisible();
  const noteOf = (of: Page) => of.getByText(/^(Your turn|(Maya|Sarah)’s turn)( · Ada is waiting)?$/);
  await expect(noteOf(page)).toHaveCount(0);
  await ada.request('set_presence', { status: 'waiting' });
  for (const each of [page, sarah.page]) await expect(noteOf(each)).toBeVisible();
  await noteOf(page).hover();
  const why = 'Agents take turns here, and Ada is waiting. You can write at any time.';
  await expect(page.locator('[popover]:popover-open')).toHaveText(why);
  await expect(noteOf(page)).not.toContainText('waiting');
  // A finger opens no tooltip, so the note says it.
  await expect(noteOf(sarah.page)).toContainText('Ada is waiting');
  await command(maya.page, 'set_typing', { room_id: room.id, typing: true });
  await expect(sarah.page.getByText(/Maya is typing|Maya is writing/)).toBeVisible();
  await expectFitForThumbs(sarah.page, 'a room with a note on turns');
  for (const each of [page, sarah.page]) await expectAccessibleInBothThemes(each, 'the note on turns');
  await ada.request('set_presence', { status: 'idle' });
  for (const each of [page, sarah.page]) await expect(noteOf(each)).toHaveCount(0);
});

test('a vote is started, cast, changed and closed by touch', async () => {
  const { page } = sarah;
  await chooseByTouch('Start a vote');
  const dialog = page.getByRole('dialog', { name: 'Start a vote' });
  await expectFitForThumbs(page, 'the dialog of a vote');
  await dialog.getByLabel('Question').fill('Soup?');
  await dialog.getByRole('button', { name: 'Start vote' }).tap();
  await expect(dialog.getByText('Give at least two options.')).toBeVisible();
  await dialog.getByLabel('Option 1').fill('Yes');
  await dialog.getByLabel('Option 2').fill('No');
  await dialog.getByRole('button', { name: 'Start vote' }).tap();
  await expect(dialog).toHaveCount(0);

  const card = vote(page, 'Soup?');
  await expect(card).toBeInViewport({ ratio: 1 });
  await expectFitForThumbs(page, 'a vote');
  await expectAccessibleInBothThemes(page, 'a vote on a phone');
  await card.getByText('No', { exact: true }).tap();
  await card.getByRole('button', { name: 'Vote', exact: true }).tap();
  await expect(vote(maya.page, 'Soup?')).toContainText(/1 has voted · waiting for .*Maya/);
  await card.getByText('Yes', { exact: true }).tap();
  await card.getByRole('button', { name: 'Change vote' }).tap();
  await expect(card.locator('label', { hasText: 'Yes' })).toContainText('Your vote');
  await page.reload();
  await expect(card.locator('label', { hasText: 'Yes' })).toContainText('Your vote');
  await press(page, card.locator('span').getByText('Soup?'));
  await page.getByRole('dialog', { name: 'Sarah' }).getByRole('button', { name: 'React with 👍' }).tap();
  await expect(maya.page.locator('article', { has: vote(maya.page, 'Soup?') })).toContainText('👍');

  await card.getByRole('button', { name: 'Close vote' }).tap();
  await expectFitForThumbs(page, 'the question whether to close a vote');
  await card.getByRole('button', { name: 'Cancel' }).tap();
  await expect(vote(maya.page, 'Soup?')).toContainText(/1 has voted/);
  await card.getByRole('button', { name: 'Close vote' }).tap();
  await card.getByRole('button', { name: 'Close vote' }).tap();
  for (const each of [maya.page, page]) await expect(vote(each, 'Soup?')).toContainText('“Yes” won with 1 vote of 1.');
  await expect(card).toBeInViewport({ ratio: 1 });
  await expectAccessibleInBothThemes(page, 'a closed vote on a phone');
});

test('a leader is replaced only after a question, and decides by touch', async () => {
  // Three elections, one after the other.
  test.slow();
  const { page } = sarah;
  // The leader is drawn at random among those who do not decline.
  const declined = ada.next(({ type }) => type === 'election_started').then(() => ada.request('decline_election', { room_id: room.id }));
  await chooseByTouch('Elect a leader (include me)');
  await expect(maya.page.getByText(/Electing a leader/)).toBeVisible();
  await declined;
  await expect(maya.page.getByText('Sarah is the leader now.')).toBeVisible();
  await menu(maya.page).click();
  await maya.page.getByRole('menuitem', { name: 'Elect a leader among the agents' }).click();
  const question = maya.page.getByRole('dialog', { name: 'Elect another leader?' });
  await expect(question).toContainText(/is the leader of this room now/);
  await expectAccessibleInBothThemes(maya.page, 'the question of another leader');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/Electing a leader/)).toHaveCount(0);
  await menu(maya.page).click();
  await maya.page.getByRole('menuitem', { name: 'Elect a leader among the agents' }).click();
  await question.getByRole('button', { name: 'Elect a leader' }).click();
  // The leader is a person, who can keep the lead.
  const keep = page.getByRole('button', { name: 'Keep the lead' });
  await expect(maya.page.getByText(/Electing a leader/)).toBeVisible();
  await expect(keep).toBeVisible();
  await expectFitForThumbs(page, 'the question to the leader');
  await keep.tap();
  await expect(keep).toHaveCount(0);
  await expect(maya.page.getByText(/Electing a leader/)).toHaveCount(0);

  await chooseByTouch('Decide');
  await page.getByRole('textbox', { name: 'Decision' }).fill('We have soup.');
  await expectFitForThumbs(page, 'the dialog of a decision');
  await page.getByRole('button', { name: 'Decide', exact: true }).tap();
  await expect(message(maya.page, 'We have soup.')).toContainText('Decision');
  await expect(message(page, 'We have soup.')).toBeInViewport();
});

test('a task is made, taken and finished by touch', async () => {
  const { page } = sarah;
  await chooseByTouch('New task');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await expectFitForThumbs(page, 'the dialog of a task');
  await dialog.getByLabel('Title').fill('Buy bread');
  await dialog.getByLabel('Assignee').selectOption({ label: 'Sarah (you)' });
  await dialog.getByRole('button', { name: 'Make task' }).tap();
  const made = maya.page.getByRole('button', { name: 'Buy bread', exact: true });
  await expect(made).toBeVisible();
  await page.getByRole('button', { name: 'Members and details' }).tap();
  await page.getByRole('tab', { name: 'Tasks' }).tap();
  await expectFitForThumbs(page, 'the board of tasks');
  await page.getByRole('button', { name: /change the status of/ }).tap();
  await page.getByRole('menuitemradio', { name: 'Done' }).tap();
  await expect(page.getByRole('region', { name: /Done/ })).toContainText('Buy bread');
});
