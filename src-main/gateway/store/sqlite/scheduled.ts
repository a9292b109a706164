// Messages that are sent later. Their files are rows of `files` that name them.
import { sql } from 'kysely';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { Repeat } from '../../../../src-shared/repeat.ts';
import type { ScheduledFailure, ScheduledMessage } from '../../../../src-shared/scheduled.ts';
import { fromJson } from '../json.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import type { FileRow } from '../tables/files.ts';
import { scheduled, type ScheduledRow } from '../tables/scheduled.ts';
import type { Covered } from '../tables/table.ts';
import { toFileInfo } from './files.ts';

const byId = statement<{ id: string }>();
const ofAuthor = statement<{ author_id: string }>();

export const scheduledReads = {
  scheduledRow: byId((p) => query.selectFrom('scheduled').selectAll().where('id', '=', p.id)),
  scheduledOf: ofAuthor((p) =>
    query.selectFrom('scheduled').selectAll().where('author_id', '=', p.author_id).orderBy('send_at').orderBy('id'),
  ),
  scheduledIn: statement<{ room_id: string }>()((p) =>
    query.selectFrom('scheduled').select(['id', 'author_id']).where('room_id', '=', p.room_id),
  ),
  scheduledWeight: ofAuthor((p) =>
    query
      .selectFrom('scheduled')
      .select((e) => [
        e.fn.countAll<number>().as('count'),
        sql<number | null>`sum(octet_length(content) + coalesce(octet_length(metadata), 0))`.as('bytes'),
      ])
      .where('author_id', '=', p.author_id),
  ),
  dueScheduled: statement<{ limit: number }>()((p) =>
    query.selectFrom('scheduled').select(['id', 'due_at']).where('due_at', 'is not', null).orderBy('due_at').limit(p.limit),
  ),
  filesOfScheduled: statement<{ scheduled_id: string }>()((p) =>
    query.selectFrom('files').selectAll().where('scheduled_id', '=', p.scheduled_id).where('dropped_at', 'is', null).orderBy('position'),
  ),
};

type Timing = Pick<ScheduledRow, 'id' | 'send_at' | 'due_at' | 'first_at' | 'repeat' | 'failure'>;

export const scheduledWrites = {
  insertScheduled: statement<ScheduledRow>()((p) => query.insertInto('scheduled').values(scheduled.row(p))),
  rewriteScheduled: statement<Pick<ScheduledRow, 'id' | 'content' | 'mentions'>>()((p) =>
    query
      .updateTable('scheduled')
      .set({ content: p.content, mentions: p.mentions, version: sql`version + 1` })
      .where('id', '=', p.id),
  ),
  timeScheduled: statement<Timing>()((p) =>
    query
      .updateTable('scheduled')
      .set({ send_at: p.send_at, due_at: p.due_at, first_at: p.first_at, repeat: p.repeat, failure: p.failure, version: sql`version + 1` })
      .where('id', '=', p.id),
  ),
  deleteScheduled: byId((p) => query.deleteFrom('scheduled').where('id', '=', p.id)),
  keepForScheduled: statement<{ id: string; scheduled_id: string; position: number }>()((p) =>
    query.updateTable('files').set({ scheduled_id: p.scheduled_id, position: p.position }).where('id', '=', p.id),
  ),
};

export function scheduledReadsOn(find: PreparedAll<typeof scheduledReads>) {
  const filesOf = (id: string): FileRow[] => find.filesOfScheduled.all({ scheduled_id: id });
  const sent = (row: ScheduledRow): ScheduledMessage => toScheduled(row, filesOf(row.id).map(toFileInfo));
  return {
    scheduledRow: (id: string): ScheduledRow | null => find.scheduledRow.get({ id }) ?? null,
    scheduled(id: string): ScheduledMessage | null {
      const row = find.scheduledRow.get({ id });
      return row ? sent(row) : null;
    },
    /** The next one first. */
    scheduledOf: (authorId: string): ScheduledMessage[] => find.scheduledOf.all({ author_id: authorId }).map(sent),
    scheduledIn: (roomId: string): Pick<ScheduledRow, 'id' | 'author_id'>[] => find.scheduledIn.all({ room_id: roomId }),
    scheduledWeight(authorId: string): { count: number; bytes: number } {
      const { count = 0, bytes = 0 } = find.scheduledWeight.get({ author_id: authorId }) ?? {};
      return { count, bytes: bytes ?? 0 };
    },
    /** The next ones that the server is to send, at most `limit`. */
    dueScheduled: (limit: number): { id: string; due_at: number }[] =>
      find.dueScheduled.all({ limit }).flatMap(({ id, due_at }) => (due_at === null ? [] : [{ id, due_at }])),
    filesOfScheduled: filesOf,
  };
}

/** `author_id`: its only reader. */
type Kept = 'author_id' | 'key_id' | 'due_at' | 'version';

function toScheduled(row: Covered<ScheduledRow, ScheduledMessage, Kept>, files: FileInfo[]): ScheduledMessage {
  const { id, room_id, content, reply_to, thread_id, also_in_room, metadata, mentions, send_at, first_at, repeat, failure, created_at } =
    row;
  return {
    ...{ id, room_id, content, reply_to, thread_id, files, send_at, first_at, created_at },
    also_in_room: also_in_room !== 0,
    metadata: metadata === null ? null : fromJson<unknown>(metadata),
    mentions: fromJson<string[]>(mentions),
    repeat: repeat === null ? null : fromJson<Repeat>(repeat),
    failure: failure === null ? null : fromJson<ScheduledFailure>(failure),
  };
}
