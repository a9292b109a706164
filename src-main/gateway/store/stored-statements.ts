// The statements for the stored bytes of participants, and for the bytes that a deletion frees.
import { sql } from 'kysely';
import { query, statement } from './statement.ts';

const ACCOUNT = sql<string>`coalesce(participants.key_id, participants.id)`;
const ofMessage = statement<{ message_cursor: number }>();

export interface StoredRow {
  participant_id: string;
  bytes: number;
}

export const storedReads = {
  storedBy: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('stored_bytes').select('bytes').where('participant_id', '=', p.participant_id),
  ),
  storedWithKey: statement<{ key_id: string }>()((p) =>
    query
      .selectFrom('participants')
      .innerJoin('stored_bytes', 'stored_bytes.participant_id', 'participants.id')
      .where('participants.key_id', '=', p.key_id)
      .select((e) => e.fn.sum<number | null>('stored_bytes.bytes').as('bytes')),
  ),
  /** People by themselves, agents by their key. */
  storedByAccount: statement<{ limit: number }>()((p) =>
    query
      .selectFrom('stored_bytes')
      .innerJoin('participants', 'participants.id', 'stored_bytes.participant_id')
      .leftJoin('keys', 'keys.id', 'participants.key_id')
      .select((e) => [
        'participants.key_id',
        ACCOUNT.as('id'),
        sql<string>`coalesce(keys.label, participants.name)`.as('name'),
        e.fn.sum<number>('stored_bytes.bytes').as('bytes'),
      ])
      .groupBy(ACCOUNT)
      .having((e) => e.fn.sum<number>('stored_bytes.bytes'), '>', 0)
      .orderBy((e) => e.fn.sum<number>('stored_bytes.bytes'), 'desc')
      .limit(p.limit),
  ),
  messageWeight: ofMessage((p) =>
    query
      .selectFrom('messages')
      .select(['author_id', sql<number>`octet_length(content) + coalesce(octet_length(metadata), 0)`.as('bytes')])
      .where('cursor', '=', p.message_cursor),
  ),
  editsWeight: ofMessage((p) =>
    query
      .selectFrom('edits')
      .select(sql<number | null>`sum(octet_length(content))`.as('bytes'))
      .where('message_cursor', '=', p.message_cursor),
  ),
  filesWeight: statement<{ message_id: string }>()((p) =>
    query
      .selectFrom('files')
      .select((e) => ['uploaded_by', e.fn.sum<number>('size').as('bytes')])
      .where('message_id', '=', p.message_id)
      .where('dropped_at', 'is', null)
      .groupBy('uploaded_by'),
  ),
  unsentWeight: statement<{ before: number }>()((p) =>
    query
      .selectFrom('files')
      .select((e) => ['uploaded_by', e.fn.sum<number>('size').as('bytes')])
      .where('message_id', 'is', null)
      .where('dropped_at', 'is', null)
      .where('created_at', '<', p.before)
      .groupBy('uploaded_by'),
  ),
};

export const storedWrites = {
  addStored: statement<StoredRow>()((p) =>
    query
      .insertInto('stored_bytes')
      .values({ participant_id: p.participant_id, bytes: p.bytes })
      .onConflict((c) => c.column('participant_id').doUpdateSet({ bytes: sql`bytes + ${p.bytes}` })),
  ),
};
