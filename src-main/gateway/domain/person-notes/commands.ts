// Notes about people. The owner and admins read and write them by person. Agents do so by a new message of the person, so that an agent has
// the note of those who speak to it alone. Notes are in no event and no list. A client receives a note only when it requests it.
import type { PERSON_NOTE_COMMANDS } from '../../../../src-shared/commands/person-notes.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { NOTE_MESSAGE_AGE_MS } from '../../../../src-shared/limits.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import type { PersonNote } from '../../../../src-shared/person-notes.ts';
import type { Commands, Context, Core } from '../core.ts';
import { messageIn, participantsOf } from '../messages/commands.ts';
import { mayAdminister, mayKeepNotes, requirePermission } from '../policy.ts';

type Of = { room_id: string; message_id: string };

export function personNoteCommands(core: Core): Pick<Commands, keyof typeof PERSON_NOTE_COMMANDS> {
  return {
    async get_person_note(context, { participant_id }) {
      requireNotesOn(core, context, participant_id);
      const note = await noteOf(core, participant_id);
      requireNotesOn(core, now(core, context), participant_id);
      return { note, participants: participantsOf(core, note ? [note.author_id] : []) };
    },

    set_person_note(context, { participant_id, content, expected_version }) {
      requireNotesOn(core, context, participant_id);
      return write(core, context, { participant_id, content, expected_version });
    },

    async read_note(context, of) {
      const { id } = await author(core, context, of);
      const note = await noteOf(core, id);
      await author(core, now(core, context), of);
      return { note };
    },

    async write_note(context, { content, expected_version, ...of }) {
      const { id } = await author(core, context, of);
      core.auditing.note({ about: { kind: 'person', id } });
      return write(core, context, { participant_id: id, content, expected_version });
    },
  };
}

type Change = Pick<PersonNote, 'participant_id' | 'content'> & { expected_version: number };

function write(core: Core, { actor }: Context, { content, ...change }: Change): Promise<PersonNote> {
  return core.post(actor, 'setPersonNote', { ...change, content: content.toWellFormed(), author_id: actor.participant_id });
}

async function noteOf(core: Core, personId: string): Promise<PersonNote | null> {
  return (await core.archiveInOrder.personNote(personId)).value;
}

/** With the rights after the wait. */
function now(core: Core, context: Context): Context {
  return { ...context, actor: core.readerNow(context.actor) };
}

/** Others do not learn whether there is such a person. */
function requireNotesOn({ directory }: Core, { actor }: Context, personId: string): void {
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
  const person = directory.participant(personId);
  if (person?.kind !== 'person') throw new AppError('person_not_found');
  requirePermission(mayKeepNotes(directory, actor, person), 'You cannot read or write a note about this person.');
}

/** The person who spoke just now, where the caller takes part. Throws `not_in_room`, `message_not_found` and `access_denied`. */
async function author(core: Core, context: Context, { room_id, message_id }: Of): Promise<Person> {
  core.requireParticipation(context, room_id);
  const message = await messageIn(core, room_id, message_id);
  core.requireParticipation(context, room_id);
  if (message.deleted_at !== null) throw new AppError('message_not_found');
  requirePermission(core.now() - message.created_at <= NOTE_MESSAGE_AGE_MS, 'This message is too old. Wait until the person writes again.');
  const person = core.directory.participant(message.author_id);
  const mayKeep = person?.kind === 'person' && mayKeepNotes(core.directory, context.actor, person);
  if (!mayKeep) throw new AppError('access_denied', 'You cannot read or write a note about the author of this message.');
  return person;
}
