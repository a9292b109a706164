import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Unread mentions counted the mentions of a message's first text; from now on they follow edits and deletions. */
export const mentionsNow = {
  async up(db: Kysely<Schema>): Promise<void> {
    await sql`DELETE FROM mentions WHERE NOT EXISTS (
      SELECT 1 FROM messages AS m, json_each(coalesce(m.mentions, '[]')) AS j
      WHERE m.room_id = mentions.room_id AND m.seq = mentions.seq AND j.value = mentions.participant_id)`.execute(db);
    await sql`INSERT OR IGNORE INTO mentions (participant_id, room_id, seq)
      SELECT j.value, m.room_id, m.seq FROM messages AS m, json_each(m.mentions) AS j
      WHERE m.mentions IS NOT NULL AND m.edited_at IS NOT NULL`.execute(db);
  },
};
