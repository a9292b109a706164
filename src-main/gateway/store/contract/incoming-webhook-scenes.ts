// One use of every operation about incoming webhooks.
import { newId } from '../../../../src-shared/ids.ts';
import type { TransactionName } from '../../domain/transactions.ts';
import { makeKeptRoom } from './makers.ts';
import { OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

async function makeHook(store: StoreUnderTest): Promise<string> {
  const { id: into_id } = await makeKeptRoom(store);
  const id = newId();
  const secrets = { secret_hash: newId(), signing_secret: 'between us' };
  await store.run('addIncomingWebhook', {
    id,
    name: 'Builds',
    into_id,
    template: 'github',
    ...secrets,
    created_by: OWNER_ID,
    key_id: null,
  });
  return id;
}

export const INCOMING_WEBHOOK_SCENES = {
  addIncomingWebhook: makeHook,
  async changeIncomingWebhook(store) {
    const about = { id: await makeHook(store), by_id: OWNER_ID };
    const { id: into_id } = await makeKeptRoom(store);
    for (const change of [
      { name: 'Alerts', picture: 'a'.repeat(64) },
      { into_id, template: 'grafana' as const },
      { paused: true, signing_secret: null },
      { paused: false, picture: null },
    ])
      await store.run('changeIncomingWebhook', { ...about, ...change });
  },
  renewIncomingWebhook: async (store) =>
    store.run('renewIncomingWebhook', { id: await makeHook(store), secret_hash: newId(), created_by: OWNER_ID, key_id: 'a key' }),
  noteWebhookDelivery: async (store) =>
    store.run('noteWebhookDelivery', { id: await makeHook(store), delivery: { at: 5, outcome: 'refused', detail: 'No.' } }),
  deleteIncomingWebhook: async (store) => store.run('deleteIncomingWebhook', { id: await makeHook(store), by_id: OWNER_ID }),
} satisfies Partial<Record<TransactionName, (store: StoreUnderTest) => Promise<unknown>>>;
