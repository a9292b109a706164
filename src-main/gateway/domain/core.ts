// The home's core: the one place where things are asked for and where what happened is told. Transports, HTTP, Porter
// and later features all stand on it.
import { COMMANDS, type CommandName, type Reply, type Request } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Right } from '../../../src-shared/keys.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Participant, Room } from '../../../src-shared/objects.ts';
import { newNonce } from '../../../src-shared/page-proof.ts';
import type { ActArgs, ActName, ActResult } from '../store/acts.ts';
import type { Change } from '../store/change.ts';
import { openMemoryStore, type MemoryStore } from '../store/memory-store.ts';
import type { Reads } from '../store/reads.ts';
import { openStore, type Store, type StoreOptions } from '../store/store.ts';
import { accountOf, type Actor } from './actor.ts';
import { Directory, type RoomEntry } from './directory.ts';
import { FairTurns } from './fair-turns.ts';
import { foundingOf } from './founding.ts';
import { LastUse } from './last-use.ts';
import { LimitBook } from './limits.ts';
import { parse } from './parse.ts';
import { demand, has, knowsWholeHome, visibleRoom } from './policy.ts';
import { PresenceBook, type Seat } from './presence.ts';
import { UnderWay } from './under-way.ts';

/** Who asks, and from which open connection, if any. */
export interface Context {
  readonly actor: Actor;
  readonly seat: Seat | null;
}

export type Commands = { [C in CommandName]: (context: Context, request: Request<C>) => Reply<C> | Promise<Reply<C>> };

export type ChangeListener = (change: Change) => void;

export interface CoreOptions extends Pick<StoreOptions, 'dataDir' | 'program' | 'onBatch' | 'onDeath'> {
  now(): number;
}

export class Core {
  readonly directory: Directory;
  readonly presence: PresenceBook;
  readonly limits: LimitBook;
  readonly now: () => number;
  /** Agents that are registered and not connected yet: they must not be forgotten meanwhile. */
  readonly comingIn = new UnderWay();
  /** Made for this run: the proofs of pages contain it, and end with the run. */
  readonly serverNonce = newNonce();
  readonly #store: Store;
  readonly #memory: MemoryStore;
  readonly #listeners = new Set<ChangeListener>();
  readonly #lastUse: LastUse;
  readonly #turns = new FairTurns({ now: () => performance.now(), soon: setImmediate, after: (ms, run) => setTimeout(run, ms).unref() });

  private constructor(store: Store, memory: MemoryStore, directory: Directory, now: () => number) {
    this.#store = store;
    this.#memory = memory;
    this.directory = directory;
    this.now = now;
    this.#lastUse = new LastUse(this);
    const { reads } = store;
    this.limits = new LimitBook({
      now,
      directory,
      reads,
      allReads: () => this.allReads(),
      changed: reads.changedLimits(),
      saved: reads.bucketLevels(),
    });
    this.presence = new PresenceBook({ now, publish: (event) => this.tell({ only_id: null, event }) });
  }

  /** Opens the home in a data folder; founds it there when it is new. */
  static async open({ now, ...storeOptions }: CoreOptions): Promise<Core> {
    let core: Core | null = null;
    const onChanges = (changes: Change[]): void => changes.forEach((change) => core?.tell(change));
    const store = await openStore({ ...storeOptions, onChanges });
    try {
      const directory = await founded(store);
      core = new Core(store, openMemoryStore({ schema: store.schema, onChanges }), directory, now);
    } catch (error) {
      await store.close();
      throw error;
    }
    const { directory } = core;
    for (const each of directory.participants()) if (each.kind === 'agent' && each.type === 'built-in') core.presence.alwaysHere(each.id);
    return core;
  }

  get reads(): Reads {
    return this.#store.reads;
  }

  /** Reads of the place where a room is kept. */
  readsOf(room: Room): Reads {
    return room.ephemeral ? this.#memory.reads : this.#store.reads;
  }

  write<A extends ActName>(name: A, args: ActArgs<A>): Promise<ActResult<A>> {
    return this.#store.write(name, args);
  }

  /** Both places where rooms are kept. */
  allReads(): Reads[] {
    return [this.#store.reads, this.#memory.reads];
  }

  /** Writes to the place where a room is kept. The members of a room in memory are made known there first. */
  writeIn<A extends ActName>(
    room: Pick<Room, 'ephemeral'>,
    name: A,
    args: ActArgs<A>,
    about: readonly string[] = [],
  ): Promise<ActResult<A>> {
    if (!room.ephemeral) return this.#store.write(name, args);
    for (const id of about) this.#memory.learn(this.participant(id));
    return Promise.resolve(this.#memory.write(name, args));
  }

  /** Writes what counts as a message. Its token is taken at once, so that those on their way count, and given back when it is refused. Throws `rate_limit_messages`. */
  post<A extends ActName>(actor: Actor, room: Pick<Room, 'ephemeral'>, name: A, args: ActArgs<A>): Promise<ActResult<A>> {
    this.limits.demandStorage(actor);
    return this.limits.takeMessage(actor) ? this.#postCounted(actor, room, name, args) : this.writeIn(room, name, args);
  }

  async #postCounted<A extends ActName>(actor: Actor, room: Pick<Room, 'ephemeral'>, name: A, args: ActArgs<A>): Promise<ActResult<A>> {
    try {
      return await this.writeIn(room, name, args);
    } catch (error) {
      this.limits.giveBackMessage(actor);
      throw error;
    }
  }

  /** Called for every change, in order, before whoever caused it is answered. Returns the end of the subscription. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something happened: the directory follows, then everybody is told. */
  tell(change: Change): void {
    this.directory.apply(change.event);
    if (change.event.type === 'participants.forgotten') for (const id of change.event.participant_ids) this.presence.forget(id);
    for (const listener of this.#listeners) listener(change);
    if (change.event.type === 'member.joined') this.#introduce(change.event.room.id, change.event.participant.id);
    if (change.event.type === 'member.left') this.presence.evict(change.event.room_id, change.event.participant_id);
    if (change.event.type === 'room.removed' && change.only_id === null) this.directory.forget(change.event.room_id);
  }

  /** Whoever knows only those they share a room with hears how these are once they share one. */
  #introduce(roomId: string, newcomerId: string): void {
    const members = [...(this.directory.room(roomId)?.members ?? [])];
    const say = (only_id: string, aboutId: string): void => {
      const presence = this.presence.of(aboutId);
      if (presence.online && only_id !== aboutId) this.tell({ only_id, event: { type: 'presence.changed', cursor: null, presence } });
    };
    for (const id of members) if (!knowsWholeHome(this.directory, id)) say(id, newcomerId);
    if (!knowsWholeHome(this.directory, newcomerId)) for (const id of members) say(newcomerId, id);
  }

  /** Those who have a room open, in the order they came. */
  presentIn(roomId: string): string[] {
    return this.presence.presentIn(roomId);
  }

  participant(id: string): Participant {
    const participant = this.directory.participant(id);
    if (!participant) throw new AppError('person_not_found');
    return participant;
  }

  /** A room the actor may see; what may not be seen is not there. */
  room(actor: Actor, roomId: string): RoomEntry {
    const entry = visibleRoom(this.directory, actor, roomId);
    if (!entry) throw new AppError('room_not_found');
    return entry;
  }

  findRoom(actor: Actor, roomId: string): Room | null {
    return visibleRoom(this.directory, actor, roomId)?.room ?? null;
  }

  /** A room the actor takes part in: a member of it, or present in it from this very seat. */
  roomOfOnes({ actor, seat }: Context, roomId: string): RoomEntry {
    const entry = visibleRoom(this.directory, actor, roomId);
    const takesPart = entry?.members.has(actor.participant_id) || (seat && this.presence.isPresent(roomId, actor.participant_id, seat));
    if (!entry || !takesPart) throw new AppError('not_in_room');
    return entry;
  }

  /** The same for commands that write there: an archived room takes nothing new. Throws `room_archived`. */
  openRoom(context: Context, roomId: string): RoomEntry {
    const entry = this.roomOfOnes(context, roomId);
    refuseArchived(entry.room);
    return entry;
  }

  /** The one door: checks the actor's limits and rights and what is asked against its schema, and does it. Throws AppError. */
  async execute<C extends CommandName>(commands: Commands, context: Context, name: C, payload: unknown): Promise<Reply<C>> {
    this.admit(context.actor, COMMANDS[name].right);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has the same name as the request
    const request = parse(COMMANDS[name].request, payload) as Request<C>;
    if (hasLargeReply(name)) this.limits.demandAnswer(context.actor);
    return commands[name](context, request);
  }

  /** What every request begins with: it is counted, and its right is checked. Throws `rate_limit_commands` and `access_denied`. */
  admit(actor: Actor, right: Right): void {
    this.used(actor);
    demand(has(actor, right), 'This key does not allow that.');
  }

  /** Call it before a command with a large answer. Null: no need to wait. After a wait the actor may have changed. */
  turnFor(actor: Actor, name: CommandName | 'watch'): Promise<void> | null {
    return hasLargeReply(name) ? this.#turns.take(accountOf(actor)) : null;
  }

  /** Somebody asks for something. Throws `rate_limit_commands`. */
  used(actor: Actor): void {
    this.#lastUse.used(actor.grant);
    this.limits.takeCommand(actor);
  }

  get lock(): Store['lock'] {
    return this.#store.lock;
  }

  /** How many acts wait for the disk. */
  get queued(): number {
    return this.#store.waiting();
  }

  /** Waits until nothing is on its way to the disk, or for so long. */
  settled(limitMs: number): Promise<void> {
    return this.#store.settled(limitMs);
  }

  /** Removes deleted content from the database's log. */
  foldLog(): void {
    this.#store.fold();
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

function hasLargeReply(name: CommandName | 'watch'): boolean {
  return name === 'watch' || 'largeReply' in COMMANDS[name];
}

/** Throws `room_archived`. */
export function refuseArchived({ archived_at }: Pick<Room, 'archived_at'>): void {
  if (archived_at !== null) throw new AppError('room_archived');
}

/** What the home knows of itself, after it was founded in a folder that is new. */
async function founded(store: Store): Promise<Directory> {
  const isFounded = store.reads.home() !== null && store.reads.room(LOBBY_ID) !== null;
  if (!isFounded) for (const [name, args] of foundingOf()) await store.write(name, args);
  const directory = Directory.load(store.reads);
  if (!directory) throw new AppError('internal_error', 'The home could not be founded.');
  return directory;
}
