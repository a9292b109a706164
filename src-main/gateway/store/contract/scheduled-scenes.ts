// One use of every operation on messages that are sent later.
import { laterIn, makeScheduled } from './makers.ts';
import { AGENT_ID, type StoreUnderTest } from './store-under-test.ts';

export const SCHEDULED_SCENES = {
  scheduleMessage: (store: StoreUnderTest) => makeScheduled(store),
  async updateScheduled(store: StoreUnderTest) {
    const { id } = await makeScheduled(store);
    const repeat = { every: 'day' as const, days: [], time_zone: 'Europe/Berlin' };
    await store.run('updateScheduled', {
      id,
      author_id: AGENT_ID,
      text: { content: 'other', mentions: [] },
      timing: { send_at: 9, repeat },
    });
  },
  async postponeScheduled(store: StoreUnderTest) {
    const { id } = await makeScheduled(store);
    await store.run('postponeScheduled', { id, version: 1, due_at: 2_000 });
  },
  async sendScheduled(store: StoreUnderTest) {
    for (const next_at of [null, 9_000]) {
      const { id, room_id, files } = await makeScheduled(store);
      const message = laterIn(
        { id: room_id },
        files.map((file) => file.id),
      );
      await store.run('sendScheduled', { id, version: 1, next_at, message: { ...message, scheduled_id: id } });
    }
  },
  async failScheduled(store: StoreUnderTest) {
    const { id } = await makeScheduled(store);
    await store.run('failScheduled', { id, version: 1, code: 'not_in_room', message: 'Join the room first.' });
  },
  async cancelScheduled(store: StoreUnderTest) {
    await store.run('cancelScheduled', { id: (await makeScheduled(store)).id, author_id: AGENT_ID });
  },
};
