// A home is restored to an earlier time, between two waits or during one: no later message is lost.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommandHome, type CommandHome, type Ran } from '../testing/home.ts';

let home: CommandHome;
let room: string;
let rooms = 0;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const say = async (...texts: string[]): Promise<void> => {
  for (const text of texts) expect((await home.run(['send', room, text, '--name', 'Pat'])).code).toBe(0);
};
const wait = (...more: string[]): Promise<Ran> => home.run(['wait', room, '--name', 'Bob', '--json', '--heartbeat-secs', '0', ...more]);
const contents = ({ lines }: Pick<Ran, 'lines'>): unknown[] => lines().map(({ content }) => content);

/** A room with two messages, of which there is a backup, and four more. */
async function prepare(): Promise<{ backup: string; file: string }> {
  rooms += 1;
  room = `room ${rooms}`;
  expect((await home.run(['rooms', 'create', room, '--public'])).code).toBe(0);
  await say('1', '2');
  const backup = home.file(`${rooms}.tar`);
  expect((await home.run(['backup', backup])).code).toBe(0);
  const file = home.file(`${rooms}.seq`);
  await say('3', '4', '5', '6');
  expect(contents(await wait('--cursor-file', file, '--since-seq', '5'))).toEqual(['6']);
  return { backup, file };
}

async function putBack(backup: string): Promise<void> {
  await home.kill();
  expect(await home.run(['restore', backup])).toMatchObject({ code: 0, err: '' });
  await home.restart();
}

describe('after a restore', () => {
  it.each([1, 5])('%d new messages come, also those with numbers that were used before', async (count) => {
    const { backup, file } = await prepare();
    await putBack(backup);
    const fresh = Array.from({ length: count }, (_each, index) => `new ${index}`);
    await say(...fresh);
    const ran = await wait('--cursor-file', file, '--drain');
    expect(contents(ran)).toEqual(fresh);
    expect(ran.err).toContain('The home was put back to an earlier time: going on');
    expect(await wait('--cursor-file', file, '--timeout', '0.2')).toMatchObject({ code: 1, err: 'No message in 0.2 s.\n' });
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${2 + count} `));
  });

  it('a command that waited through it gets the later messages', async () => {
    const { backup, file } = await prepare();
    const following = home.start(['wait', room, '--name', 'Bob', '--json', '--follow', '--cursor-file', file, '--heartbeat-secs', '0']);
    await say('7');
    await following.says('"7"');
    await putBack(backup);
    await say('then');
    await following.says('"then"');
    expect(contents(await following.stop())).toEqual(['7', 'then']);
  });

  it('no message comes twice when none is new', async () => {
    const { backup, file } = await prepare();
    await putBack(backup);
    expect((await wait('--cursor-file', file, '--timeout', '0.2')).code).toBe(1);
    await say('later');
    expect(contents(await wait('--cursor-file', file, '--drain'))).toEqual(['later']);
    rmSync(path.join(file));
  });
});
