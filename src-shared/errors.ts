// The closed list of error codes. The first 24 belong to the agents' protocol, and its agents match on them.
// Each has its HTTP status here, and its sentence in error-texts.ts.
import { ERROR_TEXTS } from './error-texts.ts';

export const ERROR_STATUS = {
  not_registered: 401,
  unauthorized: 401,
  unsupported_protocol: 400,
  agent_id_taken: 409,
  rate_limit_agents: 429,
  rate_limit_messages: 429,
  rate_limit_rooms: 429,
  message_too_large: 413,
  room_not_found: 404,
  not_in_room: 403,
  already_in_room: 409,
  room_name_taken: 409,
  access_denied: 403,
  invalid_payload: 400,
  internal_error: 500,
  vote_not_found: 404,
  vote_closed: 409,
  already_voted: 409,
  invalid_option: 400,
  not_leader: 403,
  election_in_progress: 409,
  no_election_active: 409,
  task_not_found: 404,
  plaintext_in_encrypted_room: 400,

  update_required: 400,
  sealed_before: 409,
  name_taken: 409,
  message_not_found: 404,
  person_not_found: 404,
  agent_not_found: 404,
  invite_not_found: 404,
  invite_invalid: 410,
  invite_withdrawn: 410,
  invite_expired: 410,
  invite_used: 410,
  invite_unconfirmed: 409,
  session_not_found: 404,
  key_not_found: 404,
  stream_not_found: 404,
  too_many_streams: 429,
  approval_not_found: 404,
  approval_resolved: 409,
  too_many_approvals: 429,
  room_archived: 409,
  agents_paused: 409,
  message_deleted: 409,
  too_many_pins: 409,
  note_conflict: 409,
  page_conflict: 409,
  page_version_not_found: 404,
  file_not_found: 404,
  file_too_large: 413,
  too_many_files: 409,
  files_not_taken: 409,
  storage_full: 507,
  quota_exceeded: 507,
  range_not_satisfiable: 416,
  backup_not_found: 404,
  backup_unusable: 422,
  backup_locked: 422,
  home_busy: 409,
  already_done: 409,
  idempotency_mismatch: 422,
  provider_not_found: 404,
  provider_key_locked: 409,
  program_failed: 502,
  model_failed: 502,
  tool_server_not_found: 404,
  tool_server_failed: 502,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  proof_required: 401,
  cookie_mismatch: 401,
  host_not_allowed: 403,
  origin_not_allowed: 403,
  rate_limit_commands: 429,
  rate_limit_bytes: 429,
  rate_limit_connections: 429,
  too_many_attempts: 429,
  address_not_local: 400,
  port_taken: 409,
  slow_reader: 503,
  shutting_down: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

interface AppErrorOptions extends ErrorOptions {
  /** For how long there is no use in trying again. */
  retryAfterMs?: number;
}

/** The one error class. The domain throws it; protocols send it as a frame, HTTP as a problem document. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message = '', { retryAfterMs, ...options }: AppErrorOptions = {}) {
    super(message.trim() === '' ? ERROR_TEXTS[code] : message, options);
    this.name = 'AppError';
    this.code = code;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}

/** Why the gateway did not start. Exit codes are those of sysexits.h, so that scripts can tell them apart. */
export const START_FAILURES = {
  usage: { exitCode: 64 },
  database_damaged: { exitCode: 65 },
  database_newer: { exitCode: 65 },
  database_unreleased: { exitCode: 65 },
  port_taken: { exitCode: 69 },
  internal: { exitCode: 70 },
  data_dir_unwritable: { exitCode: 73 },
  home_in_use: { exitCode: 75 },
  not_shared: { exitCode: 77 },
} as const;

export type StartFailureCode = keyof typeof START_FAILURES;

export class StartFailure extends Error {
  readonly code: StartFailureCode;

  constructor(code: StartFailureCode, message: string, options?: ErrorOptions) {
    super(message.trim() === '' ? 'The home could not start.' : message, options);
    this.name = 'StartFailure';
    this.code = code;
  }

  get exitCode(): number {
    return START_FAILURES[this.code].exitCode;
  }
}

export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
