// One participant's connection to a server, made again whenever it is lost.
import { connectApp, type AppClient, type ConnectionState as AppState } from '../../../src-shared/client/app-client.ts';
import { createMessageChanges } from '../../../src-shared/client/message-changes.ts';
import { createMessageFeed } from '../../../src-shared/client/message-feed.ts';
import { createSteadyRequests } from '../../../src-shared/client/steady-requests.ts';
import type { CommandName, RequestInput } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { HomeEvent as SharedEvent } from '../../../src-shared/events/index.ts';
import type { Message as SharedMessage } from '../../../src-shared/objects.ts';
import type { Credentials } from './credentials.ts';
import { asLanaiError, codeOf, LanaiError, requireObject } from './error.ts';
import {
  isOver,
  Listeners,
  requireMessage,
  tell,
  type ClientEvents,
  type ConnectionState,
  type EventName,
  type Listener,
} from './events.ts';
import { download, fetchFile, type FileDoor, type RequestSigner, type TransferOptions } from './files.ts';
import { isCalled } from './mentions.ts';
import type { Platform } from './platform.ts';
import type { Commands, Home, Message, Participant, Presence, SearchResult, Snapshot, Task } from './protocol.ts';
import type { OwnVote, PresenceOptions, SearchOptions } from './room.ts';
import { Rooms, type RoomsSeams } from './rooms.ts';
import { entranceOf, noting } from './session.ts';
import { Standing } from './standing.ts';
import { TIMER } from './timer.ts';

const PATIENCE_MS = 15_000;
const REQUEST_LIMIT_MS = 30_000;
/** Messages whose earlier state is kept, to see what a change is. */
const SEEN_MAX = 5_000;

export type ConnectOptions = Credentials & {
  /** Such as `http://127.0.0.1:4510`. */
  url: string | URL;
  /** How long the first connection may fail, in milliseconds. */
  timeoutMs?: number;
  /** How long a request may wait for a connection and its answer, in milliseconds. */
  requestTimeoutMs?: number;
};

export interface CallOptions {
  /** Doing it twice is doing it once: it is sent again after a lost connection. */
  isRepeatable?: boolean;
}

export type Call = <C extends keyof Commands>(
  command: C,
  params: Commands[C]['request'],
  options?: CallOptions,
) => Promise<Commands[C]['reply']>;

export class Client {
  readonly rooms: Rooms;
  readonly #app: AppClient;
  readonly #door: FileDoor;
  readonly #listeners = new Listeners();
  readonly #steady = createSteadyRequests((command, payload) => this.#app.request(command, payload), TIMER);
  readonly #requestLimitMs: number;
  readonly #changes = createMessageChanges(SEEN_MAX);
  readonly #feed = createMessageFeed({
    readPage: async (asked) => (await this.#steady.request('get_history', asked, { isRepeatable: true })).messages,
    onMessage: (message) => this.#posted(message),
  });
  readonly #standing = new Standing(
    (...asked) => this.call(...asked),
    () => this.snapshot,
  );
  readonly #whenLive = new Set<{ resolve(): void; reject(error: Error): void }>();
  #state: ConnectionState = { state: 'connecting' };
  #hopeless: Error | null = null;
  /** Why the server refused the last connection. */
  #refusal: unknown = null;

  private constructor({ url, requestTimeoutMs = REQUEST_LIMIT_MS, ...credentials }: ConnectOptions, platform: Platform) {
    const at = new URL(url);
    this.#requestLimitMs = requestTimeoutMs;
    const { headers, identify, ...entrance } = entranceOf(at, credentials, platform, (error) => this.#giveUp(error));
    this.#door = { url: at, platform, headers, live: () => this.#live() };
    this.rooms = new Rooms(this.#roomSeams());
    this.#app = connectApp({
      ...entrance,
      identify: noting(identify, (refusal) => (this.#refusal = refusal)),
      isPlaceOurs: false,
      timer: TIMER,
      onState: (state) => this.#stateChanged(state),
      onSnapshot: (snapshot, how) => this.#feed.snapshot(snapshot, how),
      onEvent: (event, { me_id }) => this.#happened(event, me_id),
      onUnknownEvent: () => undefined,
    });
  }

  /** Rejects with LanaiError when the server refuses, and when it does not answer in time. */
  static async connect(options: ConnectOptions, platform: Platform): Promise<Client> {
    const client = new Client(options, platform);
    const { timeoutMs = PATIENCE_MS } = options;
    const tooLate = new LanaiError('connection_lost', `No Lanai server answers at ${String(options.url)}.`);
    const cancel = TIMER.after(timeoutMs, () => client.#giveUp(client.#refusal ?? tooLate));
    try {
      await client.#live();
      return client;
    } finally {
      cancel();
    }
  }

  /** The home as it is now, as far as this participant may see it. It is never changed; each change makes a new one. */
  get snapshot(): Snapshot {
    const snapshot = this.#app.snapshot();
    if (!snapshot) throw new LanaiError('connection_lost', 'Not connected to the home.');
    return snapshot;
  }

  get me(): Participant {
    const { participants, me_id } = this.snapshot;
    const me = participants[me_id];
    if (!me) throw new LanaiError('internal_error', 'The snapshot lacks its own participant.');
    return me;
  }

  get home(): Home {
    return this.snapshot.home;
  }

  get connection(): ConnectionState {
    return this.#state;
  }

  /** Returns the function that ends it. */
  on<E extends EventName>(event: E, listener: Listener<E>): () => void {
    return this.#listeners.on(event, listener);
  }

  /** The next event for which this holds. Rejects when the client is closed. */
  next<E extends EventName>(event: E, holds: (value: ClientEvents[E]) => boolean = () => true): Promise<ClientEvents[E]> {
    if (isOver(this.#state.state)) return Promise.reject(this.#reason());
    return new Promise((resolve, reject) => {
      const end = (): void => {
        off();
        offClosed();
      };
      const off = this.on(event, (value) => {
        if (!holds(value)) return;
        end();
        resolve(value);
      });
      const offClosed = this.on('connection', ({ state }) => {
        if (!isOver(state)) return;
        end();
        reject(this.#reason());
      });
    });
  }

  /** Any command of the protocol. It waits for a connection; one that is lost on the way rejects unless it `isRepeatable`. */
  async call<C extends keyof Commands>(
    command: C,
    params: Commands[C]['request'],
    options: CallOptions = {},
  ): Promise<Commands[C]['reply']> {
    try {
      const payload = params as RequestInput<CommandName>;
      const limitMs = this.#requestLimitMs;
      const reply: unknown = await this.#steady.request(command, payload, { isRepeatable: false, limitMs, ...options });
      requireObject(reply, command);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- test/protocol.test.ts compares both types of each command
      return reply as Commands[C]['reply'];
    } catch (error) {
      throw asLanaiError(error);
    }
  }

  async *search(query: string, options: SearchOptions = {}): AsyncGenerator<SearchResult, void, undefined> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Commands['search']['reply'] = await this.call('search', { ...options, query, cursor }, { isRepeatable: true });
      yield* page.results;
      cursor = page.next_cursor;
    }
  }

  /** `option`: from 0. */
  castVote(voteId: string, option: number): Promise<OwnVote> {
    return this.call('cast_vote', { vote_id: voteId, option_index: option }, { isRepeatable: true });
  }

  closeVote(voteId: string): Promise<OwnVote> {
    return this.call('close_vote', { vote_id: voteId });
  }

  updateTask(taskId: string, changes: Omit<Commands['update_task']['request'], 'task_id'>): Promise<Task> {
    return this.call('update_task', { ...changes, task_id: taskId }, { isRepeatable: true });
  }

  /** Shown to all who see the participant, again after a lost connection too. */
  setPresence(options: PresenceOptions): Promise<Presence> {
    return this.#standing.show(undefined, options);
  }

  download(fileId: string, options?: TransferOptions): Promise<Uint8Array> {
    return download(this.#door, fileId, options);
  }

  /** The answer with the file as its body, to be read as it comes. */
  fetchFile(fileId: string, options?: Pick<TransferOptions, 'signal'>): Promise<Response> {
    return fetchFile(this.#door, fileId, options);
  }

  /** Requests that wait are rejected. */
  close(): void {
    this.#app.close();
  }

  #roomSeams(): RoomsSeams {
    const call: Call = (...asked) => this.call(...asked);
    return {
      call,
      door: this.#door,
      live: () => this.#live(),
      snapshot: () => this.snapshot,
      saw: (message) => this.#changes.saw(message),
      search: (query, options) => this.search(query, options),
      showPresence: (room_id, options) => this.#standing.show(room_id, options),
      join: (room_id) => this.#standing.join(room_id),
      leave: (room_id) => this.#standing.leave(room_id),
      find: (roomId, messageId) => this.#find(roomId, messageId),
    };
  }

  /** The newest messages, where a stream that has just ended is. */
  async #find(room_id: string, messageId: string): Promise<Message | null> {
    const { messages } = await this.call('get_history', { room_id }, { isRepeatable: true });
    return messages.find(({ id }) => id === messageId) ?? null;
  }

  #live(): Promise<RequestSigner | null> {
    if (this.#state.state === 'live') return Promise.resolve(this.#app.signer());
    if (isOver(this.#state.state)) return Promise.reject(this.#reason());
    return new Promise((resolve, reject) => this.#whenLive.add({ resolve: () => resolve(this.#app.signer()), reject }));
  }

  #reason(): Error {
    if (this.#hopeless) return this.#hopeless;
    if (this.#state.state === 'outdated') return new LanaiError('update_required', this.#state.message);
    if (this.#state.state === 'signed-out') return asLanaiError(new AppError('unauthorized'));
    return new LanaiError('closed', 'The client is closed.');
  }

  /** A further try is of no use. Later, because the client may be in the middle of something. */
  #giveUp(error: unknown): void {
    this.#hopeless ??= asLanaiError(error);
    queueMicrotask(() => this.#app.close());
  }

  #stateChanged(next: AppState): void {
    if (isOver(this.#state.state)) return;
    const isRefused = next.state === 'closed' && codeOf(this.#hopeless) === 'unauthorized';
    this.#state = next.state === 'signed-out' || isRefused ? { state: 'signed-out' } : next;
    if (next.state === 'live') this.#begin();
    else this.#steady.away();
    if (isOver(next.state)) {
      const reason = this.#reason();
      this.#steady.end(reason);
      for (const { reject } of this.#whenLive) reject(reason);
      this.#whenLive.clear();
    }
    this.#listeners.emit('connection', this.#state);
  }

  #begin(): void {
    this.#standing.begin();
    this.#steady.live();
    for (const { resolve } of this.#whenLive) resolve();
    this.#whenLive.clear();
  }

  /** Throws at an event of another form than the protocol's, which is then skipped. */
  #happened(event: SharedEvent, meId: string): void {
    if (event.type === 'message.posted') requireMessage(event.message);
    this.#feed.event(event, meId);
    if (event.type === 'message.changed') this.#changed(event.message);
    tell(this.#listeners, event);
    this.#listeners.emit('event', event);
  }

  #posted(message: SharedMessage): void {
    this.#changes.saw(message);
    this.#listeners.emit('message', message);
    if (isCalled(message, this.snapshot)) this.#listeners.emit('mention', message);
  }

  #changed(message: SharedMessage): void {
    for (const change of this.#changes.changed(message))
      if (change.kind === 'reaction') this.#listeners.emit('reaction', change.reaction);
      else this.#listeners.emit(change.kind, change.message);
  }
}
