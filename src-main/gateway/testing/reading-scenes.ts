// Reading, having unread again and what was there before an edit, for the tests that go over every command.
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

const message = async ({ owner, guest }: Cast): Promise<{ room_id: string; message_id: string }> => ({
  room_id: LOBBY_ID,
  message_id: (await owner.do('send_message', { room_id: LOBBY_ID, content: 'Hi', mentions: [guest.id] })).id,
});

export const readingScenes = {
  async mark_read(cast: Cast) {
    for (let count = 0; count < 3; count += 1) await message(cast);
    const { seq } = await cast.guest.do('room_tip', { room_id: LOBBY_ID });
    await cast.guest.do('mark_read', { room_id: LOBBY_ID, seq: seq - 1 });
    await cast.guest.do('mark_read', { room_id: LOBBY_ID, seq: 1 });
    await cast.member.do('mark_read', { room_id: LOBBY_ID, seq });
  },
  async mark_unread(cast: Cast) {
    for (let count = 0; count < 3; count += 1) await message(cast);
    const { seq } = await cast.guest.do('room_tip', { room_id: LOBBY_ID });
    await cast.guest.do('mark_read', { room_id: LOBBY_ID, seq });
    await cast.guest.do('mark_unread', { room_id: LOBBY_ID, seq: seq - 1 });
    await cast.member.do('mark_unread', { room_id: LOBBY_ID, seq: 1 });
  },
  list_reads: ({ guest }: Cast) => guest.do('list_reads', { room_id: LOBBY_ID }),
  async set_privacy({ guest, member }: Cast) {
    await guest.do('set_privacy', { tells_reads: false });
    await member.do('set_privacy', { tells_reads: false });
    await member.do('set_privacy', { tells_reads: true });
    await guest.do('set_privacy', { tells_reads: true });
  },
  async list_edits(cast: Cast) {
    const about = await message(cast);
    await cast.owner.do('edit_message', { ...about, content: 'Changed' });
    await cast.guest.do('list_edits', about);
  },
};
