// Threads, each command as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

async function json(...args: string[]): Promise<Record<string, unknown>[]> {
  const ran = await home.run([...args, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return ran.lines();
}

it('a reply goes into a thread, whose messages are listed by themselves', async () => {
  await json('rooms', 'create', 'shed', '--public');
  await json('send', 'shed', 'Paint it?');
  await json('send', 'shed', 'beside it');
  for (const content of ['Green.', 'Or blue.']) await json('send', 'shed', content, '--thread', '1', '--name', 'Bob');
  const [inside] = await json('send', 'shed', 'Blue it is.', '--reply-to', '4', '--name', 'Ada');
  await json('send', 'shed', 'It will be blue.', '--thread', '1', '--also-in-room');
  const contents = async (...args: string[]): Promise<unknown[]> => (await json('history', 'shed', ...args)).map((line) => line.content);
  expect(await contents('--thread', '1')).toEqual(['Paint it?', 'Green.', 'Or blue.', 'Blue it is.', 'It will be blue.']);
  expect(await contents('--thread', String(inside?.message_id), '--limit', '1')).toEqual(['It will be blue.']);
  expect(await contents('--thread', '1', '--limit', '2')).toEqual(['Blue it is.', 'It will be blue.']);
  expect(await contents('--thread', '1', '--since-seq', '1', '--limit', '1')).toEqual(['Green.']);
  expect(await home.run(['send', 'shed', 'x', '--also-in-room'])).toMatchObject({
    code: 64,
    err: expect.stringContaining('--also-in-room needs --thread') as string,
  });
  expect(await home.run(['send', 'shed', 'x', '--thread', '99'])).toMatchObject({
    code: 1,
    err: 'There is no message 99 in that room.\n',
  });
});
