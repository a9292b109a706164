import type { EditRow } from './schema.ts';
import { columns, query, statement } from './statement.ts';

const ofMessage = statement<{ message_cursor: number }>();

export const readingReads = {
  seenIn: statement<{ room_id: string }>()((p) =>
    query
      .selectFrom('memberships')
      .select(['participant_id', 'seen_seq', 'seen_at'])
      .where('room_id', '=', p.room_id)
      .where('seen_seq', '>', 0)
      .orderBy('joined_cursor'),
  ),
  /** The newest first. */
  edits: statement<{ message_cursor: number; before: number; limit: number }>()((p) =>
    query
      .selectFrom('edits')
      .select(['number', 'content', 'written_at'])
      .where('message_cursor', '=', p.message_cursor)
      .where('number', '<', p.before)
      .orderBy('number', 'desc')
      .limit(p.limit),
  ),
  editCount: ofMessage((p) =>
    query
      .selectFrom('edits')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max<number | null>('number').as('last')])
      .where('message_cursor', '=', p.message_cursor),
  ),
};

export const readingWrites = {
  moveRead: statement<{ room_id: string; participant_id: string; last_read_seq: number; seen_seq: number; seen_at: number | null }>()((p) =>
    query
      .updateTable('memberships')
      .set({ last_read_seq: p.last_read_seq, seen_seq: p.seen_seq, seen_at: p.seen_at })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  setTellsReads: statement<{ id: string; tells_reads: number }>()((p) =>
    query.updateTable('participants').set({ tells_reads: p.tells_reads }).where('id', '=', p.id),
  ),
  insertEdit: statement<EditRow>()((p) =>
    query.insertInto('edits').values(columns(p, 'message_cursor', 'number', 'content', 'written_at')),
  ),
  /** The oldest after the first. */
  dropOldEdit: ofMessage((p) =>
    query
      .deleteFrom('edits')
      .where('message_cursor', '=', p.message_cursor)
      .where('number', '=', (e) =>
        e
          .selectFrom('edits as older')
          .select((o) => o.fn.min('older.number').as('number'))
          .where('older.message_cursor', '=', p.message_cursor)
          .where('older.number', '>', 1),
      ),
  ),
  deleteEdits: ofMessage((p) => query.deleteFrom('edits').where('message_cursor', '=', p.message_cursor)),
  deleteEditsIn: statement<{ room_id: string }>()((p) =>
    query
      .deleteFrom('edits')
      .where('message_cursor', 'in', (e) => e.selectFrom('messages').select('cursor').where('room_id', '=', p.room_id)),
  ),
};
