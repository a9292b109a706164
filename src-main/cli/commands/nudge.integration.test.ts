// A direct message to a person, as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('is sent, and says only what is known', async () => {
  const none = { code: 0, out: 'There is no message from you to owner yet.\n' };
  expect(await home.run(['nudge', 'owner', '--name', 'Ada'])).toMatchObject(none);
  // Asking did not create the room.
  expect((await home.run(['nudge', 'owner', '--json', '--name', 'Ada'])).lines()).toMatchObject([{ room_id: null, seq: 0 }]);
  expect(await home.run(['nudge', 'Owner', 'The', 'build', 'is', 'green', '--name', 'Ada'])).toMatchObject({
    code: 0,
    out: 'Sent as 1.\n',
  });
  const unconfirmed = 'Message 1 was sent. No device has confirmed it.\n';
  expect(await home.run(['nudge', 'Owner', '--name', 'Ada'])).toMatchObject({ code: 0, out: unconfirmed });
  const [shown] = (await home.run(['nudge', '@Owner', '--json', '--name', 'Ada'])).lines();
  expect(shown).toMatchObject({ to: '@Owner', seq: 1, is_new: false, is_delivered: false, delivered_at: null });
  const waited = await home.run(['nudge', 'Owner', 'Look', '--wait-delivered', '0.1', '--name', 'Ada']);
  expect(waited).toMatchObject({ code: 1, err: 'No device has confirmed the message yet. It is kept.\n' });
});

it('is about the own newest message, also after a reply', async () => {
  await home.run(['nudge', 'owner', '--name', 'Bea']);
  await home.run(['nudge', 'Bea', 'Is it green?', '--name', 'Ada']);
  expect(await home.run(['nudge', 'Ada', 'It is', '--name', 'Bea'])).toMatchObject({ code: 0, out: 'Sent as 2.\n' });
  expect((await home.run(['nudge', 'Bea', '--json', '--name', 'Ada'])).lines()).toMatchObject([{ seq: 1, is_new: false }]);
});

it('is refused for a name that is not there, and for options without a text', async () => {
  expect(await home.run(['nudge', 'Nobody', 'Hello'])).toMatchObject({ code: 1, err: 'There is no person with that name here.\n' });
  expect(await home.run(['nudge', 'Owner', '--wait-delivered', '1'])).toMatchObject({ code: 64 });
  expect(await home.run(['nudge', 'Owner', 'x', '--wait-delivered', 'soon'])).toMatchObject({ code: 64 });
});
