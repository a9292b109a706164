// Saved messages, each command as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('a message is saved, listed by its participant only, and removed', async () => {
  await home.run(['rooms', 'create', 'shed', '--public']);
  for (const text of ['Paint it?', 'Green.']) await home.run(['send', 'shed', text, '--name', 'Bob']);
  expect(await home.run(['saved'])).toMatchObject({ code: 0, out: 'Nothing is saved.\n' });
  const [item] = (await home.run(['saved', 'add', 'shed', '2', '--json'])).lines();
  const { code, out } = await home.run(['saved']);
  expect([code, out]).toEqual([0, expect.stringMatching(/SAVED.*MESSAGE[^]*shed\s+Bob\s+Green\./)]);
  expect((await home.run(['saved', '--json'])).lines()).toMatchObject([{ id: item?.id, message: { content: 'Green.' } }]);
  expect((await home.run(['saved', '--json', '--name', 'Bob'])).lines()).toEqual([]);
  expect(await home.run(['saved', 'add', 'shed', '99'])).toMatchObject({ code: 1, err: 'There is no message 99 in that room.\n' });
  expect(await home.run(['saved', 'remove', String(item?.id)])).toMatchObject({ code: 0 });
  expect((await home.run(['saved', '--json'])).lines()).toEqual([]);
});
