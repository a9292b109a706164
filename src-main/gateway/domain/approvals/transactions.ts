import type { Approval, ApprovalDetail, ApprovalOutcome, ApprovalState } from '../../../../src-shared/approvals.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { APPROVALS_PER_AGENT_IN_ROOM_MAX, APPROVALS_PER_ROOM_MAX } from '../../../../src-shared/limits.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { ApprovalRow } from '../../store/tables/approvals.ts';
import { requirePermission } from '../policy.ts';
import { refuseArchived } from '../rooms/archived.ts';
import { answersFor, ONLY_OWNER } from './deciders.ts';
import { placeOf, postMessage } from '../messages/transactions.ts';
import { changed } from '../messages/stored-message.ts';

export interface NewApproval {
  id: string;
  room_id: string;
  agent_id: string;
  reply_to: string | null;
  thread_id: string | null;
  title: string;
  reason: string | null;
  detail: ApprovalDetail | null;
  may_allow_session: boolean;
  decider_ids: string[];
  /** From now. */
  deadline_ms: number;
  /** The key that the agent came with. */
  key_id: string | null;
}

interface OfApproval {
  room_id: string;
  approval_id: string;
}

/** Asks, with the message that stands for the question under the same id. It mentions those who decide. */
export function* requestApproval(tx: Tx, { thread_id: asked, deadline_ms, key_id, ...question }: NewApproval): Steps<Approval> {
  const { id, room_id, agent_id, reply_to, title, decider_ids } = question;
  const waiting = yield* tx.reads.waitingApprovalsIn(room_id);
  const isFull = waiting.length >= APPROVALS_PER_ROOM_MAX;
  if (isFull || waiting.filter((each) => each === agent_id).length >= APPROVALS_PER_AGENT_IN_ROOM_MAX)
    throw new AppError('too_many_approvals');
  const isAnswer = asked !== null || reply_to !== null;
  const thread_id = isAnswer ? yield* placeOf(tx, { room_id, reply_to }, asked) : null;
  yield* tx.writes.insertApproval({
    ...question,
    thread_id,
    seq: (yield* tx.lastSeq(room_id)) + 1,
    detail: question.detail && JSON.stringify(question.detail),
    may_allow_session: Number(question.may_allow_session),
    state: 'waiting',
    decider_ids: JSON.stringify(decider_ids),
    created_at: tx.now,
    deadline_at: tx.now + deadline_ms,
    decided_by: null,
    decided_at: null,
  });
  // Before the message, so that a client has the question when it draws the message.
  yield* tx.record({ type: 'approval.requested', room_id, subject_id: id });
  const approval = yield* found(tx, id);
  const said = { metadata: null, mentions: decider_ids, client_id: null, key_id, approval, in_run: 'begun' } as const;
  // A client without threads shows a reply as an answer.
  const place = { reply_to: reply_to ?? thread_id, thread_id };
  yield* postMessage(tx, { id, room_id, author_id: agent_id, kind: 'approval', content: title, ...place, ...said });
  return approval;
}

/** A person decides. Throws `approval_resolved` when it is over already, or past its deadline. */
export function* decideApproval(
  tx: Tx,
  { room_id, approval_id, state, by_id }: OfApproval & { state: ApprovalOutcome; by_id: string },
): Steps<Approval> {
  const row = yield* rowOf(tx, { room_id, approval_id });
  if (row.state !== 'waiting') throw new AppError('approval_resolved', OVER[row.state]);
  if (row.deadline_at <= tx.now) throw new AppError('approval_resolved', OVER.expired);
  if (state === 'allowed_session' && row.may_allow_session === 0)
    throw new AppError('invalid_payload', 'decision: this cannot be allowed for the session.');
  yield* requireDecider(tx, row, by_id);
  return yield* end(tx, row, state, by_id);
}

/** The roles and the room may have changed since the request was checked. Throws `access_denied` and `room_archived`. */
function* requireDecider(tx: Tx, { room_id, agent_id }: ApprovalRow, by_id: string): Steps<void> {
  const room = yield* tx.reads.room(room_id);
  if (room) refuseArchived(room);
  const agent = yield* tx.reads.participant(agent_id);
  const owner = agent?.kind === 'agent' && agent.owner_id !== null ? yield* tx.reads.participant(agent.owner_id) : null;
  const decider = yield* tx.reads.participant(by_id);
  const isMember = (yield* tx.reads.membershipRow(room_id, by_id)) !== null;
  requirePermission(decider !== null && isMember && answersFor(owner, decider), ONLY_OWNER);
}

/** It ends without a decision. One that is over stays as it is. */
export function* closeApproval(
  tx: Tx,
  { room_id, approval_id, state }: OfApproval & { state: 'expired' | 'cancelled' },
): Steps<Approval | null> {
  const row = yield* tx.reads.approvalRow(approval_id);
  if (row?.room_id !== room_id) return null;
  return row.state === 'waiting' ? yield* end(tx, row, state, null) : yield* tx.reads.approval(approval_id);
}

/** Other people may decide it. */
export function* setApprovalDeciders(tx: Tx, { room_id, approval_id, decider_ids }: OfApproval & { decider_ids: string[] }): Steps<void> {
  const row = yield* tx.reads.approvalRow(approval_id);
  const now = JSON.stringify(decider_ids);
  if (row?.room_id !== room_id || row.state !== 'waiting' || row.decider_ids === now) return;
  yield* tx.writes.setApprovalDeciders({ id: approval_id, decider_ids: now });
  yield* tell(tx, row);
}

const OVER: Readonly<Record<Exclude<ApprovalState, 'waiting'>, string>> = {
  allowed_once: 'That was allowed once already.',
  allowed_session: 'That was allowed for the session already.',
  rejected: 'That was rejected already.',
  expired: 'The time to answer is over.',
  cancelled: 'The agent does not ask for that any more.',
};

function* end(tx: Tx, row: ApprovalRow, state: ApprovalOutcome, by_id: string | null): Steps<Approval> {
  yield* tx.writes.endApproval({ id: row.id, state, decided_by: by_id, decided_at: tx.now });
  yield* tell(tx, row);
  return yield* found(tx, row.id);
}

/** The message carries the question, so it is sent again too. */
function* tell(tx: Tx, { id, room_id }: ApprovalRow): Steps<void> {
  yield* tx.record({ type: 'approval.changed', room_id, subject_id: id });
  const message = yield* tx.reads.messageRow(id);
  if (message) yield* changed(tx, message);
}

function* rowOf(tx: Tx, { room_id, approval_id }: OfApproval): Steps<ApprovalRow> {
  const row = yield* tx.reads.approvalRow(approval_id);
  if (row?.room_id !== room_id) throw new AppError('approval_not_found');
  return row;
}

function* found(tx: Tx, id: string): Steps<Approval> {
  const approval = yield* tx.reads.approval(id);
  if (!approval) throw new AppError('approval_not_found');
  return approval;
}
