// The form of a new agent: the chosen model suggests a name and instructions.
import { LLMock } from '@copilotkit/aimock';
import { expect, test } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { enterAsOwner, startHome } from './home.ts';

test('the model suggests a name and instructions, and the typed texts come back', async ({ browser }) => {
  const models = new LLMock({ port: 0 });
  await models.start();
  models.on({ model: 'llama-3', systemMessage: 'You write the set-up' }, { content: 'Rosemary\n\nYou answer questions about the garden.' });
  const home = await startHome({ env: { LANAI_OLLAMA_PORT: String(models.port) } });
  const { page, context } = await enterAsOwner(browser, home);
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: 'Create an agent' }).click();
  const form = dialog.getByRole('form', { name: 'Create an agent' });
  await form.getByRole('button', { name: 'Use Ollama' }).click();
  const [name, instructions] = [form.getByLabel('Name', { exact: true }), form.getByLabel('Instructions')];
  await name.fill('My gardener');
  await instructions.fill('Be kind.');
  await form.getByLabel('Its purpose, in one sentence').fill('Answers questions about our garden');
  await page.keyboard.press('Enter');
  await expect(name).toHaveValue('Rosemary');
  await expect(instructions).toHaveValue('You answer questions about the garden.');
  await expectAccessibleInBothThemes(page);
  await form.getByRole('button', { name: 'Undo' }).click();
  await expect(name).toHaveValue('My gardener');
  await expect(instructions).toHaveValue('Be kind.');

  models.reset();
  models.on({ systemMessage: 'You write the set-up' }, { content: '' });
  await form.getByRole('button', { name: 'Suggest' }).click();
  await expect(form.getByText('The model gave no suggestion.')).toBeVisible();
  await expect(name).toHaveValue('My gardener');
  await context.close();
  await home.close();
  await models.stop();
});
