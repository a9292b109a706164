import { LLMock } from '@copilotkit/aimock';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome, type Ran } from '../testing/home.ts';

const models = new LLMock({ port: 0 });
let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  await models.start();
  models.on({ model: 'llama-test' }, { content: 'Good evening.' });
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
  await home.run(['models', 'add', 'openai-compatible', models.url, '--called', 'House'], { env: admin });
});
afterAll(async () => {
  await home.close();
  await models.stop();
});

const run = (...args: string[]): Promise<Ran> => home.run(args, { env: admin });
const agents = (...args: string[]): Promise<Ran> => run('agents', ...args);

it('an agent is created, answers, and says what it took, with an admin key and with no other', async () => {
  writeFileSync(home.file('rules'), 'Answer in one word.\n');
  const asked = ['create', 'Nova', '--provider', 'house', '--model', 'llama-test', '--instructions-file', home.file('rules')];
  expect(await home.run(['agents', ...asked])).toMatchObject({ code: 1, out: '' });
  expect((await agents(...asked, '--room', 'lobby')).out).toBe('Nova is created. It answers when it is called.\n');
  const [settings] = (await agents('settings', 'nova', '--json')).lines();
  expect(settings).toMatchObject({
    name: 'Nova',
    settings: { runs: { kind: 'model', model: 'llama-test' }, instructions: 'Answer in one word.\n', paused_at: null },
    used: { turns: 0, tokens: 0, cost: null },
  });
  expect((await agents('turns', 'Nova')).out).toBe('It has not been called yet.\n');
  await run('send', 'lobby', '@Nova are you there?');
  await expect.poll(async () => (await agents('turns', 'Nova', '--json')).lines()[0]?.outcome).toBe('answered');
  expect((await agents('turns', 'Nova')).out).toMatch(/ lobby +answered +1 +\d+ \/ \d+ +cost unknown/);
  const text = (await agents('settings', 'Nova')).out;
  expect(text).toContain('Model: llama-test of House\n');
  expect(text).toMatch(/^In 24 hours: 1 answer, \d+ tokens, cost unknown$/m);
  expect(text).toContain('Instructions: Answer in one word.\n');
});

it('an agent that is created with a key belongs to the person of the key', async () => {
  const [created] = (await agents('create', 'Rook', '--provider', 'House', '--model', 'llama-test', '--json')).lines();
  const [keyOwner] = (await run('people', '--json')).lines().filter(({ role }) => role === 'owner');
  expect(created).toMatchObject({ name: 'Rook', type: 'hosted', owner_id: keyOwner?.id ?? 'there is an owner' });
});

it('an agent is paused, and answers again', async () => {
  expect((await agents('pause', 'Nova')).out).toBe('Nova is paused.\n');
  expect(await agents('settings', 'Nova')).toMatchObject({ err: '', out: expect.stringMatching(/^Nova \(.*\), paused since /) as string });
  const [after] = (await agents('continue', 'Nova', '--json')).lines();
  expect(after).toMatchObject({ paused_at: null });
});

it('what agents have used is listed by agent, room and person, and limited', async () => {
  expect((await agents('limit', '--agent', 'Nova', '--answers', '40', '--price', '3/15')).out).toBe(
    'Nova: 1000000 tokens, 40 answers in 24 hours.\n',
  );
  expect((await agents('limit', '--room', 'lobby', '--tokens', '90000')).out).toBe('lobby: 90000 tokens in 24 hours.\n');
  expect((await agents('limit', '--room', 'lobby', '--dollars', '0.50')).out).toBe('lobby: 90000 tokens, 0.5 US dollars in 24 hours.\n');
  const [use] = (await agents('use', '--by', 'room', '--since', '7d', '--json')).lines();
  expect(use).toMatchObject({ turns: 1, cost: null });
  expect((await agents('use', '--by', 'room')).out).toMatch(/^lobby +1 +\d+ +unknown +90000 tokens, 0\.5 US dollars$/m);
  expect((await agents('use')).out).toMatch(/^Nova +1 +\d+ +unknown/m);
  expect((await agents('use', '--by', 'person')).out).toMatch(/^PERSON +ANSWERS/);
  expect((await agents('limit', '--room', 'lobby', '--tokens', 'none', '--dollars', 'none')).out).toBe('lobby: no limit in 24 hours.\n');
  expect(await agents('limit', '--tokens', '5')).toMatchObject({
    code: 64,
    err: expect.stringContaining('--agent, --room or --person') as string,
  });
  expect(await agents('limit', '--room', 'lobby')).toMatchObject({
    code: 64,
    err: expect.stringContaining('--tokens, --dollars or') as string,
  });
  expect(await agents('limit', '--room', 'lobby', '--price', '3/15')).toMatchObject({ code: 64 });
  expect(await agents('limit', '--agent', 'Nova', '--dollars', '-3')).toMatchObject({ code: 64 });
});

it('a mistake is explained', async () => {
  const create = ['create', 'Scout', '--provider', 'House', '--model', 'llama-test'];
  const mistakes: [string[], number, string][] = [
    [['create', 'Scout', '--provider', 'House'], 64, '--model'],
    [['create', 'Scout', '--provider', 'Elsewhere', '--model', 'x'], 1, 'no model provider called "Elsewhere"'],
    [['create', 'Scout', '--provider', 'House', '--model', 'gone'], 1, 'House has no model "gone"'],
    [[...create, '--instructions-file', home.file('none')], 1, 'cannot be read'],
    [[...create, '--room', 'nowhere'], 1, 'There is no room "nowhere"'],
    [['create', 'Nova', '--provider', 'House', '--model', 'llama-test'], 1, 'is taken here'],
    [['settings', 'Otto'], 1, 'There is no agent called "Otto"'],
    [['pause', 'Porter'], 1, 'owner'],
    [['turns', 'Nova', '--limit', 'many'], 64, 'whole number'],
  ];
  for (const [args, code, words] of mistakes)
    expect([args, await agents(...args)]).toEqual([
      args,
      expect.objectContaining({ code, out: '', err: expect.stringContaining(words) as string }),
    ]);
});
