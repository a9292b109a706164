// Lasting rooms are kept on disk, ephemeral rooms in memory. Only this file knows where a room is: it passes each operation
// and each read on to the store that has the room.
import type { Membership } from '../../../src-shared/objects.ts';
import type { Archive, AsOf, FollowedThread } from './interfaces/archive.ts';
import type { ArgsOf, OperationName, Operations, ResultOf } from './interfaces/tx.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';

export class StoreRouter<O extends Operations> {
  readonly #disk: Store<O>;
  readonly #memory: MemoryStore<O>;
  readonly archive: Archive;
  /** The same, read in order with the operations (store.ts). */
  readonly archiveInOrder: Archive;

  constructor(disk: Store<O>, memory: MemoryStore<O>) {
    this.#disk = disk;
    this.#memory = memory;
    this.archive = this.#archiveOn(disk.archive);
    this.archiveInOrder = this.#archiveOn(disk.archiveInOrder);
  }

  /** An operation that names no room belongs to the disk. */
  async run<N extends OperationName<O>>(name: N, args: ArgsOf<O, N>): Promise<ResultOf<O, N>> {
    return this.isForMemory(args) ? this.#memory.run(name, args) : this.#disk.run(name, args);
  }

  /** Of a participant, in rooms that end by themselves. */
  ephemeralMemberships(participantId: string): Map<string, Membership> {
    return this.#memory.reads.memberships(participantId);
  }

  /** Reads in memory are synchronous. So where both stores are read, memory is last: its result is as new as the reply. */
  #archiveOn(disk: Archive): Archive {
    const memory = this.#memory.archive;
    const of = (roomId: string): Archive => (this.#memory.hasRoom(roomId) ? memory : disk);
    return {
      ...disk,
      history: (question) => of(question.room_id).history(question),
      message: (roomId, id) => of(roomId).message(roomId, id),
      messagesAfter: (roomId, seq, limit) => of(roomId).messagesAfter(roomId, seq, limit),
      messagesBefore: (roomId, seq, limit) => of(roomId).messagesBefore(roomId, seq, limit),
      edits: (message, before, limit) => of(message.room_id).edits(message, before, limit),
      files: (roomId, before, limit) => of(roomId).files(roomId, before, limit),
      fileCount: (roomId) => of(roomId).fileCount(roomId),
      votes: (roomId, participantId, after, limit) => of(roomId).votes(roomId, participantId, after, limit),
      subscriptionSecret: (roomId, id) => of(roomId).subscriptionSecret(roomId, id),
      notifyFacts: (roomId, participantId, messages) => of(roomId).notifyFacts(roomId, participantId, messages),
      tasks: (roomId, page) => of(roomId).tasks(roomId, page),
      pins: (roomId, page) => of(roomId).pins(roomId, page),
      roomPage: (roomId, version) => of(roomId).roomPage(roomId, version),
      roomPageVersions: (roomId, before, limit) => of(roomId).roomPageVersions(roomId, before, limit),
      approval: async (id) => foundFirst(await memory.approval(id), () => disk.approval(id)),
      vote: async (id, participantId) => foundFirst(await memory.vote(id, participantId), () => disk.vote(id, participantId)),
      task: async (id) => foundFirst(await memory.task(id), () => disk.task(id)),
      memberships: async (participantId) => {
        const { cursor, value } = await disk.memberships(participantId);
        return { cursor, value: new Map([...value, ...this.ephemeralMemberships(participantId)]) };
      },
      followedThreads: async (participantId, after, limit) => {
        const { cursor, value } = await disk.followedThreads(participantId, after, limit);
        const passing = await memory.followedThreads(participantId, after, limit);
        return { cursor, value: [...value, ...passing.value].sort(byNewestReply).slice(0, limit) };
      },
      // A saved message is on the disk, also when the message is in memory.
      savedMessages: async (participantId, after, limit) => {
        const { cursor, value } = await disk.savedMessages(participantId, after, limit);
        const found = value.map(async (each) => {
          const { room_id, id } = each;
          return room_id !== null && this.#memory.hasRoom(room_id) ? { ...each, message: (await memory.message(room_id, id)).value } : each;
        });
        return { cursor, value: await Promise.all(found) };
      },
      replay: async ({ after, ...question }) => {
        const lasting = new Map([...after].filter(([id]) => !this.#memory.hasRoom(id)));
        const kept = lasting.size === 0 ? NOTHING : await disk.replay({ after: lasting, ...question });
        const passing = await memory.replay({ after: new Map([...after].filter(([id]) => !lasting.has(id))), ...question });
        return { cursor: kept.cursor, value: [...kept.value, ...passing.value] };
      },
    };
  }

  isForMemory(args: unknown): boolean {
    if (typeof args !== 'object' || args === null) return false;
    if ('ephemeral' in args) return args.ephemeral === true;
    return 'room_id' in args && typeof args.room_id === 'string' && this.#memory.hasRoom(args.room_id);
  }
}

function byNewestReply(a: FollowedThread, b: FollowedThread): number {
  return (b.thread.last_reply_at ?? 0) - (a.thread.last_reply_at ?? 0) || (a.id < b.id ? 1 : -1);
}

const NOTHING: AsOf<never[]> = { cursor: 0, value: [] };

async function foundFirst<T>(answer: AsOf<T | null>, otherwise: () => Promise<AsOf<T | null>>): Promise<AsOf<T | null>> {
  return answer.value === null ? otherwise() : answer;
}
