// Questions of agents before they act. An approval never changes in content: what is allowed is exactly what was shown.
import * as z from 'zod/mini';
import { described } from './described.ts';

const id = z.string();
const time = z.number();

export const ApprovalState = z.enum(['waiting', 'allowed_once', 'allowed_session', 'rejected', 'expired', 'cancelled']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** How a question ended. */
export type ApprovalOutcome = Exclude<ApprovalState, 'waiting'>;

export const ApprovalDetail = z.object({
  kind: z.enum(['command', 'diff', 'text']),
  text: z.string(),
});
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;

export const ApprovalDecision = z.enum(['once', 'session', 'reject']);
export type ApprovalDecision = z.infer<typeof ApprovalDecision>;

export const Approval = z.object({
  id: described('That of its message.', id),
  room_id: id,
  agent_id: id,
  reply_to: described('The id of the message for which the agent acts.', z.nullable(id)),
  thread_id: described('The thread that it is asked in. Left out: none.', z.optional(id)),
  seq: described('The seq of its message in the room.', z.number()),
  title: z.string(),
  reason: z.nullable(z.string()),
  detail: described('What exactly is to be done.', z.nullable(ApprovalDetail)),
  may_allow_session: described('Whether it can be allowed for the whole session of the agent.', z.boolean()),
  state: ApprovalState,
  decider_ids: described('The people who may decide: the owner of the agent, if they are in the room.', z.array(id)),
  created_at: time,
  deadline_at: described('After this time it is `expired`, which means no.', time),
  decided_by: z.nullable(id),
  decided_at: described('When it was decided, or ended without a decision.', z.nullable(time)),
});
export type Approval = z.infer<typeof Approval>;

export function isAllowed(state: ApprovalState): boolean {
  return state === 'allowed_once' || state === 'allowed_session';
}
