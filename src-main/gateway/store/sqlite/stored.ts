// How many bytes each participant stores, and how many a deletion frees.
import { sql } from 'kysely';
import { query, statement, type PreparedAll } from '../statement.ts';
import { storedBytes, type StoredRow } from '../tables/stored.ts';

const ACCOUNT = sql<string>`coalesce(participants.key_id, participants.id)`;
const ofMessage = statement<{ message_cursor: number }>();

export const storedReads = {
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
      .where('scheduled_id', 'is', null)
      .where('dropped_at', 'is', null)
      .where('created_at', '<', p.before)
      .groupBy('uploaded_by'),
  ),
};

export const storedWrites = {
  addStored: statement<StoredRow>()((p) =>
    query
      .insertInto('stored_bytes')
      .values(storedBytes.row(p))
      .onConflict((c) => c.column('participant_id').doUpdateSet({ bytes: sql`bytes + ${p.bytes}` })),
  ),
};

export function storedReadsOn(find: PreparedAll<typeof storedReads>) {
  return {
    /** The largest first. */
    storedByAccount: (limit: number) => find.storedByAccount.all({ limit }),
    messageWeight: (cursor: number) => find.messageWeight.get({ message_cursor: cursor }) ?? { author_id: '', bytes: 0 },
    editsWeight: (cursor: number): number => find.editsWeight.get({ message_cursor: cursor })?.bytes ?? 0,
    filesWeight: (messageId: string) => find.filesWeight.all({ message_id: messageId }),
    unsentWeight: (before: number) => find.unsentWeight.all({ before }),
  };
}
