// The snippets are what people copy, so they are run here literally: in a shell that finds coreutils, Python, Node and curl, and
// nothing else, against a real home.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startCommandHome, type CommandHome } from '../src-main/cli/testing/home.ts';
import type { KeySource, SnippetFacts } from '../src-renderer/features/agents/snippet-facts.ts';
import { runLine, snippet, type SnippetLanguage } from '../src-renderer/features/agents/snippets.ts';

const PROGRAMS = ['sh', 'bash', 'cat', 'sleep', 'python3', 'curl', 'env'];

let home: CommandHome;
let folder: string;
/** Of the owner, for agents that bring their own key. */
let ownKey: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  home = await startCommandHome();
  ownKey = await home.adminKey();
  folder = mkdtempSync(path.join(tmpdir(), 'lanai snippets-'));
  mkdirSync(path.join(folder, 'bin'));
  for (const name of PROGRAMS) {
    const found = ['/usr/bin', '/bin', '/usr/local/bin'].map((each) => path.join(each, name)).find((each) => existsSync(each));
    if (found !== undefined) symlinkSync(found, path.join(folder, 'bin', name));
  }
  symlinkSync(process.execPath, path.join(folder, 'bin', 'node'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => endGroup(child)));
});
afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
});

/** The shell and what it started. The group stays until this process has heard of the shell's end. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

interface Setting {
  name: string;
  key?: KeySource;
  socket?: boolean;
  env?: Record<string, string>;
}

function factsOf({ name, key, socket = true }: Setting): SnippetFacts {
  const { ready } = home;
  return {
    info: {
      tcp: ready.tcp,
      socket: socket ? ready.socket : null,
      url: ready.url,
      command: [process.execPath, path.resolve(import.meta.dirname, '../dist/cli/lanai.cjs')],
    },
    key: key ?? { kind: 'file', path: ready.keyFile },
    agent: { id: name, name },
    room: { id: 'lobby', name: 'lobby' },
    mcpProgram: 'claude',
  };
}

/** Runs a shell in which nothing is set but what a fresh account has; its process group ends with the test. */
function shell(script: string, env: Record<string, string> = {}): { text(): string; child: ChildProcess } {
  let said = '';
  const child = spawn(path.join(folder, 'bin', 'bash'), ['--noprofile', '--norc', '-c', script], {
    cwd: folder,
    env: { PATH: path.join(folder, 'bin'), HOME: folder, ...env },
    detached: true,
  });
  running.push(child);
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { text: () => said, child };
}

function start(language: SnippetLanguage, setting: Setting) {
  const code = snippet(language, factsOf(setting));
  if (language !== 'python' && language !== 'typescript') return shell(code, setting.env);
  const { file, command } = runLine(language, setting.name);
  writeFileSync(path.join(folder, file), code);
  return shell(`exec ${command}`, setting.env);
}

/** The texts of the lobby. */
async function history(): Promise<{ agent_id: string; agent_name: string; content: string }[]> {
  const ran = await home.run(['history', 'lobby', '--json', '--limit', '200', '--name', 'Reader']);
  return ran
    .lines()
    .map(({ agent_id, agent_name, content }) => ({ agent_id: String(agent_id), agent_name: String(agent_name), content: String(content) }));
}

async function saysHello(name: string, said: () => string): Promise<void> {
  await expect
    .poll(
      async () => ((await history()).some((each) => each.agent_name === name && each.content.includes(`I am ${name}`)) ? 'hello' : said()),
      {
        timeout: 30_000,
      },
    )
    .toBe('hello');
}

/** It may not be back yet when it is asked for the first time. */
async function answers(name: string, said: () => string): Promise<void> {
  const heard = async (): Promise<number> =>
    (await history()).filter(({ agent_name, content }) => agent_name === name && content.includes('I heard you')).length;
  const before = await heard();
  await expect
    .poll(
      async () => {
        await home.run(['send', 'lobby', `@${name} are you there?`, '--name', 'Maya']);
        return (await heard()) > before ? 'heard' : said();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe('heard');
}

test.each([
  ['python', true],
  ['python', false],
  ['typescript', true],
  ['typescript', false],
] as const)('the %s program (with a socket: %s) says hello once, answers, and comes back after a restart', async (language, socket) => {
  const name = `${language}-${socket ? 'socket' : 'port'}`;
  const { text } = start(language, { name, socket });
  await saysHello(name, text);
  await answers(name, text);
  if (!socket) return;
  await home.kill();
  await home.restart();
  await answers(name, text);
  expect((await history()).filter(({ content }) => content.includes(`I am ${name}`))).toHaveLength(1);
});

test.each(['python', 'typescript'] as const)(
  'the %s program takes its own key from the environment, and ends when it is not good',
  async (language) => {
    const name = `own-${language}`;
    const key: KeySource = { kind: 'variable', name: 'LANAI_KEY' };
    const good = start(language, { name, key, env: { LANAI_KEY: ownKey } });
    await saysHello(name, good.text);
    const bad = start(language, { name: `${name}-bad`, key, env: { LANAI_KEY: 'lan_none' } });
    await expect.poll(() => bad.child.exitCode, { timeout: 20_000 }).toBe(1);
    expect(bad.text()).toContain('not valid');
  },
);

test('the command line runs where no lanai is installed, and waits', async () => {
  const { text, child } = start('command', { name: 'shell-bot' });
  await saysHello('shell-bot', text);
  // It hears messages once it waits, which may be a moment after its hello.
  const ended = async (): Promise<number | null> => {
    await home.run(['send', 'lobby', 'something to read', '--name', 'Maya']);
    return child.exitCode;
  };
  await expect.poll(ended, { timeout: 20_000 }).toBe(0);
  expect(text()).toContain('something to read');
});

test('curl speaks under the name that was chosen, and is seen to be here', async () => {
  const name = 'Übersetzer 翻訳';
  const { text } = start('curl', { name });
  await expect.poll(text, { timeout: 20_000 }).toContain('data: ');
  const said = (await history()).filter(({ agent_name }) => agent_name === name);
  expect(said).toMatchObject([{ content: `Hello, I am ${name}.` }]);
  const agents = await home.run(['agents', '--json', '--name', 'Reader']);
  expect(agents.out).not.toContain('Agents on this computer');
  expect(agents.out).toContain(name);
});

test('the prompt has a program for those who cannot run the command', async () => {
  const name = 'prompted';
  const prompt = snippet('prompt', factsOf({ name }));
  writeFileSync(path.join(folder, 'lanai.py'), prompt.slice(prompt.indexOf('import json, os, socket, sys')));
  const wait = shell('exec python3 lanai.py wait');
  await expect.poll(async () => (await home.run(['agents', '--json', '--name', 'Reader'])).out, { timeout: 20_000 }).toContain(name);
  await home.run(['send', 'lobby', 'a question', '--name', 'Maya']);
  await expect.poll(() => wait.child.exitCode, { timeout: 20_000 }).toBe(0);
  expect(wait.text()).toContain('a question');
  const send = shell('exec python3 lanai.py send "an answer"');
  await expect.poll(() => send.child.exitCode, { timeout: 20_000 }).toBe(0);
  expect(await history()).toContainEqual({ agent_id: 'prompted', agent_name: name, content: 'an answer' });
});
