// One use of every operation about pushes.
import { newId } from '../../../../src-shared/ids.ts';
import type { TransactionArgs } from '../../domain/transactions.ts';
import { makeGuest, makeSession } from './makers.ts';
import { OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export async function makePush(
  store: StoreUnderTest,
  participant_id = OWNER_ID,
  endpoint = `https://push.example/${newId()}`,
): Promise<TransactionArgs<'subscribePush'>> {
  const session_id = await makeSession(store, participant_id);
  const how = { p256dh: 'key', auth: 'secret', shows: 'name', origin: 'https://lanai.example', time_zone: 'UTC' } as const;
  const push = { session_id, participant_id, endpoint, ...how };
  await store.run('subscribePush', push);
  return push;
}

export const PUSH_SCENES = {
  async subscribePush(store: StoreUnderTest) {
    const push = await makePush(store);
    await store.run('subscribePush', { ...push, shows: 'text' });
    await makePush(store, OWNER_ID, push.endpoint);
    await store.run('revokeAccess', { id: (await makePush(store, await makeGuest(store))).participant_id, by_id: OWNER_ID });
  },
  async unsubscribePush(store: StoreUnderTest) {
    await store.run('unsubscribePush', await makePush(store));
  },
  async notePush(store: StoreUnderTest) {
    const push = await makePush(store);
    for (const failure of ['It answered 500.', null]) await store.run('notePush', { ...push, failure });
    await store.run('notePush', { ...push, endpoint: 'another', failure: 'No.' });
  },
  async dropPush(store: StoreUnderTest) {
    const push = await makePush(store);
    for (const endpoint of ['another', push.endpoint]) await store.run('dropPush', { ...push, endpoint });
  },
};
