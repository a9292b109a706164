// Link previews, for the tests that go over every command. Pages are read in delivery/previews/previews.integration.test.ts.
import type { PREVIEW_COMMANDS } from '../../../src-shared/commands/previews.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher; guest: Watcher }) => Promise<unknown>;

export const previewScenes: Record<keyof typeof PREVIEW_COMMANDS, Scene> = {
  async remove_link_preview({ owner, guest }) {
    const url = 'https://a.example/';
    const { id: message_id } = await guest.do('send_message', { room_id: LOBBY_ID, content: url });
    for (const each of [guest, owner]) await each.do('remove_link_preview', { room_id: LOBBY_ID, message_id, url });
  },
};
