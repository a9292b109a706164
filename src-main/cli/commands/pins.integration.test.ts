// Pins, each command as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('a message is pinned with a state, listed, and unpinned', async () => {
  await home.run(['rooms', 'create', 'shed', '--public']);
  for (const text of ['Paint it?', 'Green.', 'Buy brushes']) await home.run(['send', 'shed', text, '--name', 'Bob']);
  expect(await home.run(['pins', 'shed'])).toMatchObject({ code: 0, out: 'Nothing is pinned in that room.\n' });
  expect(await home.run(['pins', 'add', 'shed', '2', '--name', 'Ada'])).toMatchObject({ code: 0, out: 'Message 2 is pinned.\n' });
  expect(await home.run(['pins', 'add', 'shed', '3', '--state', 'todo', '--name', 'Ada'])).toMatchObject({
    code: 0,
    out: 'Message 3 is pinned: to do.\n',
  });
  const { code, out } = await home.run(['pins', 'shed']);
  expect([code, out]).toEqual([0, expect.stringMatching(/STATE.*PINNED BY[^]*to do +Bob +Buy brushes +3 +Ada[^]*Bob +Green\. +2 +Ada/)]);
  expect((await home.run(['pins', 'shed', '--state', 'todo', '--json'])).lines()).toMatchObject([
    { content: 'Buy brushes', pin: { state: 'todo' } },
  ]);
  expect(await home.run(['pins', 'add', 'shed', '99'])).toMatchObject({ code: 1, err: 'There is no message 99 in that room.\n' });
  expect(await home.run(['pins', 'add', 'shed', '2', '--state', 'soon'])).toMatchObject({ code: 64 });
  for (const seq of ['2', '3']) expect(await home.run(['pins', 'remove', 'shed', seq])).toMatchObject({ code: 0 });
  expect((await home.run(['pins', 'shed', '--json'])).lines()).toEqual([]);
});
