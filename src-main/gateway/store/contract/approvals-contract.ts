import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-shared/errors.ts';
import { APPROVALS_PER_AGENT_IN_ROOM_MAX } from '../../../../src-shared/limits.ts';
import type { TransactionArgs } from '../../domain/transactions.ts';
import { askIn, makeApproval } from './approval-scenes.ts';
import { makeThread } from './makers.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

const NEWEST = { before_seq: Number.MAX_SAFE_INTEGER };

export function describeApprovals(open: OpenStore): void {
  describe('questions of agents', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const codeOf = (work: Promise<unknown>): Promise<string | null> =>
      work.then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
    const decide = (of: { room_id: string; approval_id: string }, state: TransactionArgs<'decideApproval'>['state'] = 'allowed_once') =>
      store.run('decideApproval', { ...of, state, by_id: OWNER_ID });
    const messagesIn = async (room_id: string) =>
      (await store.archive.history({ room_id, view: 'all', limit: 50, start: NEWEST })).value.messages;

    it('are messages that carry them, and mention those who decide', async () => {
      const { id: room_id } = await makeRoom(store);
      const before = store.told.length;
      const approval = await askIn(store, room_id, { reason: 'They were changed', may_allow_session: true });
      expect(approval).toMatchObject({
        ...{ room_id, agent_id: AGENT_ID, reply_to: null, title: 'Run the tests', reason: 'They were changed' },
        ...{ detail: { kind: 'command', text: 'npm test' }, may_allow_session: true, state: 'waiting', decider_ids: [OWNER_ID] },
        ...{ decided_by: null, decided_at: null, deadline_at: approval.created_at + 60_000 },
      });
      expect(toldSince(store, before)).toEqual(['approval.requested', 'message.posted']);
      const message = { id: approval.id, seq: approval.seq, kind: 'approval', content: 'Run the tests', mentions: [OWNER_ID], approval };
      expect(store.told.at(-1)?.event).toMatchObject({ message });
      expect(await messagesIn(room_id)).toMatchObject([message]);
      expect((await store.archive.approval(approval.id)).value).toEqual(approval);
    });

    it('are decided once, and the message shows it', async () => {
      const of = await makeApproval(store);
      const before = store.told.length;
      const decided = await decide(of);
      expect(decided).toMatchObject({ state: 'allowed_once', decided_by: OWNER_ID });
      expect(decided.decided_at).toBeGreaterThanOrEqual(decided.created_at);
      expect(toldSince(store, before)).toEqual(['approval.changed', 'message.changed']);
      expect(await messagesIn(of.room_id)).toMatchObject([{ approval: decided, edited_at: null }]);
      expect(await codeOf(decide(of, 'rejected'))).toBe('approval_resolved');
      expect(await store.run('closeApproval', { ...of, state: 'cancelled' })).toEqual(decided);
      await store.run('setApprovalDeciders', { ...of, decider_ids: [] });
      expect((await store.archive.approval(of.approval_id)).value).toEqual(decided);
    });

    it('are not decided in another room, and not after their time', async () => {
      const of = await makeApproval(store);
      const { id: elsewhere } = await makeRoom(store);
      expect(await codeOf(decide({ ...of, room_id: elsewhere }))).toBe('approval_not_found');
      expect(await store.run('closeApproval', { ...of, room_id: elsewhere, state: 'expired' })).toBeNull();
      const { id } = await askIn(store, of.room_id, { deadline_ms: -1 });
      expect(await codeOf(decide({ room_id: of.room_id, approval_id: id }))).toBe('approval_resolved');
      expect(await store.run('closeApproval', { room_id: of.room_id, approval_id: id, state: 'expired' })).toMatchObject({
        state: 'expired',
        decided_by: null,
      });
    });

    it('are not allowed for a session unless it was asked', async () => {
      const of = await makeApproval(store);
      expect(await codeOf(decide(of, 'allowed_session'))).toBe('invalid_payload');
      expect((await store.archive.approval(of.approval_id)).value).toMatchObject({ state: 'waiting' });
    });

    it('are in the thread that they are asked in', async () => {
      const { room_id, thread_id } = await makeThread(store);
      expect(await askIn(store, room_id, { thread_id })).toMatchObject({ reply_to: null, thread_id });
      expect((await messagesIn(room_id)).at(-1)).toMatchObject({ kind: 'approval', reply_to: thread_id, thread_id, thread_only: true });
      const { id: elsewhere } = await makeRoom(store);
      const before = store.told.length;
      expect(await codeOf(askIn(store, elsewhere, { thread_id }))).toBe('message_not_found');
      expect(await codeOf(askIn(store, elsewhere, { reply_to: thread_id }))).toBe('message_not_found');
      expect(toldSince(store, before)).toEqual([]);
    });

    it('are limited for an agent in a room, while they wait', async () => {
      const { id: room_id } = await makeRoom(store);
      const first = await askIn(store, room_id);
      for (let count = 1; count < APPROVALS_PER_AGENT_IN_ROOM_MAX; count += 1) await askIn(store, room_id);
      expect(await codeOf(askIn(store, room_id))).toBe('too_many_approvals');
      await store.run('closeApproval', { room_id, approval_id: first.id, state: 'cancelled' });
      expect(await codeOf(askIn(store, room_id))).toBeNull();
      expect(await codeOf(askIn(store, room_id, { agent_id: OWNER_ID }))).toBeNull();
    });

    it('end with their message, and nothing of them stays', async () => {
      const of = await makeApproval(store);
      const before = store.told.length;
      await store.run('deleteMessage', { room_id: of.room_id, message_id: of.approval_id });
      expect(toldSince(store, before).slice(0, 2)).toEqual(['approval.changed', 'approval.removed']);
      expect(store.told[before]?.event).toMatchObject({ approval: { state: 'cancelled' } });
      expect((await store.archive.approval(of.approval_id)).value).toBeNull();
      const [message] = await messagesIn(of.room_id);
      expect(message).toMatchObject({ content: '', kind: 'approval' });
      expect(message).not.toHaveProperty('approval');
    });

    it('end with their room', async () => {
      const of = await makeApproval(store);
      await store.run('destroyRoom', { room_id: of.room_id, by_id: null });
      expect((await store.archive.approval(of.approval_id)).value).toBeNull();
    });

    it('leave other messages as they are', async () => {
      const { id: room_id } = await makeRoom(store);
      await post(store, room_id, 'Just words');
      expect((await messagesIn(room_id))[0]).not.toHaveProperty('approval');
    });
  });
}
