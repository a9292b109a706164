// Every number that is a decision of the protocol. Sizes are UTF-8 bytes unless the name says otherwise.

export const PROTOCOL_VERSION = 1;
/** The version of the snapshot and the events that `watch` sends. A new type of event needs no new version: clients skip it. */
export const WATCH_VERSION = 2;
/** The oldest version of `watch` that is served. */
export const WATCH_VERSION_MIN = 2;

/** One frame, its newline included. Checked before a frame is parsed; replies stay under it too. */
export const FRAME_BYTES_MAX = 1_048_576;
/** Room left in a paged reply for its envelope and for the participants that come along. */
export const PAGE_BYTES_MAX = 896 * 1024;

export const MESSAGE_BYTES_MAX = 262_144;
export const METADATA_BYTES_MAX = 65_536;
/** The largest depth of objects and lists. Deeper ones cannot be serialised everywhere. */
export const METADATA_DEPTH_MAX = 64;
export const NAME_CHARS_MAX = 80;
/** Earlier names that are kept of one participant. */
export const EARLIER_NAMES_MAX = 10;
/** How many returns of a person are kept. */
export const RETURNS_MAX = 10;
export const DESCRIPTION_CHARS_MAX = 500;
export const STATUS_CHARS_MAX = 80;
export const STATUS_DETAIL_CHARS_MAX = 200;
export const MENTIONS_MAX = 100;
/** The members that one message can call by @everyone, @here and @agents. */
export const CALLED_MAX = 500;
/** Before it calls so many, the app asks. */
export const CALL_ASKS_FROM = 10;
export const CAPABILITIES_MAX = 64;
/** All capabilities of an agent together: they are sent to all with the agent. */
export const CAPABILITIES_CHARS_MAX = 2_048;
export const EMOJI_CHARS_MAX = 32;
export const REACTIONS_PER_MESSAGE_MAX = 50;
/** Of one room, and the characters of one tag. */
export const TAGS_MAX = 8;
export const TAG_CHARS_MAX = 24;
/** A room's page. Sealed, it is longer. */
export const ROOM_PAGE_BYTES_MAX = 131_072;
/** Older ones are deleted. */
export const ROOM_PAGE_VERSIONS_MAX = 200;
export const ROOM_PAGE_VERSIONS_PAGE_DEFAULT = 50;
export const ROOM_PAGE_VERSIONS_PAGE_MAX = 200;
/** The timeline says at most once in this time that a participant changed the page. */
export const ROOM_PAGE_ACTIVITY_EVERY_MS = 60 * 60 * 1000;
/** Pinned messages of one room: more than can be kept in view is a second timeline. */
export const PINS_MAX = 100;

/** Previews of one message: of its first links. */
export const LINK_PREVIEWS_MAX = 3;
/** A longer address has no preview. */
export const LINK_URL_CHARS_MAX = 2_048;
export const LINK_TITLE_CHARS_MAX = 200;
export const LINK_DESCRIPTION_CHARS_MAX = 300;
export const LINK_SITE_CHARS_MAX = 60;
/** The image of a preview is small. */
export const LINK_IMAGE_PIXELS_MAX = 4_000_000;

/** Messages that are being written at the same time: by one agent, by all agents of one key in one room and in all rooms, in one room, on the server. */
export const STREAMS_PER_PARTICIPANT_MAX = 4;
export const STREAMS_PER_ACCOUNT_IN_ROOM_MAX = 10;
export const STREAMS_PER_ACCOUNT_MAX = 40;
export const STREAMS_PER_ROOM_MAX = 40;
export const STREAMS_MAX = 200;
/** Each client that connects is sent the text of all of them in its rooms, as JSON: that is what counts. */
export const STREAM_BYTES_MAX_TOGETHER = 8 * 1024 * 1024;
export const STREAM_BYTES_PER_ACCOUNT_MAX = 1024 * 1024;
/** Readers are sent what a stream grew by at most once in this time. */
export const STREAM_TOLD_EVERY_MS = 40;
/** How long a stream stays after the connection that holds it has ended. */
export const STREAM_GRACE_MS = 20_000;
/** How long a stream stays without a delta. */
export const STREAM_IDLE_MS = 10 * 60 * 1000;
/** An agent is asked to end its work in a room at most once in this time. */
export const STOP_REQUESTED_EVERY_MS = 1_000;

/** Answers that a message offers. */
export const CHOICES_MIN = 2;
export const CHOICES_MAX = 6;
export const CHOICE_CHARS_MAX = 80;

/** Of an act: its line, its input and its output, and its change of a file, with both texts. Longer ones are cut. */
export const ACT_LINE_CHARS_MAX = 300;
export const ACT_TEXT_BYTES_MAX = 4 * 1024;
export const ACT_DIFF_BYTES_MAX = 16 * 1024;
export const ACT_PATH_CHARS_MAX = 500;

export const HISTORY_PAGE_DEFAULT = 50;
export const HISTORY_PAGE_MAX = 1_000;
/** Threads that one participant follows in one room. A further one takes the place of one that was read. */
export const THREADS_FOLLOWED_MAX = 200;
export const THREADS_PAGE_DEFAULT = 30;
export const THREADS_PAGE_MAX = 100;
/** Messages that one participant saves for later, and reminders. All of them are in the snapshot, without the content of the messages. */
export const SAVED_MAX = 500;
export const SAVED_PAGE_DEFAULT = 30;
export const SAVED_PAGE_MAX = 100;
export const REMINDER_CHARS_MAX = 500;
/** A reminder is at most this far ahead. */
export const REMINDER_AHEAD_MS_MAX = 5 * 366 * 24 * 60 * 60 * 1000;
/** Of a room: with a further one the oldest is deleted. */
export const ACTIVITIES_KEPT_MAX = 1_000;
/** The authors of the newest replies that a thread names. */
export const THREAD_AUTHORS_MAX = 3;
/** Members of a room get read receipts at most once in this time. Larger rooms have none. */
export const READS_TOLD_EVERY_MS = 1_000;
export const READS_TOLD_MEMBERS_MAX = 50;
/** Earlier texts that are kept of one message: the first, and the newest. */
export const EDITS_KEPT_MAX = 100;
/** The same by what they weigh; the first is kept whatever it weighs. */
export const EDITS_KEPT_BYTES_MAX = 1_048_576;
export const EDITS_PAGE_DEFAULT = 20;
export const EDITS_PAGE_MAX = 100;
/** Unread counts are exact up to this and stay there; interfaces show "999+". */
export const UNREAD_MAX = 1_000;
/** A client this many changes behind is given a new snapshot instead of the changes. */
export const RESUME_CHANGES_MAX = 5_000;
/** The same for their size. It is far less than one connection may queue: otherwise a client so far behind could never resume. */
export const RESUME_BYTES_MAX = 4 * 1024 * 1024;

export const REGISTER_DEADLINE_MS = 10_000;
/** Unregistered connections in total. The oldest one is closed to make room for the next. */
export const UNREGISTERED_MAX = 1_000;
/** The same for one address. */
export const UNREGISTERED_PER_ADDRESS_MAX = 64;
/** One frame or body from a client that has not registered yet: enough to register. */
export const STRANGER_BYTES_MAX = 8 * 1024;
/** Open connections of one listener, of all clients together. */
export const CONNECTIONS_PER_LISTENER_MAX = 16_384;
export const HEARTBEAT_INTERVAL_MS = 30_000;
export const SILENCE_LIMIT_MS = 90_000;
/** How long a disconnected agent's rooms are held for `register {reconnect: true}`. */
export const RECONNECT_WINDOW_MS = 120_000;
/** How long a room that lives in memory waits for the first one to come. */
export const EPHEMERAL_UNJOINED_MS = 10 * 60 * 1000;
/** How long a room in memory stays after the last person closed it, or the last agent lost its connection. */
export const EPHEMERAL_GRACE_MS = 60 * 1000;
/** The size of all ephemeral rooms together, above which the largest loses its oldest messages. Twice this is the hard limit. */
export const EPHEMERAL_BYTES_MAX = 128 * 1024 * 1024;
/** The largest output queue of a connection. Above it the connection is closed and has to resume. */
export const OUTBOUND_QUEUE_BYTES_MAX = 8 * 1024 * 1024;
/** The same for all connections of one participant, or of all agents of one key: with more, those that read least are cut off. */
export const OUTBOUND_QUEUE_BYTES_MAX_TOGETHER = 32 * 1024 * 1024;
/** Bodies in progress from one participant, or from all agents of one key. */
export const BODIES_BYTES_MAX = 32 * 1024 * 1024;

/** One file. */
export const FILE_BYTES_MAX = 100 * 1024 * 1024;
/** One file of a sealed room, which a device seals and opens whole and in memory. */
export const SEALED_FILE_BYTES_MAX = 25 * 1024 * 1024;
export const FILE_NAME_CHARS_MAX = 200;
export const FILES_PER_MESSAGE_MAX = 20;
/** Files that one participant may have uploaded and not sent yet. */
export const FILES_UNSENT_MAX = 100;
/** Unsent uploads are deleted after this. */
export const FILE_UNSENT_LIFETIME_MS = 24 * 60 * 60 * 1000;
/** The space on the disk that uploads leave free, so that messages can always be saved. */
export const DISK_FREE_BYTES_MIN = 256 * 1024 * 1024;
/** With less, only the owner and the home's own agents can write: the owner has to be able to make room. */
export const DISK_FREE_BYTES_MIN_FOR_MESSAGES = DISK_FREE_BYTES_MIN / 2;
export const FILES_PAGE_DEFAULT = 50;
export const FILES_PAGE_MAX = 200;
/** A profile picture, which clients resize first. */
export const PICTURE_BYTES_MAX = 100 * 1024;
export const PICTURE_SIDE_MAX = 256;
/** An image with more pixels is offered as a file and not shown: each pixel takes four bytes when it is shown. */
export const IMAGE_PIXELS_MAX = 50_000_000;

/** Rooms under one another, the one at the top included. */
export const ROOM_DEPTH_MAX = 8;
export const TYPING_LIFETIME_MS = 6_000;
export const INVITE_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
export const INVITE_LIFETIME_MS_MAX = 365 * 24 * 60 * 60 * 1000;
export const SESSION_LIFETIME_MS = 90 * 24 * 60 * 60 * 1000;
/** Of a person. */
export const SESSIONS_MAX = 50;
/** Of a person, those that were made by a named account without an invite or a code. */
export const ACCOUNT_SESSIONS_MAX = 10;
/** How long the reason for the end of a session is kept. */
export const ENDED_SESSIONS_KEPT_MS = 90 * 24 * 60 * 60 * 1000;
/** The audit log: how long an entry is kept at most and by default, and how many entries there are at most. */
export const AUDIT_DAYS_MAX = 3_650;
export const AUDIT_DAYS_DEFAULT = 90;
export const AUDIT_ENTRIES_MAX = 20_000;
/** Of a person and their agents. */
export const AUDIT_ENTRIES_A_DAY_MAX = 100;
export const AUDIT_PAGE_DEFAULT = 50;
export const AUDIT_PAGE_MAX = 200;
export const OWNER_TOKEN_LIFETIME_MS = 10 * 60 * 1000;
export const SHORT_CODE_LIFETIME_MS = 10 * 60 * 1000;
/** How long an agent that redeemed its invite waits for the approval. */
export const AGENT_APPROVAL_MS = 60 * 60 * 1000;
/** Invites for agents that the server remembers, so that it can say why one is not valid. */
export const AGENT_INVITES_MAX = 200;
/** How long a key's secret stays good after another took its place. */
export const KEY_GRACE_MS = 24 * 60 * 60 * 1000;
export const LIMIT_MAX = 1_000_000_000;
export const KEY_GRACE_MS_MAX = 30 * 24 * 60 * 60 * 1000;

export const TITLE_CHARS_MAX = 200;
export const VOTES_PAGE_MAX = 200;
export const TASKS_PAGE_MAX = 1_000;
export const VOTE_OPTIONS_MAX = 50;
export const VOTE_DURATION_S_MAX = 31 * 24 * 60 * 60;
/** Approvals: how much may wait at the same time, and for how long. */
export const APPROVALS_PER_AGENT_IN_ROOM_MAX = 5;
export const APPROVALS_PER_ROOM_MAX = 20;
export const APPROVAL_REASON_CHARS_MAX = 1_000;
/** Only a detail that is shown whole can be allowed: a longer one is refused. */
export const APPROVAL_DETAIL_BYTES_MAX = 16 * 1024;
export const APPROVAL_DEADLINE_S_MIN = 10;
export const APPROVAL_DEADLINE_S_MAX = 24 * 60 * 60;
export const APPROVAL_DEADLINE_S_DEFAULT = 15 * 60;
export const ELECTION_MS = 2_000;
/** How long a person who leads can keep the lead when another participant starts an election. */
export const LEADER_ASKED_MS = 30_000;
/** How far away the end of a mute or of "do not disturb" may be. */
export const QUIET_MS_MAX = 366 * 24 * 60 * 60 * 1000;
/** Rooms with more present participants get the current turn only, and not the whole order each time. */
export const TURN_ORDER_MAX = 32;

/** The waits of a webhook after each failed try of a message. After one more failure it stops until a user starts it again. */
export const WEBHOOK_RETRIES_MS = [1_000, 4_000, 16_000, 64_000, 256_000] as const;
/** From the look-up of the address to the end of the answer. */
export const WEBHOOK_TIMEOUT_MS = 10_000;
export const WEBHOOK_URL_CHARS_MAX = 1_000;
export const WEBHOOK_SECRET_CHARS_MAX = 512;
export const WEBHOOK_KINDS_MAX = 20;
export const WEBHOOK_KIND_CHARS_MAX = 60;
/** For one person and the agents that came with the person's keys. A whole list of them fits into one frame. */
export const WEBHOOKS_PER_PERSON_MAX = 100;
export const WEBHOOKS_LISTED_MAX = 100;
/** The address of a device at its push service. */
export const PUSH_ENDPOINT_CHARS_MAX = 2_048;

/** Providers of models, and the length of what describes them. */
export const PROVIDERS_MAX = 50;
export const PROVIDER_URL_CHARS_MAX = 1_000;
export const PROVIDER_KEY_CHARS_MAX = 2_000;
/** Of one provider, in a list. */
export const MODELS_LISTED_MAX = 2_000;
export const MODEL_NAME_CHARS_MAX = 300;

/** Messages of one participant that are sent later, and the length of all of them: each of the participant's clients has them. */
export const SCHEDULED_MAX = 100;
export const SCHEDULED_BYTES_MAX = 524_288;
export const SCHEDULED_AHEAD_MAX_MS = 366 * 24 * 60 * 60 * 1000;

/** Sections of one person's sidebar. */
export const SECTIONS_MAX = 50;
/** Rooms of one section with their own place, and of all sections of a person. */
export const SECTION_ROOMS_MAX = 300;
export const PLACED_ROOMS_MAX = 1_000;

export const SEARCH_QUERY_CHARS_MAX = 200;
export const SEARCH_PAGE_DEFAULT = 20;
export const SEARCH_PAGE_MAX = 50;

export const BACKUPS_KEPT_MAX = 100;
export const BACKUPS_KEPT_DEFAULT = 7;
export const RETENTION_DAYS_MAX = 36_500;
/** So many lines of the log are kept to be looked at. */
export const LOG_LINES_KEPT = 200;

/** Of the note about a person. */
export const NOTE_CHARS_MAX = 8_000;
/** An agent asks for the note about the author of a message that is this old at most. */
export const NOTE_MESSAGE_AGE_MS = 10 * 60 * 1000;

/** Agents that the server runs. */
export const HOSTED_AGENTS_MAX = 100;
export const INSTRUCTIONS_CHARS_MAX = 20_000;
export const CONTEXT_MESSAGES_DEFAULT = 30;
export const CONTEXT_MESSAGES_MAX = 200;
/** Requests to the model, or acts of a program, for one answer. */
export const STEPS_DEFAULT = 8;
export const STEPS_MAX = 500;
/** The default for programs: each file that one reads is an act. */
export const PROGRAM_STEPS_DEFAULT = 100;
export const PROGRAM_PATH_CHARS_MAX = 4_096;
export const PROGRAM_ARGUMENTS_MAX = 64;
export const PROGRAM_ARGUMENT_CHARS_MAX = 4_000;
export const PROGRAM_VARIABLES_MAX = 32;
/** The time without a report of a program after which the room gets a line, and after which the turn ends. */
export const PROGRAM_SILENT_MS = 5 * 60 * 1000;
export const PROGRAM_SILENT_MAX_MS = 30 * 60 * 1000;
/** A program without a turn ends after this. */
export const PROGRAM_IDLE_MS = 10 * 60 * 1000;
/** Of one agent within 24 hours. */
export const TOKENS_PER_DAY_DEFAULT = 1_000_000;
export const TOKENS_PER_DAY_MAX = 1_000_000_000;
/** Turns that are kept of one agent. */
export const TURNS_KEPT_MAX = 1_000;
export const TURNS_PAGE_DEFAULT = 50;
export const TURNS_PAGE_MAX = 200;
/** Of one request to a model. */
export const ANSWER_TOKENS_MAX = 4_096;
/** Calls by agents that an agent of OpenClaw answers in a room, without a message of a person. */
export const AGENT_HOPS_MAX = 6;
