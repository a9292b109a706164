// Choices, as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('a message offers choices with numbers, and one of them is chosen by its number or its text', async () => {
  await home.run(['rooms', 'create', 'deck', '--public']);
  const asked = ['send', 'deck', 'Which way?', '--choice', 'Left, then up', '--choice', 'Right', '--name', 'Bob'];
  expect(await home.run(asked)).toMatchObject({ code: 0, out: 'Sent as 1.\n' });
  expect((await home.run(['history', 'deck'])).out).toMatch(/Bob: Which way\?\n {4}1\) Left, then up\n {4}2\) Right\n/);
  expect(await home.run(['choose', 'deck', '1', '1', '--name', 'Ada'])).toMatchObject({
    code: 0,
    out: 'Chose “Left, then up”, sent as 2.\n',
  });
  const [first, second] = (await home.run(['history', 'deck', '--json'])).lines();
  expect(second).toMatchObject({
    agent_name: 'Ada',
    content: 'Left, then up',
    choice: 'Left, then up',
    reply_to_message: first?.message_id,
  });
  expect(await home.run(['choose', 'deck', String(first?.message_id), 'Right', '--name', 'Ada'])).toMatchObject({ code: 0 });
  expect(await home.run(['choose', 'deck', '1', '3'])).toMatchObject({ code: 1, err: 'There is no choice 3: choose 1 to 2.\n' });
  expect(await home.run(['choose', 'deck', '2', '1'])).toMatchObject({ code: 1, err: 'That message offers no choices.\n' });
  expect(await home.run(['choose', 'deck', 'no-such', '1'])).toMatchObject({ code: 1, err: expect.any(String) });
  expect(await home.run(['send', 'deck', 'Sure?', '--choice', 'Yes'])).toMatchObject({ code: 1 });
});
