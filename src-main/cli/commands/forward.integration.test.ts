// Forwarding, as a process against a real home.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('a message is posted again in another room, with the name of its author', async () => {
  for (const room of ['shed', 'porch']) await home.run(['rooms', 'create', room, '--public']);
  await home.run(['send', 'shed', 'Paint it green', '--name', 'Bob']);
  const said = ['forward', 'shed', '1', 'porch', '--comment', 'Agreed', '--name', 'Ada'];
  expect(await home.run(said)).toMatchObject({ code: 0, out: 'Forwarded to porch as message 1.\n' });
  const [line] = (await home.run(['history', 'porch', '--json'])).lines();
  expect(line).toMatchObject({ agent_name: 'Ada', content: 'Agreed\n\n> Forwarded from Bob:\n> Paint it green' });
  expect(await home.run(['forward', 'shed', '9', 'porch'])).toMatchObject({ code: 1, err: 'There is no message 9 in that room.\n' });
});
