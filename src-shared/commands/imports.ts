import * as z from 'zod/mini';
import { described } from '../described.ts';
import { Import, IMPORT_PEOPLE_MAX, ROOM_PREFIX_CHARS_MAX } from '../imports.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutImport = z.object({ import_id: id });

export const IMPORT_COMMANDS = {
  list_imports: {
    title: 'List imports',
    summary: 'List the archives of other programs that were uploaded, the newest first.',
    right: 'admin',
    request: nothing,
    reply: z.object({ imports: z.array(Import) }),
    http: 'GET /api/imports',
    readOnly: true,
  },
  get_import: {
    title: 'Show an import',
    summary: 'Get an import: the plan with its counts, the progress, and the result.',
    right: 'admin',
    request: aboutImport,
    reply: Import,
    http: 'GET /api/imports/:import_id',
    readOnly: true,
  },
  start_import: {
    title: 'Start an import',
    summary:
      'Write the rooms, people, messages and files of an archive. It runs on after the reply. What was imported before stays as it is.',
    right: 'admin',
    request: z.extend(aboutImport, {
      room_prefix: described('Put before the name of each new room.', optional(z.string().check(z.maxLength(ROOM_PREFIX_CHARS_MAX)))),
      people: described(
        'Ids of people in the archive, and the participants of the home that they are. All others become participants who cannot sign in.',
        optional(
          z
            .record(id, id)
            .check(z.refine((people) => Object.keys(people).length <= IMPORT_PEOPLE_MAX, `At most ${IMPORT_PEOPLE_MAX} people.`)),
        ),
      ),
    }),
    reply: Import,
    http: 'POST /api/imports/:import_id/start',
    readOnly: false,
    audit: { topic: 'rooms', facts: ['import_id', 'room_prefix'] },
  },
  cancel_import: {
    title: 'Cancel an import',
    summary: 'Stop an import. The messages that were written until then stay.',
    right: 'admin',
    request: aboutImport,
    reply: Import,
    http: 'POST /api/imports/:import_id/cancel',
    readOnly: false,
    audit: { topic: 'rooms', facts: ['import_id'] },
  },
  delete_import: {
    title: 'Delete an import',
    summary: 'Delete an uploaded archive and its entry in the list. The rooms and messages stay.',
    right: 'admin',
    request: aboutImport,
    reply: z.object({ import_id: id }),
    http: 'DELETE /api/imports/:import_id',
    readOnly: false,
    audit: { topic: 'rooms', facts: ['import_id'] },
  },
} as const satisfies Record<string, CommandRow>;
