// What an export reads besides: the order of a room's messages, and the contents of its files.
import { sql } from 'kysely';
import { query, statement, type PreparedAll } from '../statement.ts';

/** Null: of any author. */
type Whose = { room_id: string; author_id: string | null };

const whose = statement<Whose>();

const present = (p: Whose) =>
  query
    .selectFrom('messages')
    .where('messages.room_id', '=', p.room_id)
    .where('messages.deleted_at', 'is', null)
    .where(sql<boolean>`messages.author_id = coalesce(${p.author_id}, messages.author_id)`);

export const exportedReads = {
  exportedBySeq: whose((p) => present(p).select(['messages.cursor', 'messages.seq']).orderBy('messages.seq')),
  exportedByTime: whose((p) =>
    present(p).select(['messages.cursor', 'messages.seq']).orderBy('messages.created_at').orderBy('messages.seq'),
  ),
  exportedContents: whose((p) =>
    present(p)
      .innerJoin('files', 'files.message_cursor', 'messages.cursor')
      .where('files.dropped_at', 'is', null)
      .select((e) => ['files.sha256', e.fn.min<string>('files.name').as('name')])
      .groupBy('files.sha256')
      .orderBy('files.sha256'),
  ),
};

export function exportedReadsOn(find: PreparedAll<typeof exportedReads>) {
  return {
    /** The messages that are not deleted: by their place in the room, or by their time. */
    exportedMessages: (roomId: string, authorId: string | null, order: 'seq' | 'time'): { cursor: number; seq: number }[] => {
      const asked = { room_id: roomId, author_id: authorId };
      return (order === 'seq' ? find.exportedBySeq : find.exportedByTime).all(asked);
    },
    /** Each content once, with the name of one of its files. */
    exportedContents: (roomId: string, authorId: string | null): { sha256: string; name: string }[] =>
      find.exportedContents.all({ room_id: roomId, author_id: authorId }),
  };
}
