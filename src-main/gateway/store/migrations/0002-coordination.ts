import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export const coordination = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('votes')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id'))
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('description', 'text')
      .addColumn('options', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('closes_at', 'integer')
      .addColumn('closed_at', 'integer')
      .addColumn('eligible_ids', 'text', (c) => c.notNull())
      .addColumn('left_ids', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('votes_by_room').on('votes').columns(['room_id', 'created_at']).execute();
    await db.schema
      .createTable('ballots')
      .addColumn('vote_id', 'text', (c) => c.notNull().references('votes.id'))
      .addColumn('participant_id', 'text', (c) => c.notNull())
      .addColumn('option_index', 'integer', (c) => c.notNull())
      .addColumn('cast_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('ballots_pk', ['vote_id', 'participant_id'])
      .execute();
    await db.schema
      .createTable('tasks')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id'))
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('description', 'text')
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('assignee_id', 'text')
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('updated_at', 'integer')
      .addColumn('note', 'text')
      .execute();
    await db.schema.createIndex('tasks_by_room').on('tasks').columns(['room_id', 'created_at']).execute();
  },
};
