// Who may call the agent, who is written to, and when it stops.
import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { withSettings } from './account.ts';
import { send } from './outbound.ts';
import { clawsIn, echo } from './testing/claws.ts';
import { newFolder } from './testing/fake-openclaw.ts';

const home = homeForAll();
const { join, start, say, answers, endKeyOf } = clawsIn(home);

it('stops its turns when its key was ended', async () => {
  const { settings, name } = await join(home.owner, home.url);
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { turns } = await start({
    settings,
    async turn({ signal }) {
      begun.resolve();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      ended.resolve();
    },
  });
  await say(`@${name} work`);
  await say(`@${name} and more`);
  await begun.promise;
  await endKeyOf(name);
  await ended.promise;
  expect(turns).toHaveLength(1);
});

it('does not count agents that may not call it, and does not answer them', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const { turns } = await start({ settings, turn: echo });
  const other = await home.agent(`stranger-${name}`);
  await other.request('join_room', { room_id: LOBBY_ID });
  for (let call = 0; call <= AGENT_HOPS_MAX; call += 1)
    await other.request('send_message', { room_id: LOBBY_ID, content: `@${name} ${call}` });
  await say(`@${name} hello`);
  await expect.poll(() => answers(id)).toEqual([`You said: @${name} hello`]);
  expect(turns).toHaveLength(1);
});

it('writes to the person with the id, and not to a guest who took it as a name', async () => {
  const { settings, id } = await join(home.owner, home.url);
  const ownerId = (await say('Who am I?')).field('author_id');
  const guest = await home.guest(ownerId);
  const sdk = { loadMedia: () => Promise.reject(new Error('none')), mediaRootsOf: () => Promise.resolve([]), stateFolder: newFolder };
  const { roomId } = await send(sdk, { cfg: withSettings({}, 'default', settings), to: `user:${ownerId}`, text: 'A secret.' });
  expect(await answers(id, roomId)).toEqual(['A secret.']);
  expect((await guest.get(`/api/rooms/${roomId}/messages`)).status).toBe(404);
});
