// The permissions that people gave an agent for its session in a room: until its settings change, or the server ends.
import type { ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import type { Question } from '../../domain/approvals/approvals.ts';
import type { Turn } from './turn.ts';

type Asked = Pick<Question, 'title' | 'reason' | 'detail'> & { what: string };

/** A permission for the session is for messages of the owner, without words from outside. */
export async function permitted(
  turn: Turn,
  permissions: SessionPermissions,
  { what, ...question }: Asked,
  signal: AbortSignal,
): Promise<ApprovalOutcome> {
  const { agent, roomId, marks, call } = turn;
  const isForOwner = call.callerId === agent.owner_id && call.causedBy === agent.owner_id;
  if (isForOwner && marks.areNone && permissions.has(agent.id, roomId, what)) return 'allowed_session';
  const outcome = await turn.askApproval({ ...question, may_allow_session: isForOwner }, signal);
  if (outcome === 'allowed_session') permissions.keep(agent.id, roomId, what);
  return outcome;
}

export class SessionPermissions {
  /** By agent: a room, and what was allowed there. */
  readonly #allowed = new Map<string, Set<string>>();

  has(agentId: string, roomId: string, what: string): boolean {
    return this.#allowed.get(agentId)?.has(keyOf(roomId, what)) === true;
  }

  keep(agentId: string, roomId: string, what: string): void {
    const allowed = this.#allowed.get(agentId) ?? new Set();
    this.#allowed.set(agentId, allowed.add(keyOf(roomId, what)));
  }

  forget(agentId: string): void {
    this.#allowed.delete(agentId);
  }
}

function keyOf(roomId: string, what: string): string {
  return JSON.stringify([roomId, what]);
}
