// The events of questions that agents ask before they act.
import type { Approval } from '../../../../src-shared/approvals.ts';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import type { Directory } from '../../domain/directory.ts';
import type { AgentEvent } from './agent-event.ts';
import { takeWithinBytes } from './page.ts';
import { stamp } from './stamp.ts';

type One = { approval: Approval };

export const approvalReplies = {
  approval_request: (directory: Directory, { approval }: One) => ok(toApprovalInfo(directory, approval)),
  approval_resolve: (directory: Directory, { approval }: One) => ok(toApprovalInfo(directory, approval)),
  approval_cancel: (directory: Directory, { approval }: One) => ok(toApprovalInfo(directory, approval)),
  get_approval: (directory: Directory, { approval }: One) => ok(toApprovalInfo(directory, approval)),
  list_approvals: (directory: Directory, { approvals }: Reply<'list_approvals'>) =>
    ok({ approvals: takeWithinBytes(approvals.map((each) => toApprovalInfo(directory, each))) }),
};

/** The asking agent is sent the end wherever it is. Other agents are sent both while they have the room open. */
export function approvalEvents(directory: Directory, { type, approval }: EventOf<'approval.requested' | 'approval.changed'>): AgentEvent[] {
  const { room_id, agent_id, state } = approval;
  const others = { to: { room_id }, except_id: agent_id };
  const payload = toApprovalInfo(directory, approval);
  if (type === 'approval.requested') return [{ type: 'approval_requested', payload, ...others }];
  // Only its deciders are others.
  if (state === 'waiting') return [];
  return [
    { type: 'approval_resolved', payload, ...others },
    { type: 'approval_resolved', payload, to: { participant_ids: [agent_id], if_sees_room: room_id } },
  ];
}

function toApprovalInfo(directory: Directory, approval: Approval): object {
  const { id, room_id, agent_id, reply_to, thread_id, title, reason, detail, may_allow_session, state } = approval;
  const { decider_ids, created_at, deadline_at, decided_by, decided_at } = approval;
  const nameOf = (participantId: string): string => directory.participant(participantId)?.name ?? '';
  return {
    approval_id: id,
    room_id,
    agent_id,
    agent_name: nameOf(agent_id),
    ...(reply_to !== null && { reply_to_message: reply_to }),
    ...(thread_id !== undefined && { thread_id }),
    title,
    ...(reason !== null && { reason }),
    ...(detail !== null && { detail }),
    may_allow_session,
    state,
    waits_for: state === 'waiting' ? decider_ids.map(nameOf) : [],
    created_at: stamp(created_at),
    deadline_at: stamp(deadline_at),
    ...(decided_by !== null && { decided_by, decided_by_name: nameOf(decided_by) }),
    ...(decided_at !== null && { decided_at: stamp(decided_at) }),
  };
}

function ok(payload: unknown): { type: 'ok'; payload: unknown } {
  return { type: 'ok', payload };
}
