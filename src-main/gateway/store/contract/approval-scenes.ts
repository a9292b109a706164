// One use of every operation about questions of agents.
import type { Approval } from '../../../../src-shared/approvals.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { TransactionArgs } from '../../domain/transactions.ts';
import { AGENT_ID, makeRoom, OWNER_ID, type StoreUnderTest } from './store-under-test.ts';

/** Of the agent, for the owner. */
export async function askIn(
  store: StoreUnderTest,
  room_id: string,
  more: Partial<TransactionArgs<'requestApproval'>> = {},
): Promise<Approval> {
  return store.run('requestApproval', {
    ...{ id: newId(), room_id, agent_id: AGENT_ID, reply_to: null, thread_id: null, title: 'Run the tests', reason: null },
    ...{ detail: { kind: 'command', text: 'npm test' }, may_allow_session: false, decider_ids: [OWNER_ID], deadline_ms: 60_000 },
    key_id: null,
    ...more,
  });
}

export async function makeApproval(store: StoreUnderTest): Promise<{ room_id: string; approval_id: string }> {
  const { id: room_id } = await makeRoom(store);
  return { room_id, approval_id: (await askIn(store, room_id)).id };
}

export const APPROVAL_SCENES = {
  async requestApproval(store: StoreUnderTest) {
    const { room_id, approval_id } = await makeApproval(store);
    await store.run('deleteMessage', { room_id, message_id: approval_id });
  },
  decideApproval: async (store: StoreUnderTest) =>
    store.run('decideApproval', { ...(await makeApproval(store)), state: 'allowed_once', by_id: OWNER_ID }),
  closeApproval: async (store: StoreUnderTest) => store.run('closeApproval', { ...(await makeApproval(store)), state: 'expired' }),
  setApprovalDeciders: async (store: StoreUnderTest) =>
    store.run('setApprovalDeciders', { ...(await makeApproval(store)), decider_ids: [OWNER_ID, 'bob'] }),
};
