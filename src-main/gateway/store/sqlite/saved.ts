// Messages that participants saved for later, and reminders.
import type { SavedItem } from '../../../../src-shared/saved.ts';
import { sql } from 'kysely';
import type { NextReminder, TimePlace } from '../interfaces/archive.ts';
import { every, mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { saved, type SavedRow } from '../tables/saved.ts';
import type { Covered } from '../tables/table.ts';

const ofParticipant = statement<{ participant_id: string }>();
/** When an item came to its place in the list: the time when it became due, else when it was saved. */
const place = sql<number>`coalesce(due_at, saved_at)`;

const one = statement<Pick<SavedRow, 'participant_id' | 'id'>>();

/** The fields that change with a reminder. */
type Reminder = Pick<SavedRow, 'participant_id' | 'id' | 'remind_at' | 'due_at' | 'is_seen'>;

export const savedReads = {
  saved: ofParticipant((p) => query.selectFrom('saved').selectAll().where('participant_id', '=', p.participant_id)),
  savedItem: one((p) => query.selectFrom('saved').selectAll().where('participant_id', '=', p.participant_id).where('id', '=', p.id)),
  savedCount: ofParticipant((p) =>
    query
      .selectFrom('saved')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('participant_id', '=', p.participant_id),
  ),
  /** The one that was saved or became due last first. */
  savedAfter: statement<{ participant_id: string; time: number; id: string; limit: number }>()((p) =>
    query
      .selectFrom('saved')
      .selectAll()
      .where('participant_id', '=', p.participant_id)
      .where((e) => e.or([e(place, '<', p.time), e.and([e(place, '=', p.time), e('id', '<', p.id)])]))
      .orderBy(place, 'desc')
      .orderBy('id', 'desc')
      .limit(p.limit),
  ),
  dueNext: statement<{ limit: number }>()((p) =>
    query
      .selectFrom('saved')
      .select(['participant_id', 'id', 'remind_at'])
      .where('remind_at', 'is not', null)
      .where('due_at', 'is', null)
      .orderBy('remind_at')
      .limit(p.limit),
  ),
  unseenReminders: ofParticipant((p) =>
    query
      .selectFrom('saved')
      .select('id')
      .where('participant_id', '=', p.participant_id)
      .where('due_at', 'is not', null)
      .where('is_seen', '=', 0),
  ),
};

export const savedWrites = {
  insertSaved: statement<SavedRow>()((p) => query.insertInto('saved').values(saved.row(p))),
  setReminder: statement<Reminder>()((p) =>
    query
      .updateTable('saved')
      .set(every(p, 'participant_id', 'id')('remind_at', 'due_at', 'is_seen'))
      .where('participant_id', '=', p.participant_id)
      .where('id', '=', p.id),
  ),
  deleteSaved: one((p) => query.deleteFrom('saved').where('participant_id', '=', p.participant_id).where('id', '=', p.id)),
};

export function savedReadsOn(find: PreparedAll<typeof savedReads>) {
  return {
    saved: (participantId: string): SavedItem[] => find.saved.all({ participant_id: participantId }).map(toItem),
    savedRow: (participantId: string, id: string): SavedRow | null => find.savedItem.get({ participant_id: participantId, id }) ?? null,
    savedItem: (participantId: string, id: string): SavedItem | null =>
      mapFound(find.savedItem.get({ participant_id: participantId, id }), toItem),
    /** The next reminders of all participants, at most `limit`. */
    nextReminders: (limit: number): NextReminder[] =>
      find.dueNext.all({ limit }).map(({ remind_at, ...row }) => ({ ...row, due_at: remind_at ?? 0 })),
    /** The ids of due reminders. */
    unseenReminders: (participantId: string): string[] => find.unseenReminders.all({ participant_id: participantId }).map(({ id }) => id),
    savedCount: (participantId: string): number => find.savedCount.get({ participant_id: participantId })?.count ?? 0,
    /** After this place in the list, at most `limit`. */
    savedAfter: (participantId: string, after: TimePlace, limit: number): SavedItem[] =>
      find.savedAfter.all({ participant_id: participantId, ...after, limit }).map(toItem),
  };
}

function toItem({ participant_id: _own, is_seen, ...item }: Covered<SavedRow, SavedItem, 'participant_id'>): SavedItem {
  return { ...item, is_seen: is_seen !== 0 };
}
