import { sql, type Kysely } from 'kysely';
import { createHash } from 'node:crypto';
import type { Schema } from '../schema.ts';

const SECRET = /(?:inv|own|ses|lan)_[\w-]{40,}/g;
/** A link in the code style that Porter used, with the secret in it. */
const LINK = /`?\b[a-z]+:\/\/[^\s`]*(?:inv|own|ses|lan)_[\w-]{40,}[^\s`]*`?/g;
const INSTEAD = '(A link was here. It was removed and no longer works. Make a new one under Invites.)';
const SELECTED = sql<boolean>`(content GLOB '*inv_*' OR content GLOB '*own_*' OR content GLOB '*ses_*' OR content GLOB '*lan_*')`;

/** Porter wrote invite links into rooms, where all members could read them. This removes the links, and ends the invites that are still open. */
export const noSecrets = {
  async up(db: Kysely<Schema>): Promise<void> {
    // The old texts must not stay in the file's free space.
    await sql`PRAGMA secure_delete = ON`.execute(db);
    const leaked = new Set<string>();
    const cleaned = (text: string): string => {
      for (const [secret] of text.matchAll(SECRET)) leaked.add(secret);
      return text.replace(LINK, INSTEAD).replace(SECRET, INSTEAD);
    };
    await cleanMessages(db, cleaned);
    await cleanEdits(db, cleaned);
    for (const secret of leaked) await endInvite(db, secret);
  },
};

async function cleanMessages(db: Kysely<Schema>, cleaned: (text: string) => string): Promise<void> {
  const rows = await db
    .selectFrom('messages')
    .select(['cursor', 'id', 'room_id', 'content'])
    .where('author_id', 'in', builtIn(db))
    .where(SELECTED)
    .execute();
  for (const { cursor, id, room_id, content } of rows) {
    const text = cleaned(content);
    if (text === content) continue;
    await db.updateTable('messages').set({ content: text }).where('cursor', '=', cursor).execute();
    await note(db, 'message.changed', room_id, id);
  }
}

async function cleanEdits(db: Kysely<Schema>, cleaned: (text: string) => string): Promise<void> {
  const ofPorter = db.selectFrom('messages').select('cursor').where('author_id', 'in', builtIn(db));
  const rows = await db.selectFrom('edits').selectAll().where('message_cursor', 'in', ofPorter).where(SELECTED).execute();
  for (const { message_cursor, number, content } of rows) {
    await db
      .updateTable('edits')
      .set({ content: cleaned(content) })
      .where('message_cursor', '=', message_cursor)
      .where('number', '=', number)
      .execute();
  }
}

async function endInvite(db: Kysely<Schema>, secret: string): Promise<void> {
  const code_hash = createHash('sha256').update(secret).digest('hex');
  const now = Date.now();
  const invites = await db
    .selectFrom('invites')
    .select('id')
    .where('code_hash', '=', code_hash)
    .where('revoked_at', 'is', null)
    .whereRef('uses', '<', 'max_uses')
    .where('expires_at', '>', now)
    .execute();
  for (const { id } of invites) {
    await db.updateTable('invites').set({ revoked_at: now }).where('id', '=', id).execute();
    await note(db, 'invite.changed', null, id);
  }
}

/** Clients that come back and the search index learn of it as of any other change. */
async function note(db: Kysely<Schema>, type: string, room_id: string | null, subject_id: string): Promise<void> {
  const newest = sql<number>`1 + max(coalesce((SELECT max(cursor) FROM messages), 0), coalesce((SELECT max(cursor) FROM changes), 0),
    coalesce((SELECT max(joined_cursor) FROM memberships), 0))`;
  await db.insertInto('changes').values({ cursor: newest, type, room_id, subject_id, only_id: null, payload: null }).execute();
}

function builtIn(db: Kysely<Schema>) {
  return db.selectFrom('participants').select('id').where('type', '=', 'built-in');
}
