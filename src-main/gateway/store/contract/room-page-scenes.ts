// One use of every operation about the pages of rooms and the notes about people.
import type { TransactionName } from '../../domain/transactions.ts';
import { makeRoom, OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export const ROOM_PAGE_SCENES = {
  async setPersonNote(store) {
    for (const [expected_version, content] of ['first', 'second'].entries())
      await store.run('setPersonNote', { participant_id: OWNER_ID, author_id: OWNER_ID, content, expected_version });
  },
  async setRoomPage(store) {
    const { id: room_id } = await makeRoom(store);
    for (const [expected_version, content] of ['first', 'second'].entries())
      await store.run('setRoomPage', { room_id, author_id: OWNER_ID, content, expected_version });
  },
} satisfies Partial<Record<TransactionName, (store: StoreUnderTest) => Promise<unknown>>>;
