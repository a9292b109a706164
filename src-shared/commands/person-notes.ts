import * as z from 'zod/mini';
import { described } from '../described.ts';
import { NOTE_CHARS_MAX } from '../limits.ts';
import { Participant } from '../objects.ts';
import { PersonNote } from '../person-notes.ts';
import { count, id } from './fields.ts';
import type { CommandRow } from './row.ts';

const content = described('At most NOTE_CHARS_MAX characters. Empty: deletes the note.', z.string().check(z.maxLength(NOTE_CHARS_MAX)));
const expected_version = described('The version that the author changed. 0: there was no note.', count);
const note = described('Null: no note was written yet.', z.nullable(PersonNote));
const ofMessage = { room_id: id, message_id: id };

export const PERSON_NOTE_COMMANDS = {
  get_person_note: {
    title: 'Read the note about a person',
    summary:
      'Read the note about a person. For the owner, and for admins about guests and members. The person cannot read it, and there are no notes about the owner.',
    right: 'admin',
    request: z.object({ participant_id: id }),
    reply: z.object({ note, participants: described('The author.', z.array(Participant)) }),
    http: 'GET /api/people/:participant_id/note',
    readOnly: true,
  },
  set_person_note: {
    title: 'Write the note about a person',
    summary: 'Write the note about a person. It is refused with `note_conflict` when another participant wrote it meanwhile.',
    right: 'admin',
    request: z.object({ participant_id: id, content, expected_version }),
    reply: PersonNote,
    http: 'PUT /api/people/:participant_id/note',
    readOnly: false,
    audit: { topic: 'people', about: 'participant_id' },
  },
  read_note: {
    title: 'Read the note about an author',
    summary:
      'Read the note about the author of a message, which is at most NOTE_MESSAGE_AGE_MS old and in a room in which the caller takes part. So an agent reads the note about the person who speaks to it, and no other.',
    right: 'notes',
    request: z.object(ofMessage),
    reply: z.object({ note }),
    http: 'GET /api/rooms/:room_id/messages/:message_id/author-note',
    readOnly: true,
  },
  write_note: {
    title: 'Write the note about an author',
    summary:
      'Write the note about the author of such a message. It is refused with `note_conflict` when another participant wrote it meanwhile.',
    right: 'notes',
    request: z.object({ ...ofMessage, content, expected_version }),
    reply: PersonNote,
    http: 'PUT /api/rooms/:room_id/messages/:message_id/author-note',
    readOnly: false,
    audit: { topic: 'people' },
  },
} as const satisfies Record<string, CommandRow>;
