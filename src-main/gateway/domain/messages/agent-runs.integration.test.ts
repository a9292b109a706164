// Agents of any kind that answer each other are stopped, and continue when a person wants it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AGENT_RUN_DEFAULT, SMALL_ACTS_PER_MESSAGE } from '../../../../src-shared/agent-runs.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { agentTalks, type TalkPlace } from '../../testing/agent-talks.ts';
import { startTestHome } from '../../testing/home.ts';
import { streamHome, type Writer } from '../../testing/stream-home.ts';
import { fieldOf, recordOf } from '../../testing/transports.ts';

const home = streamHome();
/** No two alike: a sealed message cannot be sent again. */
const sealedText = (): string => `clw1:${newId().replaceAll('-', '')}${'A'.repeat(40)}`;

const { place, say, talk, paused, isPaused } = agentTalks(home);

async function idOf(by: Writer, room_id: string): Promise<string> {
  return fieldOf(await by.client.request('send_message', { room_id, content: 'mine' }), 'message_id');
}

describe('two agents that answer each other', () => {
  it('stop at the limit, and each is sent what to do', async () => {
    const at = await place(null);
    // The first message answers no agent.
    expect(await talk(at)).toBe(AGENT_RUN_DEFAULT + 1);
    expect(await isPaused(at)).toBe(true);
    const refused = await at.ping.client.request('send_message', { room_id: at.room_id, content: 'more' });
    expect(recordOf(refused)).toMatchObject({
      code: 'agents_paused',
      message:
        'Agents are paused in this room: they have answered each other 30 times without a person. They can write again when a person writes there or presses Continue.',
    });
    const sent = await at.pong.client.waitFor(({ type }) => type === 'room_updated');
    expect(recordOf(sent).room_id).toBe(at.room_id);
    const listed = recordOf(await at.ping.client.request('list_rooms')).rooms as { room_id: string; agents_paused?: boolean }[];
    expect(listed.filter(({ agents_paused }) => agents_paused).map(({ room_id }) => room_id)).toEqual([at.room_id]);
  });

  it('stop in a room in memory, in a sealed room and in a direct room', async () => {
    expect(await talk(await place(2, { ephemeral: true }))).toBe(3);
    const sealed = await place(2, { encrypted: true });
    const codes = [];
    for (const by of [sealed.ping, sealed.pong, sealed.ping, sealed.pong]) codes.push(await say(by, sealed.room_id, sealedText()));
    expect(codes).toEqual([null, null, null, 'agents_paused']);
    const { ping, pong } = sealed;
    const direct = fieldOf(await ping.client.request('open_direct', { participant_id: pong.id }), 'id');
    expect(await talk({ room_id: direct, ping, pong })).toBe(AGENT_RUN_DEFAULT + 1);
  });

  it('stop together with a third: the chain counts, and no pair', async () => {
    const { room_id, ping, pong } = await place(4);
    const third = await home.writer('Third');
    await third.client.request('join_room', { room_id });
    const ring = [ping, pong, third];
    const codes = [];
    for (let count = 0; count < 6; count += 1) codes.push(await say(ring[count % 3] ?? ping, room_id));
    expect(codes).toEqual([null, null, null, null, null, 'agents_paused']);
  });

  it('write no more than that when they send at the same time', async () => {
    const { room_id } = await place(5);
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, at) => home.writer(`Agent ${at}`)));
    for (const { client } of crowd) await client.request('join_room', { room_id });
    const codes = await Promise.all(crowd.map((each) => say(each, room_id)));
    expect(codes.filter((code) => code === null)).toHaveLength(6);
    expect(await home.history(room_id)).toHaveLength(6);
  });

  it('stay paused after a restart of the server, and the count stays too', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-runs-'));
    const open = async (agents: [string, string]) => {
      const started = await startTestHome({ dataDir });
      const clients = await Promise.all(agents.map((agent_id) => started.agent(agent_id, { agent_id })));
      for (const client of clients) await client.request('join_room', { room_id: 'lobby' });
      const send = async (at: number) => (await clients[at]?.request('send_message', { room_id: 'lobby', content: 'hi' }))?.type;
      return { started, send };
    };
    const before = await open(['one', 'two']);
    await before.started.owner.patch('/api/rooms/lobby', { agent_run_max: 2 });
    expect([await before.send(0), await before.send(1)]).toEqual(['ok', 'ok']);
    await before.started.close();
    const after = await open(['one', 'two']);
    expect([await after.send(0), await after.send(1)]).toEqual(['ok', 'error']);
    await after.started.close();
    const last = await open(['one', 'two']);
    expect(await last.send(0)).toBe('error');
    expect((await last.started.owner.get('/api/rooms/lobby')).text).toContain('"agents_paused":true');
    await last.started.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('agents that are paused', () => {
  it.each<[what: string, type: string, payload: object, code: string]>([
    ['send', 'send_message', { content: 'x' }, 'agents_paused'],
    ['think', 'thinking', { content: 'x' }, 'agents_paused'],
    ['stream', 'stream_start', {}, 'agents_paused'],
    ['open a vote', 'create_vote', { title: 'x', options: ['a', 'b'] }, 'agents_paused'],
    ['lift the limit', 'update_room', { agent_run_max: 0 }, 'access_denied'],
    ['continue', 'continue_agents', {}, 'access_denied'],
  ])('cannot %s', async (_what, type, payload, code) => {
    const at = await paused();
    const before = await home.history(at.room_id);
    for (const by of [at.ping, at.pong]) expect(await by.refusal(type, { room_id: at.room_id, ...payload })).toBe(code);
    expect(await home.history(at.room_id)).toEqual(before);
    expect(await isPaused(at)).toBe(true);
  });

  it('cannot edit, react or forward either, and can delete', async () => {
    const at = await place(1);
    const message_id = await idOf(at.ping, at.room_id);
    await say(at.pong, at.room_id);
    const about = { room_id: at.room_id, message_id };
    expect(await at.ping.refusal('edit_message', { ...about, content: 'x' })).toBe('agents_paused');
    expect(await at.pong.refusal('react', { ...about, emoji: '👍' })).toBe('agents_paused');
    expect(await at.ping.refusal('forward_message', { ...about, from_room_id: at.room_id })).toBe('agents_paused');
    expect(await at.ping.refusal('delete_message', about)).toBeNull();
  });

  it('cannot make their own room free, which another agent made', async () => {
    const { ping, pong } = await place();
    const room_id = fieldOf(await ping.client.request('create_room', { name: newId(), public: true }), 'room_id');
    for (const { client } of [ping, pong]) await client.request('join_room', { room_id });
    expect(await ping.refusal('update_room', { room_id, agent_run_max: 0 })).toBe('access_denied');
    expect(await talk({ room_id, ping, pong })).toBe(AGENT_RUN_DEFAULT + 1);
  });

  it('get the message again that was accepted before, when they send it again', async () => {
    const { room_id, ping, pong } = await place(1);
    const sent = { room_id, content: 'once', client_id: newId() };
    const first = await ping.client.request('send_message', sent);
    await say(pong, room_id);
    const again = await ping.client.request('send_message', sent);
    expect([again.type, fieldOf(again, 'message_id')]).toEqual(['ok', fieldOf(first, 'message_id')]);
  });

  it('end the stream that they have begun, and its text is not lost', async () => {
    const { room_id, ping, pong } = await place(2);
    await say(ping, room_id);
    const stream_id = await pong.write('Once upon', { room_id });
    await say(pong, room_id);
    await say(ping, room_id);
    expect(await say(pong, room_id)).toBe('agents_paused');
    expect(await pong.refusal('stream_end', { stream_id })).toBeNull();
    expect((await home.history(room_id)).at(-1)).toMatchObject({ id: stream_id, content: 'Once upon' });
    expect(await pong.refusal('stream_start', { room_id })).toBe('agents_paused');
  });

  it('can still ask a person for approval', async () => {
    const at = await paused();
    expect(await at.ping.refusal('approval_request', { room_id: at.room_id, title: 'May I?', kind: 'command' })).toBeNull();
  });
});

describe('agents that do small things in turn', () => {
  it('stop when they only edit, and reactions and thoughts count too', async () => {
    const { room_id, ping, pong } = await place(1);
    const own = [await idOf(ping, room_id), await idOf(ping, room_id)];
    const message_id = own[0];
    // The other agent has no message here: it reacts and thinks.
    const acts: (() => Promise<string | null>)[] = [];
    for (let count = 0; count < SMALL_ACTS_PER_MESSAGE; count += 1) {
      acts.push(() => ping.refusal('edit_message', { room_id, message_id, content: `text ${count}` }));
      acts.push(() =>
        count % 2 === 0
          ? pong.refusal('thinking', { room_id, content: 'hm' })
          : pong.refusal('react', { room_id, message_id, emoji: '👍', on: count % 4 === 1 }),
      );
    }
    const codes = [];
    for (const act of acts) codes.push(await act());
    expect(codes.every((code) => code === null)).toBe(true);
    expect(await pong.refusal('thinking', { room_id, content: 'hm' })).toBe('agents_paused');
    expect(await ping.refusal('edit_message', { room_id, message_id, content: 'x' })).toBe('agents_paused');
  });

  it('stop when neither has written since a person did', async () => {
    const { room_id, ping, pong } = await place(1);
    const { id: message_id } = await home.reader.do('send_message', { room_id, content: 'look' });
    const codes = [];
    for (let count = 0; count <= 2 * SMALL_ACTS_PER_MESSAGE; count += 1)
      codes.push(await (count % 2 === 0 ? ping : pong).refusal('react', { room_id, message_id, emoji: '👍', on: count % 4 < 2 }));
    expect(codes.at(-1)).toBe('agents_paused');
    expect(codes.indexOf('agents_paused')).toBe(2 * SMALL_ACTS_PER_MESSAGE);
  });
});

describe('an agent that writes alone', () => {
  it('is not stopped: it reports, and answers no agent', async () => {
    const at = await place(1);
    for (let count = 0; count < 50; count += 1) expect(await say(at.ping, at.room_id)).toBeNull();
    expect(await isPaused(at)).toBe(false);
  });
});

describe("the owner's scripts, with the home's own key", () => {
  const scripts = async (room_id: string): Promise<Pick<TalkPlace, 'ping' | 'pong'>> => {
    const [ping, pong] = [await home.writer('One', { key: home.key }), await home.writer('Two', { key: home.key })];
    for (const { client } of [ping, pong]) await client.request('join_room', { room_id });
    return { ping, pong };
  };

  it('talk as long as they like, and an agent that answers one does not', async () => {
    const at = await place(null);
    const { ping, pong } = await scripts(at.room_id);
    expect(await talk({ room_id: at.room_id, ping, pong }, 80)).toBe(80);
    expect(await isPaused(at)).toBe(false);
    // Only the answers of the other agent count, and the script writes the last message.
    expect(await talk({ room_id: at.room_id, ping, pong: at.pong })).toBe(2 * AGENT_RUN_DEFAULT + 1);
    expect(await isPaused(at)).toBe(true);
    // Pausing the others does not stop them.
    expect(await say(ping, at.room_id)).toBeNull();
    const stream_id = await ping.write('Once upon', { room_id: at.room_id });
    expect(await ping.refusal('stream_end', { stream_id })).toBeNull();
    expect(await say(at.pong, at.room_id)).toBe('agents_paused');
  });

  it('are paused too where a person set a limit', async () => {
    const at = await place(AGENT_RUN_DEFAULT);
    expect(await talk({ room_id: at.room_id, ...(await scripts(at.room_id)) })).toBe(AGENT_RUN_DEFAULT + 1);
    await home.reader.do('update_room', { room_id: at.room_id, agent_run_max: null });
    expect(await isPaused(at)).toBe(true);
    expect(await talk({ room_id: at.room_id, ...(await scripts(at.room_id)) }, 80)).toBe(80);
  });
});
