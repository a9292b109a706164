import { sql, type Kysely } from 'kysely';

/**
 * The settings of the server were columns of the home's row, each with reads and writes of its own. They become rows of JSON, so that a
 * further one needs no migration. Two names that were hard to tell apart become plain: in a column, and in the stored changes, whose
 * types are the types of the events.
 */
const STATEMENTS = [
  'create table settings (key text primary key, value text not null)',
  "insert into settings (key, value) select 'shared_addresses', shared_addresses from home",
  "insert into settings (key, value) select 'limits', limits from home",
  "insert into settings (key, value) select 'mentions_reach', json_quote(mentions_reach) from home",
  "insert into settings (key, value) select 'agent_listeners', clawchat from home where clawchat is not null",
  "insert into settings (key, value) select 'backup_plan', json_object('every', backup_every, 'keep', backups_kept) from home",
  "insert into settings (key, value) select 'keep_days', json_quote(keep_days) from home",
  ...['shared_addresses', 'limits', 'mentions_reach', 'clawchat', 'backup_every', 'backups_kept', 'keep_days'].map(
    (column) => `alter table home drop column ${column}`,
  ),
  'alter table rooms rename column swept_seq to expired_through_seq',
  "update changes set type = 'read_position.changed' where type = 'read.moved'",
  "update changes set type = 'notify_level.changed' where type = 'level.changed'",
];

export const settingsAndNames = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const each of STATEMENTS) await sql.raw(each).execute(db);
  },
};
