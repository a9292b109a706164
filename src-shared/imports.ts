// Histories of other programs that become rooms of the home.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const ImportSource = z.enum(['slack', 'discord', 'whatsapp', 'telegram', 'mattermost', 'element', 'lanai']);
export type ImportSource = z.infer<typeof ImportSource>;

/** Where a message comes from. */
export const ImportedFrom = z.object({
  source: described('The program.', z.string()),
  id: described('The id of the message there.', z.string()),
});
export type ImportedFrom = z.infer<typeof ImportedFrom>;

/** Where an archive is sent to, with its name as `?name=` and the file itself as the body. */
export const IMPORTS_PATH = '/api/imports';
/** The characters that are put before the name of each room. */
export const ROOM_PREFIX_CHARS_MAX = 40;
/** People of an archive whose messages become those of a participant of the home. */
export const IMPORT_PEOPLE_MAX = 1_000;

/** The reasons for which a part of an archive is left out, or is changed. */
export const LeftOut = z.enum([
  'damaged_message',
  'message_without_text',
  'message_in_no_room',
  'message_shortened',
  'message_too_old',
  'notice',
  'bad_time',
  'reaction',
  'file_not_in_archive',
  'file_too_large',
  'file_damaged',
]);
export type LeftOut = z.infer<typeof LeftOut>;

const count = z.number();

export const ImportRoom = z.object({
  id: described('The id of the room in the archive.', z.string()),
  name: z.string(),
  is_private: z.boolean(),
  messages: count,
});
export type ImportRoom = z.infer<typeof ImportRoom>;

export const ImportPerson = z.object({
  id: described('The id of the person in the archive.', z.string()),
  name: z.string(),
  is_agent: z.boolean(),
  messages: count,
});
export type ImportPerson = z.infer<typeof ImportPerson>;

export const ImportPlan = z.object({
  rooms: described('At most IMPORT_LISTED_MAX, the largest first.', z.array(ImportRoom)),
  people: described('At most IMPORT_LISTED_MAX, those with the most messages first.', z.array(ImportPerson)),
  room_count: count,
  person_count: count,
  messages: count,
  replies: count,
  reactions: count,
  files: count,
  file_bytes: count,
  first_at: z.nullable(z.number()),
  last_at: z.nullable(z.number()),
  left_out: described('How often a part of the archive is left out or changed, by the reason.', z.partialRecord(LeftOut, count)),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

/** The rooms and people that a plan lists. */
export const IMPORT_LISTED_MAX = 500;

export const ImportResult = z.object({
  rooms: described('New rooms.', count),
  people: described('New participants, who cannot sign in.', count),
  messages: described('New messages.', count),
  files: count,
  known: described('Messages that were imported before.', count),
});
export type ImportResult = z.infer<typeof ImportResult>;

/**
 * `reading`: the archive is read, and nothing is written. `ready`: its plan is there. `interrupted`: the server ended meanwhile; to start
 * the import again continues it.
 */
export const ImportState = z.enum(['reading', 'ready', 'running', 'done', 'cancelled', 'failed', 'interrupted']);
export type ImportState = z.infer<typeof ImportState>;

export const Import = z.object({
  id: z.string(),
  name: described('The name of the file.', z.string()),
  source: described('Null: not known yet.', z.nullable(ImportSource)),
  state: ImportState,
  created_at: z.number(),
  by_id: described('The participant who uploaded the archive.', z.string()),
  done: described('While it is read: bytes. While it runs: messages.', count),
  total: count,
  plan: z.nullable(ImportPlan),
  result: described('So far, while it runs.', z.nullable(ImportResult)),
  problem: described('Why it failed.', z.nullable(z.string())),
  room_prefix: z.string(),
  people: described('Ids of people in the archive, and the participants of the home that they are.', z.record(z.string(), z.string())),
});
export type Import = z.infer<typeof Import>;
