import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../src-shared/ids.ts';
import { ENDED_SESSIONS_KEPT_MS, SESSIONS_MAX } from '../../../../src-shared/limits.ts';
import { makeGuest, makeInvite, makeKeptRoom, makeSession, newSession, together } from './makers.ts';
import { AGENT_ID, OWNER_ID, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describeAccess(open: OpenStore): void {
  describe('the access of a person', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const byOwner = { id: OWNER_ID, person_id: OWNER_ID };

    it('is changed by the role that the changer has at that moment, and not by an earlier one', async () => {
      const [admin, guest] = [await makeGuest(store), await makeGuest(store)];
      const by = { id: admin, person_id: admin };
      const promote = () => store.run('updateAccess', { id: guest, by, role: 'member' });
      await store.run('updateAccess', { id: admin, by: byOwner, role: 'admin' });
      expect(await promote()).toMatchObject({ role: 'member' });
      // All three are in one batch.
      const outcomes = await Promise.allSettled([
        store.run('updateAccess', { id: admin, by: byOwner, role: 'guest' }),
        store.run('updateAccess', { id: admin, by, role: 'admin' }),
        store.run('updateAccess', { id: guest, by, role: 'guest' }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
      expect(await promote().catch((error: unknown) => error)).toMatchObject({ code: 'access_denied' });
    });

    it('begins a new snapshot when they see more or less than before, and not for another role alone', async () => {
      const [id, room] = [await makeGuest(store), await makeKeptRoom(store)];
      const renewals = (): unknown[] =>
        store.told.filter(({ event }) => event.type === 'access.changed' && event.participant_id === id).map(({ only_id }) => only_id);
      await store.run('updateAccess', { id, by: byOwner, role: 'member' });
      expect(renewals()).toEqual([]);
      await store.run('updateAccess', { id, by: byOwner, rooms: { open_ids: [room.id], decided_ids: [room.id] } });
      expect(renewals()).toEqual([id]);
      await store.run('updateAccess', { id, by: byOwner, rooms: { open_ids: [], decided_ids: [room.id] } });
      expect(renewals()).toEqual([id]);
      await store.run('updateAccess', { id, by: byOwner, role: 'admin' });
      expect(renewals()).toEqual([id, id]);
    });

    it('leaves the reason for the end of each session, for a while', async () => {
      const id = await makeGuest(store);
      const [expired, open, other] = [
        await makeSession(store, id, 1_000),
        await makeSession(store, id),
        await makeSession(store, OWNER_ID),
      ];
      const reason = async (session: string) => (await store.archive.endedSession(session)).value?.why;
      await store.run('dropExpired', { now: Date.now() + 2_000 });
      await store.run('revokeAccess', { id, by_id: OWNER_ID });
      expect([await reason(expired), await reason(open), await reason(other)]).toEqual(['expired', 'revoked', undefined]);
      await store.run('dropExpired', { now: Date.now() + ENDED_SESSIONS_KEPT_MS + 10_000 });
      expect([await reason(expired), await reason(open)]).toEqual([undefined, undefined]);
    });

    it('has a bounded number of sessions: the one that was used least recently ends, with a reason', async () => {
      const id = await makeGuest(store);
      const first = await makeSession(store, id);
      const others = await together(SESSIONS_MAX - 2, () => makeSession(store, id));
      await store.run('touchSession', { id: first, at: Date.now() + 60_000, entrance: null });
      await store.run('touchSession', { id: others[3] ?? '', at: 1, entrance: null });
      expect(await store.run('createSession', { ...newSession(), participant_id: id })).toEqual([others[3]]);
      expect((await store.archive.endedSession(others[3] ?? '')).value).toMatchObject({ why: 'too_many', by_id: null });
      expect((await store.archive.endedSession(first)).value).toBeNull();
      // The session that made the code stays, even if it was used least recently.
      await store.run('touchSession', { id: first, at: 1, entrance: null });
      const [ended] = await store.run('createSession', { ...newSession(), participant_id: id, by_session_id: first });
      expect(ended).not.toBe(first);
    });

    it('has no session by a code when the session that made the code ends first, also in one batch', async () => {
      const [id, other] = [await makeGuest(store), await makeGuest(store)];
      const by_session_id = await makeSession(store, id);
      const refused = { code: 'unauthorized' };
      const byCode = (participant_id: string) => store.run('createSession', { ...newSession(), participant_id, by_session_id });
      await expect(byCode(other)).rejects.toMatchObject(refused);
      await expect(byCode(id)).resolves.toEqual([]);
      const outcomes = await Promise.allSettled([
        store.run('signOut', { id: by_session_id, participant_id: id, by_id: null, kept_id: null }),
        byCode(id),
      ]);
      expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: refused }]);
      const expired = await makeSession(store, id, -1);
      await expect(store.run('createSession', { ...newSession(), participant_id: id, by_session_id: expired })).rejects.toMatchObject(
        refused,
      );
    });

    it('comes with the newest two links of an invite, and each use counts', async () => {
      const { invite, code_hash } = await makeInvite(store, 2);
      const renew = async (): Promise<string> => {
        const renewal = { id: invite.id, code_hash: `code ${newId()}`, origins: ['http://192.168.1.24:4510'] };
        expect(await store.run('renewInvite', renewal)).toMatchObject({ id: invite.id, origins: renewal.origins, uses: 0 });
        return renewal.code_hash;
      };
      const redeem = (code: string, name: string) =>
        store.run('redeemInvite', { code_hash: code, name, person_id: newId(), session: newSession() });
      const second = await renew();
      await expect(redeem(code_hash, `First ${newId()}`)).resolves.toMatchObject({ kind: 'person' });
      await store.run('updateInvite', { id: invite.id, max_uses: 3 });
      await expect(redeem(second, `Second ${newId()}`)).resolves.toMatchObject({ kind: 'person' });
      const third = await store.run('renewInvite', { id: invite.id, code_hash: `code ${newId()}`, origins: [] });
      expect(third.uses).toBe(2);
      await expect(redeem(code_hash, 'Late')).rejects.toMatchObject({ code: 'invite_invalid' });
      await store.run('revokeInvite', { id: invite.id });
      await expect(redeem(second, 'Later')).rejects.toMatchObject({ code: 'invite_withdrawn' });
      await expect(store.run('renewInvite', { id: invite.id, code_hash: newId(), origins: [] })).rejects.toMatchObject({
        code: 'invite_withdrawn',
      });
    });

    it('is that of people only', async () => {
      for (const id of [AGENT_ID, 'no such id'])
        expect(await store.run('updateAccess', { id, by: byOwner, role: 'member' }).catch((error: unknown) => error)).toMatchObject({
          code: 'person_not_found',
        });
    });
  });
}
