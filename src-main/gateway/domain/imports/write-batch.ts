// Turns a batch of an archive into operations of the store.
import type { ImportResult, ImportSource } from '../../../../src-shared/imports.ts';
import { harmlessLine } from '../../../../src-shared/name.ts';
import { safeFileName } from '../../../../src-shared/files.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import { lookAt } from '../../store/blobs/file-type.ts';
import type { Batch, ReadFile, ReadMessage } from '../../store/imports/import-worker.ts';
import type { SourcePerson, SourceRoom } from '../../store/imports/stream.ts';
import type { Core } from '../core.ts';
import { importedId } from './ids.ts';
import type { History, ImportedFile, ImportedMessage, ImportedPerson, Written } from './transactions.ts';

/** The programs, as they are named to people. */
export const PROGRAMS: Record<ImportSource, string> = {
  slack: 'Slack',
  discord: 'Discord',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  mattermost: 'Mattermost',
  element: 'Element',
  lanai: 'Lanai',
};

export interface Importing {
  source: ImportSource;
  by_id: string;
  owner_id: string;
  room_prefix: string;
  /** Ids of people in the archive, and the participants of the home that they are. */
  people: Readonly<Record<string, string>>;
}

export class BatchWriter {
  readonly #core: Core;
  readonly #blobs: Blobs;
  readonly #importing: Importing;
  readonly #people = new Map<string, SourcePerson>();
  readonly #rooms = new Map<string, SourceRoom>();
  readonly result: ImportResult = { rooms: 0, people: 0, messages: 0, files: 0, known: 0 };

  constructor(core: Core, blobs: Blobs, importing: Importing) {
    this.#core = core;
    this.#blobs = blobs;
    this.#importing = importing;
  }

  async write({ people, rooms, messages }: Batch): Promise<void> {
    for (const person of people) this.#people.set(person.id, person);
    for (const room of rooms) this.#rooms.set(room.id, room);
    const first = messages[0];
    const into = first && this.#rooms.get(first.room_id);
    // A room without messages is made too.
    for (const room of rooms) if (room.id !== into?.id) await this.#writeTo(room, []);
    if (!into) return;
    const files = messages.flatMap((message) => message.files);
    await this.#keeping(files, () => this.#writeTo(into, messages));
  }

  async #writeTo(room: SourceRoom, messages: readonly ReadMessage[]): Promise<void> {
    const { source, by_id, owner_id, room_prefix } = this.#importing;
    const about = messages.map((message) => this.#message(message));
    const written = await this.#core.write('importHistory', {
      ...{ source, program: PROGRAMS[source], by_id, owner_id },
      into: {
        ...room,
        id: importedId(source, 'room', room.id),
        name: harmlessLine(`${room_prefix}${room.name}`) || room.name,
        created_at: room.created_at ?? messages[0]?.written_at ?? this.#core.now(),
        member_ids: room.member_ids.filter((id) => this.#people.has(id)).map((id) => this.#personId(id)),
      },
      people: this.#named(room, messages),
      messages: await Promise.all(about),
    } satisfies History);
    this.#add(written);
  }

  #add(written: Written): void {
    this.result.rooms += written.rooms;
    this.result.people += written.people;
    this.result.messages += written.messages;
    this.result.files += written.files;
    this.result.known += written.known;
  }

  async #message({ files, ...message }: ReadMessage): Promise<ImportedMessage> {
    const { source } = this.#importing;
    const { id, room_id, reply_to, thread_id } = message;
    const messageId = (other: string): string => importedId(source, 'message', room_id, other);
    const known = (ids: readonly string[]): string[] => ids.filter((each) => this.#people.has(each)).map((each) => this.#personId(each));
    return {
      ...message,
      id: messageId(id),
      source_id: id,
      author_id: this.#personId(message.author_id),
      reply_to: reply_to === null ? null : messageId(reply_to),
      thread_id: thread_id === null ? null : messageId(thread_id),
      mentions: known(message.mentions),
      reactions: message.reactions.map(({ emoji, person_ids }) => ({ emoji, participant_ids: known(person_ids) })),
      files: await Promise.all(files.map((file, index) => this.#file(file, [room_id, id, String(index)]))),
    };
  }

  async #file({ name, sha256, size }: ReadFile, names: readonly string[]): Promise<ImportedFile> {
    // Its content is in its place by now.
    const looked = await lookAt(this.#blobs.pathOf(sha256));
    const { width = null, height = null } = looked.size ?? {};
    const id = importedId(this.#importing.source, 'file', ...names);
    return { id, sha256, name: safeFileName(name), type: looked.type, size, width, height };
  }

  #personId(id: string): string {
    const { people, source } = this.#importing;
    return (Object.hasOwn(people, id) ? people[id] : null) ?? importedId(source, 'person', id);
  }

  #named({ member_ids }: SourceRoom, messages: readonly ReadMessage[]): ImportedPerson[] {
    const ids = new Set(member_ids);
    for (const { author_id, mentions, reactions } of messages)
      for (const id of [author_id, ...mentions, ...reactions.flatMap(({ person_ids }) => person_ids)]) ids.add(id);
    return [...ids].flatMap((id) => {
      const person = this.#people.get(id);
      return person ? { ...person, id: this.#personId(id) } : [];
    });
  }

  /** The contents of the files stay while the work is done, which notes whose they are. */
  async #keeping([file, ...others]: readonly ReadFile[], work: () => Promise<void>): Promise<void> {
    if (!file) return work();
    await this.#blobs.keep(file, () => this.#keeping(others, work));
  }
}
