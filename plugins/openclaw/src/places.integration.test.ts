// The place of the agent in each room: after a restore, after its removal from a room, and in replies to old messages.
import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { backupHands } from '../../../src-main/gateway/testing/backups.ts';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { startTestHome } from '../../../src-main/gateway/testing/home.ts';
import { CONTEXT } from './room.ts';
import { clawsIn, echo } from './testing/claws.ts';
import { newFolder } from './testing/fake-openclaw.ts';

const home = homeForAll();
const { join, start, said, say, answers } = clawsIn(home);

/** One call that is answered. */
async function answerOne({ settings, name, id }: Awaited<ReturnType<typeof join>>, folder: string) {
  const claw = await start({ settings, turn: echo, folder });
  await say(`@${name} one`);
  await expect.poll(() => answers(id)).toHaveLength(1);
  const [answer] = await said(id);
  return { claw, answer };
}

it.each([
  ['while it runs', false],
  ['while it is stopped', true],
])('answers what called it after the home was restored %s', async (_when, isStopped) => {
  const own = await startTestHome();
  const hands = backupHands(own);
  const { settings, name, id } = await join(own.owner, own.url);
  const folder = newFolder();
  const claw = await start({ settings, turn: echo, folder });
  const tell = (text: string) => say(`@${name} ${text}`, {}, LOBBY_ID, own.owner);
  const heard = async (): Promise<string[]> => (await said(id, LOBBY_ID, own.owner)).map(({ content }) => content.split(' ').at(-1) ?? '');
  await tell('kept');
  await expect.poll(heard).toEqual(['kept']);
  const backup = await hands.backUp();
  for (const text of ['lost', 'lost2']) await tell(text);
  await expect.poll(heard).toEqual(['kept', 'lost', 'lost2']);
  if (isStopped) await claw.stop();
  await hands.restore(backup);
  // These take the numbers of those that were lost.
  for (const text of ['fresh', 'fresh2', 'fresh3']) await tell(text);
  const after = isStopped ? await start({ settings, turn: echo, folder }) : claw;
  await expect.poll(heard).toEqual(['kept', 'fresh', 'fresh2', 'fresh3']);
  await after.stop();
  await own.close();
});

it.each(['public', 'private'])('hears a %s room again that it was removed from and added to', async (visibility) => {
  const { settings, id } = await join(home.owner, home.url);
  const room = (await home.owner.post('/api/rooms', { name: `lab ${visibility}`, public: visibility === 'public' })).field('id');
  const member = `/api/rooms/${room}/members/${id}`;
  const claw = await start({ settings, turn: echo });
  await home.owner.put(member);
  const first = await say('Hello?', { mentions: [id] }, room);
  expect(first.status).toBe(201);
  await expect.poll(() => answers(id, room)).toHaveLength(1);
  expect((await home.owner.delete(member)).status).toBe(200);
  const [answer] = await said(id, room);
  await say('Between.', { reply_to: answer?.id }, room);
  await home.owner.put(member);
  // No mention: without the room open, nothing of it is sent.
  await expect
    .poll(async () => {
      await say('Back?', { reply_to: answer?.id }, room);
      return (await answers(id, room)).includes('You said: Back?');
    })
    .toBe(true);
  expect(claw.turns.map(({ message }) => message.rawBody)).not.toContain('Between.');
});

it('comes back to a public room when it is called there after its removal, and not before', async () => {
  const { settings, id } = await join(home.owner, home.url);
  const folder = newFolder();
  const isMember = async (): Promise<boolean> => (await home.owner.get(`/api/rooms/${LOBBY_ID}`)).text.includes(id);
  const claw = await start({ settings, turn: echo, folder });
  expect(await isMember()).toBe(true);
  await home.owner.patch('/api/home', { mentions_reach: 'home' });
  await home.owner.delete(`/api/rooms/${LOBBY_ID}/members/${id}`);
  await claw.stop();
  await start({ settings, turn: echo, folder });
  expect(await isMember()).toBe(false);
  await say('Come back.', { mentions: [id] });
  await expect.poll(() => answers(id)).toEqual(['You said: Come back.']);
});

it('is called by a reply to an old message of its own after a restart, and by none to those of others', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const folder = newFolder();
  const { claw: first, answer: old } = await answerOne({ settings, name, id }, folder);
  const other = (await say('My own words.')).field('id');
  for (let count = 0; count <= CONTEXT; count += 1) await say(`Talk ${count}`);
  await first.stop();
  const { turns } = await start({ settings, turn: echo, folder });
  await say('Not you.', { reply_to: other });
  await say('And two?', { reply_to: old?.id });
  await expect.poll(() => answers(id)).toEqual([`You said: @${name} one`, 'You said: And two?']);
  expect(turns).toHaveLength(1);
});

it('is not called after a restart by people who discuss its old answer in a thread', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const folder = newFolder();
  const { claw: first, answer: old } = await answerOne({ settings, name, id }, folder);
  await first.stop();
  const inThread = { thread_id: old?.id };
  const guest = await home.guest('Thea');
  await say('I see it in another way.', inThread, LOBBY_ID, guest);
  for (let count = 0; count <= CONTEXT; count += 1) await say(`Talk ${count}`);
  await (await start({ settings, turn: echo, folder })).stop();
  const again = await start({ settings, turn: echo, folder });
  await say('So do I.', inThread);
  await say(`@${name} two`);
  await expect.poll(() => answers(id)).toContain(`You said: @${name} two`);
  expect(again.turns.map(({ message }) => message.rawBody)).not.toContain('So do I.');
});
