// A direct message to a person, as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('is sent, waits, and says so', async () => {
  expect(await home.run(['nudge', 'owner', '--name', 'Ada'])).toMatchObject({ code: 0, out: 'There is no message to owner yet.\n' });
  expect(await home.run(['nudge', 'Owner', 'The', 'build', 'is', 'green', '--name', 'Ada'])).toMatchObject({
    code: 0,
    out: 'Sent as 1. It waits until Owner is back.\n',
  });
  const [shown] = (await home.run(['nudge', '@Owner', '--json', '--name', 'Ada'])).lines();
  expect(shown).toMatchObject({ to: '@Owner', seq: 1, is_new: false, is_delivered: false, delivered_at: null });
  const waited = await home.run(['nudge', 'Owner', 'Look', '--wait-delivered', '0.1', '--name', 'Ada']);
  expect(waited).toMatchObject({ code: 1, err: 'The message has not arrived yet. It is kept.\n' });
});

it('is refused for a name that is not there, and for options without a text', async () => {
  expect(await home.run(['nudge', 'Nobody', 'Hello'])).toMatchObject({ code: 1, err: 'There is no person with that name here.\n' });
  expect(await home.run(['nudge', 'Owner', '--wait-delivered', '1'])).toMatchObject({ code: 64 });
  expect(await home.run(['nudge', 'Owner', 'x', '--wait-delivered', 'soon'])).toMatchObject({ code: 64 });
});
