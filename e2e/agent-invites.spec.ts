// An agent joins by its invite: from the text that the owner pastes to its first message, as a separate process.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { enterAsOwner, message, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { expectNoSideways, PHONE } from './phone.ts';

let home: TestHome;
let maya: Visitor;
let folder: string;
const others: Visitor[] = [];

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-agent-'));
  home = await startHome();
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  for (const each of [maya, ...others]) await each?.context.close();
  await home?.close();
  await rm(folder, { recursive: true, force: true });
});

async function openInvite(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('button', { name: /^Invite an agent/ }).click();
  return dialog;
}

/** The command in the text that the owner pastes into an agent. */
async function linkIn(region: Locator): Promise<string> {
  return /curl -sS (\S+)/.exec(await region.innerText())?.[1] ?? '';
}

test('the owner pastes a text into an agent, approves it by the keyboard, and reads its first message', async () => {
  const { page } = maya;
  const dialog = await openInvite(page);
  await dialog.getByLabel('Name', { exact: true }).fill('scout');
  await dialog.getByRole('checkbox', { name: /Ask me before it gets its key/ }).check();
  await dialog.getByRole('button', { name: 'Make invite', exact: true }).click();
  const link = await linkIn(dialog.getByRole('region', { name: 'Text for the agent' }));
  await expect(dialog.getByRole('region', { name: 'Lines for OpenClaw' })).toContainText(
    /openclaw channels add lanai --code "http:\/\/127\.0\.0\.1:\d+#[0-9A-Z]{8}"/,
  );
  await expectAccessibleInBothThemes(page, 'the text to paste');

  const steps = await (await fetch(link)).text();
  const [, file = ''] = /as `(.*?)`\n/.exec(steps) ?? [];
  const [, program = ''] = /```js\n([\s\S]*?)```/.exec(steps) ?? [];
  await writeFile(path.join(folder, file), program);
  const agent = promisify(execFile)(process.execPath, [file, 'send', 'Hello from the link'], { cwd: folder, timeout: 40_000 });
  const card = dialog.getByRole('region', { name: 'scout wants to join' });
  await expect(card).toContainText('from 127.0.0.1');
  await expectAccessibleInBothThemes(page, 'the request of an agent');
  await card.getByRole('button', { name: 'Approve', exact: true }).focus();
  await page.keyboard.press('Enter');
  await agent;
  await expect(card).toHaveCount(0);
  await expect(dialog.getByText('scout used its invite and has its key.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(message(page, 'Hello from the link')).toBeVisible();
});

test('on a phone the link explains itself, and the owner refuses the agent there', async ({ browser }) => {
  const dialog = await openInvite(maya.page);
  await dialog.getByLabel('Name', { exact: true }).fill('mole');
  await dialog.getByRole('checkbox', { name: /Ask me before it gets its key/ }).check();
  await dialog.getByRole('button', { name: 'Make invite', exact: true }).click();
  const link = await linkIn(dialog.getByRole('region', { name: 'Text for the agent' }));

  const phone = await visit(browser, link, PHONE);
  others.push(phone);
  await expect(phone.page.getByRole('heading', { name: 'An invite for the agent mole' })).toBeVisible();
  await expect(phone.page.getByRole('region', { name: 'Text for the agent' })).toContainText(`curl -sS ${link}`);
  await expectNoSideways(phone.page, 'the page of an agent’s invite');
  await expectAccessibleInBothThemes(phone.page, 'the page of an agent’s invite');

  const post = async (at: string, body: object): Promise<{ claim?: string; code?: string }> => {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${home.ready.url}/api/agent-invites/${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await reply.json()) as { claim?: string; code?: string };
  };
  const { claim } = await post('redeem', { code: link.split('/').at(-1) });
  await expect(dialog.getByText('mole used its invite and waits for your approval.')).toBeVisible();
  await maya.page.setViewportSize(PHONE.viewport);
  await expectNoSideways(maya.page, 'the agents dialog on a phone');
  await dialog.getByRole('region', { name: 'mole wants to join' }).getByRole('button', { name: 'Refuse', exact: true }).click();
  await expect(dialog.getByText('The invite for mole: refused.')).toBeVisible();
  expect(await post('key', { claim })).toMatchObject({ code: 'access_denied' });
  await phone.page.reload();
  await expect(phone.page.getByRole('heading', { name: 'This invite no longer works' })).toBeVisible();
});
