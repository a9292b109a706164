// Notes about people.
import type { PersonNote } from '../../../../src-shared/person-notes.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { personNotes, type PersonNoteRow } from '../tables/person-notes.ts';
import type { Covered } from '../tables/table.ts';

export const personNoteReads = {
  personNote: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('person_notes').selectAll().where('participant_id', '=', p.participant_id),
  ),
};

export const personNoteWrites = {
  setPersonNote: statement<PersonNoteRow>()((p) =>
    query
      .insertInto('person_notes')
      .values(personNotes.row(p))
      .onConflict((conflict) =>
        conflict
          .column('participant_id')
          .doUpdateSet({ content: p.content, version: p.version, author_id: p.author_id, changed_at: p.changed_at }),
      ),
  ),
};

export function personNoteReadsOn(find: PreparedAll<typeof personNoteReads>) {
  return {
    personNote: (participantId: string): PersonNote | null => toNote(find.personNote.get({ participant_id: participantId })),
  };
}

function toNote(row: Covered<PersonNoteRow, PersonNote> | undefined): PersonNote | null {
  return row ?? null;
}
