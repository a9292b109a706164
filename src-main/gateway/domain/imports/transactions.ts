// Writes the history of another program. It does not post: no one is notified, nothing is unread, and no agent answers.
import type { ImportSource } from '../../../../src-shared/imports.ts';
import { NAME_CHARS_MAX, REACTIONS_PER_MESSAGE_MAX } from '../../../../src-shared/limits.ts';
import { cutLine } from '../../../../src-shared/name.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { toFileInfo } from '../../store/sqlite/files.ts';
import type { FileRow } from '../../store/tables/files.ts';
import type { MessageRow } from '../../store/tables/messages.ts';
import { addImported } from '../people/transactions.ts';
import { insertMember, insertRoom, isRoomNameTaken } from '../rooms/transactions.ts';
import { countReply } from '../threads/transactions.ts';

export interface ImportedPerson {
  id: string;
  name: string;
  is_agent: boolean;
}

export interface ImportedRoom {
  id: string;
  name: string;
  description: string | null;
  topic: string | null;
  is_private: boolean;
  is_archived: boolean;
  created_at: number;
  member_ids: readonly string[];
}

export type ImportedFile = Pick<FileRow, 'id' | 'sha256' | 'name' | 'type' | 'size' | 'width' | 'height'>;

export interface ImportedMessage {
  id: string;
  source_id: string;
  author_id: string;
  written_at: number;
  content: string;
  reply_to: string | null;
  /** The message that began the thread. It may be missing: then the message is in no thread. */
  thread_id: string | null;
  also_in_room: boolean;
  edited_at: number | null;
  mentions: readonly string[];
  reactions: readonly { emoji: string; participant_ids: readonly string[] }[];
  files: readonly ImportedFile[];
}

export interface History {
  source: ImportSource;
  /** The program, as it is named to people. */
  program: string;
  /** The participant who imports, and its person. */
  by_id: string;
  owner_id: string;
  into: ImportedRoom;
  /** Those that the room and the messages name. */
  people: readonly ImportedPerson[];
  /** The oldest first. */
  messages: readonly ImportedMessage[];
}

export interface Written {
  rooms: number;
  people: number;
  messages: number;
  files: number;
  /** Messages that were there already. */
  known: number;
}

/** Idempotent: adds the room, its participants and its messages if they are missing. The participants cannot sign in. */
export function* importHistory(tx: Tx, history: History): Steps<Written> {
  const written: Written = { rooms: 0, people: 0, messages: 0, files: 0, known: 0 };
  const { into } = history;
  const people = new People(history);
  if (!(yield* tx.reads.room(into.id))) {
    written.people += yield* people.bring(tx, into.member_ids);
    yield* addRoom(tx, history);
    written.rooms += 1;
  }
  const after_seq = yield* tx.lastSeq(into.id);
  let through_seq = after_seq;
  for (const message of history.messages) {
    if (yield* tx.reads.messageRow(message.id)) {
      written.known += 1;
      continue;
    }
    written.people += yield* people.bring(tx, namedBy(message));
    through_seq = yield* addMessage(tx, history, message);
    written.messages += 1;
    written.files += message.files.length;
  }
  if (through_seq > after_seq) {
    yield* tx.writes.passImported({ room_id: into.id, after_seq, last_read_seq: through_seq });
    yield* tx.record({ type: 'history.imported', room_id: into.id, payload: { after_seq, through_seq } });
  }
  return written;
}

/** Makes participants of people when something names them. */
class People {
  readonly #history: History;
  readonly #byId: ReadonlyMap<string, ImportedPerson>;
  readonly #here = new Set<string>();

  constructor(history: History) {
    this.#history = history;
    this.#byId = new Map(history.people.map((person) => [person.id, person]));
  }

  /** Returns how many of them are new. */
  *bring(tx: Tx, ids: Iterable<string>): Steps<number> {
    const { source, program, owner_id } = this.#history;
    let added = 0;
    for (const id of ids) {
      const person = this.#byId.get(id);
      if (this.#here.has(id) || !person) continue;
      this.#here.add(id);
      if (yield* tx.reads.participant(id)) continue;
      yield* addImported(tx, { ...person, source, program, owner_id });
      added += 1;
    }
    return added;
  }
}

function namedBy({ author_id, mentions, reactions }: ImportedMessage): Set<string> {
  return new Set([author_id, ...mentions, ...reactions.flatMap(({ participant_ids }) => participant_ids)]);
}

function* addRoom(tx: Tx, { into, by_id, owner_id, program }: History): Steps<void> {
  const { id, description, topic, is_private, is_archived, created_at, member_ids } = into;
  const name = yield* freeName(tx, into.name, by_id, program);
  const visibility = is_private ? 'private' : 'public';
  const fixed = { parent_id: null, created_by: by_id, key_id: null, direct_key: null };
  yield* insertRoom(tx, { id, name, description, topic, visibility, created_at, ...fixed });
  for (const member of new Set([owner_id, ...member_ids])) yield* insertMember(tx, id, member);
  if (is_archived) yield* tx.writes.setArchived({ id, archived_at: tx.now });
  yield* tx.record({ type: 'room.created', room_id: id });
}

/** Two rooms of the archive may have one name, and a room of the home may have it. */
function* freeName(tx: Tx, name: string, byId: string, program: string): Steps<string> {
  let candidate = name;
  for (let number = 1; yield* isRoomNameTaken(tx, candidate, byId, null); number += 1) {
    const mark = number === 1 ? ` (${program})` : ` (${program} ${number})`;
    candidate = cutLine(name, NAME_CHARS_MAX - mark.length) + mark;
  }
  return candidate;
}

/** Returns its seq. */
function* addMessage(tx: Tx, { source, into }: History, message: ImportedMessage): Steps<number> {
  const { id, author_id, written_at, content, edited_at } = message;
  const thread_id = yield* earlierIn(tx, into.id, message.thread_id);
  const reply_to = yield* earlierIn(tx, into.id, message.reply_to);
  const seq = yield* tx.nextSeq(into.id, written_at);
  if (thread_id !== null) yield* countReply(tx, { author_id, seq }, thread_id, written_at);
  const cursor = yield* tx.nextCursor();
  const files = message.files.map((file, position): FileRow => {
    const sent = { message_id: id, message_cursor: cursor, position, created_at: tx.now, dropped_at: null, scheduled_id: null };
    return { ...file, uploaded_by: author_id, key_id: null, room_id: into.id, ...sent };
  });
  for (const file of files) yield* tx.writes.insertFile(file);
  yield* tx.writes.insertMessage({
    ...NEW,
    ...{ id, cursor, seq, author_id, content, reply_to, thread_id, edited_at },
    room_id: into.id,
    created_at: written_at,
    thread_only: Number(thread_id !== null && !message.also_in_room),
    attachments: files.length === 0 ? null : JSON.stringify(files.map(toFileInfo)),
    mentions: message.mentions.length === 0 ? null : JSON.stringify(message.mentions),
    imported: JSON.stringify({ source, id: message.source_id }),
  });
  for (const { emoji, participant_ids } of message.reactions.slice(0, REACTIONS_PER_MESSAGE_MAX))
    for (const participant_id of participant_ids)
      yield* tx.writes.insertReaction({ message_cursor: cursor, emoji, participant_id, created_at: written_at });
  tx.stored(
    author_id,
    files.reduce((sum, { size }) => sum + size, Buffer.byteLength(content)),
  );
  return seq;
}

/** Null where the message is not in the room: the archive lacks it, or names one that comes later. */
function* earlierIn(tx: Tx, roomId: string, id: string | null): Steps<string | null> {
  return id !== null && (yield* tx.reads.messageRow(id))?.room_id === roomId ? id : null;
}

/** Of messages that were not written here. */
const NEW = {
  ...{ kind: 'chat', metadata: null, client_id: null, deleted_at: null, pin: null, forwarded_from: null, previews: null },
  ...{ unfinished: null, act: null, choices: null, choice: null, by_program: 0 },
} as const satisfies Partial<MessageRow>;
