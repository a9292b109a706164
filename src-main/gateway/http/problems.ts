import { ERROR_TEXTS } from '../../../src-shared/error-texts.ts';
import { AppError, ERROR_STATUS } from '../../../src-shared/errors.ts';
import type { Problem } from '../../../src-shared/http.ts';

/** An error as a problem document (RFC 9457). The message of other errors than AppError is not sent: it may contain anything. */
export function problemOf(error: unknown): Problem {
  const { code, message } = error instanceof AppError ? error : new AppError('internal_error');
  return { type: `urn:lanai:problem:${code}`, title: ERROR_TEXTS[code], status: ERROR_STATUS[code], detail: message, code };
}

export function problemResponse(error: unknown): Response {
  const problem = problemOf(error);
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  const waitMs = error instanceof AppError ? error.retryAfterMs : null;
  if (waitMs !== null) headers.set('retry-after', String(Math.ceil(waitMs / 1000)));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
