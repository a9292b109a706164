// Scenes for each command about files. The snapshot kept by events is compared after them.
import type { FILE_COMMANDS } from '../../../src-shared/commands/files.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { createFileSender } from './file-sender.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher; guest: Watcher }) => Promise<unknown>;

export function fileScenes(home: () => TestHome): Record<keyof typeof FILE_COMMANDS, Scene> {
  return {
    async list_files({ owner, guest }) {
      const file = await createFileSender(home()).upload('aloha');
      const { id: message_id } = await owner.do('send_message', { room_id: LOBBY_ID, content: '', file_ids: [file.id] });
      const { files } = await guest.do('list_files', { room_id: LOBBY_ID });
      if (files[0]?.message_id !== message_id) throw new Error('The newest file of the room is not the first.');
      await owner.do('delete_message', { room_id: LOBBY_ID, message_id });
    },
    async remove_file({ owner }) {
      const file = await createFileSender(home()).upload('aloha');
      await owner.do('remove_file', { file_id: file.id });
    },
  };
}
