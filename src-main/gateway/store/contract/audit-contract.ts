import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src-shared/audit.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { AUDIT_ENTRIES_A_DAY_MAX } from '../../../../src-shared/limits.ts';
import type { FailedAttempts } from '../interfaces/audit.ts';
import { newDraft } from './audit-scenes.ts';
import { makeGuest, makeInvite, makeKeptRoom } from './makers.ts';
import { OWNER_ID, makeRoom, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describeAudit(open: OpenStore): void {
  describe('the audit log', () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const entries = async (asked: object = {}): Promise<AuditEntry[]> => {
      const question = { topic: null, by_id: null, before: Number.MAX_SAFE_INTEGER, limit: 1_000, ...asked };
      return (await store.archive.auditEntries(question)).value;
    };
    const failedFrom = (address: string | null, at: number, count = 1): FailedAttempts => ({
      ...{ kind: 'failed_sign_in', topic: 'sign_in', entrance: 'cloudflare', address, facts: '{}', at, last_at: at, count },
    });

    it('has an entry with the operation that it is about, and none when that is refused', async () => {
      const { invite } = await makeInvite(store);
      const about = { kind: 'invite', id: invite.id } as const;
      const draft = newDraft('revoke_invite', { topic: 'invites', about });
      const refused = store.run('audited', { name: 'revokeInvite', args: { id: 'none' }, draft });
      await expect(refused).rejects.toMatchObject({ code: 'invite_not_found' });
      expect(await entries()).toEqual([]);
      await store.run('audited', { name: 'revokeInvite', args: { id: invite.id }, draft });
      expect(await entries()).toMatchObject([
        {
          ...{ id: '1', kind: 'revoke_invite', by: { id: OWNER_ID, name: 'Ada', key: null }, address: '192.0.2.7', count: 1 },
          about: { ...about, name: 'Grace' },
        },
      ]);
    });

    it('keeps the names of the time, also of what is deleted, and not those of private rooms', async () => {
      const id = await makeGuest(store);
      await store.run('recordAudit', newDraft('clear_profile', { about: { kind: 'person', id } }));
      await store.run('updateProfile', { id, change: { name: 'Another' } });
      for (const visibility of ['public', 'private'] as const) {
        const room = await makeRoom(store, { ephemeral: false, visibility, name: `The ${visibility} room` });
        const draft = newDraft('delete_room', { topic: 'rooms', about: { kind: 'room', id: room.id } });
        await store.run('audited', { name: 'deleteRoom', args: { room_id: room.id, by_id: OWNER_ID, seen_by: [] }, draft });
      }
      expect((await entries()).map(({ about }) => about?.name)).toEqual([null, 'The public room', `Guest ${id}`]);
    });

    it('is read by topic, by participant and in pages', async () => {
      await makeKeptRoom(store);
      for (const count of [1, 2, 3]) await store.run('recordAudit', newDraft('update_home', { topic: 'settings', facts: { count } }));
      await store.run('recordAudit', newDraft('back_up', { topic: 'backups', by_id: 'other' }));
      expect((await entries({ topic: 'settings', limit: 2 })).map(({ id }) => id)).toEqual(['3', '2']);
      expect((await entries({ before: 2 })).map(({ id }) => id)).toEqual(['1']);
      expect((await entries({ by_id: 'other' })).map(({ kind }) => kind)).toEqual(['back_up']);
      expect(await entries({ by_id: "' or 1=1 --" })).toEqual([]);
    });

    it('counts what is repeated', async () => {
      for (const kind of ['fetch_backup', 'fetch_backup', 'back_up', 'fetch_backup']) await store.run('recordAudit', newDraft(kind));
      expect((await entries()).map(({ kind, count }) => [kind, count])).toEqual([
        ['fetch_backup', 1],
        ['back_up', 1],
        ['fetch_backup', 2],
      ]);
    });

    it('does not merge entries of two devices, and none that gives access', async () => {
      const devices = [{ browser: 'firefox' }, { browser: 'chrome' }, { browser: 'chrome', platform: 'windows' }] as const;
      for (const device of devices) await store.run('recordAudit', newDraft('fetch_backup', device));
      const kinds = ['sign_in', 'add_device', 'redeem_invite'];
      for (const kind of kinds) for (const _time of [1, 2]) await store.run('recordAudit', newDraft(kind));
      expect((await entries()).map(({ count }) => count)).toEqual(Array.from({ length: 9 }, () => 1));
    });

    it('is not filled by one person and their agents: past the cap, one entry for each kind counts', async () => {
      await store.run('recordAudit', newDraft('back_up'));
      const id = await makeGuest(store);
      const agent = newId();
      await store.run('registerAgent', { id: agent, key_id: null, name: 'Flood', type: 'connected', owner_id: id, capabilities: [] });
      const kinds = ['add_device', 'end_other_sessions'];
      const flood = Array.from({ length: 700 }, (_each, index) => kinds.map((kind) => newDraft(kind, { by_id: index % 2 ? id : agent })));
      await Promise.all(flood.flat().map((draft) => store.run('recordAudit', draft)));
      const found = await entries();
      expect(found).toHaveLength(1 + (AUDIT_ENTRIES_A_DAY_MAX + 1) * kinds.length);
      expect(found.at(-1)?.kind).toBe('back_up');
      expect(found.slice(0, 2)).toMatchObject([...kinds].reverse().map((kind) => ({ kind, by: { id }, address: null, count: 600 })));
      // A flood hides the details of its own kind only.
      await store.run('recordAudit', newDraft('create_key', { by_id: id }));
      expect((await entries())[0]).toMatchObject({ kind: 'create_key', by: { id }, address: '192.0.2.7', count: 1 });
      // Others go on as before.
      await store.run('recordAudit', newDraft('back_up'));
      expect((await entries())[0]).toMatchObject({ kind: 'back_up', address: '192.0.2.7', count: 1 });
    });

    it('has one entry for failures from one address, and a bounded number for those from many', async () => {
      const now = Date.now();
      for (const at of [now, now + 1]) await store.run('countFailures', { failures: [failedFrom('192.0.2.1', at, 500)] });
      expect(await entries()).toMatchObject([{ count: 1_000, at: now, last_at: now + 1, by: null, address: '192.0.2.1' }]);
      const many = Array.from({ length: 300 }, (_each, index) => failedFrom(`198.51.100.${index}`, now + 2));
      await store.run('countFailures', { failures: many });
      const found = await entries();
      expect(found).toHaveLength(101);
      expect(found[0]).toMatchObject({ address: null, count: 201 });
    });

    it('loses its oldest entries by age', async () => {
      await store.run('recordAudit', newDraft('back_up'));
      await store.run('trimAudit', { before: Date.now() - 60_000 });
      expect(await entries()).toHaveLength(1);
      await store.run('trimAudit', { before: Date.now() + 60_000 });
      expect(await entries()).toEqual([]);
    });
  });
}
