// One use of every operation about link previews.
import type { TransactionName } from '../../domain/transactions.ts';
import { makePreview } from './makers.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export const PREVIEW_SCENES = {
  addPreviews: makePreview,
  async removePreview(store) {
    const { room_id, message_id, url } = await makePreview(store);
    for (let count = 0; count < 2; count += 1) await store.run('removePreview', { room_id, message_id, url });
  },
} satisfies Partial<Record<TransactionName, (store: StoreUnderTest) => Promise<unknown>>>;
