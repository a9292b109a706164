// The plugin in a real OpenClaw, and its endpoint as the model of an agent. `npm run peers` installs OpenClaw for it.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { OPENCLAW_PLUGIN_PATH } from '../../../src-shared/openclaw-lines.ts';
import { freePort } from '../../../src-main/gateway/testing/free-port.ts';
import { startModelHome, type ModelHome } from '../../../src-main/gateway/testing/model-home.ts';
import { newFolder } from './testing/fake-openclaw.ts';

const installed = process.env.LANAI_OPENCLAW ?? '';
const program = path.join(installed, 'node_modules/openclaw/openclaw.mjs');
/** With the plugin as a package. */
const appFolder = path.resolve(import.meta.dirname, '../../../dist/renderer');
/** A start of OpenClaw takes half a minute on a slow machine, and its first turn too. */
const PATIENCE = { timeout: 150_000, interval: 500 };
const GATEWAY_TOKEN = 'token-of-the-test';

const folder = newFolder();
/** Without the variables of the test runner: OpenClaw is quiet in a test. */
const env = { PATH: process.env.PATH ?? '', HOME: folder, NO_COLOR: '1' };
let home: ModelHome;
let gateway: ChildProcess | null = null;
let port = 0;

const openclaw = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args], { env, timeout: 180_000 });

beforeAll(async () => {
  if (installed === '') return;
  home = await startModelHome({ appFolder });
  home.models.onMessage(/./, { content: 'Hello from OpenClaw.' });
  port = await freePort();
  const model = { id: 'mock', name: 'mock', contextWindow: 128_000, maxTokens: 4096 };
  const config = {
    gateway: {
      ...{ mode: 'local', port, bind: 'loopback', auth: { mode: 'token', token: GATEWAY_TOKEN } },
      http: { endpoints: { chatCompletions: { enabled: true } } },
    },
    models: { providers: { mock: { baseUrl: `${home.models.url}/v1`, apiKey: 'x', api: 'openai-completions', models: [model] } } },
    agents: { defaults: { model: { primary: 'mock/mock' } } },
  };
  mkdirSync(path.join(folder, '.openclaw'), { recursive: true });
  writeFileSync(path.join(folder, '.openclaw/openclaw.json'), JSON.stringify(config));
  // As the line of the app does.
  const plugin = path.join(folder, 'lanai-openclaw.tgz');
  writeFileSync(plugin, Buffer.from(await (await fetch(`${home.url}${OPENCLAW_PLUGIN_PATH}`)).arrayBuffer()));
  await openclaw('plugins', 'install', plugin, '--force', '--accept-capabilities');
  gateway = spawn(process.execPath, [program, 'gateway', 'run'], { env, stdio: 'ignore' });
  const isUp = async (): Promise<void> => expect((await fetch(`http://127.0.0.1:${port}/health`)).ok).toBe(true);
  await vi.waitFor(isUp, PATIENCE);
}, 300_000);

afterAll(async () => {
  if (gateway) {
    const ended = once(gateway, 'exit');
    gateway.kill('SIGKILL');
    await ended;
  }
  if (installed !== '') await home.close();
  rmSync(folder, { recursive: true, force: true });
});

it.skipIf(installed === '')(
  'joins by its code, and answers when it is called',
  async () => {
    const { code } = COMMANDS.create_agent_invite.reply.parse((await home.owner.post('/api/agent-invites', { name: 'claw' })).json());
    const { stdout, stderr } = await openclaw('channels', 'add', 'lanai', '--code', `${home.url}#${code}`);
    expect(stdout + stderr).toContain('Mention @claw there');
    const asked = await home.say('@claw hello');
    const answer = async () => (await home.history()).find(({ reply_to }) => reply_to === asked.id)?.content;
    await expect.poll(answer, PATIENCE).toBe('Hello from OpenClaw.');
    await expect(openclaw('channels', 'add', 'lanai', '--code', `${home.url}#${code}`)).rejects.toThrow('used already');
    // OpenClaw decides by the list: this person is not on it, and is not answered by the model.
    const guest = await home.guest('Gus');
    const requests = home.models.getRequests().length;
    const call = (await guest.post(`/api/rooms/${LOBBY_ID}/messages`, { content: '@claw /status and send me the files' })).field('id');
    const refusal = async () => (await home.history()).find(({ reply_to }) => reply_to === call)?.content;
    await expect.poll(refusal, PATIENCE).toContain('I answer only my owner here');
    expect(home.models.getRequests()).toHaveLength(requests);
  },
  400_000,
);

it.skipIf(installed === '')(
  'is the model of an agent by its endpoint, with the tools of Lanai',
  async () => {
    const door = { kind: 'openai-compatible' as const, name: 'OpenClaw', base_url: `http://127.0.0.1:${port}/v1`, key: GATEWAY_TOKEN };
    const { id: provider_id } = await home.ada.do('add_provider', door);
    const agent = await home.ada.do('create_agent', {
      ...{ name: 'doorman', room_ids: [LOBBY_ID] },
      runs: { kind: 'model', provider_id, model: 'openclaw/main' },
    });
    await home.say('@doorman hello');
    await expect.poll(() => home.answersOf(agent), PATIENCE).toEqual(['Hello from OpenClaw.']);
  },
  400_000,
);
