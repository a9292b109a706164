// An automated accessibility check of every screen, in both themes.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { bringFile, command, composer, enterAsFriend, say, startHome, type TestHome, type Visitor, visit } from './home.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: '127.0.0.2,127.0.0.3' } });
});

test.afterAll(async () => {
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

test('signed out', async ({ browser }) => {
  const stranger = await visit(browser, home.ready.url);
  await expect(stranger.page.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await stranger.page.getByRole('button', { name: 'Open invite' }).click();
  await expectAccessibleInBothThemes(stranger.page);
  await stranger.context.close();
});

test('welcome', async ({ browser }) => {
  // The owner's link is for one use: this is the browser that goes on as the owner.
  maya = await visit(browser, home.ready.ownerUrl);
  await maya.page.getByRole('button', { name: 'Open the door' }).click();
  await expectAccessibleInBothThemes(maya.page);
});

test('the lobby, with people, agents and messages', async ({ browser }) => {
  const { page } = maya;
  await page.getByLabel('Your name').fill('Maya');
  await page.getByRole('button', { name: 'Open the door' }).click();
  await expect(composer(page, 'lobby')).toBeVisible();
  sarah = await enterAsFriend(browser, page, home, 'Sarah');
  const ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  await ada.request('join_room', { room_id: 'lobby' });
  await ada.request('set_presence', { status: 'working', status_detail: 'Reading', progress: 40 });
  await say(page, 'lobby', 'Look, @Ada: `code`, **bold** and a [link](https://example.org).\n\n```js\nconst a = "b"; // c\n```');
  await say(sarah.page, 'lobby', 'Hello @Maya, nice porch');
  await expect(page.getByRole('log').getByText('nice porch')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('tab', { name: 'About' }).click();
  await expectAccessibleInBothThemes(page);
});

test('invites, empty and with a link', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  await inDialog(page, 'Invites', async () => {
    const dialog = page.getByRole('dialog', { name: 'Invites' });
    await expectAccessibleInBothThemes(page);
    await dialog.getByLabel('Their name').fill('Tomás');
    await dialog.getByRole('button', { name: 'Make invite' }).click();
    await expect(dialog.getByLabel('Invite link')).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole('radio', { name: 'Your Wi-Fi' }).check({ force: true });
    await expect(dialog.getByRole('checkbox', { name: /127\.0\.0\.2/ })).toBeChecked();
    await dialog.getByRole('button', { name: 'More about Sarah' }).click();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  });
});

test('joining', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Nadia' });
  const nadia = await visit(browser, `${home.ready.url}/join#${code}`, { viewport: { width: 390, height: 844 } });
  await expect(nadia.page.getByRole('heading', { name: 'Maya invites you in' })).toBeVisible();
  await expectAccessibleInBothThemes(nadia.page);
  await nadia.page.goto(`${home.ready.url}/join#gone`);
  await expect(nadia.page.getByRole('heading', { name: 'This invite does not work any more' })).toBeVisible();
  await expectAccessibleInBothThemes(nadia.page);
  await sarah.page.goto(`${home.ready.url}/join#${code}`);
  await expect(sarah.page.getByRole('heading', { name: 'You are in already' })).toBeVisible();
  await expectAccessibleInBothThemes(sarah.page);
  await nadia.context.close();
});

test('agents', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await inDialog(page, 'Agents', async () => {
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByRole('button', { name: 'Make its own key' }).click();
    await expect(dialog.getByLabel('Key', { exact: true })).toBeVisible();
    for (const tab of ['Command line', 'Python', 'TypeScript', 'curl', 'Prompt']) {
      await dialog.getByRole('tab', { name: tab }).click();
      await expectAccessibleInBothThemes(page);
    }
  });
});

test('the page of an agent, and its end', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await inDialog(page, 'Agents', async () => {
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByRole('button', { name: /^Ada/ }).click();
    await expect(dialog.getByRole('button', { name: 'Remove from this home' })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole('button', { name: 'Remove from this home' }).click();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });
});

test('the cards of a person and of an agent', async () => {
  const { page } = maya;
  const status = { text: 'Out for lunch', emoji: '🍜', until: Date.now() + 3_600_000 };
  await command(sarah.page, 'update_profile', { status, time_zone: 'Pacific/Honolulu', color: 'gold' });
  await page.getByRole('tab', { name: 'Members' }).click();
  for (const name of ['Sarah', 'Ada']) {
    await page
      .getByRole('complementary', { name: 'Members and details' })
      .getByRole('button', { name: `About ${name}`, exact: true })
      .click();
    await inDialog(page, `About ${name}`, () => expectAccessibleInBothThemes(page));
  }
});

test('making, changing and filling a room', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Make a room' }).first().click();
  await inDialog(page, 'New room', async () => {
    await page.getByRole('button', { name: 'Make room' }).click();
    await expectAccessibleInBothThemes(page);
  });
  await command(page, 'create_room', { name: 'vault' });
  await page.getByRole('link', { name: /vault/ }).click();
  await expect(composer(page, 'vault')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await inDialog(page, 'Add to vault', () => expectAccessibleInBothThemes(page));
  await page.getByRole('tab', { name: 'About' }).click();
  await page.getByRole('button', { name: 'Change this room' }).click();
  await inDialog(page, 'Edit room', () => expectAccessibleInBothThemes(page));
});

test('votes, tasks, thoughts and a leader, and the dialogs that make them', async () => {
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
  await expect(page.getByText('Rune leads now.')).toBeVisible();
  await agent.request('decision', { room_id: room.id, content: 'So it is.' });
  await expect(page.getByText('won with 2 votes')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('tab', { name: 'Tasks' }).click();
  await expectAccessibleInBothThemes(page);
  for (const [item, dialog] of [
    ['Start a vote', 'Start a vote'],
    ['New task', 'New task'],
  ] as const) {
    await page.getByRole('button', { name: 'Vote, tasks and leader' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await inDialog(page, dialog, () => expectAccessibleInBothThemes(page));
  }
  agent.close();
});

test('settings, every page', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  await inDialog(page, 'Settings', async () => {
    const pages = page.getByRole('dialog', { name: 'Settings' }).getByRole('navigation').getByRole('button');
    for (const name of await pages.allInnerTexts()) {
      await pages.filter({ hasText: name }).click();
      await expectAccessibleInBothThemes(page);
    }
  });
});

test('messages that are too old, before they go', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await dialog.getByLabel('Keep messages').selectOption('For 7 days');
  await dialog.getByRole('button', { name: 'Delete old messages' }).click();
  await inDialog(page, 'Delete old messages for good', () => expectAccessibleInBothThemes(page), 1);
  await inDialog(page, 'Settings', () => expectAccessibleInBothThemes(page));
});

test('a picture that is opened', async () => {
  const { page } = maya;
  const room = await command<Room>(page, 'create_room', { name: 'pictures', public: true });
  const png = await page.evaluate(async () => {
    const body = await new OffscreenCanvas(320, 200).getContext('2d')?.canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array((await body?.arrayBuffer()) ?? [])];
  });
  const file = await bringFile(page, room.id, 'porch.png', Buffer.from(png));
  await command(page, 'send_message', { room_id: room.id, content: '', file_ids: [file.id] });
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await page.getByRole('button', { name: 'Open porch.png' }).click();
  await inDialog(page, 'porch.png', () => expectAccessibleInBothThemes(page));
});

test('a sealed room: made, and without its key', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Make a room' }).first().click();
  await inDialog(page, 'New room', async () => {
    await page.getByRole('checkbox', { name: /^Sealed/ }).check();
    await page.getByLabel('Name', { exact: true }).fill('under the porch');
    await page.getByRole('button', { name: 'Make room' }).click();
    await expect(page.getByText(/shown this once/)).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
  const room = await command<Room>(page, 'create_room', { name: 'cellar', encrypted: true });
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(page.getByLabel('Key', { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('tab', { name: 'About' }).click();
  await expectAccessibleInBothThemes(page);
});

test('a narrow window: the list, a room, its members, a dialog', async () => {
  const { page } = maya;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${home.ready.url}/#/`);
  await expect(page.getByRole('navigation', { name: 'Rooms, agents and people' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  await inDialog(page, 'Invites', () => expectAccessibleInBothThemes(page));
  await page.getByRole('link', { name: /lobby/ }).click();
  await expect(composer(page, 'lobby')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Show members and details' }).click();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
});

test('a narrow window: the settings, every page', async () => {
  const { page } = maya;
  await page.goto(`${home.ready.url}/#/`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expectAccessibleInBothThemes(page);
  const pages = page.getByRole('dialog').getByRole('navigation').getByRole('button');
  for (const name of await pages.allInnerTexts()) {
    await pages.filter({ hasText: name }).click();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'All settings' }).click();
  }
});
