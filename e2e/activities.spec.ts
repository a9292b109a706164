// Joins, leaves and new leaders as lines of the timeline: for two people, one of them with a phone, and over a lost connection.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { command, composer, say } from './home.ts';
import { PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true, add_everyone: false });
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(maya.page, 'garden')).toBeVisible();
});

const line = (page: Page, text: string): Locator => page.getByRole('log', { name: 'Messages' }).getByText(text, { exact: true });

test('a friend who came by an invite joined the lobby', async () => {
  const { maya, sarah, home } = people;
  await sarah.page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(line(sarah.page, 'Sarah joined')).toBeVisible();
  await expect(line(maya.page, 'Sarah joined')).toHaveCount(0);
});

test('both see who joined, who was added and who left, while it happens and later', async () => {
  const { maya, sarah, home } = people;
  await say(maya.page, 'garden', 'Who is here?');
  await sarah.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(sarah.page, 'garden')).toBeVisible();
  for (const { page } of [maya, sarah]) await expect(line(page, 'Sarah joined')).toBeVisible();
  await command(maya.page, 'add_member', { room_id: room.id, participant_id: 'porter' });
  for (const { page } of [maya, sarah]) await expect(line(page, 'Maya added Porter')).toBeVisible();
  await command(maya.page, 'remove_member', { room_id: room.id, participant_id: 'porter' });
  for (const { page } of [maya, sarah]) await expect(line(page, 'Maya removed Porter')).toBeVisible();
  await say(sarah.page, 'garden', 'Only us.');
  await sarah.page.reload();
  for (const text of ['Sarah joined', 'Maya added Porter', 'Maya removed Porter']) await expect(line(sarah.page, text)).toBeVisible();
  await expectAccessibleInBothThemes(maya.page, 'a room with joins and leaves');
});

test('agents that come one after the other are one line, and the elected one is another', async () => {
  const { maya, home } = people;
  const key = await home.agentKey();
  const agents = [];
  for (const name of ['Ada', 'Rune']) {
    const agent = await connectAgent(home.ready.tcp ?? '', key, name);
    await agent.request('join_room', { room_id: room.id });
    agents.push(agent);
  }
  await expect(line(maya.page, 'Ada and Rune joined')).toBeVisible();
  await agents[0]?.request('elect_leader', { room_id: room.id });
  await expect(maya.page.getByRole('log', { name: 'Messages' }).getByText(/^(?:Ada|Rune|Maya|Sarah) is the leader now$/)).toBeVisible();
  for (const agent of agents) agent.close();
});

test('what happened while the home was away from the page is there afterwards', async () => {
  const { maya, sarah, home } = people;
  await sarah.context.setOffline(true);
  await command(maya.page, 'add_member', { room_id: room.id, participant_id: 'porter' });
  await sarah.context.setOffline(false);
  await expect(line(sarah.page, 'Maya added Porter')).toHaveCount(2);
  await home.kill();
  await home.restart();
  await expect(line(maya.page, 'Maya added Porter')).toHaveCount(2);
});
