import { sql, type Kysely } from 'kysely';
import { sealId } from '../../../../src-shared/sealed-mark.ts';
import type { Schema } from '../schema.ts';

/** The seal ids of a room's sealed messages, so that none comes twice. Existing messages are noted too. */
export const seals = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('seals')
      .addColumn('room_id', 'text', (c) => c.notNull())
      .addColumn('seal_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('seals_pk', ['room_id', 'seal_id'])
      .modifyEnd(sql`without rowid`)
      .execute();
    for (const { room_id, content } of await sealedTexts(db)) {
      await db
        .insertInto('seals')
        .values({ room_id, seal_id: sealId(content) })
        .onConflict((c) => c.doNothing())
        .execute();
    }
  },
};

/** The characters that are read of each text: a seal id needs no more. */
const BEGINNING = 64;

async function sealedTexts(db: Kysely<Schema>): Promise<{ room_id: string; content: string }[]> {
  const found = await sql<{ room_id: string; content: string }>`
    SELECT messages.room_id, substr(messages.content, 1, ${BEGINNING}) AS content FROM messages JOIN rooms ON rooms.id = messages.room_id
      WHERE rooms.encrypted = 1 AND messages.content <> ''
    UNION ALL
    SELECT messages.room_id, substr(edits.content, 1, ${BEGINNING}) FROM edits
      JOIN messages ON messages.cursor = edits.message_cursor JOIN rooms ON rooms.id = messages.room_id WHERE rooms.encrypted = 1
    UNION ALL
    SELECT files.room_id, substr(files.name, 1, ${BEGINNING}) FROM files JOIN rooms ON rooms.id = files.room_id WHERE rooms.encrypted = 1
  `.execute(db);
  return found.rows;
}
