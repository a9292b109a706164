// The owner adds model servers in the settings, sees one fail, repairs it, tries a model, and removes it. With a model server on this
// computer, and on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { LLMock } from '@copilotkit/aimock';
import { expectAccessible, expectAccessibleInBothThemes } from './accessibility.ts';
import { command, enterAsOwner, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';

const KEY = 'sk-the-key-of-the-owner';
const locked = new LLMock({ port: 0, auth: { apiKeys: [KEY] } });
const open = new LLMock({ port: 0 });
let home: TestHome;
let maya: Visitor;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  await Promise.all([locked.start(), open.start()]);
  locked.on({ model: 'claude-test' }, { content: 'Good evening.', usage: { input_tokens: 9, output_tokens: 3 } });
  for (let n = 0; n < 40; n += 1) open.on({ model: `llama-${n}` }, { content: 'Aloha.' });
  home = await startHome({ env: { LANAI_OLLAMA_PORT: String(open.port) } });
  maya = await enterAsOwner(browser, home);
});
test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
  // One of them may be stopped already.
  await Promise.allSettled([locked.stop(), open.stop()]);
});

async function openModels(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Models' }).click();
}
const rowOf = (page: Page, name: string): Locator =>
  page
    .getByRole('list', { name: 'Model providers' })
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });

test('a model server on this computer is added with one click, and its models are searched and tried', async () => {
  const { page } = maya;
  await openModels(page);
  await expect(page.getByText('No model providers yet')).toBeVisible();
  await expectAccessible(page);
  const found = page.getByRole('region', { name: 'Found on this Lanai’s computer' });
  await expect(found).toContainText('40 models');
  await found.getByRole('button', { name: 'Add Ollama' }).click();
  const row = rowOf(page, 'Ollama');
  await expect(row.getByRole('status').first()).toHaveText('Works, 40 models');
  await expect(found).toHaveCount(0);
  await expect(page.getByText('Keys are in a file that only the account of this Lanai can read')).toBeVisible();
  await row.getByLabel('Models of Ollama', { exact: true }).first().click();
  await expect(row).toContainText('10 more models. Search for them.');
  await row.getByRole('searchbox', { name: 'Search models' }).fill('LLAMA-39');
  const models = row.getByRole('list', { name: 'Models of Ollama' }).getByRole('listitem');
  await expect(models).toHaveCount(1);
  await row.getByRole('button', { name: 'Try llama-39' }).click();
  await expect(models).toContainText('“Aloha.”');
  await row.getByRole('searchbox').fill('nothing');
  await expect(row).toContainText('No models match your search.');
  await expectAccessible(page);
});

test('a provider with a wrong key says so, works with the right one, and is removed', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Add provider' }).click();
  const form = page.getByRole('form', { name: 'New model provider' });
  await form.getByLabel('Provider').selectOption('Another Anthropic-compatible server');
  await form.getByRole('button', { name: 'Add provider' }).click();
  await expect(form.getByText('Enter an address.')).toBeVisible();
  await form.getByLabel('Address').fill('http://93.184.215.14/v1');
  await form.getByRole('button', { name: 'Add provider' }).click();
  await expect(form.getByText('Use https:// for this address.')).toBeVisible();
  await form.getByLabel('Address').fill(locked.url);
  await form.getByLabel('Key').fill('sk-wrong');
  await form.getByLabel('Name').fill('House model');
  await form.getByLabel('Name').press('Enter');
  const row = rowOf(page, 'House model');
  await expect(row).toContainText('The provider does not accept the key. Enter it again in Settings → Models.');
  await expectAccessible(page);

  await row.getByRole('button', { name: 'Change House model' }).click();
  const change = page.getByRole('form', { name: 'Change House model' });
  await expect(change.getByLabel('Key')).toHaveValue('');
  await expect(change).toContainText('A key is saved. Leave this empty to keep it.');
  await change.getByLabel('Key').fill(KEY);
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Works, 1 model');
  await row.getByLabel('Models of House model', { exact: true }).first().click();
  await expect(row).toContainText('can use tools');
  await row.getByRole('button', { name: 'Try claude-test' }).click();
  await expect(row).toContainText(/“Good evening\.” \d+\.\d s · 9 tokens in, 3 out/);
  expect(await page.content()).not.toContain(KEY);

  await row.getByRole('button', { name: 'Change House model' }).click();
  await change.getByRole('button', { name: 'Delete key' }).click();
  const deletion = page.getByRole('dialog', { name: 'Delete the key of House model' });
  await expectAccessibleInBothThemes(page, 'the deletion of a key');
  await deletion.getByRole('button', { name: 'Delete key' }).click();
  await expect(deletion).toHaveCount(0);
  await expect(change.getByRole('button', { name: 'Delete key' })).toHaveCount(0);
  await expect(row).toContainText('The provider does not accept the key.');
  await change.getByRole('button', { name: 'Cancel' }).click();

  const { providers } = await command<{ providers: { id: string; name: string }[] }>(page, 'list_providers', {});
  const provider_id = providers.find(({ name }) => name === 'House model')?.id;
  for (const name of ['Nova', 'Rook'])
    await command(page, 'create_agent', { name, runs: { kind: 'model', provider_id, model: 'claude-test' } });
  await page.keyboard.press('Escape');
  await openModels(page);

  await locked.stop();
  await row.getByRole('button', { name: 'Check House model' }).click();
  await expect(row).toContainText('The model server is not running, or it uses another port.');
  await row.getByRole('button', { name: 'Remove House model' }).click();
  const question = page.getByRole('dialog', { name: 'Remove House model' });
  await expect(question).toContainText('These agents cannot answer until you choose another model for them: Nova and Rook.');
  await expectAccessibleInBothThemes(page, 'the removal of a provider');
  await question.getByRole('button', { name: 'Remove provider' }).click();
  await expect(row).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('the page fits a phone', async ({ browser }) => {
  await home.kill();
  const { ownerUrl } = await home.restart();
  const { context, page } = await visit(browser, ownerUrl, PHONE);
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
  await page.evaluate(() => (location.hash = '#/'));
  await page.getByRole('button', { name: 'Settings' }).tap();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Models' }).tap();
  await expect(rowOf(page, 'Ollama')).toContainText('Works, 40 models');
  await page.getByRole('button', { name: 'Add provider' }).tap();
  await rowOf(page, 'Ollama').getByLabel('Models of Ollama', { exact: true }).first().tap();
  await expectFitForThumbs(page, 'the page of models');
  await expectAccessible(page);
  await context.close();
});
