// Why an agent could not be woken, in sentences for a room.
import { WAKING_MS } from '../../../../src-shared/agent-starts.ts';
import type { StartFailure } from './starter.ts';

export const WHERE_TO_LOOK = 'My page shows more to my owner.';
export const NOT_IN_TIME: StartFailure = { reason: `It did not connect within ${WAKING_MS / 60_000} minutes.`, lastLine: null };
export const RUNS_AWAY: StartFailure = {
  reason: `Its program is running, and did not connect within ${WAKING_MS / 60_000} minutes.`,
  lastLine: null,
};
export const NO_RIGHT: StartFailure = { reason: 'The person who set how it is woken may no longer do that.', lastLine: null };
export const UNKNOWN: StartFailure = { reason: 'Something went wrong in the server.', lastLine: null };

export function crashOf({ reason, lastLine }: StartFailure): StartFailure {
  return { reason: `It connected, and ended before it answered. ${reason}`, lastLine };
}
