// Scenes for the commands about saved messages and reminders, for the tests of every command.
import { expect } from 'vitest';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { callsFor } from '../../../src-shared/saved.ts';
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

/** Later than the clock of a test goes. */
const LATER_MS = 100 * 24 * 60 * 60 * 1000;
/** So that it becomes due within the scene. */
const SOON_MS = 50;
const later = (): number => Date.now() + LATER_MS;

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
  async remind_me({ owner, guest }: Cast) {
    for (const who of [owner, guest]) await who.do('remind_me', { text: 'Water the beans', remind_at: later() });
  },
  async set_reminder(cast: Cast) {
    const saved_id = await saved(cast);
    for (const remind_at of [later(), null]) await cast.guest.do('set_reminder', { saved_id, remind_at });
    await cast.guest.do('save_message', { room_id: LOBBY_ID, message_id: saved_id, remind_at: later() });
  },
  async see_reminders({ guest }: Cast) {
    await guest.do('remind_me', { text: 'At once', remind_at: Date.now() + SOON_MS });
    await expect.poll(async () => Object.values((await guest.picture()).saved).some(callsFor)).toBe(true);
    await guest.do('see_reminders', {});
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
