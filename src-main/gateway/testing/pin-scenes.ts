// Pins, for the tests that go over every command.
import type { PIN_COMMANDS } from '../../../src-shared/commands/pins.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

async function pinned({ owner, guest }: Cast, room_id: string): Promise<{ room_id: string; message_id: string }> {
  const { id: message_id } = await owner.do('send_message', { room_id, content: 'The door code' });
  await guest.do('pin_message', { room_id, message_id });
  return { room_id, message_id };
}

export const pinScenes: Record<keyof typeof PIN_COMMANDS, Scene> = {
  async pin_message(cast) {
    const ephemeral = await cast.owner.do('create_room', { name: newId(), ephemeral: true, member_ids: [cast.guest.id] });
    for (const room_id of [LOBBY_ID, ephemeral.id]) {
      const of = await pinned(cast, room_id);
      for (const state of ['todo', 'done', 'done'] as const) await cast.owner.do('pin_message', { ...of, state });
    }
    const { message_id } = await pinned(cast, LOBBY_ID);
    const reply = await cast.member.do('send_message', { room_id: LOBBY_ID, content: 'A reply', thread_id: message_id });
    await cast.member.do('pin_message', { room_id: LOBBY_ID, message_id: reply.id, state: 'todo' });
  },
  async unpin_message(cast) {
    await cast.owner.do('unpin_message', await pinned(cast, LOBBY_ID));
    await cast.owner.do('delete_message', await pinned(cast, LOBBY_ID));
  },
  async list_pins(cast) {
    await pinned(cast, LOBBY_ID);
    await cast.guest.do('list_pins', { room_id: LOBBY_ID });
  },
};
