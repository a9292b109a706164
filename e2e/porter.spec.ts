// Porter's errands: a link into the home is shown only to the person who asked, and is in no message.
import { expect, test } from '@playwright/test';
import type { Message } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let gus: Visitor;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  gus = await enterAsFriend(browser, maya.page, home, 'Gus');
});

test.afterAll(async () => {
  await gus?.context.close();
  await maya?.context.close();
  await home?.close();
});

test('an invite asked for in the lobby is offered in the direct room, and its link lets a friend into every public room', async ({
  browser,
}) => {
  const { page } = maya;
  await say(page, 'lobby', '@Porter make a room called garden');
  await message(page, '#garden is ready').getByRole('button', { name: 'Open garden' }).click();
  await expect(composer(page, 'garden')).toBeVisible();
  await page.goBack();
  await say(page, 'lobby', '@Porter invite Sarah');
  const pointer = message(page, 'I sent it to you');
  await expect(message(gus.page, 'I sent it to you')).toBeVisible();
  await expect(message(gus.page, 'I sent it to you').getByRole('button', { name: /^Open/ })).toHaveCount(0);
  await pointer.getByRole('button', { name: 'Open Porter' }).click();
  const card = message(page, 'The invite for Sarah opens every public room');
  await card.getByRole('button', { name: 'Copy link' }).click();
  const link = await card.getByLabel('Invite link').inputValue();
  expect(link).toMatch(/\/join#inv_[\w-]{43}$/);
  await expect(card.getByRole('button', { name: /Copy link|Copied/ })).toBeVisible();
  await page.goBack();
  await expect(composer(page, 'lobby')).toBeVisible();
  await page.goForward();
  await expect(card.getByLabel('Invite link')).toHaveValue(link);
  const sarah = await visit(browser, link);
  await sarah.page.getByRole('button', { name: /join|come in|enter/i }).click();
  await expect(sarah.page.getByRole('navigation', { name: 'Rooms, agents and people' })).toContainText('garden');
  await sarah.context.close();
  const { messages } = await command<{ messages: Message[] }>(page, 'get_history', { room_id: 'lobby' });
  expect(messages.filter((each) => /inv_/.test(JSON.stringify(each)))).toEqual([]);
});

test('Porter asks before a return signs a friend out, and is thanked', async () => {
  const { page } = maya;
  await say(page, 'Porter', 'reinvite Gus');
  await message(page, 'comes back with everything as it was').getByRole('button', { name: 'Make new link' }).click();
  const question = page.getByRole('dialog', { name: 'A new link for Gus' });
  await expect(question).toBeVisible();
  await expect(composer(gus.page, 'lobby')).toBeVisible();
  await question.getByRole('button', { name: 'Make new link' }).click();
  await expect(page.getByRole('dialog', { name: 'Invites' }).getByLabel('Invite link')).toHaveValue(/inv_/);
  await page.keyboard.press('Escape');
  await say(page, 'Porter', 'thanks');
  await expect(message(page, 'You are welcome.')).toBeVisible();
});

test('an invite asked for in words makes exactly that, and Porter asks before it puts the friend out', async ({ browser }) => {
  const { page } = maya;
  await say(page, 'Porter', 'invite Tom to #garden as a member for 3 days, up to 2 uses');
  const card = message(page, 'The invite for Tom opens #garden, as a member. Its link works twice, for 3 days.');
  await card.getByRole('button', { name: 'Copy link' }).click();
  const tom = await visit(browser, await card.getByLabel('Invite link').inputValue());
  await tom.page.getByRole('button', { name: /join|come in|enter/i }).click();
  const rooms = tom.page.getByRole('navigation', { name: 'Rooms, agents and people' });
  await expect(rooms).toContainText('garden');
  await expect(rooms).not.toContainText('lobby');
  await say(page, 'Porter', 'revoke the access of Tom');
  // The answer quotes the question, so both have its words.
  const question = message(page, 'End the access of Tom, member?').and(page.getByRole('article', { name: /^Porter/ }));
  await expect(question.getByRole('button', { name: 'Yes', exact: true })).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, { within: question });
  }
  await question.getByRole('button', { name: 'No', exact: true }).press('Enter');
  await expect(question).toBeFocused();
  await expect(message(page, 'I left everything as it is.')).toBeVisible();
  await expect(question.getByRole('button', { name: 'Yes', exact: true })).toHaveCount(0);
  await say(page, 'Porter', 'kick Tom out');
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(message(page, 'I put Tom out')).toBeVisible();
  await expect(rooms).toHaveCount(0);
  await tom.context.close();
});
