// Records how connected agents are woken.
import type { AgentStart } from '../../../../src-shared/agent-starts.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

export interface NewAgentStart {
  participant_id: string;
  /** Null: it is not woken. */
  start: AgentStart | null;
  /** That of a webhook. Null: the present one stays, if it is of the same account and key, or the address is the same. */
  secret: string | null;
  set_by: string;
  key_id: string | null;
}

/** Throws `agent_not_found`, and `invalid_payload` for a webhook without a secret. */
export function* setAgentStart(tx: Tx, { start, ...row }: NewAgentStart): Steps<void> {
  const { participant_id } = row;
  const agent = yield* tx.reads.participant(participant_id);
  if (agent?.kind !== 'agent' || agent.removed_at !== null) throw new AppError('agent_not_found');
  if (start === null) return void (yield* tx.writes.deleteAgentStart({ participant_id }));
  const isWebhook = start.kind === 'webhook';
  const before = isWebhook && row.secret === null ? yield* tx.reads.agentStartRow(participant_id) : null;
  // Another one could have it sign requests to their own address.
  const isSame = before?.start === JSON.stringify(start) || (before?.set_by === row.set_by && before.key_id === row.key_id);
  const secret = isWebhook ? (row.secret ?? (isSame ? before?.secret : null) ?? null) : null;
  if (isWebhook && secret === null) throw new AppError('invalid_payload', 'secret: a new address needs one.');
  yield* tx.writes.setAgentStart({ ...row, secret, start: JSON.stringify(start), set_at: tx.now });
}
