// One use of every operation about pins.
import type { TransactionName } from '../../domain/transactions.ts';
import { makePin } from './makers.ts';
import { OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export const PIN_SCENES = {
  async pinMessage(store) {
    const of = await makePin(store);
    for (const state of ['done', null] as const) await store.run('pinMessage', { ...of, by_id: OWNER_ID, state });
  },
  unpinMessage: async (store) => store.run('unpinMessage', await makePin(store)),
} satisfies Partial<Record<TransactionName, (store: StoreUnderTest) => Promise<unknown>>>;
