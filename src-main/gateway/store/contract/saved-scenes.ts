// One use of every operation about saved messages and reminders.
import type { TransactionName } from '../../domain/transactions.ts';
import { makeReminder, makeSaved } from './makers.ts';
import { OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export const SAVED_SCENES = {
  saveMessage: makeSaved,
  remindMe: (store) => makeReminder(store),
  async setReminder(store) {
    const { id: saved_id } = await makeSaved(store);
    for (const remind_at of [1_000, null]) await store.run('setReminder', { participant_id: OWNER_ID, saved_id, remind_at });
  },
  async makeDue(store) {
    const { id: saved_id } = await makeReminder(store);
    await store.run('makeDue', { participant_id: OWNER_ID, saved_id, remind_at: 1_000 });
  },
  async seeReminders(store) {
    const { id: saved_id } = await makeReminder(store);
    await store.run('makeDue', { participant_id: OWNER_ID, saved_id, remind_at: 1_000 });
    await store.run('seeReminders', { participant_id: OWNER_ID });
  },
  unsave: async (store) => store.run('unsave', { participant_id: OWNER_ID, saved_id: (await makeSaved(store)).id }),
} satisfies Partial<Record<TransactionName, (store: StoreUnderTest) => Promise<unknown>>>;
