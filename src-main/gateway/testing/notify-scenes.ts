// Scenes for the commands about notifications, for the tests of every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
}

const HOUR_MS = 60 * 60 * 1000;

export const notifyScenes = {
  async set_notify_level({ owner, guest }: Cast) {
    const ephemeral = await owner.do('create_room', { name: newId(), ephemeral: true, member_ids: [guest.id] });
    for (const room_id of [LOBBY_ID, ephemeral.id]) {
      await guest.do('set_notify_level', { room_id, level: 'mentions' });
      await guest.do('set_notify_level', { room_id, level: 'none', until: Date.now() + HOUR_MS });
      await owner.do('set_notify_level', { room_id, level: 'none' });
      await owner.do('send_message', { room_id, content: '@Gus' });
      const { seq } = await guest.do('room_tip', { room_id });
      await guest.do('mark_read', { room_id, seq });
    }
    // A returning client starts again.
    const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id] });
    await guest.do('set_notify_level', { room_id, level: 'all' });
    await owner.do('remove_member', { room_id, participant_id: guest.id });
    await owner.do('add_member', { room_id, participant_id: guest.id });
  },
  async set_notify_preferences({ owner, guest }: Cast) {
    await guest.do('set_notify_preferences', { what: 'everything', quiet_until: Date.now() + HOUR_MS });
    await guest.do('set_notify_preferences', { quiet_until: null });
    await owner.do('set_notify_preferences', { quiet_hours: { is_on: true, from: 1_320, to: 420, days: [5, 1, 5] } });
  },
};
