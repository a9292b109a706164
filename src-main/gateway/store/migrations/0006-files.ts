import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export const files = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema.alterTable('messages').addColumn('attachments', 'text').execute();
    await db.schema
      .createTable('files')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('size', 'integer', (c) => c.notNull())
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('uploaded_by', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('key_id', 'text')
      .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id'))
      .addColumn('message_id', 'text')
      .addColumn('message_cursor', 'integer')
      .addColumn('position', 'integer')
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('dropped_at', 'integer')
      .execute();
    await db.schema.createIndex('files_by_content').on('files').column('sha256').execute();
    await db.schema.createIndex('files_by_message').on('files').column('message_id').execute();
    await db.schema
      .createIndex('files_by_room')
      .on('files')
      .columns(['room_id', 'message_cursor', 'position'])
      .where(sql.ref('message_cursor'), 'is not', null)
      .execute();
    await db.schema.createIndex('files_dropped').on('files').column('dropped_at').where(sql.ref('dropped_at'), 'is not', null).execute();
  },
};
