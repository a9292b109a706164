import type { Migration } from 'kysely/migration';
import { statements } from './statements.ts';

/** The later part of the list, since agents can run in the server. */
export const AGENT_MIGRATIONS: Record<string, Migration> = {
  '0040-hosted-agents': statements(
    `create table hosted_agents (
      participant_id text primary key not null,
      runs text not null,
      instructions text not null,
      context_messages integer not null,
      steps_max integer not null,
      tokens_per_day integer,
      paused_at integer,
      wakes text not null
    )`,
    `create table agent_turns (
      id text primary key not null,
      agent_id text not null,
      room_id text not null,
      message_id text not null,
      caused_by text,
      started_at integer not null,
      ended_at integer,
      outcome text,
      steps integer not null,
      input_tokens integer not null,
      output_tokens integer not null,
      cost real,
      messages_sent integer not null,
      messages_left_out integer not null,
      failure text
    )`,
    'create index agent_turns_of_agent on agent_turns (agent_id, started_at)',
    'create index agent_turns_in_room on agent_turns (room_id)',
    'create index open_agent_turns on agent_turns (ended_at) where ended_at is null',
  ),
  '0041-agent-use': statements(
    `create table agent_use (
      agent_id text not null,
      hour integer not null,
      turns integer not null,
      tokens integer not null,
      cost real,
      primary key (agent_id, hour)
    )`,
  ),
  '0043-acts': statements('alter table messages add column act text'),
  '0044-choices': statements('alter table messages add column choices text', 'alter table messages add column choice text'),
  '0044-questions': statements(
    `create table approvals (
      id text primary key not null, room_id text not null, agent_id text not null, reply_to text, thread_id text,
      seq integer not null, title text not null, reason text, detail text, may_allow_session integer not null,
      state text not null, decider_ids text not null, created_at integer not null, deadline_at integer not null,
      decided_by text, decided_at integer
    )`,
    'create index approvals_in_room on approvals (room_id)',
    "create index waiting_approvals on approvals (room_id) where state = 'waiting'",
  ),
  '0045-agent-sessions': statements(
    `create table agent_sessions (
      agent_id text not null, room_id text not null, session_id text not null, through_seq integer not null, cost real not null,
      primary key (agent_id, room_id)
    )`,
    'create index agent_sessions_in_room on agent_sessions (room_id)',
  ),
  '0046-turn-marks': statements(
    "alter table agent_turns add column marks text not null default '[]'",
    "alter table agent_sessions add column marks text not null default '[]'",
    'alter table agent_sessions add column has_permission integer not null default 0',
  ),
  '0047-agent-starts': statements(
    `create table agent_starts (
      participant_id text primary key not null, start text not null, secret text, set_by text not null, key_id text, set_at integer not null
    )`,
  ),
  '0048-use-limits': statements(
    'alter table hosted_agents add column micros_per_day integer',
    'alter table hosted_agents add column turns_per_day integer',
    'alter table hosted_agents add column price text',
    'alter table agent_turns add column retry_at integer',
    'alter table agent_use rename to agent_use_before',
    `create table agent_use (
      agent_id text not null, hour integer not null, room_id text not null, person_id text not null,
      turns integer not null, tokens integer not null, unpriced_tokens integer not null, micros integer not null,
      primary key (agent_id, hour, room_id, person_id)
    )`,
    `insert into agent_use select agent_id, hour, '', '', turns, tokens, case when cost is null then tokens else 0 end,
      cast(round(coalesce(cost, 0) * 1000000) as integer) from agent_use_before`,
    'drop table agent_use_before',
    'create index agent_use_in_room on agent_use (room_id, hour)',
    'create index agent_use_for_person on agent_use (person_id, hour)',
    `create table use_limits (
      kind text not null, id text not null, tokens_per_day integer, micros_per_day integer, turns_per_day integer,
      primary key (kind, id)
    )`,
  ),
  '0049-program-messages': statements('alter table messages add column by_program integer not null default 0'),
  '0050-named-accounts': statements(
    'alter table sessions rename column tailnet_login to account',
    "update sessions set account = 'tailscale:' || account where account is not null",
    "update audit set kind = 'sign_in_as_account' where kind = 'sign_in_as_tailnet_user'",
  ),
  '0051-turn-files': statements(
    "alter table agent_turns add column files text not null default '[]'",
    'alter table agent_turns add column files_more integer not null default 0',
  ),
  '0052-invite-nicknames': statements('alter table invites add column nickname text'),
  '0053-agent-runs': statements(
    'alter table rooms add column agent_run integer default 0 not null',
    'alter table rooms add column agent_run_of text',
    'alter table rooms add column agent_run_max integer',
  ),
  '0056-imported': statements(
    'alter table messages add column imported text',
    'alter table participants add column imported text',
    'create index imported_messages on messages (cursor) where imported is not null',
  ),
  '0057-incoming-webhooks': statements(
    `create table incoming_webhooks (
      participant_id text primary key not null references participants (id), room_id text not null references rooms (id),
      template text not null, secret_hash text not null,
      signing_secret text, is_signed integer not null, created_by text not null, key_id text, created_at integer not null,
      paused_at integer, last_delivery text
    )`,
    'create unique index incoming_webhooks_by_secret on incoming_webhooks (secret_hash)',
    'create index incoming_webhooks_in_room on incoming_webhooks (room_id)',
  ),
};
