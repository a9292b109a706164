// Access to a home after a restore. A backup may be old, or tampered with: its contents come back, and it gives no new
// access. This table says for each table whether the rows and columns of the backup or of the home are kept.
import type Database from 'better-sqlite3';
import { agentsOf, pauseComputerAgents } from './computer-agents.ts';
import { OPENING_SETTINGS } from '../settings.ts';
import { ROOM_TEXTS } from '../tables/rooms.ts';

/**
 * `contents`: the backup's. `access`: the rows that both have, as they are now. `since`: also the rows that came since.
 * With `contents` columns: the backup's rows and these columns of it; every other column is as it is now.
 */
type Rule = 'contents' | 'access' | 'since' | 'members' | { contents: readonly string[]; access: readonly string[] };

/** A table that is not listed counts as `access`; a test fails until it is listed. */
export const RULES: Readonly<Record<string, Rule>> = {
  home: { contents: ['id', 'name', 'set_up_at'], access: [] },
  settings: 'since',
  participants: {
    contents: [
      ...['id', 'type', 'capabilities', 'created_at'],
      ...['color', 'picture', 'status', 'time_zone', 'description', 'tells_reads', 'has_traces'],
    ],
    // Names too: a participant with the owner's name could be taken for the owner.
    access: [
      ...['name', 'name_key', 'name_fold', 'earlier_names', 'returns', 'imported'],
      ...['kind', 'role', 'scope', 'owner_id', 'key_id', 'revoked_at', 'removed_at', 'forgotten_at'],
    ],
  },
  rooms: {
    contents: [
      ...ROOM_TEXTS,
      ...[
        'id',
        'parent_id',
        'direct_key',
        'created_by',
        'created_at',
        'archived_at',
        'last_seq',
        'last_message_at',
        'expired_through_seq',
        'pin_count',
        'page_version',
        'agent_run',
        'agent_run_of',
      ],
    ],
    access: ['agent_run_max', 'visibility', 'encrypted', 'key_id', 'takes_everyone'],
  },
  memberships: 'members',
  sessions: 'since',
  ended_sessions: 'since',
  push_subscriptions: 'since',
  // Those of a backup could send keys and conversations to another address.
  providers: 'since',
  // Changes since the backup are no content of it.
  audit: 'since',
  invites: 'access',
  keys: 'access',
  old_secrets: 'access',
  key_verifiers: 'access',
  subscriptions: 'access',
  incoming_webhooks: 'access',
  bucket_levels: 'since',
  messages: 'contents',
  edits: 'contents',
  mentions: 'contents',
  reactions: 'contents',
  threads: 'contents',
  thread_follows: 'contents',
  room_page_versions: 'contents',
  person_notes: 'contents',
  // Those of a backup could start programs, and send requests to other addresses.
  agent_starts: 'since',
  // Those that reach this computer are paused.
  hosted_agents: 'contents',
  agent_turns: 'since',
  agent_use: 'since',
  use_limits: 'contents',
  agent_sessions: 'since',
  saved: 'contents',
  changes: 'contents',
  activities: 'contents',
  approvals: 'contents',
  votes: 'contents',
  ballots: 'contents',
  tasks: 'contents',
  files: 'contents',
  seals: 'contents',
  scheduled: 'contents',
  stored_bytes: 'contents',
  counted_messages: 'contents',
  notify_preferences: 'contents',
  sidebars: 'contents',
  kysely_migration: 'contents',
  kysely_migration_lock: 'contents',
};

interface Column {
  name: string;
  pk: number;
}

/** `db` is the backup's database, and the home's own is attached to it as `now`. */
export function keepCredentials(db: Database.Database, at: number): void {
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    // First those that others belong to.
    for (const table of byRule(db, isByColumns)) takeColumns(db, table);
    closeToStrangers(db, at);
    for (const table of byRule(db, (rule) => rule === 'access' || rule === 'since')) takeRows(db, table, ruleOf(table) === 'since');
    for (const table of byRule(db, (rule) => rule === 'members')) takeMembers(db, table);
    pauseComputerAgents(db, agentsOf(db, 'now'), at);
    dropOrphans(db);
  })();
}

/** For a backup of another home, or in the place of an unreadable one: the owner has to invite people again, and to share it again. */
export function revokeAllCredentials(db: Database.Database, at: number): void {
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (const table of byRule(db, (rule) => rule === 'access' || rule === 'since').filter((name) => name !== 'settings')) {
      const columns = columnsOf(db, 'main', table).map(({ name }) => name);
      // Other rows may refer to these: they stay, and give no access.
      if (columns.includes('revoked_at')) db.prepare(`UPDATE ${quoted(table)} SET revoked_at = ? WHERE revoked_at IS NULL`).run(at);
      // The address of another home gives no access here. An admin can make a new one.
      else if (table === 'incoming_webhooks') db.exec("UPDATE incoming_webhooks SET secret_hash = 'ended ' || participant_id");
      else if (table === 'subscriptions') db.exec("UPDATE subscriptions SET status = 'disabled'");
      else db.exec(`DELETE FROM ${quoted(table)}`);
    }
    pauseComputerAgents(db, [], at);
    const close = db.prepare('DELETE FROM settings WHERE key = ?');
    for (const name of OPENING_SETTINGS) close.run(name);
  })();
}

function ruleOf(table: string): Rule {
  return RULES[table] ?? 'access';
}

function isByColumns(rule: Rule): boolean {
  return typeof rule === 'object';
}

function byRule(db: Database.Database, isWanted: (rule: Rule) => boolean): string[] {
  return tablesOf(db, 'main').filter((table) => isWanted(ruleOf(table)));
}

/** A person or an agent that the home does not know gets in by an invite of its owner only, and is no admin meanwhile. */
function closeToStrangers(db: Database.Database, at: number): void {
  db.prepare(
    `UPDATE participants SET revoked_at = coalesce(revoked_at, ?), role = CASE WHEN role IN ('owner', 'admin') THEN 'guest' ELSE role END
     WHERE id NOT IN (SELECT id FROM now.participants)`,
  ).run(at);
}

function takeColumns(db: Database.Database, table: string): void {
  const rule = ruleOf(table);
  const contents = typeof rule === 'object' ? rule.contents : [];
  const taken = inBoth(db, table).filter((name) => !contents.includes(name));
  if (taken.length === 0) return;
  const list = taken.map(quoted).join(', ');
  const same = keyOf(db, table).map((name) => `n.${quoted(name)} IS ${quoted(table)}.${quoted(name)}`);
  const where = same.join(' AND ');
  db.exec(
    `UPDATE main.${quoted(table)} SET (${list}) = (SELECT ${list} FROM now.${quoted(table)} AS n WHERE ${where})
     WHERE EXISTS (SELECT 1 FROM now.${quoted(table)} AS n WHERE ${where})`,
  );
}

function takeRows(db: Database.Database, table: string, alsoSince: boolean): void {
  const name = quoted(table);
  if (!tablesOf(db, 'now').includes(table)) return void db.exec(`DELETE FROM main.${name}`);
  const list = inBoth(db, table).map(quoted).join(', ');
  const key = keyOf(db, table).map(quoted);
  db.exec(`CREATE TEMP TABLE known AS SELECT ${key.join(', ')} FROM main.${name}`);
  const isKnown = `EXISTS (SELECT 1 FROM temp.known AS k WHERE ${key.map((each) => `k.${each} IS n.${each}`).join(' AND ')})`;
  db.exec(`
    DELETE FROM main.${name};
    INSERT INTO main.${name} (${list}) SELECT ${list} FROM now.${name} AS n ${alsoSince ? '' : `WHERE ${isKnown}`};
    DROP TABLE temp.known;
  `);
}

/** Members of a room that exists now must be its members now. */
function takeMembers(db: Database.Database, table: string): void {
  const name = quoted(table);
  const same = keyOf(db, table).map((each) => `n.${quoted(each)} IS ${name}.${quoted(each)}`);
  db.exec(
    `DELETE FROM main.${name} WHERE room_id IN (SELECT id FROM now.rooms)
     AND NOT EXISTS (SELECT 1 FROM now.${name} AS n WHERE ${same.join(' AND ')})`,
  );
}

/** Access of a person, to a room or by a key that the backup does not have. */
function dropOrphans(db: Database.Database): void {
  for (;;) {
    const lost = db.prepare<[], { table: string; rowid: number }>('SELECT "table", rowid FROM pragma_foreign_key_check').all();
    const access = lost.filter(({ table }) => ruleOf(table) === 'access' || ruleOf(table) === 'since');
    if (access.length === 0) return;
    for (const { table, rowid } of access) db.prepare(`DELETE FROM main.${quoted(table)} WHERE rowid = ?`).run(rowid);
  }
}

function tablesOf(db: Database.Database, schema: 'main' | 'now'): string[] {
  return db.prepare<[], string>(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all();
}

/** One of the two may be of an older version. */
function inBoth(db: Database.Database, table: string): string[] {
  const now = columnsOf(db, 'now', table).map(({ name }) => name);
  return columnsOf(db, 'main', table).flatMap(({ name }) => (now.includes(name) ? [name] : []));
}

function keyOf(db: Database.Database, table: string): string[] {
  const key = columnsOf(db, 'main', table).filter(({ pk }) => pk > 0);
  return key.map(({ name }) => name);
}

function columnsOf(db: Database.Database, schema: 'main' | 'now', table: string): Column[] {
  return db.prepare<[string, string], Column>('SELECT name, pk FROM pragma_table_info(?, ?)').all(table, schema);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
