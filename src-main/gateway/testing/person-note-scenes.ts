// Notes about people, for the tests that go over every command.
import type { PERSON_NOTE_COMMANDS } from '../../../src-shared/commands/person-notes.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

const spoken = async ({ guest }: Cast): Promise<{ room_id: string; message_id: string }> => ({
  room_id: LOBBY_ID,
  message_id: (await guest.do('send_message', { room_id: LOBBY_ID, content: 'Hi' })).id,
});
const versionOf = async ({ owner, guest }: Cast): Promise<number> =>
  (await owner.do('get_person_note', { participant_id: guest.id })).note?.version ?? 0;

export const personNoteScenes: Record<keyof typeof PERSON_NOTE_COMMANDS, Scene> = {
  get_person_note: ({ owner, guest }) => owner.do('get_person_note', { participant_id: guest.id }),
  set_person_note: async (cast) =>
    cast.owner.do('set_person_note', { participant_id: cast.guest.id, content: 'Likes tea', expected_version: await versionOf(cast) }),
  read_note: async (cast) => cast.owner.do('read_note', await spoken(cast)),
  write_note: async (cast) =>
    cast.owner.do('write_note', { ...(await spoken(cast)), content: 'Likes coffee', expected_version: await versionOf(cast) }),
};
