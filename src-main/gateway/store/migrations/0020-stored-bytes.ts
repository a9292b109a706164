import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The bytes that each participant has stored: messages, their earlier texts, and files. From now on each change updates them. */
export const storedBytes = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('stored_bytes')
      .addColumn('participant_id', 'text', (c) => c.primaryKey())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .execute();
    await sql`INSERT INTO stored_bytes (participant_id, bytes) SELECT id, sum(bytes) FROM (
      SELECT author_id AS id, octet_length(content) + coalesce(octet_length(metadata), 0) AS bytes FROM messages
      UNION ALL
      SELECT author_id, octet_length(edits.content) FROM edits JOIN messages ON messages.cursor = edits.message_cursor
      UNION ALL
      SELECT uploaded_by, size FROM files WHERE dropped_at IS NULL) GROUP BY id`.execute(db);
  },
};
