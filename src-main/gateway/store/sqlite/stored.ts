// How many bytes each participant stores, and how many a deletion frees.
import { sql } from 'kysely';
import type Database from 'better-sqlite3';
import { every, query, statement, type PreparedAll } from '../statement.ts';
import { storedBytes, type StoredRow } from '../tables/stored.ts';

const ACCOUNT = sql<string>`coalesce(participants.key_id, participants.id)`;
/** Of a message. */
const WEIGHT = sql<number>`octet_length(content) + coalesce(octet_length(metadata), 0) + coalesce(octet_length(act), 0)
  + coalesce(octet_length(choices), 0)`;
/** Bytes of messages that are not counted yet, by author. */
const UNCOUNTED = sql<StoredRow>`
  select author_id as participant_id, sum(${WEIGHT}) as bytes
  from messages where cursor > (select cursor from counted_messages) group by author_id`;

const ofRoom = statement<{ room_id: string }>();
const ofMessage = statement<{ message_cursor: number }>();

export const storedReads = {
  /** People by themselves, agents by their key. */
  storedByAccount: statement<{ limit: number }>()((p) =>
    query
      .selectFrom(sql<StoredRow>`(select participant_id, bytes from stored_bytes union all ${UNCOUNTED})`.as('stored'))
      .innerJoin('participants', 'participants.id', 'stored.participant_id')
      .leftJoin('keys', 'keys.id', 'participants.key_id')
      .select((e) => [
        'participants.key_id',
        ACCOUNT.as('id'),
        sql<string>`coalesce(keys.label, participants.name)`.as('name'),
        e.fn.sum<number>('stored.bytes').as('bytes'),
      ])
      .groupBy(ACCOUNT)
      .having((e) => e.fn.sum<number>('stored.bytes'), '>', 0)
      .orderBy((e) => e.fn.sum<number>('stored.bytes'), 'desc')
      .limit(p.limit),
  ),
  messageWeight: ofMessage((p) =>
    query
      .selectFrom('messages')
      .select(['author_id', WEIGHT.as('bytes')])
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
  /** The same for a whole room: by who wrote the messages and their earlier texts, and who uploaded the files. */
  messagesWeightIn: ofRoom((p) =>
    query
      .selectFrom('messages')
      .select(['author_id as participant_id', sql<number>`sum(${WEIGHT})`.as('bytes')])
      .where('room_id', '=', p.room_id)
      .groupBy('author_id'),
  ),
  editsWeightIn: ofRoom((p) =>
    query
      .selectFrom('edits')
      .innerJoin('messages', 'messages.cursor', 'edits.message_cursor')
      .select(['messages.author_id as participant_id', sql<number>`sum(octet_length(edits.content))`.as('bytes')])
      .where('messages.room_id', '=', p.room_id)
      .groupBy('messages.author_id'),
  ),
  pagesWeightIn: ofRoom((p) =>
    query
      .selectFrom('room_page_versions')
      .select(['author_id as participant_id', sql<number>`sum(octet_length(content))`.as('bytes')])
      .where('room_id', '=', p.room_id)
      .groupBy('author_id'),
  ),
  filesWeightIn: ofRoom((p) =>
    query
      .selectFrom('files')
      .select((e) => ['uploaded_by as participant_id', e.fn.sum<number>('size').as('bytes')])
      .where('room_id', '=', p.room_id)
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
  countThrough: statement<{ cursor: number }>()((p) =>
    query
      .insertInto('counted_messages')
      .values({ id: 0, cursor: p.cursor })
      .onConflict((c) => c.column('id').doUpdateSet(every(p)('cursor'))),
  ),
};

export function storedReadsOn(find: PreparedAll<typeof storedReads>) {
  return {
    /** The largest first. */
    storedByAccount: (limit: number) => find.storedByAccount.all({ limit }),
    messageWeight: (cursor: number) => find.messageWeight.get({ message_cursor: cursor }) ?? { author_id: '', bytes: 0 },
    editsWeight: (cursor: number): number => find.editsWeight.get({ message_cursor: cursor })?.bytes ?? 0,
    filesWeight: (messageId: string) => find.filesWeight.all({ message_id: messageId }),
    weightIn: (roomId: string): StoredRow[] =>
      [find.messagesWeightIn, find.editsWeightIn, find.pagesWeightIn, find.filesWeightIn].flatMap((each) => each.all({ room_id: roomId })),
    unsentWeight: (before: number) => find.unsentWeight.all({ before }),
  };
}

/** Counts the messages that the last process committed and did not count. Call it before the directory is read. */
export function countTheRest(db: Database.Database): void {
  // A backup that another program made may have no row. Which messages are counted is unknown then.
  db.exec('insert or ignore into counted_messages select 0, coalesce(max(cursor), 0) from messages');
  const first = db.prepare('select 1 from messages where cursor > (select cursor from counted_messages) limit 1');
  if (first.get() === undefined) return;
  db.transaction(() => {
    const insert = sql`insert into stored_bytes (participant_id, bytes) select * from (${UNCOUNTED}) where true
      on conflict (participant_id) do update set bytes = bytes + excluded.bytes`;
    db.prepare(insert.compile(query).sql).run();
    db.prepare('update counted_messages set cursor = (select max(cursor) from messages)').run();
  })();
}
