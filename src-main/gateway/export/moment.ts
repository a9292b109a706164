// The home at one moment: all reads of an export see the same state, however long it takes and whatever is written meanwhile.
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import type { Task, Vote } from '../../../src-shared/coordination.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Home, Message, Participant, Room } from '../../../src-shared/objects.ts';
import type { RoomPage } from '../../../src-shared/room-pages.ts';
import { contentPath, DATABASE_NAME } from '../store/backup/contents.ts';
import { openForReading } from '../store/database.ts';
import { createReads, type Reads } from '../store/reads.ts';
import { prepareAll } from '../store/statement.ts';
import { exportedReads, exportedReadsOn } from '../store/sqlite/exported.ts';
import type { ExportJob } from './job.ts';

const TASKS_AT_ONCE = 200;
const FILES_FOLDER = 'files';

export interface Content {
  sha256: string;
  /** Of one of the files that have it. */
  name: string;
}

export interface ExportedRoom {
  room: Room;
  /** Of a direct room: the names of its members. */
  name: string;
}

export interface Moment {
  readonly job: ExportJob;
  readonly home: Home;
  readonly rooms: readonly ExportedRoom[];
  readonly encryptedRooms: number;
  participant(id: string): Participant | null;
  /** The name of a participant, also of one that was forgotten. */
  nameOf(id: string): string;
  /** Those of its messages. */
  seqs(roomId: string): readonly number[];
  messages(roomId: string, order: 'seq' | 'time'): Iterable<Message>;
  /** The message of the room that is answered; null when it was deleted. */
  answered(message: Message): Message | null;
  vote(id: string): Vote | null;
  tasks(roomId: string): Iterable<Task>;
  page(roomId: string): RoomPage | null;
  /** Of the files in the room. */
  contents(roomId: string): readonly Content[];
  /** Where a content is on the disk; null when it is not there. */
  placeOf(sha256: string): string | null;
  close(): void;
}

export const UNKNOWN_NAME = 'Unknown';

export function openMoment(job: ExportJob): Moment {
  const file = path.join(job.folder, DATABASE_NAME);
  if (!existsSync(file)) throw new AppError('not_found', `There is no home in ${job.folder}.`);
  const db = openForReading(file);
  try {
    // The first read takes the state. A reader does not block the writer.
    db.exec('BEGIN');
    return momentOn(job, createReads(db), exportedReadsOn(prepareAll(db, exportedReads)), () => db.close());
  } catch (error) {
    db.close();
    throw error;
  }
}

function momentOn(job: ExportJob, reads: Reads, exported: ReturnType<typeof exportedReadsOn>, close: () => void): Moment {
  const home = reads.home();
  if (!home) throw new AppError('internal_error', 'The home has no row of its own.');
  const people = new Map(reads.participants().map((each) => [each.id, each]));
  const nameOf = (id: string): string => people.get(id)?.name ?? UNKNOWN_NAME;
  const asked = new Set(job.room_ids);
  const all = reads.rooms().filter(({ id }) => asked.has(id));
  const author = job.scope === 'own' ? job.exporter_id : null;
  const rooms = all.filter(({ encrypted }) => !encrypted).map((room) => ({ room, name: roomName(room, nameOf) }));
  return {
    job,
    home,
    rooms: author === null ? rooms : rooms.filter(({ room }) => exported.exportedMessages(room.id, author, 'seq').length > 0),
    encryptedRooms: all.length - rooms.length,
    participant: (id) => people.get(id) ?? null,
    nameOf,
    seqs: (roomId) => exported.exportedMessages(roomId, author, 'seq').map(({ seq }) => seq),
    *messages(roomId, order) {
      for (const { cursor } of exported.exportedMessages(roomId, author, order)) {
        const [row] = reads.messageRowsAfterCursor(cursor - 1, 1);
        if (row) yield reads.message(row);
      }
    },
    answered({ reply_to, room_id }) {
      const row = reply_to === null ? null : reads.messageRow(reply_to);
      if (!row || row.room_id !== room_id || row.deleted_at !== null) return null;
      return author === null || row.author_id === author ? reads.message(row) : null;
    },
    vote: reads.vote,
    *tasks(roomId) {
      for (let after: Task | null = null; author === null;) {
        const page: Task[] = reads.tasks(roomId, { status: null, after, limit: TASKS_AT_ONCE });
        yield* page;
        after = page.at(-1) ?? null;
        if (!after) return;
      }
    },
    page: (roomId) => (author === null ? reads.roomPage(roomId, null) : null),
    contents: (roomId) => exported.exportedContents(roomId, author),
    placeOf(sha256) {
      const place = contentPath(path.join(job.folder, FILES_FOLDER), sha256);
      // A link could lead to any file of the computer, and a pipe would keep the export waiting.
      return lstatSync(place, { throwIfNoEntry: false })?.isFile() ? place : null;
    },
    close,
  };
}

function roomName({ name, direct, member_ids }: Room, nameOf: (id: string) => string): string {
  return direct ? member_ids.map(nameOf).join(', ') : name;
}

/** Every participant that a message names. */
export function namedIn({ author_id, mentions, reactions, pin, forwarded_from, attachments }: Message): string[] {
  return [
    author_id,
    ...mentions,
    ...reactions.flatMap(({ participant_ids }) => participant_ids),
    ...(pin ? [pin.by_id] : []),
    ...(forwarded_from ? [forwarded_from.author_id] : []),
    ...attachments.map(({ by }: FileInfo) => by),
  ];
}
