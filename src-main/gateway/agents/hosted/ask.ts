// A question of an agent, for which it is shown as blocked.
import type { ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import type { Turn } from './turn.ts';

/** Throws AppError when it cannot be asked. */
export async function askShown(turn: Turn, question: Parameters<Turn['askApproval']>[0], signal: AbortSignal): Promise<ApprovalOutcome> {
  turn.show('blocked', turn.ownerName === null ? 'Waits for approval' : `Waits for ${turn.ownerName}’s approval`);
  try {
    return await turn.askApproval(question, signal);
  } finally {
    turn.show('thinking', null);
  }
}
