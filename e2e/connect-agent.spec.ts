// The text of the dialog is run as it stands, as a separate process, and answers a mention.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test, type Locator } from '@playwright/test';
import { enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let folder: string;
const agents: ChildProcess[] = [];

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-agent-'));
  home = await startHome();
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  for (const agent of agents) agent.kill();
  await maya?.context.close();
  await home?.close();
  await rm(folder, { recursive: true, force: true });
});

async function openAgents(): Promise<Locator> {
  await maya.page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = maya.page.getByRole('dialog', { name: 'Agents' });
  await expect(dialog.getByRole('region', { name: 'Program' })).toBeVisible();
  return dialog;
}

async function run(dialog: Locator, language: 'Python' | 'TypeScript', env: Record<string, string> = {}): Promise<void> {
  await dialog.getByRole('tab', { name: language }).click();
  const program = await dialog.getByRole('region', { name: 'Program' }).innerText();
  const file = language === 'Python' ? 'agent.py' : 'agent.mts';
  await writeFile(path.join(folder, file), program);
  const runtime = language === 'Python' ? 'python3' : process.execPath;
  agents.push(spawn(runtime, [file], { cwd: folder, env: { ...process.env, ...env }, stdio: 'inherit' }));
}

for (const [language, name] of [
  ['Python', 'build-bot'],
  ['TypeScript', 'Test Bot 2'],
] as const) {
  test(`the ${language} program comes in while the dialog waits for it, and answers when it is mentioned`, async () => {
    const dialog = await openAgents();
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await expect(dialog.getByText(`Waiting for ${name}…`)).toBeVisible();
    await run(dialog, language);
    await expect(dialog.getByText(`${name} is connected`)).toBeVisible();
    await dialog.getByRole('button', { name: 'Say hello' }).click();
    await expect(dialog).toHaveCount(0);
    const field = maya.page.getByRole('textbox', { name: 'Message lobby' });
    await expect(field).toHaveValue(`@${name} `);
    await expect(field).toBeFocused();
    await field.fill('');
    await expect(message(maya.page, `Hello, I am ${name}.`)).toBeVisible();
    await say(maya.page, 'lobby', `@${name} are you there, with "quotes" and ümlauts?`);
    // Once: it does not answer what it says itself.
    await expect(
      message(maya.page, 'Hello Maya, I heard you.').and(maya.page.getByRole('article', { name: new RegExp(`^${name},`) })),
    ).toHaveCount(1);

    const again = await openAgents();
    await again.getByLabel('Name', { exact: true }).fill(name);
    await expect(again.getByText(`${name} is already connected`)).toBeVisible();
    await maya.page.keyboard.press('Escape');
  });
}

test('an agent with its own key is disconnected when the key is revoked', async () => {
  const dialog = await openAgents();
  await dialog.getByLabel('Name', { exact: true }).fill('lodger');
  await dialog.getByRole('button', { name: 'Make a key for this agent' }).click();
  const key = await dialog.getByLabel('Key', { exact: true }).inputValue();
  expect(key).toMatch(/^lan_/);
  await run(dialog, 'TypeScript', { LANAI_KEY: key });
  await expect(dialog.getByText('lodger is connected')).toBeVisible();
  await maya.page.keyboard.press('Escape');
  await maya.page.getByRole('button', { name: 'Settings' }).click();
  const settings = maya.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Keys' }).click();
  await settings.getByRole('button', { name: 'Key lodger' }).click();
  await maya.page.getByRole('menuitem', { name: 'Revoke' }).click();
  await maya.page.getByRole('dialog', { name: 'Revoke the key “lodger”' }).getByRole('button', { name: 'Revoke key' }).click();
  await expect(settings.getByRole('button', { name: 'Key lodger' })).toHaveCount(0);
  await expect.poll(() => agents.at(-1)?.exitCode, { message: 'the program ends when it is cut off' }).not.toBeNull();
  await maya.page.keyboard.press('Escape');
});

function shell(script: string): ChildProcess {
  const child = spawn('sh', ['-e'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin?.end(script);
  agents.push(child);
  return child;
}

async function shown(tab: string, name: string): Promise<string> {
  const dialog = await openAgents();
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('tab', { name: tab }).click();
  const text = await dialog.getByRole('region', { name: tab === 'Prompt' ? 'Prompt' : 'Program' }).innerText();
  await maya.page.keyboard.press('Escape');
  return text;
}

function saidBy(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve) => {
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes(words)) resolve();
    });
  });
}

test('the lines for the lanai command say hello and receive the next message', async () => {
  const child = shell(await shown('Command line', "Terry O'Hara"));
  const heard = saidBy(child, 'is anybody there?');
  await expect(message(maya.page, "Hello, I am Terry O'Hara.")).toBeVisible();
  // It hears messages once it waits, which may be a moment after its hello.
  await expect(async () => {
    await say(maya.page, 'lobby', 'is anybody there?');
    expect(child.exitCode).toBe(0);
  }).toPass();
  await heard;
});

test('the lines for curl say hello and receive the next message', async () => {
  const child = shell(await shown('curl', 'Carla'));
  const heard = saidBy(child, 'can curl hear this?');
  await expect(message(maya.page, 'Hello, I am Carla.')).toBeVisible();
  await expect(async () => {
    await say(maya.page, 'lobby', 'can curl hear this?');
    await Promise.race([heard, new Promise((_resolve, reject) => setTimeout(reject, 500, new Error('not heard')))]);
  }).toPass();
});

test('the two commands in the prompt work as the prompt describes', async () => {
  const prompt = await shown('Prompt', 'Prue');
  const [send = '', wait = ''] = prompt.split('\n').filter((line) => line.startsWith('    '));
  const child = shell(`${send.replace('your message', 'I came by the prompt')}\n${wait}`);
  const heard = saidBy(child, 'welcome, Prue');
  await expect(message(maya.page, 'I came by the prompt')).toBeVisible();
  // It hears messages once it waits, which may be a moment after its hello.
  await expect(async () => {
    await say(maya.page, 'lobby', 'welcome, Prue');
    await Promise.race([heard, new Promise((_resolve, reject) => setTimeout(reject, 500, new Error('not heard')))]);
  }).toPass();
});

test('the prompt names the address and the key file', async () => {
  const dialog = await openAgents();
  await dialog.getByRole('tab', { name: 'Prompt' }).click();
  const prompt = dialog.getByRole('region', { name: 'Prompt' });
  await expect(prompt).toContainText(home.ready.socket ?? 'no address');
  await expect(prompt).toContainText(home.ready.keyFile);
});

test('the entry for MCP starts a server of tools that comes in, speaks and hears, with no key in it', async () => {
  // The test before leaves the dialog open.
  await maya.page.keyboard.press('Escape');
  const dialog = await openAgents();
  await dialog.getByLabel('Name', { exact: true }).fill('Tool Bot');
  await dialog.getByRole('tab', { name: 'MCP' }).click();
  const program = dialog.getByRole('region', { name: 'Program' });
  await expect(program).toHaveText(/^claude mcp add lanai -- .* mcp --data-dir .* --name 'Tool Bot'\s*$/);
  await dialog.getByLabel('Your program').selectOption('Another program');
  const text = await program.innerText();
  expect(text).not.toContain(await home.agentKey());
  const { mcpServers } = JSON.parse(text) as { mcpServers: { lanai: { command: string; args: string[] } } };
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StdioClientTransport({ ...mcpServers.lanai, env }));
  await expect(dialog.getByText('Tool Bot is connected')).toBeVisible();
  await maya.page.keyboard.press('Escape');
  await client.callTool({ name: 'join', arguments: { room: 'lobby' } });
  await client.callTool({ name: 'send', arguments: { room: 'lobby', text: 'Aloha from the tools' } });
  await expect(message(maya.page, 'Aloha from the tools')).toBeVisible();
  const waiting = client.callTool({ name: 'wait', arguments: { only_mentions: true } });
  await say(maya.page, 'lobby', '@Tool Bot did you hear me?');
  expect(JSON.stringify((await waiting).content)).toContain('did you hear me?');
  await client.close();
});
