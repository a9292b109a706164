import type { Migration } from 'kysely/migration';
import { firstRelease } from './0001-first-release.ts';
import { settingsAndNames } from './0004-settings.ts';
import { AGENT_MIGRATIONS } from './agents.ts';
import { statements } from './statements.ts';

/** Forward only, in this order. A migration that was released is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-release': firstRelease,
  '0002-room-topic': statements('alter table rooms add column topic text'),
  '0003-vote-messages': statements(
    'alter table votes add column seq integer',
    `alter table votes add column optional_ids text default '[]' not null`,
    'create index ballots_by_participant on ballots (participant_id)',
  ),
  '0004-settings': settingsAndNames,
  // Every public room took everyone. Those that agents made stop doing so: newcomers are not members of them.
  '0005-takes-everyone': statements(
    'alter table rooms add column takes_everyone integer default 0 not null',
    `update rooms set takes_everyone = 1 where visibility = 'public'
      and (created_by is null or created_by in (select id from participants where kind = 'person'))`,
  ),
  '0006-threads': statements(
    'alter table messages add column thread_id text',
    'alter table messages add column thread_only integer default 0 not null',
    'create index messages_of_thread on messages (thread_id, seq) where thread_id is not null',
    'alter table mentions add column thread_id text',
    'alter table mentions add column thread_only integer default 0 not null',
    `create table threads (
      id text primary key not null,
      room_id text not null,
      replies integer not null,
      last_seq integer not null,
      last_reply_at integer,
      author_ids text not null
    )`,
    'create index threads_of_room on threads (room_id, last_seq)',
    `create table thread_follows (
      thread_id text not null,
      participant_id text not null,
      room_id text not null,
      last_read_seq integer not null,
      is_muted integer not null,
      constraint thread_follows_pk primary key (thread_id, participant_id)
    )`,
    'create index thread_follows_of_participant on thread_follows (participant_id, room_id)',
  ),
  '0007-sidebars': statements(
    'alter table memberships add column section_id text',
    'create table sidebars (participant_id text primary key references participants (id), sidebar text not null)',
  ),
  '0008-activities': statements(
    `create table activities (
      cursor integer primary key,
      room_id text not null,
      after_seq integer not null,
      kind text not null,
      participant_id text not null,
      by_id text,
      created_at integer not null
    )`,
    'create index activities_of_room on activities (room_id, after_seq)',
  ),
  '0010-saved': statements(
    `create table saved (
      participant_id text not null,
      id text not null,
      room_id text not null,
      saved_at integer not null,
      constraint saved_pk primary key (participant_id, id)
    )`,
  ),
  '0011-scheduled': statements(
    `create table scheduled (
      id text primary key not null,
      room_id text not null,
      author_id text not null references participants (id),
      key_id text,
      content text not null,
      reply_to text,
      thread_id text,
      also_in_room integer not null,
      metadata text,
      mentions text not null,
      send_at integer not null,
      due_at integer,
      first_at integer not null,
      repeat text,
      failure text,
      version integer not null,
      created_at integer not null
    )`,
    'create index scheduled_due on scheduled (due_at) where due_at is not null',
    'create index scheduled_of_author on scheduled (author_id, send_at)',
    'alter table files add column scheduled_id text',
    'create index files_of_scheduled on files (scheduled_id) where scheduled_id is not null',
  ),
  // A reminder may have no message.
  '0012-reminders': statements(
    'alter table saved rename to saved_messages',
    `create table saved (
      participant_id text not null,
      id text not null,
      room_id text,
      saved_at integer not null,
      text text,
      remind_at integer,
      due_at integer,
      is_seen integer not null,
      constraint saved_pk primary key (participant_id, id)
    )`,
    `insert into saved (participant_id, id, room_id, saved_at, is_seen)
      select participant_id, id, room_id, saved_at, 0 from saved_messages`,
    'drop table saved_messages',
    'create index saved_by_reminder on saved (remind_at) where remind_at is not null and due_at is null',
  ),
  '0013-pins': statements(
    'alter table messages add column pin text',
    'create index pinned_messages on messages (room_id) where pin is not null',
    'alter table rooms add column pin_count integer default 0 not null',
  ),
  '0014-room-tags': statements("alter table rooms add column tags text default '[]' not null"),
  '0015-forwarded': statements('alter table messages add column forwarded_from text'),
  '0016-ended-sessions': statements(
    `create table ended_sessions (
      id text primary key,
      page_secret text not null,
      why text not null,
      by_id text,
      ended_at integer not null
    )`,
  ),
  '0018-room-pages': statements(
    `create table room_page_versions (
      room_id text not null,
      version integer not null,
      author_id text not null,
      content text not null,
      created_at integer not null,
      constraint room_page_versions_pk primary key (room_id, version)
    )`,
    'alter table rooms add column page_version integer default 0 not null',
  ),
  '0019-link-previews': statements('alter table messages add column previews text'),
  '0021-push': statements(
    `create table push_subscriptions (
      session_id text primary key not null,
      participant_id text not null,
      endpoint text not null unique,
      p256dh text not null,
      auth text not null,
      shows text not null,
      origin text not null,
      time_zone text not null,
      created_at integer not null,
      delivered_at integer,
      failure text
    )`,
  ),
  '0021-session-entrances': statements('alter table sessions add column entrance text'),
  '0021-who-did-what': statements(
    `create table audit (
      id integer primary key not null,
      kind text not null,
      topic text not null,
      at integer not null,
      last_at integer not null,
      count integer not null,
      by_id text,
      by_name text,
      key_label text,
      entrance text,
      address text,
      browser text,
      platform text,
      about_kind text,
      about_id text,
      about_name text,
      facts text not null
    )`,
  ),
  '0022-audit-persons': statements(
    'alter table audit add column person_id text',
    'update audit set person_id = coalesce((select owner_id from participants where id = by_id), by_id)',
    'create index audit_of_person on audit (person_id, at)',
  ),
  // With the interface of each, so that it is followed when it changes.
  '0024-shared-interfaces': statements(
    `update settings set value = (select json_group_array(json_object('address', each.value, 'interface', null)) from json_each(settings.value) each)
      where key = 'shared_addresses'`,
  ),
  '0026-counted-messages': statements(
    'create table counted_messages (id integer primary key not null check (id = 0), cursor integer not null)',
    'insert into counted_messages select 0, coalesce(max(cursor), 0) from messages',
  ),
  '0030-rooms-of-programs': statements('alter table sessions add column room_id text'),
  '0032-renewed-invites': statements(
    'alter table invites add column earlier_code_hash text',
    'alter table invites add column origins text',
    'create unique index invites_by_earlier_code on invites (earlier_code_hash)',
  ),
  '0033-deliveries': statements(
    'alter table memberships add column delivered_seq integer default 0 not null',
    'alter table memberships add column delivered_at integer',
    // When it arrived is not known.
    `update memberships set delivered_seq = last_read_seq
      where room_id in (select id from rooms where direct_key is not null)
        and participant_id in (select id from participants where kind = 'person')`,
  ),
  '0034-tailnet-logins': statements('alter table sessions add column tailnet_login text'),
  '0035-person-notes': statements(
    `create table person_notes (
      participant_id text primary key not null,
      content text not null,
      version integer not null,
      author_id text not null,
      changed_at integer not null
    )`,
  ),
  '0036-unfinished': statements('alter table messages add column unfinished text'),
  '0038-providers': statements(
    `create table providers (
      id text primary key not null,
      kind text not null,
      name text not null,
      base_url text not null,
      created_at integer not null
    )`,
  ),
  ...AGENT_MIGRATIONS,
};
