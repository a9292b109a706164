// Who may call the agent, who is written to, and when it stops.
import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';
import { startTestHome } from '../../../src-main/gateway/testing/home.ts';
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

it('is stopped after the home was started again in the middle of its turn', async () => {
  const own = await startTestHome({ port: 0 });
  const { settings, name, id } = await join(own.owner, own.url);
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const claw = await start({
    settings,
    async turn({ signal }) {
      begun.resolve();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      ended.resolve();
    },
  });
  await say(`@${name} count`, {}, LOBBY_ID, own.owner);
  await begun.promise;
  await own.gateway.close();
  await expect.poll(() => claw.status.connected).toBe(false);
  const again = await startTestHome({ dataDir: own.dataDir, port: Number(new URL(own.url).port) });
  await expect.poll(() => claw.status.connected).toBe(true);
  expect((await again.owner.post(`/api/rooms/${LOBBY_ID}/agents/${id}/stop`)).json()).toEqual({ stopped: true });
  await ended.promise;
  await claw.stop();
  await again.close();
  await own.close();
});

it('answers each of the messages that begin a direct room at once, and once', async () => {
  const { settings, id } = await join(home.owner, home.url);
  const { turns } = await start({ settings, turn: echo });
  const room = (await home.owner.post('/api/directs', { participant_id: id })).field('id');
  await Promise.all(['one', 'two', 'three'].map((text) => say(text, {}, room)));
  await expect.poll(() => answers(id, room)).toHaveLength(3);
  expect(turns.map(({ message }) => message.rawBody).sort()).toEqual(['one', 'three', 'two']);
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
