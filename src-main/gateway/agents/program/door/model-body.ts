// The body of a request to a model: always for the model that the owner chose, and with the most that it may use.
import * as z from 'zod/mini';
import { AppError } from '../../../../../src-shared/errors.ts';
import type { TokenCounts } from '../../../../../src-shared/money.ts';
import { tokensIn } from '../../hosted/messages.ts';

/** For a request that names no maximum. */
const ANSWER_TOKENS = 4_000;
/** Pictures and other files are in the text, in Base64. */
const FILE = /"[A-Za-z0-9+/_-]{4000,}={0,2}"/g;
/** About those of a large picture. */
const FILE_TOKENS = 2_000;

const tokens = z.optional(z.nullable(z.number().check(z.nonnegative())));
const Body = z.looseObject({
  background: z.optional(z.unknown()),
  n: z.optional(z.nullable(z.number().check(z.minimum(1), z.maximum(128)))),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  max_output_tokens: tokens,
});

export interface AskedOfModel extends TokenCounts {
  body: Uint8Array;
}

/** Throws `invalid_payload` for one that is no request to a model, and `access_denied` for work that outlives its turn. */
export function askedIn(body: Uint8Array, model: string): AskedOfModel {
  const { data } = Body.safeParse(parsed(body));
  if (!data) throw new AppError('invalid_payload', 'The body is no request to a model.');
  if (data.background) throw new AppError('access_denied', 'A request may not run in the background: it would outlive the answer.');
  const text = JSON.stringify({ ...data, model });
  let files = 0;
  const words = text.replace(FILE, () => {
    files += 1;
    return '';
  });
  const most = Math.max(data.max_tokens ?? 0, data.max_completion_tokens ?? 0, data.max_output_tokens ?? 0) || ANSWER_TOKENS;
  return { body: Buffer.from(text), input_tokens: tokensIn(words) + files * FILE_TOKENS, output_tokens: Math.ceil(most) * (data.n ?? 1) };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
