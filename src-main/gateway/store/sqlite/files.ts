// Files, and the seals that a room has had.
import { sql } from 'kysely';
import type { RoomFile } from '../../../../src-shared/files.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { files, seals, type FileRow, type SealRow } from '../tables/files.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();

export const fileReads = {
  file: byId((p) => query.selectFrom('files').selectAll().where('id', '=', p.id)),
  /** Newest message first, and the files of one message in their order. */
  filesOfRoom: statement<{ room_id: string; cursor: number; position: number; limit: number }>()((p) =>
    query
      .selectFrom('files')
      .innerJoin('messages', 'messages.cursor', 'files.message_cursor')
      .selectAll('files')
      .select(['messages.seq', 'messages.created_at as sent_at'])
      .where('files.room_id', '=', p.room_id)
      .where('files.dropped_at', 'is', null)
      .where('files.message_cursor', '<=', p.cursor)
      .where((e) => e.or([e('files.message_cursor', '<', p.cursor), e('files.position', '>', p.position)]))
      .orderBy('files.message_cursor', 'desc')
      .orderBy('files.position')
      .limit(p.limit),
  ),
  fileCount: statement<{ room_id: string }>()((p) =>
    query
      .selectFrom('files')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('room_id', '=', p.room_id)
      // Images of link previews have none.
      .where('message_cursor', 'is not', null)
      .where('dropped_at', 'is', null),
  ),
  droppedFiles: statement<{ limit: number }>()((p) =>
    query.selectFrom('files').select(['id', 'sha256']).where('dropped_at', 'is not', null).orderBy('dropped_at').limit(p.limit),
  ),
  fileOfContent: statement<{ sha256: string }>()((p) =>
    query.selectFrom('files').select('id').where('sha256', '=', p.sha256).where('dropped_at', 'is', null).limit(1),
  ),
};

export const fileWrites = {
  insertFile: statement<FileRow>()((p) => query.insertInto('files').values(files.row(p))),
  sendFile: statement<{ id: string; uploaded_by: string; message_id: string; message_cursor: number; position: number }>()((p) =>
    query
      .updateTable('files')
      .set({ uploaded_by: p.uploaded_by, message_id: p.message_id, message_cursor: p.message_cursor, position: p.position })
      .set({ scheduled_id: null })
      .where('id', '=', p.id),
  ),
  dropFile: statement<{ id: string; dropped_at: number }>()((p) =>
    query.updateTable('files').set({ dropped_at: p.dropped_at }).where('id', '=', p.id).where('dropped_at', 'is', null),
  ),
  dropFilesOf: statement<{ message_id: string; dropped_at: number }>()((p) =>
    query.updateTable('files').set({ dropped_at: p.dropped_at }).where('message_id', '=', p.message_id),
  ),
  dropFilesIn: statement<{ room_id: string; into: string; dropped_at: number }>()((p) =>
    query
      .updateTable('files')
      .set({
        room_id: p.into,
        message_id: null,
        message_cursor: null,
        position: null,
        dropped_at: sql`coalesce(dropped_at, ${p.dropped_at})`,
      })
      .where('room_id', '=', p.room_id),
  ),
  dropUnsent: statement<{ before: number; dropped_at: number }>()((p) =>
    query
      .updateTable('files')
      .set({ dropped_at: p.dropped_at })
      .where('message_id', 'is', null)
      .where('scheduled_id', 'is', null)
      .where('dropped_at', 'is', null)
      .where('created_at', '<', p.before),
  ),
  forgetFile: byId((p) => query.deleteFrom('files').where('id', '=', p.id).where('dropped_at', 'is not', null)),
  /** Changes no row for a seal that is there already. */
  insertSeal: statement<SealRow>()((p) =>
    query
      .insertInto('seals')
      .values(seals.row(p))
      .onConflict((c) => c.doNothing()),
  ),
  deleteSeals: statement<{ room_id: string }>()((p) => query.deleteFrom('seals').where('room_id', '=', p.room_id)),
};

export function fileReadsOn(find: PreparedAll<typeof fileReads>) {
  return {
    fileRow: (id: string): FileRow | null => find.file.get({ id }) ?? null,
    /** Those after a place, which is a message's cursor and a position in it. */
    filesOfRoom: (roomId: string, after: { cursor: number; position: number }, limit: number): RoomFile[] =>
      find.filesOfRoom
        .all({ room_id: roomId, ...after, limit })
        .map(({ seq, sent_at, ...row }) => ({ file: toFileInfo(row), message_id: row.message_id ?? '', seq, sent_at })),
    fileCount: (roomId: string): number => find.fileCount.get({ room_id: roomId })?.count ?? 0,
    droppedFiles: (limit: number): Pick<FileRow, 'id' | 'sha256'>[] => find.droppedFiles.all({ limit }),
    /** Whether a visible file has this content. */
    isInFile: (sha256: string): boolean => find.fileOfContent.get({ sha256 }) !== undefined,
  };
}

/** `uploaded_by` is sent as `by`. */
type Kept = 'uploaded_by' | 'key_id' | 'room_id' | 'message_id' | 'message_cursor' | 'position' | 'dropped_at' | 'scheduled_id';

export function toFileInfo(row: Covered<FileRow, FileInfo, Kept>): FileInfo {
  const { id, name, type, size, sha256, width, height, created_at, uploaded_by } = row;
  return { id, name, type, size, sha256, width, height, created_at, by: uploaded_by };
}
