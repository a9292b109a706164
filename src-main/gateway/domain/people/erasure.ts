// Deletes a person permanently: messages, files and name. It cannot be undone.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import { nameKeys } from '../../store/look-alike.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { revokeAccess } from '../access/transactions.ts';
import { deleteMessage } from '../messages/transactions.ts';
import { cancelScheduled } from '../scheduled/transactions.ts';
import { changed } from './transactions.ts';

export const ERASED_NAME = 'Deleted person';
const ERASED_TASK = 'Deleted task';

/** Revokes access and deletes everything except messages: name, profile, task texts, scheduled messages, and the note about the person. */
export function* erasePerson(tx: Tx, { id, by_id }: { id: string; by_id: string }): Steps<Person> {
  yield* revokeAccess(tx, { id, by_id });
  for (const scheduled of yield* tx.reads.scheduledOf(id)) yield* cancelScheduled(tx, { id: scheduled.id, author_id: id });
  for (const task of yield* tx.reads.tasksBy(id)) {
    yield* tx.writes.rewriteTask({ id: task.id, title: ERASED_TASK, description: null, note: null, updated_at: tx.now });
    yield* tx.record({ type: 'task.changed', room_id: task.room_id, subject_id: task.id });
  }
  const note = yield* tx.reads.personNote(id);
  if (note) yield* tx.writes.setPersonNote({ ...note, content: '', version: note.version + 1, changed_at: tx.now });
  yield* tx.writes.renameParticipant({ id, name: ERASED_NAME, ...nameKeys(ERASED_NAME), earlier_names: null });
  yield* tx.writes.setProfile({ id, color: null, picture: null, status: null, time_zone: null, description: null });
  const person = yield* changed(tx, id);
  if (person.kind !== 'person') throw new AppError('person_not_found');
  return person;
}

export interface ErasedPart {
  author_id: string;
  /** The messages with a cursor after this one, up to the other. */
  after: number;
  through: number;
}

/** Deletes the messages of the person, and copies of them that others forwarded. Returns their number. */
export function* eraseMessages(tx: Tx, part: ErasedPart): Steps<number> {
  const found = yield* tx.reads.messagesToErase(part);
  for (const { id, room_id } of found) yield* deleteMessage(tx, { room_id, message_id: id });
  return found.length;
}
