// Scenes for the commands about saved messages, for the tests of every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
}

async function saved({ owner, guest }: Cast, room_id = LOBBY_ID): Promise<string> {
  const { id: message_id } = await owner.do('send_message', { room_id, content: 'Keep this' });
  await guest.do('save_message', { room_id, message_id });
  return message_id;
}

export const savedScenes = {
  async save_message(cast: Cast) {
    const { owner, guest } = cast;
    const message_id = await saved(cast);
    for (const who of [owner, guest]) await who.do('save_message', { room_id: LOBBY_ID, message_id });
    const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, ephemeral: true, member_ids: [guest.id] });
    await guest.do('join_room', { room_id });
    await saved(cast, room_id);
    await guest.do('leave_room', { room_id });
  },
  async unsave(cast: Cast) {
    const saved_id = await saved(cast);
    await cast.owner.do('unsave', { saved_id });
    await cast.guest.do('unsave', { saved_id });
  },
  async list_saved(cast: Cast) {
    await saved(cast);
    await cast.guest.do('list_saved', {});
  },
};
