// Why a request to a model failed, in one sentence that says what to do. Both dialects, and the servers that speak them in their own way.
import * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import { AddressRefused } from '../delivery/address.ts';
import { TooLate } from '../delivery/guarded.ts';
import { quoted } from './quoted.ts';

/** An answer other than 2xx. It has the fields of the library's own error, so that both are read in the same way. */
export class ModelServerError extends Error {
  override readonly name = 'ModelServerError';
  readonly statusCode: number;
  readonly responseHeaders: Readonly<Record<string, string | undefined>>;
  readonly responseBody: string;

  constructor(statusCode: number, responseHeaders: ModelServerError['responseHeaders'], responseBody: string) {
    super(`The model server answered ${statusCode}.`);
    this.statusCode = statusCode;
    this.responseHeaders = responseHeaders;
    this.responseBody = responseBody;
  }
}

/** An answer that is no answer of a model. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** Among the names of an error that a server wrote within a stream. */
const SAID = 'said';

interface Failure {
  status: number | null;
  /** The names of the error: its type, its code, and that of the connection. */
  names: string[];
  /** The server's own words. Never shown without `harmless`. */
  message: string;
  retryAfter: string | null;
}

/** One sentence, or two, for the people of a room. It never has a key in it, nor an address. */
export function sentenceOf(error: unknown): string {
  const inner = innermost(error);
  if (inner instanceof TooLate) return TOO_LATE;
  if (inner instanceof AddressRefused && inner.kind === 'unknown') return NOT_FOUND;
  if (isExplained(inner)) return inner.message;
  const failure = failureOf(inner);
  return SENTENCES.find(([applies]) => applies(failure))?.[1](failure) ?? 'The request to the model failed. Try again.';
}

function isExplained(error: unknown): error is AppError | AddressRefused | TooLate {
  return error instanceof AppError || error instanceof AddressRefused || error instanceof TooLate;
}

/** The error without the key that the server was sent: some servers repeat it. Other errors are returned as they are. */
export function withoutKey(error: unknown, key: string | null): unknown {
  if (key === null || key.length < SECRET_CHARS_MIN) return error;
  const inner = innermost(error);
  // The text of these is not shown.
  if (inner instanceof Error && !hasStatus(inner)) return error;
  const { status, names, message, retryAfter } = failureOf(inner);
  const [type = '', code = ''] = names.filter((name) => name !== SAID);
  const said = { error: { type, code, message: message.replaceAll(key, '…') } };
  return status === null ? said : new ModelServerError(status, { 'retry-after': retryAfter ?? undefined }, JSON.stringify(said));
}

/** A shorter key is no secret, and may be part of any word. */
const SECRET_CHARS_MIN = 4;

/** The words of a server without the key that it was sent. */
export function withoutSecret(text: string, key: string | null): string {
  return key === null || key.length < SECRET_CHARS_MIN ? text : text.replaceAll(key, '…');
}

const NOT_FOUND = 'The address of the model server cannot be found. Correct it in Settings → Models.';
const TOO_LATE = 'The model server did not answer in time. See whether it is busy, and try again.';

type Rule = [applies: (failure: Failure) => boolean, sentence: (failure: Failure) => string];

const named =
  (pattern: RegExp) =>
  ({ names }: Failure): boolean =>
    names.some((name) => pattern.test(name));
const says =
  (pattern: RegExp) =>
  ({ message }: Failure): boolean =>
    pattern.test(message);
const answered =
  (...statuses: number[]) =>
  ({ status }: Failure): boolean =>
    status !== null && statuses.includes(status);
const isAboutTools = says(/(tool|function).{0,40}(not support|unsupported|requires)|not support.{0,40}(tool|function)/i);
const anyOf =
  (...rules: Rule[0][]) =>
  (failure: Failure): boolean =>
    rules.some((applies) => applies(failure));

/** Some models cannot use tools, and their servers refuse requests that have some. */
export function refusesTools(error: unknown): boolean {
  const inner = innermost(error);
  return !isExplained(inner) && isAboutTools(failureOf(inner));
}

/** The failure of a server, or of the connection with it. Null: another one. */
export function failureIn(error: unknown): Failure | null {
  const inner = innermost(error);
  return isExplained(inner) ? null : failureOf(inner);
}

const isAboutCredit = anyOf(
  answered(402),
  named(/insufficient_quota|billing/),
  says(/credit balance|insufficient (credits|quota|funds)|exceeded your current quota/i),
);
const isAboutKey = anyOf(answered(401), named(/^(authentication_error|invalid_api_key)$/));
const isAboutRights = anyOf(answered(403), named(/^permission(_denied)?_error$/));
export const isAboutModel = anyOf(
  named(/model_not_found/),
  says(/model\b.{0,120}\b(not found|not exist|unknown|invalid)|(unknown|invalid|no such) model|not a valid model|^model: /i),
);
const isAboutRate = anyOf(answered(429), named(/rate_limit/));

/** Another content of the request would change nothing. */
export const isAboutAccess = anyOf(isAboutCredit, isAboutKey, isAboutRights, isAboutRate);

/** The first that applies. The words of a server are checked before its status: many answer 400 or 500 to everything. */
const SENTENCES: readonly Rule[] = [
  [
    named(/^(ECONNREFUSED)$/),
    () => 'The model server is not running, or it uses another port. Start it, or correct its address in Settings → Models.',
  ],
  [named(/^(ENOTFOUND|EAI_\w+)$/), () => NOT_FOUND],
  [
    named(/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENETDOWN|UND_ERR_CONNECT_TIMEOUT)$/),
    () => 'The model server cannot be reached. See whether its computer is on and in the same network.',
  ],
  [named(/CERT|SSL|TLS/), () => 'The certificate of the model server is not valid. Correct its address in Settings → Models.'],
  [named(/^(HPE_\w+|EPROTO)$/), () => 'There is another program at the address of the model server. Correct it in Settings → Models.'],
  [
    named(/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)$/),
    () => 'The model server closed the connection before its answer was complete. Try again.',
  ],
  [named(/^(TimeoutError|UND_ERR_\w*TIMEOUT)$/), () => TOO_LATE],
  [named(/^AbortError$/), () => 'The request to the model was stopped.'],
  [
    anyOf(
      answered(413),
      named(/context_length_exceeded|exceed_context_size|request_too_large/),
      says(/context (length|window|size)|maximum context|(prompt|input|request) is too (long|large)|too many (input )?tokens|n_ctx/i),
    ),
    () => 'The conversation is too long for this model. Choose a model with a larger context, or let the agent read fewer messages.',
  ],
  [isAboutCredit, () => "The provider's account has no credit left. Add credit there, or choose another provider."],
  [isAboutKey, () => 'The provider does not accept the key. Enter it again in Settings → Models.'],
  [isAboutRights, () => 'The key is not allowed to do this. Use another key, or choose another model.'],
  [isAboutTools, () => 'This model cannot use tools. Choose a model that can.'],
  [isAboutModel, () => 'The provider does not have this model. Choose another one, or install it there first.'],
  [answered(404, 405), () => 'There is no model server at this address. Most addresses end in /v1. Correct it in Settings → Models.'],
  [isAboutRate, ({ retryAfter }) => `The provider takes no more requests at the moment. Try again ${laterOf(retryAfter)}.`],
  [
    says(/loading model|model is (still )?(being loaded|loading)/i),
    () => 'The model server is still loading the model. Try again in a minute.',
  ],
  [anyOf(answered(503, 529), named(/overloaded/)), ({ retryAfter }) => `The model server is overloaded. Try again ${laterOf(retryAfter)}.`],
  [answered(408, 504), () => TOO_LATE],
  [
    ({ status }) => status !== null && status >= 300 && status < 400,
    () => 'The model server redirects to another address, and redirects are not followed. Enter the final address in Settings → Models.',
  ],
  [
    ({ status }) => status !== null && status >= 500,
    ({ status }) => `The model server failed with the status ${status}. Try again. If it fails again, look at its log.`,
  ],
  [
    ({ status }) => status !== null && status >= 400,
    ({ status, message }) =>
      `The model server refused the request with the status ${status}${quoted(message)}. Choose another model or provider.`,
  ],
  [
    named(
      /^(MalformedAnswer|SyntaxError|\$?ZodError|AI_(JSONParse|TypeValidation|InvalidResponseData|EmptyResponseBody|InvalidStreamPart)Error)$/,
    ),
    () => 'The model server sent an answer that cannot be read. See whether its address and its kind are right in Settings → Models.',
  ],
  [
    ({ message, names }) => message !== '' && names.includes(SAID),
    ({ message }) => `The model server reported an error${quoted(message)}. Try again.`,
  ],
];

function laterOf(retryAfter: string | null): string {
  const seconds = retryAfter === null ? Number.NaN : Math.ceil(Number(retryAfter));
  if (!(seconds > 0 && seconds <= 3600)) return 'later';
  return seconds <= 90 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} minutes`;
}

const Wrapped = z.object({ name: z.optional(z.string()), lastError: z.optional(z.unknown()), cause: z.optional(z.unknown()) });
const WRAPPERS_MAX = 8;

/** The error that others wrap: the last of several tries, or the cause of an error without a status. */
function innermost(error: unknown): unknown {
  let inner = error;
  for (let depth = 0; depth < WRAPPERS_MAX; depth += 1) {
    const { data } = Wrapped.safeParse(inner);
    if (isExplained(inner) || hasStatus(inner)) return inner;
    const next = data?.lastError ?? data?.cause;
    if (next === undefined || next === null) return inner;
    inner = next;
  }
  return inner;
}

const Answered = z.object({
  statusCode: z.number(),
  responseBody: z.optional(z.string()),
  responseHeaders: z.optional(z.record(z.string(), z.optional(z.string()))),
});

function hasStatus(error: unknown): boolean {
  return Answered.safeParse(error).success;
}

const Named = z.object({
  name: z.optional(z.string()),
  code: z.optional(z.union([z.string(), z.number()])),
  message: z.optional(z.string()),
});

function failureOf(error: unknown): Failure {
  const answer = Answered.safeParse(error);
  if (answer.success) {
    const { statusCode, responseBody = '', responseHeaders } = answer.data;
    return { status: statusCode, ...wordsOf(responseBody), retryAfter: responseHeaders?.['retry-after'] ?? null };
  }
  // An error within a stream has no status: it is what the server wrote.
  if (!(error instanceof Error)) return { status: null, ...saidIn(error), retryAfter: null };
  const { name = '', code = '', message = '' } = Named.safeParse(error).data ?? {};
  return { status: null, names: [name, String(code)], message, retryAfter: null };
}

function saidIn(error: unknown): Pick<Failure, 'names' | 'message'> {
  const { names, message } = wordsOf(typeof error === 'string' ? error : JSON.stringify(error ?? null));
  return { names: [...names, SAID], message };
}

const Words = z.object({
  type: z.optional(z.nullable(z.string())),
  code: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  message: z.optional(z.string()),
  detail: z.optional(z.string()),
});
const ErrorBody = z.object({ error: z.union([z.string(), Words]) });

/** The error in a body: `{error: {type, code, message}}`, `{error: "…"}`, or `{message}`. */
function wordsOf(body: string): Pick<Failure, 'names' | 'message'> {
  const parsed = jsonOf(body);
  const wrapped = ErrorBody.safeParse(parsed);
  const error = wrapped.success ? wrapped.data.error : parsed;
  if (typeof error === 'string') return { names: [], message: error };
  const { data } = Words.safeParse(error);
  // An HTML page has no message.
  if (!data) return { names: [], message: '' };
  return { names: [data.type ?? '', String(data.code ?? '')].filter((name) => name !== ''), message: data.message ?? data.detail ?? '' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
