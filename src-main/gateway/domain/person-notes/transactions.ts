import { AppError } from '../../../../src-shared/errors.ts';
import type { PersonNote } from '../../../../src-shared/person-notes.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

export interface NoteChange {
  participant_id: string;
  author_id: string;
  content: string;
  expected_version: number;
}

/** Throws `note_conflict`, with nothing written, when the note has another version than the author changed. */
export function* setPersonNote(tx: Tx, { participant_id, author_id, content, expected_version }: NoteChange): Steps<PersonNote> {
  const before = yield* tx.reads.personNote(participant_id);
  const now = before?.version ?? 0;
  // The reply to the same change may have been lost.
  if (before?.content === content && now === expected_version + 1 && before.author_id === author_id) return before;
  if (now !== expected_version) throw new AppError('note_conflict');
  const note = { participant_id, content, version: now + 1, author_id, changed_at: tx.now };
  yield* tx.writes.setPersonNote(note);
  yield* tx.writes.leaveTrace({ id: author_id });
  return note;
}
