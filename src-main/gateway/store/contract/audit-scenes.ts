// The operations of the audit log.
import type { AuditDraft } from '../../domain/audit/draft.ts';
import { makeInvite } from './makers.ts';
import { OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

export const newDraft = (kind: string, more: Partial<AuditDraft> = {}): AuditDraft => ({
  ...{
    kind,
    topic: 'people',
    by_id: OWNER_ID,
    key_id: null,
    entrance: 'network',
    address: '192.0.2.7',
    browser: 'firefox',
    platform: null,
  },
  ...{ about: null, facts: {} },
  ...more,
});

export const AUDIT_SCENES = {
  recordAudit: (store: StoreUnderTest) => store.run('recordAudit', newDraft('clear_profile')),
  async audited(store: StoreUnderTest) {
    const { invite } = await makeInvite(store);
    const draft = newDraft('revoke_invite', { topic: 'invites', about: { kind: 'invite', id: invite.id } });
    await store.run('audited', { name: 'revokeInvite', args: { id: invite.id }, draft });
  },
  countFailures: (store: StoreUnderTest) =>
    store.run('countFailures', {
      failures: [
        {
          ...{ kind: 'failed_sign_in', topic: 'sign_in', entrance: 'network', address: '192.0.2.9', facts: '{}' },
          ...{ at: 1, last_at: 2, count: 3 },
        },
      ],
    }),
  trimAudit: (store: StoreUnderTest) => store.run('trimAudit', { before: 1 }),
  setAuditDays: (store: StoreUnderTest) => store.run('setAuditDays', { days: 30 }),
} as const;
