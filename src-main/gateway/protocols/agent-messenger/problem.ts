// A refusal as clients of Agent Messenger read it: an HTTP status, and a text that some of them compare.
import { AppError, ERROR_STATUS, type ErrorCode } from '../../../../src-shared/errors.ts';

export class Refusal extends Error {
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(status: number, text: string, { retryAfterMs = null, ...options }: ErrorOptions & { retryAfterMs?: number | null } = {}) {
    super(text, options);
    this.name = 'Refusal';
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The texts of their server, where the home has another one. */
const TEXTS: Partial<Record<ErrorCode, [status: number, text: string]>> = {
  unauthorized: [401, 'unauthorized'],
  not_registered: [401, 'unauthorized'],
  room_not_found: [404, 'conversation not found'],
  not_in_room: [401, 'not authorized for this conversation'],
  message_not_found: [404, 'message not found'],
  person_not_found: [404, 'agent not found'],
  message_deleted: [400, 'message already deleted'],
  name_taken: [409, 'username already exists'],
  rate_limit_commands: [429, 'rate limit exceeded'],
};

export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof AppError)) return new Refusal(500, 'internal error');
  const { code, retryAfterMs, message } = error;
  const [status, text] = TEXTS[code] ?? [ERROR_STATUS[code], message];
  return new Refusal(status, text, { retryAfterMs, cause: error });
}

/** HTTP's phrase of each status that is answered. */
const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

export function problemBody({ status, message }: Refusal): { error: string; status: string } {
  return { error: message, status: PHRASES[status] ?? String(status) };
}

/** The home's errors may hold anything in other fields, so only these two leave it. */
export function problemResponse(error: unknown): Response {
  const refusal = refusalOf(error);
  const headers = new Headers({ 'content-type': 'application/json' });
  if (refusal.retryAfterMs !== null) headers.set('retry-after', String(Math.max(1, Math.ceil(refusal.retryAfterMs / 1_000))));
  // The rest of the body is not read, so nothing else can come on this connection.
  if (refusal.status === 413) headers.set('connection', 'close');
  return new Response(JSON.stringify(problemBody(refusal)), { status: refusal.status, headers });
}
