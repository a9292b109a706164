// The plugin with a real home, and with the part of OpenClaw that it uses.
import { expect, it } from 'vitest';
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { startTestHome } from '../../../src-main/gateway/testing/home.ts';
import { withSettings } from './account.ts';
import { setupAdapter } from './channel.ts';
import { claim } from './claim.ts';
import { send } from './outbound.ts';
import { clawsIn, echo, PORTS } from './testing/claws.ts';
import { newFolder, type FakeOptions } from './testing/fake-openclaw.ts';

const home = homeForAll();
const { join, start, say, said, answers, endKeyOf } = clawsIn(home);

it('answers the message that mentions it or answers it, and takes others as context', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const { turns } = await start({ settings, turn: echo });
  await say('Quiet words.');
  const asked = (await say(`@${name} hello`)).field('id');
  await expect.poll(() => answers(id)).toEqual([`You said: @${name} hello`]);
  const [answer] = await said(id);
  expect(answer?.reply_to).toBe(asked);
  await say('And this?', { reply_to: answer?.id });
  await expect.poll(() => answers(id)).toHaveLength(2);
  expect(turns.map(({ message }) => message.rawBody)).toEqual([`@${name} hello`, 'And this?']);
  expect(turns[0]?.message.inboundHistory.map(({ body }) => body)).toContain('Quiet words.');
  expect(turns[0]?.conversation).toMatchObject({ kind: 'group', label: '#lobby' });
});

it('answers in a direct room that is begun while it is connected', async () => {
  const { settings, id } = await join(home.owner, home.url);
  const { turns } = await start({ settings, turn: echo });
  const room = (await home.owner.post('/api/directs', { participant_id: id })).field('id');
  await say('Psst.', {}, room);
  await expect.poll(() => answers(id, room)).toEqual(['You said: Psst.']);
  expect(turns[0]?.conversation.kind).toBe('direct');
  await say('Still there?', {}, room);
  await expect.poll(() => answers(id, room)).toHaveLength(2);
});

it('streams what OpenClaw writes, into one message', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const go = Promise.withResolvers<void>();
  await start({
    settings,
    async turn({ show, reply }) {
      show('Once');
      show('Once upon');
      await go.promise;
      await reply('Once upon a time.');
    },
  });
  const watcher = await home.agent(`watcher-${name}`);
  await watcher.request('join_room', { room_id: LOBBY_ID });
  const seen = (): string =>
    watcher.received
      .filter(({ type }) => type === 'stream_delta')
      .map(({ payload }) => String(Object(payload).text))
      .join('');
  await say(`@${name} a story`);
  await expect.poll(seen).toBe('Once upon');
  go.resolve();
  await expect.poll(() => answers(id)).toEqual(['Once upon a time.']);
});

it('is stopped by a person, who keeps what was written', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const ended = Promise.withResolvers<void>();
  await start({
    settings,
    async turn({ show, signal, reply }) {
      show('I count: 1, 2, 3');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await reply('I count: 1, 2, 3, 4, 5');
      ended.resolve();
    },
  });
  const watcher = await home.agent(`watcher-${name}`);
  await watcher.request('join_room', { room_id: LOBBY_ID });
  await say(`@${name} count`);
  await watcher.waitFor(({ type }) => type === 'stream_delta');
  expect((await home.owner.post(`/api/rooms/${LOBBY_ID}/agents/${id}/stop`)).json()).toEqual({ stopped: true });
  await ended.promise;
  await expect.poll(async () => (await said(id))[0]).toMatchObject({ content: 'I count: 1, 2, 3', unfinished: 'stopped' });
  expect(await said(id)).toHaveLength(1);
});

it('sends and reads files', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const file = Buffer.from('sums');
  const { turns } = await start({
    settings,
    files: { '/work/result.txt': file },
    turn: async ({ reply }) => void (await reply('Here.', ['/work/result.txt', '/etc/passwd'])),
  });
  const sent = await home.owner.send(`/api/rooms/${LOBBY_ID}/files?name=plan.txt`, { method: 'POST', body: Buffer.from('plan') });
  await say(`@${name} read this`, { file_ids: [sent.field('id')] });
  await expect.poll(() => said(id)).toHaveLength(1);
  const [answer] = await said(id);
  expect(answer?.attachments.map((each) => each.name)).toEqual(['result.txt']);
  expect(answer?.content).toContain('/etc/passwd is outside');
  expect(turns[0]?.media).toMatchObject([{ path: '/media/plan.txt/plan', fileName: 'plan.txt' }]);
});

it('answers what called it while it was away, once, and nothing twice', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const folder = newFolder();
  const first = await start({ settings, turn: echo, folder });
  await say(`@${name} one`);
  await expect.poll(() => answers(id)).toHaveLength(1);
  await first.stop();
  await say(`@${name} two`);
  const direct = (await home.owner.post('/api/directs', { participant_id: id })).field('id');
  await say('three', {}, direct);
  const second = await start({ settings, turn: echo, folder });
  await expect.poll(() => answers(id, direct)).toEqual(['You said: three']);
  await expect.poll(() => answers(id)).toEqual([`You said: @${name} one`, `You said: @${name} two`]);
  expect(second.turns).toHaveLength(2);
});

it('answers what called it between its code and its first connection', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const cfg = withSettings({}, 'default', settings);
  const words: string[] = [];
  await setupAdapter.afterAccountConfigWritten({ cfg, accountId: 'default', runtime: { log: (text) => void words.push(text) } });
  expect(words).toEqual([expect.stringContaining(`Mention @${name}`)]);
  await say(`@${name} are you quick?`);
  await start({ settings, turn: echo });
  await expect.poll(() => answers(id)).toEqual([`You said: @${name} are you quick?`]);
});

it('takes a turn again that its end interrupted', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const folder = newFolder();
  const begun = Promise.withResolvers<void>();
  const first = await start({
    settings,
    folder,
    async turn({ signal }) {
      begun.resolve();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  });
  await say(`@${name} think`);
  await begun.promise;
  await first.stop();
  await start({ settings, turn: echo, folder });
  await expect.poll(() => answers(id)).toEqual([`You said: @${name} think`]);
});

it('posts the whole answer when the home was started again in the middle', async () => {
  const own = await startTestHome({ port: 0 });
  const { settings, name, id } = await join(own.owner, own.url);
  const { dataDir, url, owner } = own;
  const [begun, back] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const claw = await start({
    settings,
    async turn({ show, reply }) {
      show('The answer');
      begun.resolve();
      await back.promise;
      await reply('The answer is 42.');
    },
  });
  await say(`@${name} what is it?`, {}, LOBBY_ID, owner);
  await begun.promise;
  await own.gateway.close();
  await expect.poll(() => claw.status.connected).toBe(false);
  const again = await startTestHome({ dataDir, port: Number(new URL(url).port) });
  back.resolve();
  const whole = async () => (await said(id, LOBBY_ID, again.owner)).filter(({ unfinished }) => unfinished === undefined);
  await expect.poll(async () => (await whole()).map(({ content }) => content)).toEqual(['The answer is 42.']);
  await claw.stop();
  await again.close();
  await own.close();
});

it('stops when agents call it again and again without a person', async () => {
  const [one, two] = [await join(home.owner, home.url), await join(home.owner, home.url)];
  const answer =
    (other: string): FakeOptions['turn'] =>
    async ({ reply }) =>
      void (await reply(`@${other} your turn`));
  const everyone = { allowFrom: ['*'] };
  const first = await start({ settings: { ...one.settings, ...everyone }, turn: answer(two.name) });
  const second = await start({ settings: { ...two.settings, ...everyone }, turn: answer(one.name) });
  await say(`@${one.name} begin`);
  const stops = async (): Promise<string[]> =>
    (await answers(one.id)).concat(await answers(two.id)).filter((text) => text.includes('I stop here'));
  await expect.poll(stops).toHaveLength(1);
  expect(first.turns.length + second.turns.length).toBeLessThanOrEqual(2 * AGENT_HOPS_MAX + 1);
});

it.each([
  ['was used', async (code: string, url: string) => void (await claim({ origin: url, code }, PORTS)), /used/i],
  ['is wrong', () => Promise.resolve(), /not|unknown|wrong|invalid/i],
])('says what to do with a code that %s', async (how, before, expected) => {
  const { code } = COMMANDS.create_agent_invite.reply.parse((await home.owner.post('/api/agent-invites', { name: `late ${how}` })).json());
  await before(code, home.url);
  await expect(claim({ origin: home.url, code: how === 'is wrong' ? '00000000' : code }, PORTS)).rejects.toThrow(expected);
});

it('waits for a person who has to approve it', async () => {
  const made = await home.owner.post('/api/agent-invites', { name: 'patient', needs_approval: true });
  const { code, invite } = COMMANDS.create_agent_invite.reply.parse(made.json());
  const words: string[] = [];
  const approve = async (): Promise<void> => void (await home.owner.put(`/api/agent-invites/${invite.id}/approval`));
  const settings = await claim({ origin: home.url, code }, { fetch, pause: approve, say: (text) => void words.push(text) });
  expect(settings).toMatchObject({ url: home.url, name: 'patient', room: LOBBY_ID });
  expect(words).toEqual([expect.stringContaining('approve')]);
});

it('answers only its owner, and says so once', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  const { turns } = await start({ settings, turn: echo });
  const guest = await home.guest('Gus');
  await say(`@${name} do it`, {}, LOBBY_ID, guest);
  await say(`@${name} do it now`, {}, LOBBY_ID, guest);
  await say(`@${name} hello`);
  await expect.poll(() => answers(id)).toHaveLength(2);
  expect(await answers(id)).toEqual([expect.stringContaining('only my owner'), `You said: @${name} hello`]);
  expect(turns).toHaveLength(1);
});

it('sends what OpenClaw says on its own, to a room and to a person, beside the other connection', async () => {
  const { settings, id } = await join(home.owner, home.url);
  const claw = await start({ settings, turn: echo });
  const sdk = { loadMedia: () => Promise.reject(new Error('none')), mediaRootsOf: () => Promise.resolve([]), stateFolder: newFolder };
  const cfg = withSettings({}, 'default', settings);
  await send(sdk, { cfg, to: 'lanai:room:lobby', text: 'It is nine.' });
  const { roomId } = await send(sdk, { cfg, to: '@Owner', text: 'Your train leaves.' });
  expect([await answers(id), await answers(id, roomId)]).toEqual([['It is nine.'], ['Your train leaves.']]);
  await expect(send(sdk, { cfg, to: 'room:nowhere', text: 'x' })).rejects.toThrow(/no room "nowhere" here\. There are .*room:lobby/);
  expect(claw.status.connected).toBe(true);
});

it('ends when its key was ended, and says why', async () => {
  const { settings, name } = await join(home.owner, home.url);
  const claw = await start({ settings, turn: echo });
  await endKeyOf(name);
  await expect.poll(() => claw.status).toMatchObject({ running: false, connected: false, lastError: expect.any(String) as string });
});

it('says in the room when the turn fails', async () => {
  const { settings, name, id } = await join(home.owner, home.url);
  await start({ settings, turn: () => Promise.reject(new Error('no model')) });
  await say(`@${name} hello`);
  await expect.poll(() => answers(id)).toEqual([expect.stringContaining('could not answer')]);
});
