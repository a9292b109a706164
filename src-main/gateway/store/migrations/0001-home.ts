import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export const home = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('home')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('set_up_at', 'integer')
      .addColumn('shared_addresses', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute();
    await people(db);
    await rooms(db);
    await messages(db);
    await access(db);
  },
};

async function people(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('participants')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text')
    .addColumn('scope', 'text')
    .addColumn('type', 'text')
    .addColumn('owner_id', 'text', (c) => c.references('participants.id'))
    .addColumn('capabilities', 'text')
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('revoked_at', 'integer')
    .execute();
}

async function rooms(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('rooms')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('description', 'text')
    .addColumn('visibility', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.references('rooms.id'))
    .addColumn('direct_key', 'text', (c) => c.unique())
    .addColumn('created_by', 'text', (c) => c.references('participants.id'))
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('archived_at', 'integer')
    .addColumn('last_seq', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_message_at', 'integer')
    .execute();
  await db.schema
    .createTable('memberships')
    .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id'))
    .addColumn('participant_id', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('joined_cursor', 'integer', (c) => c.notNull())
    .addColumn('read_from_seq', 'integer', (c) => c.notNull())
    .addColumn('last_read_seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('memberships_pk', ['room_id', 'participant_id'])
    .execute();
  await db.schema.createIndex('memberships_by_participant').on('memberships').column('participant_id').execute();
}

async function messages(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('messages')
    .addColumn('cursor', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('reply_to', 'text')
    .addColumn('metadata', 'text')
    .addColumn('mentions', 'text')
    .addColumn('client_id', 'text')
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('edited_at', 'integer')
    .addColumn('deleted_at', 'integer')
    .addUniqueConstraint('messages_in_order', ['room_id', 'seq'])
    .execute();
  await db.schema
    .createIndex('messages_by_client_id')
    .unique()
    .on('messages')
    .columns(['author_id', 'client_id'])
    .where('client_id', 'is not', null)
    .execute();
  await db.schema
    .createTable('mentions')
    .addColumn('participant_id', 'text', (c) => c.notNull())
    .addColumn('room_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('mentions_pk', ['participant_id', 'room_id', 'seq'])
    .execute();
  await db.schema
    .createTable('reactions')
    .addColumn('message_cursor', 'integer', (c) => c.notNull().references('messages.cursor'))
    .addColumn('emoji', 'text', (c) => c.notNull())
    .addColumn('participant_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('reactions_pk', ['message_cursor', 'emoji', 'participant_id'])
    .execute();
  await db.schema
    .createTable('changes')
    .addColumn('cursor', 'integer', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('room_id', 'text')
    .addColumn('subject_id', 'text')
    .addColumn('only_id', 'text')
    .addColumn('payload', 'text')
    .execute();
}

async function access(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('participant_id', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('invites')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('code_hash', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('room_ids', 'text')
    .addColumn('created_by', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .addColumn('max_uses', 'integer', (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .addColumn('revoked_at', 'integer')
    .addColumn('participant_id', 'text', (c) => c.references('participants.id'))
    .execute();
  await db.schema
    .createTable('keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('room_ids', 'text')
    .addColumn('rights', 'text', (c) => c.notNull())
    .addColumn('hint', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('last_used_at', 'integer')
    .addColumn('revoked_at', 'integer')
    .execute();
}
