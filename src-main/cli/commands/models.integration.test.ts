import { LLMock } from '@copilotkit/aimock';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome, type Ran } from '../testing/home.ts';

const KEY = 'sk-the-key-of-the-owner';
const server = new LLMock({ port: 0, auth: { apiKeys: [KEY] } });
const open = new LLMock({ port: 0 });
let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  await Promise.all([server.start(), open.start()]);
  for (const each of [server, open]) each.on({ model: 'llama-test' }, { content: 'Good evening.' });
  home = await startCommandHome({ env: { LANAI_OLLAMA_PORT: String(open.port) } });
  admin = { LANAI_KEY: await home.adminKey() };
});
afterAll(async () => {
  await home.close();
  await Promise.all([server.stop(), open.stop()]);
});

const models = (...args: string[]): Promise<Ran> => home.run(['models', ...args], { env: admin });

it('providers are added with a key from a file, listed, checked, changed and removed, with an admin key and with no other', async () => {
  expect(await home.run(['models'])).toMatchObject({ code: 1, out: '' });
  expect((await models()).out).toContain('There are no model providers.');
  writeFileSync(home.file('key'), `${KEY}\n`);
  const added = await models('add', 'anthropic', server.url, '--called', 'The server', '--api-key-file', home.file('key'));
  expect(added.out).toBe('The server is added. "lanai models check The server" says whether it works.\n');
  const listed = await models();
  expect(listed.out).toMatch(/^The server +anthropic +http:\/\/127\.0\.0\.1:\d+\/v1 +kept +works, 1 model /m);
  expect(listed.err).toContain('in a file of the home');
  const checked = await models('check', 'the SERVER', '--try', 'llama-test');
  expect(checked.out).toMatch(/^llama-test$/m);
  expect(checked.out).toMatch(/^llama-test answered in \d+\.\d s: Good evening\.$/m);
  expect((await models('update', 'The server', '--no-api-key')).out).toMatch(/ without a key\.\n$/);
  expect(await models('check', 'The server')).toMatchObject({ code: 1, err: expect.stringContaining('does not accept the key') as string });
  expect((await models()).out).toMatch(/ none +The provider does not accept the key/);
  const read = await home.run(['models', 'update', 'The server', '--called', 'Mine', '--api-key-file', '-'], { env: admin, input: KEY });
  expect(read.out).toMatch(/^Mine is at .* with a key\.\n$/);
  expect((await models('--json')).lines()).toMatchObject([{ name: 'Mine', key_state: 'kept', models: [{ id: 'llama-test' }] }]);
  expect((await models('remove', 'mine')).out).toBe('Mine is removed.\n');
  expect(await models('remove', 'Mine')).toMatchObject({ code: 1, err: 'There is no model provider called "Mine".\n' });
});

it('model servers of this computer are found, and added by their address', async () => {
  const [found] = (await models('find', '--json')).lines();
  expect(found).toMatchObject({ name: 'Ollama', base_url: `${open.url}/v1`, model_count: 1 });
  const [added] = (await models('add', 'openai-compatible', open.url, '--json')).lines();
  expect(added).toMatchObject({ name: new URL(open.url).host, key_state: 'none' });
  expect((await models('check', String(added?.id), '--json')).lines()).toEqual([
    { id: 'llama-test', context_tokens: null, tools: null, images: null, price: null },
  ]);
});

it('a mistake is explained, and a key is never printed', async () => {
  const mistakes: [string[], number, string][] = [
    [['add', 'openai', open.url], 64, 'no kind'],
    [['add', 'openai-compatible'], 64, 'address of the provider'],
    [['add', 'anthropic', 'http://93.184.215.14'], 1, 'Use https://'],
    [['add', 'anthropic', '--api-key-file', home.file('none')], 1, 'cannot be read'],
    [['update', 'x'], 64, 'Say what to change'],
    [['update', 'x', '--no-api-key', '--api-key-file', 'k'], 64, 'Either'],
    [['check', 'nothing'], 1, 'no model provider'],
  ];
  for (const [args, code, words] of mistakes)
    expect([args, await models(...args)]).toEqual([
      args,
      expect.objectContaining({ code, out: '', err: expect.stringContaining(words) as string }),
    ]);
  writeFileSync(home.file('key'), KEY);
  const outputs = [
    await models('add', 'anthropic', server.url, '--api-key-file', home.file('key'), '--json'),
    await models('--json'),
    await home.run(['audit', '--json'], { env: admin }),
  ];
  for (const { out, err } of outputs) expect(out + err).not.toContain(KEY);
  expect(readFileSync(path.join(home.dataDir, 'providers.key'), 'utf8')).toContain(KEY);
});
