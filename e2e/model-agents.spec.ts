// Agents whose answers a model writes: from "Add agent" to the first answer, in front of a friend, and with what goes wrong.
import { LLMock } from '@copilotkit/aimock';
import type { Locator, Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { expect, test } from './desktop-app.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';

const CLICKS_MAX = 6;
const SECONDS_MAX = 60;

const STORY = Array.from({ length: 400 }, (_each, index) => `part ${index} of the story`).join(', ');

function answersOf(models: LLMock): void {
  models.onMessage(/a story/, { content: STORY }, { chunkSize: 20, latency: 60 });
  models.onMessage(/hello/i, { content: 'Aloha, **I am here**.' });
  // The list of models is made of these.
  models.on({ model: 'llama-3' }, { content: 'Yes.' });
}

async function openCreate(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: 'Create an agent' }).click();
  return dialog.getByRole('form', { name: 'Create an agent' });
}

/** Of a pointer: a key that presses a button makes a click too, with no detail. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  const counted = await page.evaluateHandle(() => {
    const found = { clicks: 0 };
    document.addEventListener('click', ({ detail }) => void (found.clicks += detail > 0 ? 1 : 0), true);
    return found;
  });
  return () => counted.evaluate(({ clicks }) => clicks);
}

test.describe('on the owner’s desktop', () => {
  const models = new LLMock({ port: 0 });
  test.beforeAll(async () => {
    await models.start();
    answersOf(models);
  });
  test.afterAll(() => models.stop());

  test('an agent is created in a few clicks, answers, streams to a friend who stops it, and outlives kill -9', async ({
    computer,
    browser,
  }) => {
    test.setTimeout(150_000);
    const app = await computer.start({ env: { LANAI_OLLAMA_PORT: String(models.port) } });
    const { page } = app;
    const clicks = await countClicks(page);
    const began = Date.now();
    const form = await openCreate(page);
    await form.getByRole('button', { name: 'Use Ollama' }).click();
    await expect(form.getByLabel('Model', { exact: true })).toHaveValue('llama-3');
    await expect(form.getByText('no message leaves it')).toBeVisible();
    await form.getByRole('button', { name: 'Create agent' }).click();
    await expect(composer(page, 'lobby')).toHaveValue('@Helper ');
    await expect(composer(page, 'lobby')).toBeFocused();
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await expect(message(page, 'Aloha, I am here.')).toHaveCount(1);
    const [count, seconds] = [await clicks(), (Date.now() - began) / 1000];
    console.log(`From "Add agent" to the first answer: ${count} clicks, ${seconds.toFixed(1)} s.`);
    expect(count).toBeLessThanOrEqual(CLICKS_MAX);
    expect(seconds).toBeLessThan(SECONDS_MAX);

    const sarah = await enterAsFriend(browser, page, { ready: { url: new URL(page.url()).origin } }, 'Sarah');
    await say(sarah.page, 'lobby', '@Helper tell me a story');
    const writing = sarah.page.locator('[data-stream]');
    await expect(writing).toContainText('part 3 of the story');
    await expect(page.locator('[data-stream]')).toContainText('part 3 of the story');
    // By the keyboard: the button moves as long as the text above it grows.
    await sarah.page.getByRole('button', { name: 'Stop Helper' }).press('Enter');
    await expect(writing).toHaveCount(0);
    await expect(message(sarah.page, 'Stopped')).toContainText('part 3 of the story');
    await expect(message(sarah.page, 'part 399 of the story')).toHaveCount(0);

    await say(page, 'lobby', '@Helper again, tell me a story');
    await expect(writing).toContainText('part 3 of the story');
    const killed = await app.gatewayPid();
    process.kill(killed, 'SIGKILL');
    await expect(message(page, 'I was interrupted: the server was restarted. Please ask me again.')).toHaveCount(1, { timeout: 30_000 });
    expect(await app.gatewayPid()).not.toBe(killed);
    await say(page, 'lobby', '@Helper hello again');
    await expect(message(page, 'Aloha, I am here.')).toHaveCount(2);
    await sarah.context.close();
  });
});

test.describe('in a browser', () => {
  const models = new LLMock({ port: 0 });
  let home: TestHome;
  let maya: Visitor;

  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async ({ browser }) => {
    await models.start();
    answersOf(models);
    home = await startHome({ env: { LANAI_OLLAMA_PORT: String(models.port) } });
    maya = await enterAsOwner(browser, home);
  });
  test.afterAll(async () => {
    await maya?.context.close();
    await home?.close();
    await models.stop().catch(() => 'A test has stopped it.');
  });

  async function openAgent(name: string): Promise<Locator> {
    await maya.page.getByRole('button', { name: 'Connect an agent' }).first().click();
    const dialog = maya.page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    return dialog;
  }

  const close = (): Promise<void> => maya.page.keyboard.press('Escape');

  test('an agent is created with the keyboard alone', async () => {
    const { page } = maya;
    await composer(page, 'lobby').focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Connect an agent');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await expect(dialog).toBeVisible();
    const tabTo = async (target: Locator): Promise<void> => {
      await expect(target).toBeVisible();
      for (let presses = 0; presses < 60; presses += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error('The Tab key does not reach it.');
    };
    await tabTo(dialog.getByRole('button', { name: 'Create an agent' }));
    await page.keyboard.press('Enter');
    const form = dialog.getByRole('form', { name: 'Create an agent' });
    await tabTo(form.getByRole('button', { name: 'Use Ollama' }));
    await page.keyboard.press('Enter');
    await tabTo(form.getByLabel('Name', { exact: true }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Nova');
    await tabTo(form.getByRole('button', { name: 'Translator' }));
    await page.keyboard.press('Space');
    await expect(form.getByLabel('Instructions')).toHaveValue(/^Translate/);
    await tabTo(form.getByRole('button', { name: 'Create agent' }));
    await page.keyboard.press('Enter');
    await expect(composer(page, 'lobby')).toHaveValue('@Nova ');
    await expect(composer(page, 'lobby')).toBeFocused();
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await expect(message(page, 'Aloha, I am here.')).toHaveCount(1);
  });

  test('its page says what it was called for and what that took, and pauses it', async () => {
    const { page } = maya;
    const dialog = await openAgent('Nova');
    await expect(dialog).toContainText('Run by this home');
    const turns = dialog.getByRole('region', { name: 'Its answers' }).getByRole('listitem');
    await expect(turns).toHaveCount(1);
    await expect(turns.first()).toContainText('Maya in lobby');
    await expect(turns.first()).toContainText('Answered');
    await expect(turns.first()).toContainText('cost unknown');
    await expectAccessibleInBothThemes(page);
    await dialog.getByLabel('Earlier messages').fill('900');
    await expect(dialog.getByText('Enter a number from 0 to 200.')).toBeVisible();
    await dialog.getByLabel('Earlier messages').fill('5');
    await dialog.getByRole('button', { name: 'Save settings' }).click();
    await expect(dialog.getByText('it is sent the last 5 messages')).toBeVisible();
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await expect(dialog.getByText('It is paused and answers nothing.')).toBeVisible();
    await close();
    await expect(page.getByRole('button', { name: /^Nova.*paused/ })).toBeVisible();
    await say(page, 'lobby', '@Nova hello?');
    await expect(message(page, "I'm paused")).toHaveCount(1);
    const again = await openAgent('Nova');
    await again.getByRole('button', { name: 'Continue' }).click();
    await expect(again.getByRole('button', { name: 'Pause' })).toBeVisible();
    await close();
  });

  test('in the list of members its owner sets when it answers in the room', async () => {
    const { page } = maya;
    await page.getByRole('button', { name: 'More about Nova' }).click();
    await page.getByRole('menuitem', { name: 'When it answers here' }).click();
    const dialog = page.getByRole('dialog', { name: 'Nova in lobby' });
    await expect(dialog.getByRole('radio', { name: 'When called' })).toBeChecked();
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole('radio', { name: 'Always' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await say(page, 'lobby', 'hello to all of you');
    await expect(message(page, 'Aloha, I am here.')).toHaveCount(2);
    const about = await openAgent('Nova');
    await about.getByLabel('In lobby').selectOption('Never');
    await expect(about.getByText('No message, even if it is mentioned.')).toBeVisible();
    await close();
  });

  test('two agents that call each other stop at their limit', async () => {
    const { page } = maya;
    const dialog = await openAgent('Nova');
    await dialog.getByRole('button', { name: 'Duplicate' }).click();
    const form = dialog.getByRole('form', { name: 'Create an agent' });
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Nova 2');
    await form.getByLabel('Name', { exact: true }).fill('Rook');
    await form.getByRole('button', { name: 'Create agent' }).click();
    await expect(form).toHaveCount(0);
    const about = await openAgent('Nova');
    await about.getByLabel('In lobby').selectOption('When called');
    await close();
    models.reset();
    models.on({ systemMessage: 'You are "Nova"' }, { content: '@Rook your turn' });
    models.on({ systemMessage: 'You are "Rook"' }, { content: '@Nova your turn' });
    await composer(page, 'lobby').fill('');
    await command(page, 'update_room', { room_id: 'lobby', agent_run_max: 6 });
    await say(page, 'lobby', '@Nova begin');
    await expect(page.getByRole('status').filter({ hasText: 'Agents are paused' })).toBeVisible({ timeout: 30_000 });
    await expect(message(page, '@Rook your turn')).not.toHaveCount(0);
  });

  test('the form says how large the context of a model is, and what it cannot do', async () => {
    const { page } = maya;
    const facts = { context_tokens: 8_192, price: null };
    const listed = [
      { ...facts, id: 'talker', tools: false, images: false },
      { ...facts, id: 'worker', tools: true, images: true },
    ];
    await page.route('**/api/providers/*/models', (route) => route.fulfill({ json: { models: listed } }));
    const form = await openCreate(page);
    await expect(form.getByLabel('Model', { exact: true })).toHaveValue('worker');
    await expect(form.getByText('-token context · can use tools · sees images')).toBeVisible();
    await expect(form.getByText('It can write, react, vote, search')).toBeVisible();
    await form.getByLabel('Model', { exact: true }).selectOption('talker');
    await expect(form.getByText('cannot use tools', { exact: false }).first()).toBeVisible();
    await expect(form.getByText('it can only write its answer')).toBeVisible();
    await close();
    await page.unroute('**/api/providers/*/models');
  });

  test('a model server that is gone is one plain sentence in the room, and in the form', async () => {
    const { page } = maya;
    await models.stop();
    await say(page, 'lobby', '@Nova are you well?');
    await expect(message(page, 'The model server is not running, or it uses another port.')).toHaveCount(1);
    const form = await openCreate(page);
    await expect(form.getByRole('alert').filter({ hasText: 'The model server is not running' })).toBeVisible();
    await form.getByRole('button', { name: 'Create agent' }).click();
    await expect(form).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await close();
  });

  test('a friend sees that the home runs it, and neither its model nor its settings', async ({ browser }) => {
    const sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
    const { page } = sarah;
    await page.getByRole('button', { name: 'More about Nova' }).click();
    await expect(page.getByRole('menuitem', { name: 'When it answers here' })).toHaveCount(0);
    await page.getByRole('menuitem', { name: 'About this agent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await expect(dialog).toContainText('This home. It needs no key.');
    for (const text of ['llama-3', 'Ollama', 'Instructions', 'Its answers']) await expect(dialog.getByText(text)).toHaveCount(0);
    await expect(command(page, 'get_agent_settings', { participant_id: await novaId(page) })).rejects.toThrow(/owner/);
    await sarah.context.close();
  });

  test('the form and the page of an agent fit a phone', async ({ browser }) => {
    await home.kill();
    const { ownerUrl } = await home.restart();
    const { context, page } = await visit(browser, ownerUrl, PHONE);
    await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
    await page.evaluate(() => (location.hash = '#/'));
    await page.getByRole('button', { name: 'Connect an agent' }).first().tap();
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByRole('button', { name: 'Create an agent' }).tap();
    await expect(dialog.getByRole('button', { name: 'Create agent' })).toBeVisible();
    await expectFitForThumbs(page, 'the form that creates an agent');
    await dialog.getByRole('button', { name: /^Nova/ }).tap();
    await expect(dialog.getByRole('region', { name: 'Its answers' }).getByRole('listitem').first()).toBeVisible();
    await expectFitForThumbs(page, 'the page of an agent');
    await context.close();
  });
});

async function novaId(page: Page): Promise<string> {
  const row = page.locator('li[data-row]').filter({ has: page.getByRole('button', { name: 'More about Nova' }) });
  return (await row.getAttribute('data-row')) ?? '';
}
