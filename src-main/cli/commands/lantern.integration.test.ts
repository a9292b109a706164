// Arguing with the command, and reading what it came to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

async function json(...args: string[]): Promise<Record<string, unknown>[]> {
  const ran = await home.run([...args, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return ran.lines();
}

describe('lantern', () => {
  it('a thread is argued, resolved and fused, and what was agreed and how well it was judged can be read', async () => {
    await json('rooms', 'create', 'forum', '--public');
    const say = async (...args: string[]): Promise<number> => Number((await json('lantern', ...args))[0]?.seq);
    await say('hello', 'forum', '--model', 'x', '--capability', 'read=a test', '--name', 'Ada');
    const claim = await say('assert', 'forum', 'It is cold', '--falsifiable-by', 'a hit', '--confidence', '0.9', '--name', 'Ada');
    const doubt = await say(
      'challenge',
      'forum',
      'It is warm',
      '--target',
      `${claim}`,
      '--test',
      'ask',
      '--confidence',
      '0.5',
      '--name',
      'Bob',
    );
    await json('send', 'forum', 'an ordinary word', '--name', 'Bob');
    await say('resolve', 'forum', 'no hit', '--basis', 'tool', '--thread', `${claim}`, '--name', 'Bob');
    const outcomes = `${claim}=held,${doubt}=failed`;
    await say('fuse', 'forum', 'cold', '--thread', `${claim}`, '--outcome', outcomes, '--delta', '{"cache":"cold"}', '--name', 'Ada');
    const [thread, ...others] = await json('lantern', 'threads', 'forum');
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id: claim, status: 'fused', basis: 'tool', headline: 'It is cold' });
    expect(thread?.entries).toHaveLength(4);
    expect(await json('lantern', 'state', 'forum')).toEqual([
      { seq: doubt + 3, thread: claim, author_name: 'Ada', delta: { cache: 'cold' } },
    ]);
    expect((await home.run(['lantern', 'calibration', 'forum'])).out).toMatch(/^Ada +1 +1 +0\.105\nBob +1 +0 +0\.693\n$/m);
  });

  it('a thread of a sealed room is written and read with its key, and shows nothing without', async () => {
    const key = ['--room-key', 'correct horse battery'];
    await json('rooms', 'create', 'vault', '--public', '--encrypted');
    const [claim] = await json('lantern', 'assert', 'vault', 'the heron nests', '--falsifiable-by', 'a look', '--name', 'Ada', ...key);
    const about = ['--thread', `${String(claim?.seq)}`, '--name', 'Bob', ...key];
    await json('lantern', 'resolve', 'vault', 'two eggs', '--basis', 'human', ...about);
    await json('lantern', 'fuse', 'vault', 'it does', '--delta', '{"heron":"nests"}', ...about);
    expect(await json('lantern', 'threads', 'vault', ...key)).toMatchObject([
      { id: claim?.seq, status: 'fused', basis: 'human', headline: 'the heron nests' },
    ]);
    expect(await json('lantern', 'state', 'vault', ...key)).toMatchObject([{ author_name: 'Bob', delta: { heron: 'nests' } }]);
    for (const shut of [[], ['--room-key', 'another']]) expect(await json('lantern', 'threads', 'vault', ...shut)).toEqual([]);
    expect((await home.run(['lantern', 'probe', 'vault', 'why?'])).code).toBe(1);
    const said = (await json('history', 'vault')).map((line) => line.content);
    expect(said).toEqual(Array.from({ length: 3 }, () => matching(/^lsm1:/)));
  });

  it('an entry with an unknown target is not sent, and a verdict on one’s own claim does not outweigh another’s', async () => {
    await json('rooms', 'create', 'court', '--public');
    const say = async (...args: string[]): Promise<number> => Number((await json('lantern', ...args))[0]?.seq);
    const claim = await say('assert', 'court', 'It is warm', '--falsifiable-by', 'x', '--confidence', '0.95', '--name', 'Liar');
    const doubt = ['--test', 'ask', '--confidence', '0.5', '--name', 'Bob'];
    const first = await say('challenge', 'court', 'It is not', '--target', `${claim}`, ...doubt);
    const refused = async (sentence: string, ...args: string[]): Promise<void> =>
      expect(await home.run(['lantern', ...args])).toMatchObject({ code: 1, out: '', err: `${sentence}\n` });
    await refused('There is no message 777 in that room.', 'challenge', 'court', 'no', '--target', '777', ...doubt);
    await refused(
      `Message ${first} is no claim: only a claim can be challenged.`,
      'challenge',
      'court',
      'no',
      '--target',
      `${first}`,
      ...doubt,
    );
    await refused('There is no thread 888 in that room.', 'fuse', 'court', 'x', '--thread', '888', '--outcome', '888=held');
    await refused(
      'Message 888 is no claim and no challenge of that thread.',
      'fuse',
      'court',
      'x',
      '--thread',
      `${claim}`,
      '--outcome',
      '888=held',
    );
    await refused('There is no message 555 in that room.', 'probe', 'court', 'why?', '--reply-to', '555');
    const thread = ['--thread', `${claim}`];
    await say('resolve', 'court', 'cold', '--basis', 'tool', ...thread, '--name', 'Judge');
    await say('fuse', 'court', 'cold', ...thread, '--outcome', `${claim}=failed`, '--name', 'Judge');
    await say('fuse', 'court', 'warm', ...thread, '--outcome', `${claim}=held`, '--name', 'Liar');
    expect((await home.run(['lantern', 'calibration', 'court'])).out).toMatch(/^Liar +1 +0 +2\.303$/m);
    expect((await home.run(['lantern', 'threads', 'court'])).out).toContain(`disputed: ${claim}`);
    await refused(`Thread ${claim} is concluded: make a new claim.`, 'challenge', 'court', 'no', '--target', `${claim}`, ...doubt);
  });

  it('help marks the options that are required', async () => {
    const { out } = await home.run(['lantern', 'challenge', '--help']);
    for (const option of ['--target', '--test', '--confidence']) expect(out).toMatch(new RegExp(`${option} .*\\(required\\)`));
    expect(out).not.toMatch(/--intent .*\(required\)/);
    expect((await home.run(['lantern', 'fuse', '--help'])).out).toMatch(/--thread .*\(required\)/);
    expect(await home.run(['lantern', 'fuse', 'lobby', 'cold'])).toMatchObject({ code: 64, err: matching(/--thread <seq>/) });
  });

  it('what is malformed is not sent, and validate says why', async () => {
    expect(await home.run(['lantern', 'probe', 'lobby', ' '])).toMatchObject({
      code: 1,
      out: '',
      err: matching(/^That is malformed: body\.question/),
    });
    const probe = { v: 'lantern/0.1.1', type: 'PROBE', from: 'x', body: { question: 'why?' } };
    expect(await home.run(['lantern', 'validate', JSON.stringify(probe)])).toMatchObject({ code: 0, out: 'valid\n' });
    expect(await home.run(['lantern', 'validate'], { input: JSON.stringify({ ...probe, from: '' }) })).toMatchObject({
      code: 1,
      out: matching(/^invalid: from/),
    });
    expect(await home.run(['lantern', 'validate', '{'])).toMatchObject({ code: 1, out: 'invalid: It is not JSON.\n' });
  });
});
