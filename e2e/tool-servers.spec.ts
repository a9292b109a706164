// The owner adds a server of tools, lets an agent use it, and allows what the agent wants to do with it.
import { expect, test } from '@playwright/test';
import { LLMock } from '@copilotkit/aimock';
import { startToolServer, type HttpToolServer } from '../src-main/gateway/testing/tool-servers.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

const models = new LLMock({ port: 0 });
let mail: HttpToolServer;
let home: TestHome;
let maya: Visitor;

test.beforeAll(async ({ browser }) => {
  await models.start();
  models.on({ hasToolResult: true }, { content: 'It is sent.' });
  models.onMessage(/send it/, { toolCalls: [{ name: 'Mail__send', arguments: '{"text":"Aloha"}' }] });
  mail = await startToolServer({ key: 'sk-of-mail' });
  home = await startHome();
  maya = await enterAsOwner(browser, home);
});
test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
  await mail?.close();
  await models.stop();
});

test('a server of tools is added, chosen for an agent, and used after a yes', async () => {
  const { page } = maya;
  const provider = await command<{ id: string }>(page, 'add_provider', {
    ...{ kind: 'openai-compatible', name: 'Models', base_url: `${models.url}/v1` },
  });
  const runs = { kind: 'model', provider_id: provider.id, model: 'm' };
  await command(page, 'create_agent', { name: 'Nova', runs, room_ids: ['lobby'], context_messages: 0 });

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Models' }).click();
  const section = page.getByRole('region', { name: 'Tool servers' });
  await section.getByRole('button', { name: 'Add tool server' }).click();
  const form = section.getByRole('form', { name: 'New tool server' });
  await form.getByRole('button', { name: 'Add tool server' }).click();
  await expect(form).toContainText('Enter an address.');
  await form.getByLabel('Name').fill('Mail');
  await form.getByLabel('Address').fill(mail.url);
  await form.getByRole('button', { name: 'Add tool server' }).click();
  const state = section.getByRole('status');
  await expect(state).toHaveText('It needs a key. Enter one.');
  await section.getByRole('button', { name: 'Change Mail' }).click();
  const change = section.getByRole('form', { name: 'Change Mail' });
  await change.getByLabel('Key', { exact: true }).fill('sk-of-mail');
  await expectAccessibleInBothThemes(page);
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(state).toHaveText('Works, 9 tools');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: /^Nova/ }).click();
  const tools = dialog.getByRole('region', { name: 'Tools of servers' });
  await tools.getByRole('checkbox', { name: /^Mail/ }).check();
  await expect(tools).toContainText('All of its tools');
  await tools.getByRole('button', { name: 'Choose tools of Mail' }).click();
  const list = tools.getByRole('list', { name: 'Choose tools of Mail' });
  await expect(list.getByRole('checkbox', { name: /^send/ })).toBeChecked();
  await list.getByRole('checkbox', { name: /^crash/ }).uncheck();
  await expect(tools).toContainText('8 of its tools');
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');

  await say(page, 'lobby', '@Nova send it');
  const card = message(page, 'Use “send” of Mail');
  await expect(card).toContainText('"text": "Aloha"');
  expect(mail.calls).toEqual([]);
  await card.getByRole('button', { name: 'Allow once' }).click();
  await expect(message(page, 'It is sent.')).toHaveCount(1);
  expect(mail.calls).toEqual([{ name: 'send', input: { text: 'Aloha' } }]);
});
