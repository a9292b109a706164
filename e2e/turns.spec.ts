// Turns and leaders, as people see them: a note only while an agent waits, and a question before a leader is replaced.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let ada: TestAgent;
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  room = await command<Room>(maya.page, 'create_room', { name: 'stage', public: true });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'stage')).toBeVisible();
  }
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: room.id });
});

test.afterAll(async () => {
  ada?.close();
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

test('the note on turns is there only while an agent waits, and explains itself', async () => {
  const { page } = maya;
  await ada.request('set_presence', { status: 'idle' });
  // After an agent’s message it is a person’s turn: Ada is the only agent here.
  await ada.request('send_message', { room_id: room.id, content: 'I am ready.' });
  await expect(message(page, 'I am ready.')).toBeVisible();
  const noteOf = (of: Page) => of.getByText(/^(Your turn|(Maya|Sarah)’s turn)$/);
  await expect(noteOf(page)).toHaveCount(0);
  await ada.request('set_presence', { status: 'waiting' });
  for (const each of [page, sarah.page]) await expect(noteOf(each)).toBeVisible();
  await noteOf(page).hover();
  const why = 'Agents take turns here, and Ada is waiting. You can write at any time.';
  await expect(page.locator('[popover]:popover-open')).toHaveText(why);
  await expectAccessible(page);
  await ada.request('set_presence', { status: 'idle' });
  for (const each of [page, sarah.page]) await expect(noteOf(each)).toHaveCount(0);
});

test('a leader is replaced only after a question', async () => {
  // Three elections, one after the other.
  test.slow();
  const { page } = sarah;
  const menu = page.getByRole('button', { name: 'Vote, tasks and leader' });
  // The leader is drawn at random among those who do not decline.
  const declined = ada.next(({ type }) => type === 'election_started').then(() => ada.request('decline_election', { room_id: room.id }));
  await menu.click();
  await page.getByRole('menuitem', { name: 'Elect a leader (include me)' }).click();
  await expect(maya.page.getByText(/Electing a leader/)).toBeVisible();
  await declined;
  await expect(maya.page.getByText('Sarah is the leader now.')).toBeVisible();
  await maya.page.getByRole('button', { name: 'Vote, tasks and leader' }).click();
  await maya.page.getByRole('menuitem', { name: 'Elect a leader among the agents' }).click();
  const question = maya.page.getByRole('dialog', { name: 'Elect another leader?' });
  await expect(question).toContainText(/is the leader of this room now/);
  await expectAccessible(maya.page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/Electing a leader/)).toHaveCount(0);
  await maya.page.getByRole('button', { name: 'Vote, tasks and leader' }).click();
  await maya.page.getByRole('menuitem', { name: 'Elect a leader among the agents' }).click();
  await question.getByRole('button', { name: 'Elect a leader' }).click();
  // The leader is a person, who can keep the lead.
  const keep = page.getByRole('button', { name: 'Keep the lead' });
  await expect(maya.page.getByText(/Electing a leader/)).toBeVisible();
  await keep.click();
  await expect(keep).toHaveCount(0);
  await expect(maya.page.getByText(/Electing a leader/)).toHaveCount(0);
});
