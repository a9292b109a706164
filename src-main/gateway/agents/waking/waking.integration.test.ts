// Agents that are started when they are called, in a real home with real processes.
import { afterEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { WAKING_MS } from '../../../../src-shared/agent-starts.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import { startWokenHome } from '../../testing/woken-home.ts';
import { isAlive } from '../../testing/is-alive.ts';

const home = startedForAll(startWokenHome);

const answers = (id: string) => expect.poll(() => home.answersOf(id), { timeout: 20_000 });
const isStarted = (id: string, times = 1) => expect.poll(() => home.started(id).length, { timeout: 20_000 }).toBe(times);
const outcome = (id: string) => expect.poll(async () => (await home.startOf(id)).waking?.outcome, { timeout: 20_000 });

const ends = (pid: number | undefined) => expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);

/** Ends what a test left running. */
const left: number[] = [];
afterEach(() => {
  for (const pid of left.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

describe('an agent that is called while it is not running', () => {
  it('is started, shown as waking, and gets the message that called it', async () => {
    const scout = await home.makeWoken('connect');
    await home.call(scout, 'is the tide low?');
    expect(home.ada.events()).toContainEqual(
      expect.objectContaining({ work: expect.objectContaining({ room_id: LOBBY_ID, participant_id: scout, status: 'waking' }) }),
    );
    await answers(scout).toEqual([`I heard: ${scout} is the tide low?`]);
    expect((await home.startOf(scout)).waking).toMatchObject({ outcome: 'came', is_trial: false, reason: null });
    expect(await home.statusOf(scout)).toBe('idle');
    await home.call(scout, 'and now?');
    await answers(scout).toHaveLength(2);
    expect(home.started(scout)).toHaveLength(1);
  });

  it('is shown as waking only to members of the rooms that called it', async () => {
    const scout = await home.makeWoken('never');
    const quill = await home.agent('quill', { agent_id: 'quill' });
    const other = await home.ada.do('create_room', { name: 'other', member_ids: [scout, 'quill'] });
    const attic = await home.ada.do('create_room', { name: 'attic', member_ids: [scout] });
    const eve = await watchAs(home, await home.guest('Eve', { room_ids: [other.id] }));
    await quill.request('join_room', { room_id: other.id });
    await home.ada.do('send_message', { room_id: attic.id, content: `@${scout} is the tide low?` });
    await expect.poll(() => home.statusOf(scout)).toBe('waking');
    const seenByEve = async (): Promise<unknown> => Object.values((await eve.picture()).works).map((inRoom) => inRoom[scout]);
    expect(await seenByEve()).toEqual([]);
    const listed = async (): Promise<object[]> => ((await quill.request('list_agents', {})).payload as { agents: object[] }).agents;
    expect(await listed()).not.toContainEqual(expect.objectContaining({ agent_id: scout }));
    expect(JSON.stringify(eve.events())).not.toContain('waking');
    // The room of the second call sees it too.
    await home.ada.do('send_message', { room_id: other.id, content: `@${scout} and here?` });
    await expect.poll(seenByEve).toMatchObject([{ room_id: other.id, status: 'waking' }]);
    expect(await listed()).toContainEqual(expect.objectContaining({ agent_id: scout, status: 'waiting', waking: true }));
    const frame = await quill.waitFor(({ type, payload }) => type === 'presence_update' && JSON.stringify(payload).includes(scout));
    expect(frame.payload).toMatchObject({ room_id: other.id, agent_id: scout, status: 'waiting', waking: true });
    home.clock.pass(WAKING_MS);
    await expect.poll(seenByEve).toEqual([]);
    expect(await home.statusOf(scout)).not.toBe('waking');
    quill.close();
    eve.close();
  });

  it('is started once for several calls at the same time', async () => {
    const scout = await home.makeWoken('connect', 'people');
    const bea = await watchAs(home, await home.guest('Bea', { room_ids: [LOBBY_ID] }));
    await Promise.all([
      home.call(scout, 'one'),
      bea.do('send_message', { room_id: LOBBY_ID, content: `@${scout} two` }),
      home.ada
        .do('open_direct', { participant_id: scout })
        .then(({ id }) => home.ada.do('send_message', { room_id: id, content: 'three' })),
    ]);
    await answers(scout).not.toEqual([]);
    expect(home.started(scout)).toHaveLength(1);
    bea.close();
  });

  it('is started in a direct room by every message, and elsewhere by a reply to it', async () => {
    const [direct, replied] = [await home.makeWoken('connect'), await home.makeWoken('never')];
    const room = await home.ada.do('open_direct', { participant_id: direct });
    await home.ada.do('send_message', { room_id: room.id, content: 'hello' });
    const seen = async () => (await home.ada.do('get_history', { room_id: room.id })).messages.map(({ content }) => content);
    await expect.poll(seen, { timeout: 20_000 }).toContain('I heard: hello');
    const agent = await home.agent(replied, { agent_id: replied });
    const said = await agent.request('send_message', { room_id: LOBBY_ID, content: 'The tide is low' });
    agent.close();
    await expect.poll(() => home.statusOf(replied)).toBe('idle');
    const reply_to = String((said.payload as { message_id: string }).message_id);
    await home.ada.do('send_message', { room_id: LOBBY_ID, content: 'Thank you', reply_to });
    await expect.poll(() => home.statusOf(replied)).toBe('waking');
    // It left a moment ago, and may return without help.
    expect(home.started(replied)).toEqual([]);
    const again = await home.agent(replied, { agent_id: replied });
    await again.waitFor((frame) => frame.type === 'message_received' && JSON.stringify(frame).includes('Thank you'));
    await outcome(replied).toBe('came');
    expect(home.started(replied)).toEqual([]);
  });

  it.each(['fork', 'hand over'] as const)('may be started by a program that ends (%s)', async (mode) => {
    const scout = await home.makeWoken(mode);
    await home.call(scout);
    await answers(scout).toHaveLength(1);
    const [starter, agent] = home.started(scout);
    left.push(agent?.pid ?? 0);
    expect([isAlive(starter?.pid), isAlive(agent?.pid)]).toEqual([false, true]);
    await home.ada.do('set_agent_start', { participant_id: scout, start: null });
    if (mode === 'fork') await ends(agent?.pid);
    // Only its manager ends it.
    else expect(isAlive(agent?.pid)).toBe(true);
  });
});

describe('the process that a launcher left behind', () => {
  it('is neither ended nor doubled by a call while it works, and after its end a call starts the launcher again', async () => {
    const scout = await home.makeWoken('fork busy');
    await home.call(scout);
    await answers(scout).toHaveLength(1);
    const [launcher, agent] = home.started(scout);
    await ends(launcher?.pid);
    await expect.poll(async () => (await home.ada.picture()).presence[scout]?.online).toBe(false);
    await home.call(scout, 'and now?');
    home.clock.pass(WAKING_MS);
    await answers(scout).toContainEqual(expect.stringContaining('Its program is running, and did not connect within 2 minutes.'));
    expect([isAlive(agent?.pid), home.started(scout)]).toMatchObject([true, { length: 2 }]);
    process.kill(agent?.pid ?? 0, 'SIGKILL');
    await home.ada.do('try_agent_start', { participant_id: scout });
    await isStarted(scout, 4);
    await home.ada.do('set_agent_start', { participant_id: scout, start: null });
    await ends(home.started(scout)[3]?.pid);
  });

  it('ends while a call waits for it, and the launcher is started again and has two minutes', async () => {
    const scout = await home.makeWoken('fork busy');
    await home.call(scout);
    await answers(scout).toHaveLength(1);
    await expect.poll(async () => (await home.ada.picture()).presence[scout]?.online).toBe(false);
    await home.call(scout, 'and now?');
    expect(await home.statusOf(scout)).toBe('waking');
    home.clock.pass(WAKING_MS - 1);
    process.kill(home.started(scout)[1]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => home.started(scout).length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(2);
    home.clock.pass(1);
    await answers(scout).toEqual([expect.any(String), expect.stringContaining('and now?')]);
    await home.ada.do('set_agent_start', { participant_id: scout, start: null });
    await ends(home.started(scout)[3]?.pid);
  });
});

describe('an agent that does not come', () => {
  it('is given up after two minutes, with its program, and the room is informed once', async () => {
    const scout = await home.makeWoken('never');
    await home.call(scout);
    await isStarted(scout);
    home.clock.pass(WAKING_MS);
    await answers(scout).toEqual(['I could not be woken. It did not connect within 2 minutes. My page shows more to my owner.']);
    await ends(home.started(scout)[0]?.pid);
    expect(await home.statusOf(scout)).toBeUndefined();
    await home.call(scout, 'and now?');
    expect((await home.startOf(scout)).waking).toMatchObject({ outcome: 'failed', next_at: expect.any(Number) });
    // A trial starts after all that the call could start.
    await home.ada.do('try_agent_start', { participant_id: scout });
    await isStarted(scout, 2);
    expect((await home.startOf(scout)).waking).toMatchObject({ outcome: 'waking', is_trial: true });
    expect(await home.answersOf(scout)).toHaveLength(1);
  });

  it('because it crashes each time, rests before it is started again, and longer each time', async () => {
    const scout = await home.makeWoken('crash');
    await home.call(scout, 'are you there?');
    const said =
      'I could not be woken. It connected, and ended before it answered. The program “node” ended with code 3. My page shows more to my owner.';
    await answers(scout).toEqual([said]);
    const { waking } = await home.startOf(scout);
    expect(waking).toMatchObject({ outcome: 'failed', next_at: expect.any(Number) });
    await home.call(scout, 'and now?');
    await home.ada.do('try_agent_start', { participant_id: scout });
    await isStarted(scout, 2);
    expect(await home.answersOf(scout)).toEqual([said]);
    // Without a call it stays.
    await outcome(scout).toBe('came');
    await home.call(scout, 'once more');
    await outcome(scout).toBe('failed');
    const again = (await home.startOf(scout)).waking;
    expect((again?.next_at ?? 0) - (again?.ended_at ?? 0)).toBe(5 * 60_000);
  });

  it('because its program works without a connection, is not started beside it, and a trial starts it again', async () => {
    const scout = await home.makeWoken('busy');
    await home.call(scout);
    await answers(scout).toHaveLength(1);
    await expect.poll(() => home.statusOf(scout)).toBe('idle');
    await expect.poll(async () => (await home.ada.picture()).presence[scout]?.online).toBe(false);
    await home.call(scout, 'and now?');
    expect(await home.statusOf(scout)).toBe('waking');
    home.clock.pass(WAKING_MS);
    await answers(scout).toContainEqual(expect.stringContaining('Its program is running, and did not connect within 2 minutes.'));
    const [busy] = home.started(scout);
    expect([isAlive(busy?.pid), home.started(scout)]).toMatchObject([true, { length: 1 }]);
    await home.ada.do('try_agent_start', { participant_id: scout });
    await ends(busy?.pid);
  });

  it('because its program fails, is given up at once, with the last line for the owner only', async () => {
    const scout = await home.makeWoken('fail');
    await home.call(scout);
    await answers(scout).toEqual(['I could not be woken. The program “node” ended with code 1. My page shows more to my owner.']);
    expect((await home.startOf(scout)).waking).toMatchObject({ outcome: 'failed', last_line: 'There is no licence.' });
    const cleo = await watchAs(home, await home.guest('Cleo', { role: 'admin' }));
    await expect(cleo.do('get_agent_start', { participant_id: scout })).rejects.toThrow(/owner/);
    cleo.close();
  });

  it('because its program fails, is reported to the owner although a guest was refused before', async () => {
    const scout = await home.makeWoken('fail');
    const dot = await watchAs(home, await home.guest('Dot', { room_ids: [LOBBY_ID] }));
    await dot.do('send_message', { room_id: LOBBY_ID, content: `@${scout} hello` });
    await answers(scout).toEqual([expect.stringContaining('I am not running')]);
    await home.call(scout);
    await answers(scout).toEqual([expect.any(String), expect.stringContaining('I could not be woken.')]);
    await dot.do('send_message', { room_id: LOBBY_ID, content: `@${scout} hello` });
    await home.call(scout);
    expect(await home.answersOf(scout)).toHaveLength(2);
    dot.close();
  });

  it('because its program fails, is woken by the next call when it has returned without help', async () => {
    const scout = await home.makeWoken('fail');
    await home.call(scout);
    await outcome(scout).toBe('failed');
    const agent = await home.agent(scout, { agent_id: scout });
    await agent.request('send_message', { room_id: LOBBY_ID, content: 'I am back' });
    expect((await home.startOf(scout)).waking).toBeNull();
    agent.close();
    await expect.poll(async () => (await home.ada.picture()).presence[scout]?.online).toBe(false);
    await home.call(scout, 'and now?');
    expect(await home.statusOf(scout)).toBe('waking');
  });

  it('because its program or its folder is missing, is given up with what is missing', async () => {
    const [gone, lost] = [await home.makeAgent(), await home.makeAgent()];
    const program = home.programFor(gone, 'connect');
    await home.ada.do('set_agent_start', { participant_id: gone, start: { ...program, command: 'no-such-program-of-lanai' } });
    await home.ada.do('set_agent_start', { participant_id: lost, start: { ...program, folder: '/no/such/folder' } });
    await home.call(gone);
    await answers(gone).toEqual([expect.stringContaining('“no-such-program-of-lanai” was not found')]);
    await home.call(lost);
    await answers(lost).toEqual([expect.stringContaining('The folder of its program')]);
  });

  it('is forgotten with its program when it is removed', async () => {
    const scout = await home.makeWoken('never');
    await home.call(scout);
    await isStarted(scout);
    await home.ada.do('remove_agent', { participant_id: scout });
    await ends(home.started(scout)[0]?.pid);
    await home.ada.do('readmit_agent', { participant_id: scout });
    expect(await home.startOf(scout)).toEqual({ start: null, waking: null });
    expect((await home.answersOf(scout)).length).toBe(0);
  });
});

describe('a call that wakes no agent', () => {
  it('is one of another agent, of a key, of everyone, and of a message that does not name it', async () => {
    const scout = await home.makeWoken('connect');
    const quill = await home.agent('Quill');
    await quill.request('join_room', { room_id: LOBBY_ID });
    await quill.request('send_message', { room_id: LOBBY_ID, content: `@${scout} hello` });
    for (const content of ['@everyone hello', '@here hello', 'hello']) await home.ada.do('send_message', { room_id: LOBBY_ID, content });
    expect([await home.statusOf(scout), home.started(scout)]).toEqual([undefined, []]);
    quill.close();
  });

  it('is one of an agent that nothing wakes', async () => {
    const scout = await home.makeAgent();
    await home.call(scout);
    expect([await home.statusOf(scout), await home.startOf(scout)]).toEqual([undefined, { start: null, waking: null }]);
  });
});
