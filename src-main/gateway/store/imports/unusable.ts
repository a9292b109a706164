import { AppError } from '../../../../src-shared/errors.ts';

/** The archive cannot be imported, for this reason. Nothing was written. */
export function unusable(sentence: string, cause?: unknown): AppError {
  return new AppError('invalid_payload', sentence, { cause });
}
