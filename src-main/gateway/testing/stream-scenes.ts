// Messages that are being written, for the tests that go over every command. What is left open is written over HTTP: an agent with a
// silent connection would be cut off during another scene.
import type { STREAM_COMMANDS } from '../../../src-shared/commands/streams.ts';
import { newId } from '../../../src-shared/ids.ts';
import { agentIdOfKey } from '../domain/actor.ts';
import type { TestHome } from './home.ts';
import { writerOf } from './stream-home.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

/** An agent of the room that uses HTTP. */
async function restWriter(home: TestHome, room_id: string) {
  const made = await home.owner.post('/api/keys', { label: newId() });
  const headers = { authorization: `Bearer ${made.field('secret')}` };
  const ask = (method: string, path: string, body: object = {}) => home.browser().send(`/api/${path}`, { method, headers, body });
  await ask('PUT', `rooms/${room_id}/members/me`);
  return {
    id: agentIdOfKey(made.field('key.id')),
    async start(text = '', place: object = {}): Promise<string> {
      const stream = (await ask('POST', `rooms/${room_id}/streams`, place)).field('stream_id');
      if (text !== '') await ask('POST', `streams/${stream}/deltas`, { text });
      return stream;
    },
    end: (stream: string, how: object = {}) => ask('POST', `streams/${stream}/end`, how),
  };
}

const roomOf = async ({ owner, guest }: Cast): Promise<string> =>
  (await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id] })).id;

export const streamScenes = (home: () => TestHome): Record<keyof typeof STREAM_COMMANDS, Scene> => ({
  async stream_start(cast) {
    const room_id = await roomOf(cast);
    const { id: thread_id } = await cast.guest.do('send_message', { room_id, content: 'A question' });
    const { start } = await restWriter(home(), room_id);
    await start('', { thread_id });
    await start('', { reply_to: thread_id });
  },
  async stream_delta(cast) {
    const { owner, guest } = cast;
    const room_id = await roomOf(cast);
    const [rune, quill] = [await restWriter(home(), room_id), await restWriter(home(), room_id)];
    await rune.start('Once upon');
    await quill.start('Not for long');
    await owner.do('remove_member', { room_id, participant_id: quill.id });
    // It is sent the stream again.
    await owner.do('remove_member', { room_id, participant_id: guest.id });
    await owner.do('add_member', { room_id, participant_id: guest.id });
    const gone = await roomOf(cast);
    await (await restWriter(home(), gone)).start('Gone with the room');
    await owner.do('delete_room', { room_id: gone });
    const archived = await roomOf(cast);
    await (await restWriter(home(), archived)).start('Posted before');
    await owner.do('archive_room', { room_id: archived });
  },
  async stream_end(cast) {
    const { start, end } = await restWriter(home(), await roomOf(cast));
    await end(await start('All of it'));
    await end(await start('Draft'), { content: 'The whole @Gus', unfinished: 'limit' });
    await end(await start('No'), { discard: true });
    await end(await start());
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
