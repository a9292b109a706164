// One use of every operation about sessions, invites and the access of people.
import { newId } from '../../../../src-shared/ids.ts';
import type { TransactionName } from '../../domain/transactions.ts';
import { DAY_MS, makeGuest, makeInvite, makeKeptRoom, makeKey, makeSession, newReturn, newSession, secret } from './makers.ts';
import { OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export const ACCESS_SCENES = {
  createSession: (store) => makeSession(store, OWNER_ID),
  async signOutHere(store) {
    const participant_id = await makeGuest(store);
    await store.run('createSession', { ...newSession(), account: 'grace@example.com', participant_id });
    await store.run('signOutHere', { id: await makeSession(store, participant_id), participant_id });
  },
  endSession: async (store) => store.run('endSession', { id: await makeSession(store, OWNER_ID) }),
  signOut: async (store) =>
    store.run('signOut', { id: await makeSession(store, OWNER_ID), participant_id: OWNER_ID, by_id: null, kept_id: null }),
  async endOtherSessions(store) {
    const [kept] = [await makeSession(store, OWNER_ID), await makeSession(store, OWNER_ID)];
    await store.run('endOtherSessions', { participant_id: OWNER_ID, except_id: kept });
  },
  touchSession: async (store) => store.run('touchSession', { id: await makeSession(store, OWNER_ID), at: 7, entrance: 'network' }),
  async dropExpired(store) {
    await makeSession(store, OWNER_ID, 1);
    const id = await makeKey(store);
    await store.run('rotateKey', { id, good_until: Date.now() + 1, now: Date.now(), ...secret() });
    await store.run('dropExpired', { now: Date.now() + DAY_MS / 2 });
  },
  async updateAccess(store) {
    const [id, room] = [await makeGuest(store), await makeKeptRoom(store)];
    const by = { id: OWNER_ID, person_id: OWNER_ID };
    await store.run('updateAccess', { id, by, role: 'member', rooms: { open_ids: [room.id], decided_ids: [room.id] } });
    await store.run('updateAccess', { id, by, rooms: { open_ids: [], decided_ids: [room.id] } });
    await store.run('updateAccess', { id, by, role: 'admin', rooms: { open_ids: null, decided_ids: [] } });
  },

  createInvite: async (store) => makeInvite(store, 5),
  async reinvite(store) {
    const id = await makeGuest(store);
    await makeKey(store, { owner_id: id });
    for (let count = 0; count < 2; count += 1) await store.run('reinvite', newReturn(id));
  },
  updateInvite: async (store) => store.run('updateInvite', { id: (await makeInvite(store)).invite.id, max_uses: 3, lifetime_ms: 60_000 }),
  renewInvite: async (store) =>
    store.run('renewInvite', { id: (await makeInvite(store)).invite.id, code_hash: newId(), origins: ['http://192.168.1.24:4510'] }),
  revokeInvite: async (store) => store.run('revokeInvite', { id: (await makeInvite(store)).invite.id }),
  async confirmInvite(store) {
    const invite = await store.run('reinvite', newReturn(await makeGuest(store)));
    await store.run('confirmInvite', { id: invite.id });
  },
  async redeemInvite(store) {
    const { code_hash } = await makeInvite(store, 2);
    for (const name of ['Barbara', 'Hedy']) await store.run('redeemInvite', { code_hash, name, person_id: newId(), session: newSession() });
  },
} satisfies Partial<Record<TransactionName, (store: StoreUnderTest) => Promise<unknown>>>;
