import { ApprovalState } from '../../../../src-shared/approvals.ts';
import { flag, integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** Questions of agents. Each has the id of its message. */
export const approvals = table({
  id: text(),
  room_id: text(),
  agent_id: text(),
  reply_to: nullable(text()),
  thread_id: nullable(text()),
  seq: integer(),
  title: text(),
  reason: nullable(text()),
  detail: nullable(json()),
  may_allow_session: flag(),
  state: oneOf(ApprovalState),
  decider_ids: json(),
  created_at: time(),
  deadline_at: time(),
  decided_by: nullable(text()),
  decided_at: nullable(time()),
});
export type ApprovalRow = RowOf<typeof approvals>;
