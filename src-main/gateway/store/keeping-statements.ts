// How the home is looked after: the statements for its backups, and for messages that are too old to be kept.
import { sql } from 'kysely';
import type { BackupPlan } from '../../../src-shared/home-keeping.ts';
import type { MessageRow } from './schema.ts';
import { query, statement } from './statement.ts';

const none = statement<Record<never, never>>();
const byCursor = statement<{ cursor: number }>();

export type AgedMessage = Pick<MessageRow, 'cursor' | 'id' | 'seq' | 'created_at' | 'attachments'>;

export const keepingReads = {
  backupPlan: none(() => query.selectFrom('home').select(['backup_every as every', 'backups_kept as keep'])),
  newestMigration: none(() =>
    query.selectFrom(sql<{ name: string }>`kysely_migration`.as('done')).select((e) => e.fn.max<string>('done.name').as('name')),
  ),
  oldestMessages: statement<{ room_id: string; limit: number }>()((p) =>
    query
      .selectFrom('messages')
      .select(['cursor', 'id', 'seq', 'created_at', 'attachments'])
      .where('room_id', '=', p.room_id)
      .orderBy('seq')
      .limit(p.limit),
  ),
  messageAt: statement<{ room_id: string; seq: number }>()((p) =>
    query.selectFrom('messages').select('created_at').where('room_id', '=', p.room_id).where('seq', '=', p.seq),
  ),
  sweptSeq: statement<{ id: string }>()((p) => query.selectFrom('rooms').select('swept_seq').where('id', '=', p.id)),
  membersBehind: statement<{ room_id: string; seq: number }>()((p) =>
    query.selectFrom('memberships').select('participant_id').where('room_id', '=', p.room_id).where('last_read_seq', '<', p.seq),
  ),
};

export const keepingWrites = {
  planBackups: statement<BackupPlan>()((p) => query.updateTable('home').set({ backup_every: p.every, backups_kept: p.keep })),
  setRetention: statement<{ keep_days: number | null }>()((p) => query.updateTable('home').set({ keep_days: p.keep_days })),
  setSweptSeq: statement<{ id: string; swept_seq: number }>()((p) =>
    query.updateTable('rooms').set({ swept_seq: p.swept_seq }).where('id', '=', p.id),
  ),
  /** Nobody is told that it was seen: it was not. */
  passSwept: statement<{ room_id: string; participant_id: string; last_read_seq: number }>()((p) =>
    query
      .updateTable('memberships')
      .set({ last_read_seq: p.last_read_seq })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  deleteReactionsTo: byCursor((p) => query.deleteFrom('reactions').where('message_cursor', '=', p.cursor)),
  /** What it said before it was edited goes with it. */
  deleteMessageAt: byCursor((p) => query.deleteFrom('messages').where('cursor', '=', p.cursor)),
  deleteMentionsUpTo: statement<{ room_id: string; seq: number }>()((p) =>
    query.deleteFrom('mentions').where('room_id', '=', p.room_id).where('seq', '<=', p.seq),
  ),
};
