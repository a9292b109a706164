import type { Approval, ApprovalDetail } from '../../../../src-shared/approvals.ts';
import { fromJson } from '../json.ts';
import { mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { approvals, type ApprovalRow } from '../tables/approvals.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();
const ofRoom = statement<{ room_id: string }>();

export const approvalReads = {
  approval: byId((p) => query.selectFrom('approvals').selectAll().where('id', '=', p.id)),
  waitingApprovals: statement<Record<never, never>>()(() =>
    query.selectFrom('approvals').selectAll().where('state', '=', 'waiting').orderBy('created_at').orderBy('id'),
  ),
  waitingApprovalsIn: ofRoom((p) =>
    query.selectFrom('approvals').select('agent_id').where('state', '=', 'waiting').where('room_id', '=', p.room_id),
  ),
};

export const approvalWrites = {
  insertApproval: statement<ApprovalRow>()((p) => query.insertInto('approvals').values(approvals.row(p))),
  endApproval: statement<Pick<ApprovalRow, 'id' | 'state' | 'decided_by' | 'decided_at'>>()((p) =>
    query.updateTable('approvals').set({ state: p.state, decided_by: p.decided_by, decided_at: p.decided_at }).where('id', '=', p.id),
  ),
  setApprovalDeciders: statement<Pick<ApprovalRow, 'id' | 'decider_ids'>>()((p) =>
    query.updateTable('approvals').set({ decider_ids: p.decider_ids }).where('id', '=', p.id),
  ),
  deleteApproval: byId((p) => query.deleteFrom('approvals').where('id', '=', p.id)),
  deleteApprovalsIn: ofRoom((p) => query.deleteFrom('approvals').where('room_id', '=', p.room_id)),
};

export function approvalReadsOn(find: PreparedAll<typeof approvalReads>) {
  return {
    approvalRow: (id: string): ApprovalRow | null => find.approval.get({ id }) ?? null,
    approval: (id: string): Approval | null => mapFound(find.approval.get({ id }), toApproval),
    /** The oldest first. */
    waitingApprovals: (): Approval[] => find.waitingApprovals.all({}).map(toApproval),
    /** The agent of each. */
    waitingApprovalsIn: (roomId: string): string[] => find.waitingApprovalsIn.all({ room_id: roomId }).map(({ agent_id }) => agent_id),
  };
}

function toApproval({ thread_id, detail, may_allow_session, decider_ids, ...row }: Covered<ApprovalRow, Approval>): Approval {
  return {
    ...row,
    ...(thread_id !== null && { thread_id }),
    detail: detail === null ? null : fromJson<ApprovalDetail>(detail),
    may_allow_session: may_allow_session !== 0,
    decider_ids: fromJson<string[]>(decider_ids),
  };
}
