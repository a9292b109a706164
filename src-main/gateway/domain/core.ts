// The core: the one place that executes commands and publishes changes. Transports, HTTP and Porter use it.
import { COMMANDS, type CommandName, type Reply, type Request } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Right } from '../../../src-shared/keys.ts';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Membership, Participant, Room } from '../../../src-shared/objects.ts';
import { newNonce } from '../../../src-shared/page-proof.ts';
import { TRANSACTIONS, type TransactionArgs, type TransactionName, type TransactionResult, type Transactions } from './transactions.ts';
import type { Archive, AsOf } from '../store/interfaces/archive.ts';
import type { Change } from '../store/interfaces/change.ts';
import { openMemoryStore } from '../store/memory-store.ts';
import { StoreRouter } from '../store/router.ts';
import type { RowChange } from '../store/interfaces/stored-directory.ts';
import { openStore, type Store, type StoreOptions } from '../store/store.ts';
import { accountOf, type Actor } from './actor.ts';
import { MissedCalls } from './agents/missed-calls.ts';
import { AgentInvites } from './agent-invites/agent-invites.ts';
import { Approvals } from './approvals/approvals.ts';
import { Auditing } from './audit/auditing.ts';
import type { Caller, Context } from './context.ts';
import type { Directory, RoomEntry } from './directory.ts';
import { FairTurns } from './fair-turns.ts';
import { loadOrFound, type Loaded } from './bootstrap.ts';
import { currentReader } from './access/current-reader.ts';
import { Deliveries } from './reading/deliveries.ts';
import { DeviceCodes } from './access/device-codes.ts';
import { LastUse } from './access/last-use.ts';
import { refuseArchived } from './rooms/archived.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { Listeners, type ChangeListener, type Phase } from './listeners.ts';
import { parse } from './parse.ts';
import { Posting } from './messages/posting.ts';
import { requirePermission, has, visibleRoom } from './policy.ts';
import { introduce } from './presence/introduce.ts';
import { PresenceRegistry } from './presence/registry.ts';
import { Streams } from './streams/streams.ts';
import { InFlightCounter } from './in-flight.ts';
import { upToDate } from './up-to-date.ts';

export type { Caller, Context } from './context.ts';
export type Commands = { [C in CommandName]: (context: Context, request: Request<C>) => Reply<C> | Promise<Reply<C>> };

/** A result of the archive, and the changes that were published during the query, in order. */
export interface ReadMeanwhile<T> extends AsOf<T> {
  meanwhile: Change[];
  /** Those that are durable and newer than the answer. */
  later: Change[];
}

export interface CoreOptions extends Omit<StoreOptions, 'onRows' | 'onChanges' | 'onRead'> {
  now(): number;
}

export class Core {
  readonly directory: Directory;
  readonly presence: PresenceRegistry;
  readonly limits: RateLimits;
  readonly now: () => number;
  /** Agents that are registered and not connected yet: they must not be forgotten meanwhile. */
  readonly comingIn = new InFlightCounter();
  /** Made for this run: the proofs of pages contain it, and end with the run. */
  readonly serverNonce = newNonce();
  /** Another one when a backup was put in this home's place: a cursor belongs to its epoch. */
  readonly epoch: number;
  /** The name of the newest migration that was run. */
  readonly newestMigration: string;
  readonly #store: Store<Transactions>;
  readonly #rooms: StoreRouter<Transactions>;
  readonly #listeners = new Listeners();
  readonly #lastUse = new LastUse(this);
  readonly #turns: FairTurns;
  readonly auditing: Auditing;
  readonly deviceCodes = new DeviceCodes(() => this.now());
  readonly deliveries = new Deliveries(this);
  readonly agentInvites: AgentInvites;
  readonly posting: Posting;
  /** The messages that are being written. */
  readonly streams: Streams;
  readonly approvals: Approvals;
  readonly missedCalls = new MissedCalls(() => this.now());

  private constructor(
    store: Store<Transactions>,
    rooms: StoreRouter<Transactions>,
    turns: FairTurns,
    { directory, epoch, newestMigration, bucketLevels }: Loaded,
    { now, after, log }: Pick<CoreOptions, 'now' | 'after' | 'log'>,
  ) {
    this.#store = store;
    this.#turns = turns;
    this.#rooms = rooms;
    this.directory = directory;
    this.auditing = new Auditing(directory, rooms);
    this.agentInvites = new AgentInvites(now, (event) => this.publish({ only_id: null, event }));
    this.epoch = epoch;
    this.newestMigration = newestMigration;
    this.now = now;
    this.limits = new RateLimits({ now, directory, changed: directory.settings.get('limits'), saved: bucketLevels });
    this.posting = new Posting(this.limits);
    this.streams = new Streams(this, { after, log });
    this.approvals = new Approvals(this, { after, log });
    this.presence = new PresenceRegistry({
      ...{ directory, now },
      publish: (event) => this.publish({ only_id: null, event }),
      onSeat: (participantId, seat, isThere) => this.streams.onSeat(participantId, seat, isThere),
    });
  }

  /** Opens the home in a data folder; founds it there when it is new. */
  static async open({ now, ...storeOptions }: CoreOptions): Promise<Core> {
    let core: Core | null = null;
    const onRows = (rows: RowChange[]): void => core?.directory.applyRows(rows);
    const onChanges = (changes: Change[]): void => changes.forEach((change) => core?.publish(change));
    const turns = new FairTurns({ now: () => performance.now(), soon: setImmediate, after: (ms, run) => setTimeout(run, ms).unref() });
    const onRead = (ms: number): void => turns.charge(ms);
    const store = await openStore<Transactions>({ ...storeOptions, onRows, onChanges, onRead });
    try {
      const loaded = await loadOrFound(store);
      const { schema } = store;
      const memory = openMemoryStore({ operations: TRANSACTIONS, schema, participants: loaded.directory, onRows, onChanges, onRead });
      core = new Core(store, new StoreRouter(store, memory), turns, loaded, { now, ...storeOptions });
    } catch (error) {
      await store.close();
      throw error;
    }
    return core;
  }

  /** The position of the newest change on disk. */
  get cursor(): number {
    return this.#store.cursor();
  }

  /** Of a participant, in rooms that end by themselves. */
  ephemeralMemberships(participantId: string): Map<string, Membership> {
    return this.#rooms.ephemeralMemberships(participantId);
  }

  /** Unbounded data. Use `reading` or `upToDate` where events could overtake the result. */
  get archive(): Archive {
    return this.#rooms.archive;
  }

  /** The same, as new as all that was published before an answer (store.ts). For small answers. */
  get archiveInOrder(): Archive {
    return this.#rooms.archiveInOrder;
  }

  /** Waits for a read of the archive. */
  async reading<T>(read: Promise<AsOf<T>>): Promise<ReadMeanwhile<T>> {
    const meanwhile: Change[] = [];
    const stop = this.onChange((change) => void meanwhile.push(change), 'fan-out');
    try {
      const { cursor, value } = await read;
      return { cursor, value, meanwhile, later: meanwhile.filter(({ event }) => event.cursor !== null && event.cursor > cursor) };
    } finally {
      stop();
    }
  }

  /**
   * Reads as often as needed so that no event that `isAbout` the answer was sent before it: a client would take it for newer. The
   * answer is for the actor with its rights as they are after the read. Throws `unauthorized` and `access_denied`.
   */
  async upToDate<T>(
    asker: Actor,
    read: (archive: Archive) => Promise<AsOf<T>>,
    isAbout: (event: HomeEvent, value: T) => boolean,
  ): Promise<{ value: T; actor: Actor }> {
    const { archive, archiveInOrder } = this.#rooms;
    const value = await upToDate({ read: () => this.reading(read(archive)), readInOrder: () => read(archiveInOrder), isAbout });
    return { value, actor: this.readerNow(asker) };
  }

  /** The actor as it may read now, after it has waited. Throws `unauthorized` and `access_denied`. */
  readerNow(asker: Actor): Actor {
    return currentReader(this.directory, this.now(), asker);
  }

  write<A extends TransactionName>(name: A, args: TransactionArgs<A>): Promise<TransactionResult<A>> {
    return this.auditing.write(name, args);
  }

  /** Writes what counts as a message. Throws `rate_limit_messages`. */
  post<A extends TransactionName>(actor: Actor, name: A, args: TransactionArgs<A>): Promise<TransactionResult<A>> {
    return this.posting.during(actor, args, () => this.write(name, args));
  }

  /** Called for every change, in order, before the command that caused it is answered. Returns the end of the subscription. */
  onChange(listener: ChangeListener, phase: Phase = 'followers'): () => void {
    return this.#listeners.add(listener, phase);
  }

  /** Publishes a change: first to the directory, then to the listeners. */
  publish(change: Change): void {
    this.directory.apply(change.event);
    if (change.event.type === 'participants.forgotten') for (const id of change.event.participant_ids) this.presence.forget(id);
    this.#listeners.call(change);
    if (change.event.type === 'member.joined') introduce(this, change.event.room.id, change.event.participant.id);
    if (change.event.type === 'member.left') this.presence.evict(change.event.room_id, change.event.participant_id);
    if (change.event.type === 'room.removed' && change.only_id === null) this.directory.forget(change.event.room_id);
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
  requireParticipation({ actor, seat }: Caller, roomId: string): RoomEntry {
    const entry = visibleRoom(this.directory, actor, roomId);
    const takesPart = entry?.members.has(actor.participant_id) || (seat && this.presence.isPresent(roomId, actor.participant_id, seat));
    if (!entry || !takesPart) throw new AppError('not_in_room');
    return entry;
  }

  /** The same for commands that write there: an archived room takes nothing new. Throws `room_archived`. */
  openRoom(context: Caller, roomId: string): RoomEntry {
    const entry = this.requireParticipation(context, roomId);
    refuseArchived(entry.room);
    return entry;
  }

  /** The one door: checks the actor's limits and rights and what is asked against its schema, and does it. Throws AppError. */
  async execute<C extends CommandName>(commands: Commands, context: Context, name: C, payload: unknown): Promise<Reply<C>> {
    this.admit(context.actor, COMMANDS[name].right);
    return this.executeAdmitted(commands, context, name, payload);
  }

  /** The same for a request that was counted and admitted before. */
  async executeAdmitted<C extends CommandName>(commands: Commands, context: Context, name: C, payload: unknown): Promise<Reply<C>> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has the same name as the request
    const request = parse(COMMANDS[name].request, payload) as Request<C>;
    if (hasLargeReply(name)) this.limits.requireAnswer(context.actor);
    return this.auditing.during({ kind: name, row: COMMANDS[name], request }, context, () => commands[name](context, request));
  }

  /** Answers a command: at once, or if the answer may be large, when it is the account's turn. When that `hasWaited`, the actor may have changed. */
  inTurn<T>(actor: Actor, name: CommandName | 'watch', answer: (hasWaited: boolean) => Promise<T>): Promise<T> {
    if (!hasLargeReply(name)) return answer(false);
    const account = accountOf(actor);
    // A search may take long, in its own thread: it waits for its turn, and keeps no one waiting for it.
    if (name === 'search') return this.#turns.during(account, (hasWaited) => Promise.resolve(hasWaited)).then(answer);
    return this.#turns.during(account, answer);
  }

  /** The start of every request: counts it and checks its permission. Throws `rate_limit_commands` and `access_denied`. */
  admit(actor: Actor, right: Right): void {
    this.used(actor);
    requirePermission(has(actor, right), 'This key does not allow that.');
  }

  /** Counts a request of the actor. Throws `rate_limit_commands`. */
  used(actor: Actor): void {
    this.#lastUse.used(actor.grant);
    this.limits.takeCommand(actor);
  }

  get lock(): Store<Transactions>['lock'] {
    return this.#store.lock;
  }

  /** How many operations wait for the disk. */
  get queued(): number {
    return this.#store.waiting();
  }

  /** Waits until no operation waits for the disk, or until the time is over. */
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

const hasLargeReply = (name: CommandName | 'watch'): boolean => name === 'watch' || 'largeReply' in COMMANDS[name];
