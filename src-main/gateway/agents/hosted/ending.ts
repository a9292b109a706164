// The endings of a turn.
import type { TurnOutcome } from '../../../../src-shared/hosted-agents.ts';

export interface Ending {
  outcome: TurnOutcome;
  /** For the room. */
  sentence?: string;
  /** Whether people are offered to let it continue. */
  mayContinue?: boolean;
  /** When the agent can answer again. */
  retryAt?: number | null;
  /** Whether the owner is offered to sign in with the program. */
  offersSignIn?: boolean;
}

export function stepsUsed(count: number): Ending {
  return { outcome: 'limit', sentence: `I stopped after ${count} steps, which is my limit for one answer.`, mayContinue: true };
}

export const TOO_LONG: Ending = { outcome: 'limit', sentence: 'My answer reached its maximum length.', mayContinue: true };
