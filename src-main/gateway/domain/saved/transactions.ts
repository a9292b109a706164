import { AppError } from '../../../../src-shared/errors.ts';
import { SAVED_MAX } from '../../../../src-shared/limits.ts';
import type { SavedItem } from '../../../../src-shared/saved.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

interface Of {
  participant_id: string;
}

/** `message` has the room: an operation that names one itself would be done where the room is, and what was saved is always on the disk. */
export function* saveMessage(tx: Tx, { participant_id, message }: Of & { message: { id: string; room_id: string } }): Steps<SavedItem> {
  const before = yield* tx.reads.savedItem(participant_id, message.id);
  if (before) return before;
  if ((yield* tx.reads.savedCount(participant_id)) >= SAVED_MAX)
    throw new AppError('invalid_payload', `You can save ${SAVED_MAX} messages at most. Remove some first.`);
  const item = { ...message, saved_at: tx.now };
  yield* tx.writes.insertSaved({ participant_id, ...item });
  // An agent that saved something must not be forgotten.
  yield* tx.writes.leaveTrace({ id: participant_id });
  yield* tell(tx, participant_id, message.id);
  return item;
}

export function* unsave(tx: Tx, { participant_id, saved_id }: Of & { saved_id: string }): Steps<{ saved_id: string }> {
  if ((yield* tx.writes.deleteSaved({ participant_id, id: saved_id })) > 0) yield* tell(tx, participant_id, saved_id);
  return { saved_id };
}

function* tell(tx: Tx, participant_id: string, saved_id: string): Steps<void> {
  yield* tx.record({ type: 'saved.changed', subject_id: saved_id, only_id: participant_id });
}
