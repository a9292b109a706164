import { sql, type Kysely } from 'kysely';

/**
 * The tables of version 0.1.0. This text is frozen, as that of every migration is: a database that has it is never given it again. So
 * nothing in it may follow from code that changes, such as the declarations in tables/ or the shared enums. For the same reason no
 * CHECK lists the values of an enum: a further value would need a new table and a copy of all rows. Values are checked where they
 * come in.
 */
const STATEMENTS = `
  create table home (
    id text primary key,
    name text not null,
    set_up_at integer,
    shared_addresses text default '[]' not null,
    limits text default '{}' not null,
    mentions_reach text default 'members' not null,
    clawchat text,
    backup_every text default 'never' not null,
    backups_kept integer default 7 not null,
    keep_days integer
  );

  create table participants (
    id text primary key,
    kind text not null,
    name text not null,
    role text,
    scope text,
    type text,
    owner_id text references participants (id),
    capabilities text,
    created_at integer not null,
    revoked_at integer,
    key_id text,
    color text,
    picture text,
    status text,
    time_zone text,
    description text,
    removed_at integer,
    tells_reads integer default 1 not null,
    name_key text,
    name_fold text,
    earlier_names text,
    has_traces integer default 0 not null,
    forgotten_at integer,
    returns text
  );
  create index participants_name_key on participants (name_key);
  create index participants_name_fold on participants (name_fold);
  create index participants_by_key on participants (key_id, created_at);

  create table rooms (
    id text primary key,
    name text not null,
    description text,
    visibility text not null,
    parent_id text references rooms (id),
    direct_key text unique,
    created_by text references participants (id),
    created_at integer not null,
    archived_at integer,
    last_seq integer default 0 not null,
    last_message_at integer,
    key_id text,
    encrypted integer default 0 not null,
    swept_seq integer default 0 not null,
    name_key text,
    name_fold text
  );
  create index rooms_name_key on rooms (name_key);
  create index rooms_name_fold on rooms (name_fold);

  create table memberships (
    room_id text not null references rooms (id),
    participant_id text not null references participants (id),
    joined_cursor integer not null,
    read_from_seq integer not null,
    last_read_seq integer not null,
    notify_level text default 'default' not null,
    muted_until integer,
    seen_seq integer default 0 not null,
    seen_at integer,
    constraint memberships_pk primary key (room_id, participant_id)
  );
  create index memberships_by_participant on memberships (participant_id);

  create table messages (
    cursor integer primary key,
    id text not null unique,
    room_id text not null references rooms (id),
    seq integer not null,
    author_id text not null references participants (id),
    kind text not null,
    content text not null,
    reply_to text,
    metadata text,
    mentions text,
    client_id text,
    created_at integer not null,
    edited_at integer,
    deleted_at integer,
    attachments text,
    constraint messages_in_order unique (room_id, seq)
  );
  create unique index messages_by_client_id on messages (author_id, client_id) where client_id is not null;

  create table mentions (
    participant_id text not null,
    room_id text not null,
    seq integer not null,
    constraint mentions_pk primary key (participant_id, room_id, seq)
  );

  create table reactions (
    message_cursor integer not null references messages (cursor),
    emoji text not null,
    participant_id text not null,
    created_at integer not null,
    constraint reactions_pk primary key (message_cursor, emoji, participant_id)
  );

  create table edits (
    message_cursor integer not null references messages (cursor) on delete cascade,
    number integer not null,
    content text not null,
    written_at integer not null,
    constraint edits_pk primary key (message_cursor, number)
  );

  create table changes (
    cursor integer primary key,
    type text not null,
    room_id text,
    subject_id text,
    only_id text,
    payload text
  );

  create table sessions (
    id text primary key,
    token_hash text not null unique,
    page_secret text not null,
    participant_id text not null references participants (id),
    created_at integer not null,
    expires_at integer not null,
    browser text,
    platform text,
    last_used_at integer default 0 not null
  );
  create index sessions_participant on sessions (participant_id);

  create table invites (
    id text primary key,
    code_hash text not null unique,
    name text not null,
    role text not null,
    room_ids text,
    created_by text not null references participants (id),
    created_at integer not null,
    expires_at integer not null,
    max_uses integer not null,
    uses integer not null,
    revoked_at integer,
    participant_id text references participants (id),
    needs_owner integer default 0 not null
  );

  create table keys (
    id text primary key,
    secret_hash text not null unique,
    label text not null,
    owner_id text not null references participants (id),
    room_ids text,
    rights text not null,
    hint text not null,
    created_at integer not null,
    last_used_at integer,
    revoked_at integer
  );

  create table old_secrets (
    secret_hash text primary key,
    key_id text not null references keys (id),
    good_until integer not null
  );
  create index old_secrets_by_key on old_secrets (key_id);

  create table key_verifiers (secret_hash text primary key, stored_key text not null, server_key text not null);

  create table bucket_levels (bucket text primary key, level real not null, at integer not null);

  create table votes (
    id text primary key,
    room_id text not null references rooms (id),
    title text not null,
    description text,
    options text not null,
    created_by text not null,
    created_at integer not null,
    closes_at integer,
    closed_at integer,
    eligible_ids text not null,
    left_ids text not null
  );
  create index votes_by_room on votes (room_id, created_at);

  create table ballots (
    vote_id text not null references votes (id),
    participant_id text not null,
    option_index integer not null,
    cast_at integer not null,
    constraint ballots_pk primary key (vote_id, participant_id)
  );

  create table tasks (
    id text primary key,
    room_id text not null references rooms (id),
    title text not null,
    description text,
    status text not null,
    assignee_id text,
    created_by text not null,
    created_at integer not null,
    updated_at integer,
    note text
  );
  create index tasks_by_room on tasks (room_id, created_at);

  create table files (
    id text primary key,
    sha256 text not null,
    name text not null,
    type text not null,
    size integer not null,
    width integer,
    height integer,
    uploaded_by text not null references participants (id),
    key_id text,
    room_id text not null references rooms (id),
    message_id text,
    message_cursor integer,
    position integer,
    created_at integer not null,
    dropped_at integer
  );
  create index files_by_content on files (sha256);
  create index files_by_message on files (message_id);
  create index files_by_room on files (room_id, message_cursor, position) where message_cursor is not null;
  create index files_dropped on files (dropped_at) where dropped_at is not null;

  create table seals (
    room_id text not null,
    seal_id text not null,
    constraint seals_pk primary key (room_id, seal_id)
  ) without rowid;

  create table stored_bytes (participant_id text primary key, bytes integer not null);

  create table subscriptions (
    id text primary key,
    room_id text not null references rooms (id),
    owner_id text not null references participants (id),
    created_by text not null references participants (id),
    key_id text references keys (id),
    webhook_url text not null,
    secret text not null,
    kinds text not null,
    only_from text,
    not_from text,
    exclude_thinking integer not null,
    since_seq integer not null,
    last_delivered_seq integer not null,
    status text not null,
    failure_count integer not null,
    last_error text,
    next_attempt_at integer,
    last_delivered_at integer,
    created_at integer not null,
    only_from_id text,
    not_from_id text
  );
  create index subscriptions_by_room on subscriptions (room_id);

  create table notify_preferences (participant_id text primary key references participants (id), preferences text not null);
`;

export const firstRelease = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS.split(';')) if (statement.trim() !== '') await sql.raw(statement.trim()).execute(db);
  },
};
