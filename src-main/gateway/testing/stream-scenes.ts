// Messages that are being written, for the tests that go over every command. What is left open belongs to people: an agent that is silent
// would be cut off during another scene.
import type { STREAM_COMMANDS } from '../../../src-shared/commands/streams.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import { writerOf } from './stream-home.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

async function start(who: Watcher, text = '', place: object = {}): Promise<string> {
  const { stream_id } = await who.do('stream_start', { room_id: LOBBY_ID, ...place });
  if (text !== '') await who.do('stream_delta', { stream_id, text });
  return stream_id;
}

const roomOf = async ({ owner, guest }: Cast): Promise<string> =>
  (await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id] })).id;

export const streamScenes = (home: () => TestHome): Record<keyof typeof STREAM_COMMANDS, Scene> => ({
  async stream_start({ owner, guest }) {
    const { id: thread_id } = await guest.do('send_message', { room_id: LOBBY_ID, content: 'A question' });
    await start(owner, '', { thread_id });
    await start(owner, '', { reply_to: thread_id });
  },
  async stream_delta(cast) {
    const { owner, member, guest } = cast;
    const room_id = await roomOf(cast);
    await start(guest, 'Once upon', { room_id });
    await start(member, 'Not for long', { room_id });
    // The one loses its stream, and is sent that of the other again.
    await owner.do('remove_member', { room_id, participant_id: member.id });
    await owner.do('add_member', { room_id, participant_id: member.id });
    const gone = await roomOf(cast);
    await start(member, 'Gone with the room', { room_id: gone });
    await owner.do('delete_room', { room_id: gone });
  },
  async stream_end({ owner, member, guest }) {
    await guest.do('stream_end', { stream_id: await start(guest, 'All of it') });
    await member.do('stream_end', { stream_id: await start(member, 'Draft'), content: 'The whole @Gus', unfinished: 'limit' });
    await owner.do('stream_end', { stream_id: await start(owner, 'No'), discard: true });
    await owner.do('stream_end', { stream_id: await start(owner) });
  },
  async stop_agent(cast) {
    const room_id = await roomOf(cast);
    for (const text of ['', 'Once upon']) {
      const writer = writerOf(await home().agent(`Writer ${newId()}`));
      await writer.client.request('join_room', { room_id });
      if (text !== '') await writer.write(text, { room_id });
      await cast.guest.do('stop_agent', { room_id, participant_id: writer.id });
      writer.client.close();
      await writer.client.closed;
    }
  },
});
