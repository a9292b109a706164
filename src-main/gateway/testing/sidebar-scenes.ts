// Scenes for the commands about the sidebar, for the tests of every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { FAVOURITES_ID } from '../../../src-shared/sidebar.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
}

const section = async (who: Watcher): Promise<string> => (await who.do('create_section', { name: newId() })).id;

export const sidebarScenes = {
  async set_sidebar({ owner, guest }: Cast) {
    await guest.do('set_sidebar', { order: 'recent' });
    await owner.do('set_sidebar', { unread_only: true });
    await guest.do('set_sidebar', {});
  },
  async create_section({ owner, guest }: Cast) {
    for (const who of [owner, guest, guest]) await section(who);
  },
  async update_section({ guest }: Cast) {
    const [first, second] = [await section(guest), await section(guest)];
    await guest.do('update_section', { section_id: second, name: newId(), position: 0 });
    await guest.do('update_section', { section_id: first, position: 1_000 });
  },
  async delete_section({ guest }: Cast) {
    const section_id = await section(guest);
    await guest.do('set_room_section', { room_id: LOBBY_ID, section_id });
    await guest.do('delete_section', { section_id });
  },
  async arrange_section({ owner, guest }: Cast) {
    const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id] });
    const section_id = await section(guest);
    await guest.do('arrange_section', { section_id: FAVOURITES_ID, room_ids: [room_id, LOBBY_ID] });
    await guest.do('arrange_section', { section_id, room_ids: [LOBBY_ID] });
    await guest.do('arrange_section', { section_id, room_ids: [] });
    await owner.do('arrange_section', { section_id: FAVOURITES_ID, room_ids: [room_id] });
    await owner.do('set_room_section', { room_id, section_id: null });
    await guest.do('set_room_section', { room_id: LOBBY_ID, section_id: null });
  },
  async set_room_section({ owner, guest }: Cast) {
    await guest.do('set_room_section', { room_id: LOBBY_ID, section_id: FAVOURITES_ID });
    await guest.do('set_room_section', { room_id: LOBBY_ID, section_id: await section(guest) });
    await owner.do('set_room_section', { room_id: LOBBY_ID, section_id: FAVOURITES_ID });
    await guest.do('set_room_section', { room_id: LOBBY_ID, section_id: null });
    // A member that comes back begins without a section.
    const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id] });
    await guest.do('set_room_section', { room_id, section_id: FAVOURITES_ID });
    await owner.do('remove_member', { room_id, participant_id: guest.id });
    await owner.do('add_member', { room_id, participant_id: guest.id });
  },
};
