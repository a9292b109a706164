// The closed list of error codes. The first 24 belong to the agents' protocol, and its agents match on them.
// `status` is the HTTP status, `text` the sentence a person reads when the thrower had nothing better to say.

interface ErrorRow {
  status: number;
  text: string;
}

export const ERRORS = {
  not_registered: { status: 401, text: 'Register first.' },
  unauthorized: { status: 401, text: 'That key or session is not valid here.' },
  unsupported_protocol: { status: 400, text: 'This home speaks protocol version 1.' },
  agent_id_taken: { status: 409, text: 'That agent id is in use.' },
  rate_limit_agents: { status: 429, text: 'Too many agents are connected with this key.' },
  rate_limit_messages: { status: 429, text: 'Too many messages. Wait a moment.' },
  rate_limit_rooms: { status: 429, text: 'Too many rooms were made with this key.' },
  message_too_large: { status: 413, text: 'The message is too long.' },
  room_not_found: { status: 404, text: 'There is no such room here.' },
  not_in_room: { status: 403, text: 'Join the room first.' },
  already_in_room: { status: 409, text: 'Already in that room.' },
  room_name_taken: { status: 409, text: 'A room with that name exists already.' },
  access_denied: { status: 403, text: 'You may not do that here.' },
  invalid_payload: { status: 400, text: 'The request is malformed.' },
  internal_error: { status: 500, text: 'Something went wrong in the home.' },
  vote_not_found: { status: 404, text: 'There is no such vote.' },
  vote_closed: { status: 409, text: 'That vote is closed.' },
  already_voted: { status: 409, text: 'You have voted already.' },
  invalid_option: { status: 400, text: 'The vote has no such option.' },
  not_leader: { status: 403, text: 'Only the leader can decide.' },
  election_in_progress: { status: 409, text: 'An election is in progress.' },
  no_election_active: { status: 409, text: 'There is no election to decline.' },
  task_not_found: { status: 404, text: 'There is no such task.' },
  plaintext_in_encrypted_room: { status: 400, text: 'This room accepts encrypted messages only.' },

  update_required: { status: 400, text: 'This client and the home have incompatible versions. Update, or reload the page.' },
  sealed_before: { status: 409, text: 'That sealed message was in this room before.' },
  name_taken: { status: 409, text: 'That name, or a name that looks like it, is taken here. Choose another one.' },
  message_not_found: { status: 404, text: 'There is no such message here.' },
  person_not_found: { status: 404, text: 'There is no person with that name here.' },
  agent_not_found: { status: 404, text: 'There is no such agent here.' },
  invite_not_found: { status: 404, text: 'There is no such invite.' },
  invite_invalid: { status: 410, text: 'This invite is not valid here. Ask for a new one.' },
  invite_withdrawn: { status: 410, text: 'This invite was withdrawn. Ask for a new one.' },
  invite_expired: { status: 410, text: 'This invite has expired. Ask for a new one.' },
  invite_used: { status: 410, text: 'This invite was used already. Ask for a new one.' },
  invite_unconfirmed: { status: 409, text: 'The owner of this home has to confirm this link first. Ask the owner, then open it again.' },
  session_not_found: { status: 404, text: 'There is no such session.' },
  key_not_found: { status: 404, text: 'There is no such key.' },
  stream_not_found: { status: 404, text: 'There is no such stream here, or it has ended.' },
  too_many_streams: { status: 429, text: 'Too many messages are being written. End one first.' },
  approval_not_found: { status: 404, text: 'There is no such request for approval here.' },
  approval_resolved: { status: 409, text: 'That request was answered already.' },
  too_many_approvals: { status: 429, text: 'Too many questions wait here for an answer.' },
  room_archived: { status: 409, text: 'The room is archived. Restore it to write in it.' },
  agents_paused: { status: 409, text: 'Agents are paused here until a person writes.' },
  message_deleted: { status: 409, text: 'That message was deleted.' },
  too_many_pins: { status: 409, text: 'The room has too many pinned messages. Unpin one first.' },
  note_conflict: { status: 409, text: 'The note was changed meanwhile. Read it again.' },
  page_conflict: { status: 409, text: 'The page was changed meanwhile. Read it again.' },
  page_version_not_found: { status: 404, text: 'There is no such version of the page here.' },
  file_not_found: { status: 404, text: 'There is no such file here.' },
  file_too_large: { status: 413, text: 'The file is too large for this home.' },
  too_many_files: { status: 409, text: 'You have too many unsent files. Send or remove some.' },
  files_not_taken: { status: 409, text: 'This room does not accept files.' },
  storage_full: { status: 507, text: "The home's disk is full. Nothing was saved. Free some space and try again." },
  quota_exceeded: { status: 507, text: 'Your storage limit in this home is reached.' },
  range_not_satisfiable: { status: 416, text: 'The file has no such range.' },
  backup_not_found: { status: 404, text: 'There is no such backup here.' },
  backup_unusable: { status: 422, text: 'That file is not a backup of a home, or it is damaged.' },
  backup_locked: { status: 422, text: 'The backup is encrypted. Enter its passphrase.' },
  home_busy: { status: 409, text: 'The home is busy with a backup. Try again when it is done.' },
  already_done: { status: 409, text: 'That was done already. Its result is shown only once.' },
  idempotency_mismatch: { status: 422, text: 'That Idempotency-Key was used for another request.' },
  provider_not_found: { status: 404, text: 'There is no such model provider here.' },
  provider_key_locked: { status: 409, text: 'The key of this model provider cannot be read. Enter it again in Settings → Models.' },
  program_failed: { status: 502, text: 'The program did not answer as expected.' },
  model_failed: { status: 502, text: 'The model server did not answer as expected.' },
  tool_server_not_found: { status: 404, text: 'There is no such tool server here.' },
  tool_server_failed: { status: 502, text: 'The tool server did not answer as expected.' },
  not_found: { status: 404, text: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, text: 'This address does not support that method.' },
  payload_too_large: { status: 413, text: 'The request is too large.' },
  unsupported_media_type: { status: 415, text: 'Send JSON.' },
  proof_required: { status: 401, text: 'The request lacks the proof of its page.' },
  cookie_mismatch: { status: 401, text: 'The cookie belongs to another session than the page. Sign in again.' },
  host_not_allowed: { status: 403, text: 'This home is not served at that address.' },
  origin_not_allowed: { status: 403, text: 'That page may not use this home.' },
  rate_limit_commands: { status: 429, text: 'Too many requests. Wait a moment.' },
  rate_limit_bytes: { status: 429, text: 'Too much data was requested. Wait a moment.' },
  rate_limit_connections: { status: 429, text: 'Too many connections are open. Close some.' },
  too_many_attempts: { status: 429, text: 'Too many attempts. Wait a minute.' },
  address_not_local: { status: 400, text: 'That is not an address of this machine.' },
  port_taken: { status: 409, text: 'Another program uses that port.' },
  slow_reader: { status: 503, text: 'The connection was too slow. Connect again to continue.' },
  shutting_down: { status: 503, text: 'The home is shutting down.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

interface AppErrorOptions extends ErrorOptions {
  /** For how long there is no use in trying again. */
  retryAfterMs?: number;
}

/** The one error class. The domain throws it; protocols send it as a frame, HTTP as a problem document. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string = ERRORS[code].text, { retryAfterMs, ...options }: AppErrorOptions = {}) {
    super(message.trim() === '' ? ERRORS[code].text : message, options);
    this.name = 'AppError';
    this.code = code;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
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
