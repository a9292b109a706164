// Messages that participants saved for later.
import type { SavedItem } from '../../../../src-shared/saved.ts';
import type { TimePlace } from '../interfaces/archive.ts';
import { mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { saved, type SavedRow } from '../tables/saved.ts';
import type { Covered } from '../tables/table.ts';

const ofParticipant = statement<{ participant_id: string }>();
const one = statement<Pick<SavedRow, 'participant_id' | 'id'>>();

export const savedReads = {
  saved: ofParticipant((p) => query.selectFrom('saved').selectAll().where('participant_id', '=', p.participant_id)),
  savedItem: one((p) => query.selectFrom('saved').selectAll().where('participant_id', '=', p.participant_id).where('id', '=', p.id)),
  savedCount: ofParticipant((p) =>
    query
      .selectFrom('saved')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('participant_id', '=', p.participant_id),
  ),
  /** The one that was saved last first. */
  savedAfter: statement<{ participant_id: string; time: number; id: string; limit: number }>()((p) =>
    query
      .selectFrom('saved')
      .selectAll()
      .where('participant_id', '=', p.participant_id)
      .where((e) => e.or([e('saved_at', '<', p.time), e.and([e('saved_at', '=', p.time), e('id', '<', p.id)])]))
      .orderBy('saved_at', 'desc')
      .orderBy('id', 'desc')
      .limit(p.limit),
  ),
};

export const savedWrites = {
  insertSaved: statement<SavedRow>()((p) => query.insertInto('saved').values(saved.row(p))),
  deleteSaved: one((p) => query.deleteFrom('saved').where('participant_id', '=', p.participant_id).where('id', '=', p.id)),
};

export function savedReadsOn(find: PreparedAll<typeof savedReads>) {
  return {
    saved: (participantId: string): SavedItem[] => find.saved.all({ participant_id: participantId }).map(toItem),
    savedItem: (participantId: string, id: string): SavedItem | null =>
      mapFound(find.savedItem.get({ participant_id: participantId, id }), toItem),
    savedCount: (participantId: string): number => find.savedCount.get({ participant_id: participantId })?.count ?? 0,
    /** After this place in the list, at most `limit`. */
    savedAfter: (participantId: string, after: TimePlace, limit: number): SavedItem[] =>
      find.savedAfter.all({ participant_id: participantId, ...after, limit }).map(toItem),
  };
}

function toItem({ participant_id: _own, ...item }: Covered<SavedRow, SavedItem, 'participant_id'>): SavedItem {
  return item;
}
