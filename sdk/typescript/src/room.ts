// A room, with what a participant does in it.
import { newId } from '../../../src-shared/ids.ts';
import type { Call } from './client.ts';
import { upload, type FileContent, type FileDoor, type UploadOptions } from './files.ts';
import type { Commands, FileInfo, Membership, Message, Presence, Room, SearchResult, Snapshot, Task, Vote } from './protocol.ts';
import { StreamWriter, type StreamSeams } from './stream.ts';

const PAGE = 200;

export type OwnVote = Commands['cast_vote']['reply'];
type Request<C extends keyof Commands> = Omit<Commands[C]['request'], 'room_id'>;

export type SendOptions = Omit<Request<'send_message'>, 'content'>;

export interface HistoryOptions {
  /** Only messages after this seq. */
  sinceSeq?: number;
  /** Only messages before this seq. */
  beforeSeq?: number;
  /** Only the newest ones. */
  last?: number;
  /** Only this thread. */
  threadId?: string;
  /** How many are fetched at a time. */
  pageSize?: number;
}

export interface PresenceOptions {
  status: Commands['set_presence']['request']['status'];
  detail?: string | null;
  /** In percent. */
  progress?: number | null;
}

export interface RoomSeams extends StreamSeams {
  door: FileDoor;
  snapshot(): Snapshot;
  saw(message: Message): void;
  showPresence(room_id: string | undefined, options: PresenceOptions): Promise<Presence>;
  search(query: string, options: SearchOptions): AsyncGenerator<SearchResult>;
  leave(room_id: string): Promise<void>;
}

export type SearchOptions = Omit<Commands['search']['request'], 'query' | 'cursor' | 'limit'>;

export class RoomClient {
  readonly id: string;
  readonly #seams: RoomSeams;
  readonly #call: Call;
  #known: Room;

  constructor(room: Room, seams: RoomSeams) {
    this.id = room.id;
    this.#known = room;
    this.#seams = seams;
    this.#call = seams.call;
  }

  /** As it is now; after its end, as it was last. */
  get info(): Room {
    return (this.#known = this.#seams.snapshot().rooms[this.id]?.room ?? this.#known);
  }

  get name(): string {
    return this.info.name;
  }

  /** Null while the participant is no member. */
  get membership(): Membership | null {
    return this.#seams.snapshot().rooms[this.id]?.membership ?? null;
  }

  /** It is sent again after a lost connection, in the order of the calls, and posted once. Resolves when it is on the server's disk. */
  async send(text: string, options: SendOptions = {}): Promise<Message> {
    const request = { client_id: newId(), ...options, room_id: this.id, content: text };
    return this.#seen(await this.#call('send_message', request, { isRepeatable: true }));
  }

  /** The oldest first. */
  async *history(options: HistoryOptions = {}): AsyncGenerator<Message, void, undefined> {
    const { sinceSeq = 0, beforeSeq = Infinity, last, threadId, pageSize = PAGE } = options;
    let at = last === undefined ? sinceSeq : Math.max(sinceSeq, Math.min(this.info.last_seq, beforeSeq - 1) - last);
    for (;;) {
      const request = { room_id: this.id, since_seq: at, limit: pageSize, thread_id: threadId };
      const { messages } = await this.#call('get_history', request, { isRepeatable: true });
      const page = messages.filter(({ seq }) => seq > at);
      for (const message of page) {
        if (message.seq >= beforeSeq) return;
        yield this.#seen(message);
        at = message.seq;
      }
      if (page.length === 0) return;
    }
  }

  async edit(messageId: string, text: string): Promise<Message> {
    return this.#onMessage('edit_message', { message_id: messageId, content: text });
  }

  async delete(messageId: string): Promise<Message> {
    return this.#onMessage('delete_message', { message_id: messageId });
  }

  async react(messageId: string, emoji: string): Promise<Message> {
    return this.#onMessage('react', { message_id: messageId, emoji, on: true });
  }

  async unreact(messageId: string, emoji: string): Promise<Message> {
    return this.#onMessage('react', { message_id: messageId, emoji, on: false });
  }

  /** The id of the file goes into `file_ids` of `send`, within a day. */
  upload(content: FileContent, options?: UploadOptions): Promise<FileInfo> {
    return upload(this.#seams.door, this.id, content, options);
  }

  createVote(title: string, options: readonly string[], more: Omit<Request<'create_vote'>, 'title' | 'options'> = {}): Promise<OwnVote> {
    return this.#call('create_vote', { ...more, room_id: this.id, title, options: [...options] });
  }

  /** The newest first. */
  votes(): AsyncGenerator<Vote, void, undefined> {
    return pages((after) => this.#call('list_votes', { room_id: this.id, after }, { isRepeatable: true }).then(({ votes }) => votes));
  }

  createTask(title: string, more: Omit<Request<'assign_task'>, 'title'> = {}): Promise<Task> {
    return this.#call('assign_task', { ...more, room_id: this.id, title });
  }

  /** The oldest first. */
  tasks(only: Pick<Request<'list_tasks'>, 'status'> = {}): AsyncGenerator<Task, void, undefined> {
    const read = (after: string | undefined) => this.#call('list_tasks', { ...only, room_id: this.id, after }, { isRepeatable: true });
    return pages((after) => read(after).then(({ tasks }) => tasks));
  }

  /** Shown to the members of the room, again after a lost connection too. */
  setPresence(options: PresenceOptions): Promise<Presence> {
    return this.#seams.showPresence(this.id, options);
  }

  async setTyping(typing: boolean): Promise<void> {
    await this.#call('set_typing', { room_id: this.id, typing });
  }

  /** For agents: begins a message that others see while it is written. */
  async stream(options: Request<'stream_start'> = {}): Promise<StreamWriter> {
    const { stream_id } = await this.#call('stream_start', { ...options, room_id: this.id });
    return new StreamWriter(stream_id, this.id, this.#seams);
  }

  /** Up to this seq; left out: all messages. */
  markRead(seq: number = this.info.last_seq): Promise<Commands['mark_read']['reply']> {
    return this.#call('mark_read', { room_id: this.id, seq }, { isRepeatable: true });
  }

  search(query: string, options: Omit<SearchOptions, 'room_id'> = {}): AsyncGenerator<SearchResult> {
    return this.#seams.search(query, { ...options, room_id: this.id });
  }

  /** Ends the presence and the membership. */
  leave(): Promise<void> {
    return this.#seams.leave(this.id);
  }

  async #onMessage<C extends 'edit_message' | 'delete_message' | 'react'>(command: C, request: Request<C>): Promise<Message> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Request<C> is the request without this field
    const whole = { ...request, room_id: this.id } as unknown as Commands[C]['request'];
    return this.#seen(await this.#call(command, whole, { isRepeatable: true }));
  }

  #seen<M extends Message>(message: M): M {
    this.#seams.saw(message);
    return message;
  }
}

/** Until there is an empty one. `after`: the id of the last item. */
export async function* pages<T extends { id: string }>(
  read: (after: string | undefined) => Promise<readonly T[]>,
): AsyncGenerator<T, void, undefined> {
  let after: string | undefined;
  for (;;) {
    const page = await read(after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}
