// The scene of set_presence, for the tests of every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

export const presenceScenes = {
  async set_presence({ owner, guest, member }: Record<'owner' | 'guest' | 'member', Watcher>) {
    const { id: room_id } = await owner.do('create_room', { name: newId(), member_ids: [guest.id] });
    const working = { status: 'working', status_detail: 'Reads', progress: 40 } as const;
    await guest.do('set_presence', { room_id, ...working });
    for (const each of [guest, member]) await each.do('set_presence', { room_id: LOBBY_ID, ...working });
    await guest.do('set_presence', { room_id, status: 'idle' });
    await member.do('set_presence', { room_id: LOBBY_ID, status: 'waiting' });
    await guest.do('set_presence', working);
  },
};
