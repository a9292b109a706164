// Calling several at once: two people, one of them with a phone, and agents.
import { expect, test } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, message, say, sidebarRow, visit } from './home.ts';
import { PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const AGENTS = 9;
const people = twoPeople({ sarah: PHONE });
const agents: TestAgent[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
});

test.afterAll(() => agents.forEach((each) => each.close()));

test('@here is offered behind an @, and is a mention for those who are online', async () => {
  const { maya, sarah } = people;
  await sarah.page.getByRole('button', { name: 'All rooms' }).tap();
  await composer(maya.page, 'lobby').fill('Tea is ready, ');
  await composer(maya.page, 'lobby').pressSequentially('@he');
  await expect(maya.page.getByRole('option', { name: /here.*Members who are online/ })).toBeVisible();
  await maya.page.keyboard.press('Enter');
  await expect(composer(maya.page, 'lobby')).toHaveValue('Tea is ready, @here ');
  await maya.page.keyboard.press('Enter');
  await expect(message(maya.page, 'Tea is ready, @here')).toBeVisible();
  await expect(sidebarRow(sarah.page, 'lobby')).toContainText('1');
  await sidebarRow(sarah.page, 'lobby').getByRole('link').tap();
  await expect(message(sarah.page, 'Tea is ready, @here')).toBeVisible();
});

test('a message that calls ten or more is sent after a question', async () => {
  const { maya, sarah, home } = people;
  const key = await home.agentKey();
  for (let at = 1; at <= AGENTS; at += 1) {
    const agent = await connectAgent(home.ready.tcp ?? '', key, `Bot ${at}`);
    await agent.request('join_room', { room_id: 'lobby' });
    agents.push(agent);
  }
  await say(maya.page, 'lobby', '@everyone dinner');
  const question = maya.page.getByRole('dialog', { name: /Notify \d+ members\?/ });
  await expect(question).toBeVisible();
  await expectAccessibleInBothThemes(maya.page, 'the question before many are called');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(composer(maya.page, 'lobby')).toHaveValue('@everyone dinner');
  await composer(maya.page, 'lobby').press('Control+Enter');
  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(message(sarah.page, '@everyone dinner')).toBeVisible();
  await expect(composer(maya.page, 'lobby')).toHaveValue('');
});

test('a message that calls ten or more is scheduled after the same question', async () => {
  const { page } = people.maya;
  const question = page.getByRole('dialog', { name: /Notify \d+ members\?/ });
  const scheduled = async (): Promise<string[]> =>
    (await command<{ scheduled: { content: string }[] }>(page, 'list_scheduled', {})).scheduled.map(({ content }) => content);
  await composer(page, 'lobby').fill('@everyone breakfast');
  await page.getByRole('button', { name: 'Send later' }).click();
  await page.getByRole('menuitem', { name: /^Tomorrow, / }).click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await scheduled()).toEqual([]);
  await page.getByRole('button', { name: 'Send later' }).click();
  await page.getByRole('menuitem', { name: 'Choose date and time' }).click();
  await page.getByRole('dialog', { name: 'Send later' }).getByRole('button', { name: 'Send later' }).click();
  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(composer(page, 'lobby')).toHaveValue('');
  expect(await scheduled()).toEqual(['@everyone breakfast']);

  await page.getByRole('button', { name: /^Sent later/ }).click();
  await page.getByRole('button', { name: 'Actions for this message' }).click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  const form = page.getByRole('dialog', { name: 'Change' });
  await form.getByLabel('Message').fill('@everyone lunch');
  await form.getByRole('button', { name: 'Save' }).click();
  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(question).toHaveCount(0);
  expect(await scheduled()).toEqual(['@everyone lunch']);
  await page.getByRole('button', { name: 'Actions for this message' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.keyboard.press('Escape');
});

test('a guest is offered no groups', async ({ browser }) => {
  const { maya, sarah, home } = people;
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Gus', role: 'guest', room_ids: ['lobby'] });
  const gus = await visit(browser, `${home.ready.url}/join#${code}`);
  await gus.page.getByRole('button', { name: /join|come in|enter/i }).click();
  await expect(composer(gus.page, 'lobby')).toBeVisible();
  await composer(gus.page, 'lobby').pressSequentially('@e');
  await expect(gus.page.getByRole('option').first()).toBeVisible();
  await expect(gus.page.getByRole('option', { name: /everyone/ })).toHaveCount(0);
  await say(gus.page, 'lobby', '@everyone hello');
  await expect(message(sarah.page, '@everyone hello')).toBeVisible();
  await expect(gus.page.getByRole('dialog')).toHaveCount(0);
  await gus.context.close();
});
