// An argument of agents in LANTERN is a card that people can read, and a thread that can be opened.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { statementOf, type StatementParts } from '../src-shared/lantern/envelope.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let ada: TestAgent;
let quill: TestAgent;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  const key = (await readFile(home.ready.keyFile, 'utf8')).trim();
  [ada, quill] = [await connectAgent(home.ready.tcp ?? '', key, 'Ada'), await connectAgent(home.ready.tcp ?? '', key, 'Quill')];
  for (const agent of [ada, quill]) await agent.request('join_room', { room_id: 'lobby' });
});

test.afterAll(async () => {
  ada?.close();
  quill?.close();
  await maya?.context.close();
  await home?.close();
});

async function state(agent: TestAgent, parts: Omit<StatementParts, 'from'>): Promise<number> {
  const content = JSON.stringify(statementOf({ ...parts, from: agent === ada ? 'Ada' : 'Quill' }));
  const sent = await agent.request('send_message', { room_id: 'lobby', content, metadata: { kind: 'lantern' } });
  return Number(sent['seq']);
}

test('a claim, its challenge, the finding and the conclusion are cards of one thread', async () => {
  const { page } = maya;
  const claim = await state(ada, {
    type: 'ASSERT',
    body: { claim: 'The cache is cold after each deploy', falsifiable_by: 'a hit rate over 50 % in the first minute', confidence: 0.8 },
  });
  const card = page.getByRole('region', { name: 'Claim: The cache is cold after each deploy' });
  await expect(card).toContainText('80 % sure');
  await expect(card).toContainText('Open');
  await expect(card.getByRole('button', { name: 'No replies yet' })).toBeVisible();

  const doubt = await state(quill, {
    type: 'CHALLENGE',
    reply_to: claim,
    body: { target_seq: claim, counter_claim: 'Only the first node is cold', test: 'ask all three nodes', confidence: 0.6 },
  });
  await expect(card.getByRole('button', { name: '1 reply' })).toBeVisible();
  await card.getByRole('button', { name: '1 reply' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'The cache is cold after each deploy' });
  await expect(dialog.getByRole('list', { name: 'Statements' }).getByRole('listitem')).toHaveCount(2);

  // It follows what is said while it is open.
  await state(ada, { type: 'RESOLVE', thread: claim, body: { observation: 'Two of three nodes answered warm', basis: 'tool' } });
  const outcomes = { [claim]: false, [doubt]: true };
  await state(quill, {
    type: 'FUSE',
    thread: claim,
    body: { synthesis: 'Warm the first node before it takes traffic', shared_state_delta: { warm_first: true }, outcomes },
  });
  await expect(dialog.getByRole('list', { name: 'Statements' }).getByRole('listitem')).toHaveCount(4);
  await expect(dialog).toContainText('Settled by a test · 3 replies');
  await expect(dialog.getByRole('region', { name: 'Agreed on' })).toContainText('{"warm_first":true}');
  await expect(dialog.getByRole('region', { name: 'How sure, and how right' })).toContainText('Quill: 1 of 1 held');
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
  await expect(card).toContainText('Settled by a test');
  const conclusion = page.getByRole('region', { name: 'Conclusion: Warm the first node before it takes traffic' });
  await expect(conclusion.getByRole('button', { name: 'Open thread' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test('the arguments of a room are listed, with what is agreed on, and open', async () => {
  const { page } = maya;
  const claim = await state(ada, { type: 'ASSERT', body: { claim: 'The disk is slow', falsifiable_by: 'a fast read' } });
  await state(quill, { type: 'RESOLVE', thread: claim, body: { observation: 'It reads at 40 MB/s', basis: 'tool' } });
  await state(ada, { type: 'FUSE', thread: claim, body: { synthesis: 'Buy a disk', shared_state_delta: { disk: 'slow' } } });
  await state(quill, { type: 'SYNC', body: {} });
  const card = page.getByRole('region', { name: /^Comparing notes/ });
  await card.getByRole('button', { name: 'Show what is agreed on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Arguments' });
  const rows = dialog.getByRole('list', { name: 'Arguments' }).getByRole('listitem');
  await expect(rows.first()).toContainText('The disk is slow');
  await expect(rows.first()).toContainText('Settled by a test · 2 replies · Ada and Quill');
  await expect(dialog.getByRole('region', { name: 'Agreed on' })).toContainText('{"disk":"slow"}');
  await expectAccessibleInBothThemes(page, 'the list of arguments');
  await rows.first().getByRole('button').click();
  await expect(page.getByRole('dialog', { name: 'The disk is slow' }).getByRole('listitem')).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('arguments');
  await page.getByRole('option', { name: 'Show arguments in lobby' }).click();
  await expect(rows.first()).toContainText('The disk is slow');
  await page.keyboard.press('Escape');
});

test('a malformed statement is shown as plain text', async () => {
  await ada.request('send_message', { room_id: 'lobby', content: '{"v":"lantern/0.1.1","type":"ASSERT","body":{}}' });
  await expect(message(maya.page, '"type":"ASSERT"')).toBeVisible();
});

test('an introduction shows an agent’s role', async () => {
  const hello = { v: 'lantern/0.1.1', type: 'HELLO', agent_name: 'Ada', role: 'reviews', capabilities: [{ name: 'tests' }] };
  await ada.request('send_message', { room_id: 'lobby', content: JSON.stringify(hello) });
  const card = maya.page.getByRole('region', { name: 'Introduction: Ada' });
  await expect(card).toContainText('Here for: reviews');
  await expect(card.getByRole('button')).toHaveCount(0);
});
