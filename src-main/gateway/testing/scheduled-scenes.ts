// Messages that are sent later, for the tests that go over every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
}

const HOUR_MS = 60 * 60 * 1000;
const DAILY = { every: 'day', time_zone: 'Europe/Berlin' } as const;

async function later(who: Watcher, more: object = {}): Promise<{ scheduled_id: string }> {
  const send_at = Date.now() + HOUR_MS;
  return { scheduled_id: (await who.do('schedule_message', { room_id: LOBBY_ID, content: 'Later', send_at, ...more })).id };
}

export const scheduledScenes = {
  async schedule_message({ owner, guest }: Cast) {
    for (const who of [owner, guest]) await later(who, { repeat: DAILY, mentions: [owner.id] });
  },
  async list_scheduled({ guest }: Cast) {
    await later(guest);
    await guest.do('list_scheduled', {});
  },
  async update_scheduled({ guest }: Cast) {
    const at = await later(guest);
    await guest.do('update_scheduled', { ...at, content: 'Still later', send_at: Date.now() + 2 * HOUR_MS });
    await guest.do('update_scheduled', { ...at, repeat: { ...DAILY, every: 'week', days: [1, 5] } });
    await guest.do('update_scheduled', { ...at, repeat: null });
  },
  async send_scheduled({ owner, guest }: Cast) {
    await guest.do('send_scheduled', await later(guest));
    await guest.do('send_scheduled', await later(guest, { repeat: DAILY }));
    const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id] });
    const at = await later(guest, { room_id });
    await owner.do('remove_member', { room_id, participant_id: guest.id });
    await guest.do('send_scheduled', at).catch(() => undefined);
  },
  async cancel_scheduled({ owner, guest }: Cast) {
    for (const who of [owner, guest]) await who.do('cancel_scheduled', await later(who));
  },
};
