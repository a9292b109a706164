// Messages that are being written, for the tests that go over every command.
import type { STREAM_COMMANDS } from '../../../src-shared/commands/streams.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import { fieldOf } from './transports.ts';
import type { Watcher } from './watcher.ts';
import type { WireClient } from './wire-client.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

async function start(who: Watcher, text = '', more: object = {}): Promise<string> {
  const { stream_id } = await who.do('stream_start', { room_id: LOBBY_ID, ...more });
  if (text !== '') await who.do('stream_delta', { stream_id, text });
  return stream_id;
}

const idOf = (agent: WireClient): string => fieldOf(agent.received.find(({ type }) => type === 'ok') ?? { payload: null }, 'agent_id');

/** A new one for each scene: one participant has few streams. */
const agentIn = async (home: TestHome, room_id: string): Promise<WireClient> => {
  const agent = await home.agent(`Writer ${newId()}`);
  await agent.request('join_room', { room_id });
  return agent;
};

const streaming = async (home: TestHome, room_id: string): Promise<WireClient> => {
  const agent = await agentIn(home, room_id);
  const stream_id = fieldOf(await agent.request('stream_start', { room_id }), 'stream_id');
  await agent.request('stream_delta', { stream_id, text: 'Once upon' });
  return agent;
};

export const streamScenes = (home: () => TestHome): Record<keyof typeof STREAM_COMMANDS, Scene> => ({
  async stream_start({ owner, guest }) {
    const { id: thread_id } = await guest.do('send_message', { room_id: LOBBY_ID, content: 'A question' });
    await start(owner, '', { thread_id });
    await start(owner, '', { reply_to: thread_id });
  },
  async stream_delta({ owner, member }) {
    const room_id = (await owner.do('create_room', { name: newId(), public: true })).id;
    await streaming(home(), room_id);
    const leaving = await streaming(home(), room_id);
    await owner.do('remove_member', { room_id, participant_id: member.id });
    await owner.do('add_member', { room_id, participant_id: member.id });
    await owner.do('remove_member', { room_id, participant_id: idOf(leaving) });
    const gone = (await owner.do('create_room', { name: newId(), public: true })).id;
    await streaming(home(), gone);
    await owner.do('delete_room', { room_id: gone });
  },
  async stream_end({ owner, member, guest }) {
    await guest.do('stream_end', { stream_id: await start(guest, 'All of it') });
    await member.do('stream_end', { stream_id: await start(member, 'Draft'), content: 'The whole @Gus', unfinished: 'limit' });
    await owner.do('stream_end', { stream_id: await start(owner, 'No'), discard: true });
    await owner.do('stream_end', { stream_id: await start(owner) });
  },
  async stop_agent({ owner, member }) {
    const room_id = (await owner.do('create_room', { name: newId(), public: true })).id;
    const [silent, writing] = [await agentIn(home(), room_id), await streaming(home(), room_id)];
    for (const each of [silent, writing]) await member.do('stop_agent', { room_id, participant_id: idOf(each) });
  },
});
