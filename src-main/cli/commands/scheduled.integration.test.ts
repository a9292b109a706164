// Messages that are sent later, each command as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const json = async (...args: string[]) => (await home.run([...args, '--json'])).lines();

it('a message is scheduled, listed by its author only, sent now and cancelled', async () => {
  await home.run(['rooms', 'create', 'shed', '--public']);
  expect(await home.run(['scheduled'])).toMatchObject({ code: 0, out: 'Nothing will be sent later.\n' });
  const year = new Date(Date.now() + 60 * 24 * 60 * 60 * 1000).getFullYear();
  const at = year === new Date().getFullYear() ? `${year}-12-31T09:00` : `${year}-02-01T09:00`;
  const [once] = await json('send', 'shed', 'Paint it.', '--at', at);
  const [daily] = await json('send', 'shed', 'Stand-up', '--at', at, '--repeat', 'day');
  expect(once).toMatchObject({ content: 'Paint it.', send_at: new Date(at).getTime(), repeat: null });
  expect(daily).toMatchObject({ repeat: { every: 'day' } });
  const { out } = await home.run(['scheduled']);
  expect(out).toMatch(/WHEN.*REPEAT[^]*09:00.*shed\s+Paint it\.[^]*day\s+shed\s+Stand-up/);
  expect(await json('scheduled', '--name', 'Bob')).toEqual([]);
  expect(await home.run(['scheduled', 'send', String(once?.id)])).toMatchObject({ code: 0 });
  expect((await json('history', 'shed')).map(({ content }) => content)).toEqual(['Paint it.']);
  expect(await home.run(['scheduled', 'cancel', String(daily?.id)])).toMatchObject({ code: 0 });
  expect(await json('scheduled')).toEqual([]);
});

it('a time has to be a time in the future, and --repeat needs one', async () => {
  expect(await home.run(['send', 'lobby', 'x', '--at', 'soon'])).toMatchObject({ code: 64 });
  expect(await home.run(['send', 'lobby', 'x', '--repeat', 'day'])).toMatchObject({ code: 64 });
  expect(await home.run(['send', 'lobby', 'x', '--at', '2001-01-01T09:00'])).toMatchObject({ code: 1 });
});
