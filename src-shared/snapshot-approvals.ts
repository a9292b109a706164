// The approvals in a client's snapshot: those that wait for the participant itself. Messages carry the others.
import type { Approval } from './approvals.ts';
import type { EventOf } from './events/index.ts';
import type { Snapshot } from './snapshot.ts';

type Of = Pick<Snapshot, 'approvals' | 'me_id'>;

export function isWaitingFor({ state, decider_ids }: Approval, participantId: string): boolean {
  return state === 'waiting' && decider_ids.includes(participantId);
}

export function approvalChanged<S extends Of>(state: S, { approval }: EventOf<'approval.requested' | 'approval.changed'>): S {
  if (!isWaitingFor(approval, state.me_id)) return withoutApproval(state, approval.id);
  return { ...state, approvals: { ...state.approvals, [approval.id]: approval } };
}

/** The same state if there is no such approval. */
export function withoutApproval<S extends Of>(state: S, id: string): S {
  if (!Object.hasOwn(state.approvals, id)) return state;
  const { [id]: _gone, ...approvals } = state.approvals;
  return { ...state, approvals };
}

export function withoutApprovalsIn<S extends Of>(state: S, roomId: string): S {
  const inRoom = Object.values(state.approvals).filter(({ room_id }) => room_id === roomId);
  return inRoom.reduce((next, { id }) => withoutApproval(next, id), state);
}
