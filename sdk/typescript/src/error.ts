import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { ErrorPayload } from '../../../src-shared/frames.ts';
import { NotOurServer } from '../../../src-shared/signer.ts';
import type { ErrorCode } from './protocol.ts';

/**
 * A code of the server, or of the client. `connection_lost`: there is no telling whether the server got the request. `not_our_server`: another program answers at
 * the address, and was sent no secret. `unreadable_reply`: the server answered in another form. `closed`: the client was closed.
 */
export type LanaiErrorCode = ErrorCode | 'connection_lost' | 'not_our_server' | 'unreadable_reply' | 'closed';

/** Everything that this package rejects with, except the errors of your own code and of your AbortSignals. */
export class LanaiError extends Error {
  override readonly name = 'LanaiError';
  readonly code: LanaiErrorCode;
  /** For how long there is no use in trying again, in milliseconds. Null: the server did not say. */
  readonly retryAfterMs: number | null;

  constructor(code: LanaiErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number | null } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export function requireObject(reply: unknown, asked: string): asserts reply is object {
  if (typeof reply !== 'object' || reply === null) throw new LanaiError('unreadable_reply', `The answer to ${asked} cannot be read.`);
}

export function codeOf(error: unknown): LanaiErrorCode | null {
  return error instanceof LanaiError ? error.code : null;
}

/** An error of the client below as one of this package. */
export function asLanaiError(error: unknown): Error {
  if (error instanceof LanaiError) return error;
  if (error instanceof AppError)
    return new LanaiError(error.code, error.message, { cause: error, retryAfterMs: retryAfterMsIn(error.cause) });
  if (error instanceof NotOurServer) return new LanaiError('not_our_server', error.message || NOT_OURS, { cause: error });
  if (error instanceof ConnectionLost) return new LanaiError('connection_lost', error.message, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

/** Of the payload of an error frame. */
function retryAfterMsIn(payload: unknown): number | null {
  const { retry_after }: { [K in keyof ErrorPayload]?: unknown } = { ...(typeof payload === 'object' ? payload : null) };
  return typeof retry_after === 'number' && retry_after >= 0 ? retry_after * 1_000 : null;
}

const NOT_OURS = 'The program that answers there did not prove that it is the server of this session.';
