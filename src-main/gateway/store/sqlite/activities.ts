// The events in rooms besides messages.
import type { Activity, ActivityKind } from '../../../../src-shared/activities.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { activities, type ActivityRow } from '../tables/activities.ts';
import type { Covered } from '../tables/table.ts';

const ofRoom = statement<{ room_id: string }>();
const upTo = statement<{ room_id: string; seq: number }>();

export const activityReads = {
  activities: statement<{ room_id: string; from: number; through: number; limit: number }>()((p) =>
    query
      .selectFrom('activities')
      .selectAll()
      .where('room_id', '=', p.room_id)
      .where('after_seq', '>=', p.from)
      .where('after_seq', '<=', p.through)
      .orderBy('after_seq', 'desc')
      .orderBy('cursor', 'desc')
      .limit(p.limit),
  ),
  lastActivity: statement<Pick<ActivityRow, 'room_id' | 'participant_id' | 'kind'>>()((p) =>
    query
      .selectFrom('activities')
      .select('created_at')
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id)
      .where('kind', '=', p.kind)
      .orderBy('cursor', 'desc')
      .limit(1),
  ),
};

export const activityWrites = {
  insertActivity: statement<ActivityRow>()((p) => query.insertInto('activities').values(activities.row(p))),
  /** All but the newest ones. */
  deleteOldActivities: statement<{ room_id: string; kept: number }>()((p) =>
    query
      .deleteFrom('activities')
      .where('room_id', '=', p.room_id)
      .where('cursor', '<=', (e) =>
        e
          .selectFrom('activities as older')
          .select('older.cursor')
          .where('older.room_id', '=', p.room_id)
          .orderBy('older.cursor', 'desc')
          .limit(1)
          .offset(p.kept),
      ),
  ),
  deleteActivitiesIn: ofRoom((p) => query.deleteFrom('activities').where('room_id', '=', p.room_id)),
  deleteActivitiesBefore: upTo((p) => query.deleteFrom('activities').where('room_id', '=', p.room_id).where('after_seq', '<', p.seq)),
};

export function activityReadsOn(find: PreparedAll<typeof activityReads>) {
  return {
    /** After messages with these seqs: the newest ones, at most `limit`, the oldest first. */
    activities: (roomId: string, from: number, through: number, limit: number): Activity[] =>
      find.activities.all({ room_id: roomId, from, through, limit }).reverse().map(toActivity),
    lastActivityAt: (roomId: string, participantId: string, kind: ActivityKind): number | null =>
      find.lastActivity.get({ room_id: roomId, participant_id: participantId, kind })?.created_at ?? null,
  };
}

export function toActivity({ cursor, ...row }: Covered<ActivityRow, Activity, 'cursor'>): Activity {
  return { id: cursor, ...row };
}
