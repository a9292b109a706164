// The page of a room, for the tests that go over every command.
import type { ROOM_PAGE_COMMANDS } from '../../../src-shared/commands/room-pages.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

/** One version, whatever was there before. */
async function write(by: Watcher, room_id: string): Promise<void> {
  const { page } = await by.do('get_room_page', { room_id });
  await by.do('set_room_page', { room_id, content: `# Plan\n${newId()}`, expected_version: page?.version ?? 0 });
}

export const roomPageScenes: Record<keyof typeof ROOM_PAGE_COMMANDS, Scene> = {
  async get_room_page({ owner, guest }) {
    await write(owner, LOBBY_ID);
    await guest.do('get_room_page', { room_id: LOBBY_ID });
  },
  async set_room_page({ owner, member, guest }) {
    const ephemeral = await owner.do('create_room', { name: newId(), ephemeral: true, member_ids: [guest.id] });
    const hidden = await owner.do('create_room', { name: newId() });
    for (const room_id of [LOBBY_ID, ephemeral.id]) for (const by of [owner, guest, owner]) await write(by, room_id);
    await write(owner, hidden.id);
    await write(member, LOBBY_ID);
  },
  async list_room_page_versions({ owner, guest }) {
    await write(owner, LOBBY_ID);
    await guest.do('list_room_page_versions', { room_id: LOBBY_ID, limit: 1 });
  },
};
