// The dialog about agents.
import { expect, type Page } from '@playwright/test';
import { byPalette } from './by-palette.ts';
import { command } from './home.ts';
import type { Screen } from './screens.ts';

const MODELS = {
  models: [
    { id: 'llama3.2', context_tokens: 131_072, tools: true, images: null, price: null },
    { id: 'gemma3', context_tokens: 8_192, tools: false, images: null, price: null },
  ],
};

/** A provider with a fixed list of models, and a found server: no model server has to run. */
async function withModels(page: Page, name: string): Promise<void> {
  await page.route('**/api/providers/found', (route) =>
    route.fulfill({
      json: { found: [{ name: 'LM Studio', kind: 'openai-compatible', base_url: 'http://127.0.0.1:1234/v1', model_count: 3 }] },
    }),
  );
  await page.route('**/api/providers/*/models', (route) => route.fulfill({ json: MODELS }));
  await command(page, 'add_provider', { kind: 'openai-compatible', name, base_url: 'http://127.0.0.1:11434/v1' });
}

async function withoutModels(page: Page): Promise<void> {
  await page.unroute('**/api/providers/found');
  await page.unroute('**/api/providers/*/models');
  const { providers } = await command<{ providers: { id: string }[] }>(page, 'list_providers', {});
  for (const { id } of providers) await command(page, 'remove_provider', { provider_id: id });
}

const LIMITED = 'Archivist';

export const AGENT_SCREENS: readonly Screen[] = [
  { name: 'agents', open: (place) => byPalette(place, 'Connect an agent') },
  {
    name: 'invite-agent',
    async open(place) {
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: place.say('Invite an agent') }).click();
      await dialog.getByRole('button', { name: place.say('Choose rights') }).click();
      return dialog;
    },
  },
  {
    name: 'agent',
    async open(place) {
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: /^Ada/ }).click();
      return dialog;
    },
  },
  {
    name: 'create-agent',
    async open(place) {
      await withModels(place.page, 'Ollama');
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: place.say('Create an agent') }).click();
      await expect(dialog.getByLabel(place.say('Model'), { exact: true })).toHaveValue('llama3.2');
      return dialog;
    },
    end: ({ page }) => withoutModels(page),
  },
  {
    name: 'agent-use',
    async open(place) {
      const { page, say } = place;
      // The steady page gives one id to all of a name.
      await withModels(page, 'LM Studio');
      const { providers } = await command<{ providers: { id: string }[] }>(page, 'list_providers', {});
      const runs = { kind: 'model', provider_id: providers[0]?.id, model: 'llama3.2' };
      await command(page, 'create_agent', { name: LIMITED, runs, tokens_per_day: 200_000, turns_per_day: 40 });
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: say('Use') }).click();
      const rows = dialog.getByRole('tabpanel').getByRole('listitem');
      await rows.filter({ hasText: LIMITED }).getByRole('button').click();
      await expect(dialog.getByLabel(say('US dollars'))).toBeVisible();
      return dialog;
    },
    async end({ page }) {
      const { participants } = await command<{ participants: { id: string; name: string }[] }>(page, 'list_agents', {});
      await command(page, 'remove_agent', { participant_id: participants.find(({ name }) => name === LIMITED)?.id });
      await withoutModels(page);
    },
  },
];
