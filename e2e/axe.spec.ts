// An automated accessibility check, in both themes, of states that the tour (stops.ts) does not have: rich messages, refusals,
// questions, and boards with everything on them.
import { expect, test, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, say, startHome, type TestHome, type Visitor, visit } from './home.ts';

const RICH =
  '# Heading\n\n- [x] done\n- [ ] to do\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nconst a = "b"; // c\n```\n\n> quoted `code`, **bold**, a [link](https://example.org) https://example.org @Maya';
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let ada: TestAgent;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: '127.0.0.2,127.0.0.3' } });
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: 'lobby' });
});

test.afterAll(async () => {
  ada?.close();
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

/** `under`: how many dialogs it is in front of. */
async function inDialog(page: Page, name: string | RegExp, look: () => Promise<void>, under = 0): Promise<void> {
  await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible();
  await look();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(under);
}

test('the signed-out page with an invalid invite', async ({ browser }) => {
  const stranger = await visit(browser, home.ready.url);
  await expect(stranger.page.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await stranger.page.getByRole('button', { name: 'Open invite' }).click();
  await expectAccessibleInBothThemes(stranger.page);
  await stranger.context.close();
});

test('the lobby with every kind of content, at desktop and phone size', async () => {
  const { page } = maya;
  const room_id = 'lobby';
  const archived = await command<Room>(page, 'create_room', { name: 'old', public: true });
  await command(page, 'archive_room', { room_id: archived.id });
  await command(page, 'create_invite', { name: 'Tomás' });
  await ada.request('set_presence', { status: 'working', status_detail: 'Reading', progress: 40 });
  const first = await command<Message>(page, 'send_message', { room_id, content: 'Hello @Ada' });
  await command(page, 'react', { room_id, message_id: first.id, emoji: '👍' });
  await ada.request('send_message', { room_id, content: RICH, reply_to: first.id });
  const gone = await command<Message>(page, 'send_message', { room_id, content: 'Gone' });
  await command(page, 'delete_message', { room_id, message_id: gone.id });
  await say(sarah.page, 'lobby', 'Hello @Maya, nice porch');
  await expect(message(page, 'nice porch')).toBeVisible();
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await message(page, 'Hello @Ada').first().hover();
    await expectAccessibleInBothThemes(page);
    await composer(page, 'lobby').fill('@');
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await composer(page, 'lobby').fill('');
  }
  await page.setViewportSize(DESK);
});

test('the invites with a link for the Wi-Fi, and the menu of an invite', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  await inDialog(page, 'Invites', async () => {
    const dialog = page.getByRole('dialog', { name: 'Invites' });
    await dialog.getByLabel('Their name').fill('Tomás');
    await dialog.getByRole('button', { name: 'Make invite' }).click();
    await expect(dialog.getByLabel('Invite link')).toBeVisible();
    await dialog.getByRole('radio', { name: 'Your Wi-Fi' }).check({ force: true });
    await expect(dialog.getByRole('checkbox', { name: /127\.0\.0\.2/ })).toBeChecked();
    await dialog.getByRole('button', { name: 'More about Sarah' }).click();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  });
});

test('the invite page for a member who is already signed in', async () => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Nadia' });
  await sarah.page.goto(`${home.ready.url}/join#${code}`);
  await expect(sarah.page.getByRole('heading', { name: 'You are already signed in' })).toBeVisible();
  await expectAccessibleInBothThemes(sarah.page);
});

test('the dialog that connects an agent with its own key', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await inDialog(page, 'Agents', async () => {
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByRole('button', { name: 'Make a key for this agent' }).click();
    await expect(dialog.getByLabel('Key', { exact: true })).toBeVisible();
    for (const tab of ['Command line', 'Python', 'TypeScript', 'curl', 'Prompt']) {
      await dialog.getByRole('tab', { name: tab }).click();
      await expectAccessibleInBothThemes(page, tab);
    }
  });
});

test('the question before an agent is removed', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await inDialog(page, 'Agents', async () => {
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByRole('button', { name: /^Ada/ }).click();
    await dialog.getByRole('button', { name: 'Remove from this home' }).click();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });
});

test('the card of a person with a status', async () => {
  const { page } = maya;
  const status = { text: 'Out for lunch', emoji: '🍜', until: Date.now() + 3_600_000 };
  await command(sarah.page, 'update_profile', { status, time_zone: 'Pacific/Honolulu', color: 'gold' });
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByRole('complementary', { name: 'Members and details' }).getByRole('button', { name: 'About Sarah', exact: true }).click();
  await inDialog(page, 'About Sarah', () => expectAccessibleInBothThemes(page));
});

test('the errors of the dialog for a new room', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Make a room' }).first().click();
  await inDialog(page, 'New room', async () => {
    await page.getByRole('button', { name: 'Make room' }).click();
    await expectAccessibleInBothThemes(page);
  });
});

test('votes, thoughts, a leader, and tasks in every state', async () => {
  const { page } = maya;
  const room = await command<{ id: string }>(page, 'create_room', { name: 'together', public: true });
  const agent = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Rune');
  await agent.request('join_room', { room_id: room.id });
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(page, 'together')).toBeVisible();
  await agent.request('thinking', { room_id: room.id, content: 'first this, then that' });
  await agent.request('create_vote', { room_id: room.id, title: 'Open', options: ['Yes', 'No'] });
  const closed = await agent.request('create_vote', { room_id: room.id, title: 'Closed', options: ['Yes', 'No'] });
  await agent.request('cast_vote', { vote_id: closed['vote_id'], option_index: 0 });
  await command(page, 'cast_vote', { vote_id: String(closed['vote_id']), option_index: 0 });
  for (const status of ['pending', 'in_progress', 'blocked', 'completed', 'cancelled']) {
    const { task_id } = await agent.request('assign_task', { room_id: room.id, title: `A task that is ${status}`, assignee: 'Rune' });
    await agent.request('update_task', { task_id, status });
  }
  await agent.request('elect_leader', { room_id: room.id });
  await expect(page.getByText('Rune is the leader now.')).toBeVisible();
  await agent.request('decision', { room_id: room.id, content: 'So it is.' });
  await expect(page.getByText('won with 2 votes')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('tab', { name: 'Tasks' }).click();
  await expectAccessibleInBothThemes(page);
  agent.close();
});

test('the question before old messages are deleted', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await dialog.getByLabel('Keep messages').selectOption('For 7 days');
  await dialog.getByRole('button', { name: 'Delete old messages' }).click();
  await inDialog(page, 'Permanently delete old messages', () => expectAccessibleInBothThemes(page), 1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a sealed room that was just made, and one without its key', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Make a room' }).first().click();
  await inDialog(page, 'New room', async () => {
    await page.getByRole('checkbox', { name: /^Sealed/ }).check();
    await page.getByLabel('Name', { exact: true }).fill('under the porch');
    await page.getByRole('button', { name: 'Make room' }).click();
    await expect(page.getByText(/shown only once/)).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
  const room = await command<Room>(page, 'create_room', { name: 'cellar', encrypted: true });
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(page.getByLabel('Key', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'About' }).click();
  await expectAccessibleInBothThemes(page);
});
