// Refusals of the server that pass.
import { isTemporaryRefusal } from '../../../src-shared/client/reconnecting-agent.ts';
import { AppError } from '../../../src-shared/errors.ts';

/** So often the server may refuse the same for now, one time after the other. */
export const REFUSALS_MAX = 4;

/** Its key may not do it, or the room is gone meanwhile. */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof AppError) || isPassing(error)) throw error;
}

/** A later try may help. */
export function isPassing(error: unknown): boolean {
  return isTemporaryRefusal(error) || isRateLimit(error);
}

export function isRateLimit(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('rate_limit_');
}
