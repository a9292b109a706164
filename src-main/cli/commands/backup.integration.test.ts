// A backup of a home that runs, and of one that was killed.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
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

describe('backup and restore', () => {
  it('is one file, made while the home is written to, from which a home starts with everything in it', async () => {
    await json('send', 'lobby', 'before');
    const pouring = Promise.all(Array.from({ length: 10 }, (_each, index) => json('send', 'lobby', `meanwhile ${index}`)));
    const [made] = await json('backup', home.file('copy.db'));
    await pouring;
    expect(statSync(home.file('copy.db')).mode & 0o777).toBe(0o600);
    expect(await home.run(['backup', home.file('copy.db')])).toMatchObject({ code: 1, err: matching(/is there already/) });

    const other = await startCommandHome();
    try {
      await other.run(['send', 'lobby', 'of another home']);
      const copy = home.file('copy.db');
      expect(await other.run(['restore', copy])).toMatchObject({ code: 1, err: matching(/^A home is running on .* End it first\.\n$/) });
      await other.kill();
      writeFileSync(home.file('no.db'), 'not a database');
      expect(await other.run(['restore', home.file('no.db')])).toMatchObject({ code: 1, err: matching(/Nothing was changed/) });
      const [restored] = (await other.run(['restore', copy, '--json'])).lines();
      expect(restored).toMatchObject({ messages: made?.messages, rooms: made?.rooms });
      expect(String(restored?.kept)).toMatch(/backups\/lanai-[\d-]+-before-restore\.tar$/);
      expect(existsSync(String(restored?.kept))).toBe(true);
      await other.restart();
      const [status] = (await other.run(['status', '--json'])).lines();
      expect(status).toMatchObject({ messages: made?.messages, rooms: made?.rooms });
      expect((await other.run(['history', 'lobby', '--limit', '1'])).out).toMatch(/meanwhile|before/);
    } finally {
      await other.close();
    }
  });

  it('works on a home that was killed, and says so when there is none', async () => {
    await json('send', 'lobby', 'the last word', '--name', 'Ada');
    await home.kill();
    const [made] = await json('backup', home.file('after.db'));
    await home.restart();
    const [status] = await json('status');
    expect(made?.messages).toBe(status?.messages);
    mkdirSync(home.file('empty'));
    expect(await home.run(['backup', home.file('x.db'), '--data-dir', home.file('empty')])).toMatchObject({
      code: 1,
      err: matching(/^There is no home in /),
    });
  });
});
