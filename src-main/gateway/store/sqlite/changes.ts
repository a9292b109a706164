// The durable changes that are no new message.
import { query, statement, type PreparedAll } from '../statement.ts';
import { changes, type ChangeRow } from '../tables/changes.ts';

const afterCursor = statement<{ cursor: number; limit: number }>();
const none = statement<Record<never, never>>();
const ofRoom = statement<{ room_id: string }>();

export const changeReads = {
  changesAfterCursor: afterCursor((p) =>
    query.selectFrom('changes').selectAll().where('cursor', '>', p.cursor).orderBy('cursor').limit(p.limit),
  ),
  lastChangeCursor: none(() => query.selectFrom('changes').select((e) => e.fn.max('cursor').as('cursor'))),
};

export const changeWrites = {
  insertChange: statement<ChangeRow>()((p) => query.insertInto('changes').values(changes.row(p))),
  deleteChangesIn: ofRoom((p) => query.deleteFrom('changes').where('room_id', '=', p.room_id)),
};

export function changeReadsOn(find: PreparedAll<typeof changeReads>) {
  return {
    changesAfterCursor: (cursor: number, limit: number): ChangeRow[] => find.changesAfterCursor.all({ cursor, limit }),
    lastChangeCursor: (): number => find.lastChangeCursor.get({})?.cursor ?? 0,
  };
}
