// A client of a home: one socket that stays connected, is told of everything, and asks. Used by the app and by the
// desktop. It knows neither browser nor Node: the socket and the clock are passed in. Before anything else both sides prove
// that they hold the session's page secret: another program may have taken the server's port.
import type { CommandName, Reply, RequestInput } from './commands.ts';
import { AppError, isErrorCode } from './errors.ts';
import { isEventType } from './event-types.ts';
import type { HomeEvent } from './events.ts';
import type { ServerFrame, WatchReply } from './frames.ts';
import { watchLiveness } from './liveness.ts';
import { ConnectionLost, createQuestions } from './questions.ts';
import { greet, type Met, type OwnSide, type Signer } from './signer.ts';
import type { Passing, Snapshot } from './snapshot.ts';

/** A home that was killed is back within three seconds. For so long a try follows every half second, so that its clients are back with it. */
const RETRY_MS = [100, 250, 500, 500, 500, 500, 500, 1_000, 2_000, 4_000, 8_000] as const;

export interface ClientSocket {
  send(text: string): void;
  close(): void;
}

export interface SocketListener {
  onOpen(): void;
  onText(text: string): void;
  onClose(): void;
}

export interface Timer {
  /** Calls back once after so many milliseconds; returns its cancel. */
  after(ms: number, run: () => void): () => void;
}

export type ConnectionState =
  | { state: 'connecting' }
  | { state: 'live' }
  /** Not connected; tries again in `retry_ms`. */
  | { state: 'waiting'; retry_ms: number }
  /** The home does not know this session (any more), or the browser's cookie is of another one. It does not try again. */
  | { state: 'signed-out'; why: 'ended' | 'cookie' }
  | { state: 'closed' };

export interface HomeClientOptions {
  openSocket(listener: SocketListener): ClientSocket;
  /** The page's; null for a socket that is let in before it is given. */
  side: OwnSide | null;
  /** Another program cannot have the server's place: a refusal is believed at any time. Else only from a server that proved itself, or before there was one. */
  isPlaceOurs: boolean;
  timer: Timer;
  onState(state: ConnectionState): void;
  /** The first time, and whenever it was away for too long. */
  onSnapshot(snapshot: Snapshot): void;
  /** After a resume: what is not durable. The missed events follow. */
  onPassing(passing: Passing): void;
  onEvent(event: HomeEvent): void;
  /** A newer home sent an event of a type that this program does not know. It is skipped, and reported once for each type. */
  onUnknownEvent(type: string): void;
}

export interface HomeClient {
  /** Rejects with AppError when the home refused, with ConnectionLost when there is no telling whether it heard. */
  request<C extends CommandName>(command: C, payload: RequestInput<C>): Promise<Reply<C>>;
  /** For requests over HTTP; null while the home is away, or has not proved itself. */
  signer(): Signer | null;
  /** Resolves when the home has answered. */
  ping(): Promise<void>;
  /** Do not wait for the next try; and if it seems connected, see whether it is. */
  reconnectNow(): void;
  close(): void;
}

export { ConnectionLost };

export function connectHome(options: HomeClientOptions): HomeClient {
  const { timer } = options;
  const questions = createQuestions(timer, asError);
  let state: ConnectionState = { state: 'connecting' };
  let socket: ClientSocket | null = null;
  let signer: Signer | null = null;
  /** The other side of this socket has proved itself: its frames count. */
  let isProven = false;
  let hasMetServer = false;
  let heard: { cursor: number | null; history: number } = { cursor: null, history: 0 };
  const noteUnknown = oncePerType((type) => options.onUnknownEvent(type));
  let attempts = 0;
  let cancelRetry = (): void => undefined;
  /** Takes the socket for dead at once: one without a network says only after a while that it is closed, or never. */
  let giveUp = (): void => undefined;
  const liveness = watchLiveness({ timer, ping: sendPing, onDead: () => giveUp() });

  function setState(next: ConnectionState): void {
    state = next;
    if (next.state !== 'live') signer = null;
    options.onState(next);
  }

  function open(): void {
    cancelRetry();
    setState({ state: 'connecting' });
    isProven = false;
    ({ socket, giveUp } = openedOnce(options.openSocket, { onOpen: () => void enter(), onText: receive, onClose: lost }));
    liveness.begin();
  }

  function lost(): void {
    socket = null;
    liveness.end();
    questions.giveUp();
    if (state.state === 'closed' || state.state === 'signed-out') return;
    const retry_ms = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? 0;
    attempts += 1;
    setState({ state: 'waiting', retry_ms });
    cancelRetry = timer.after(retry_ms, open);
  }

  async function enter(): Promise<void> {
    const mine = socket;
    try {
      liveness.heard();
      const met = options.side && (await meet(options.side));
      isProven = hasMetServer = true;
      // Sent with one another: the server reads them in their order.
      const [, { payload: reply }] = await Promise.all([met && ask('page_proof', met.prove), ask('watch', heard)]);
      watching(trusted<WatchReply>(reply), met?.signer ?? null);
    } catch (error) {
      const why = whySignedOut(error);
      const isBelieved = isProven || options.isPlaceOurs || !hasMetServer;
      if (mine === socket && why && isBelieved) setState({ state: 'signed-out', why });
      mine?.close();
    }
  }

  /** Throws NotOurServer. */
  async function meet(side: OwnSide): Promise<Met> {
    const { challenge, accept } = greet(side);
    return accept((await ask('page_challenge', challenge)).payload);
  }

  function watching(reply: WatchReply, proven: Signer | null): void {
    attempts = 0;
    signer = proven;
    if (reply.mode === 'snapshot') {
      heard = { cursor: reply.snapshot.cursor, history: reply.snapshot.history };
      options.onSnapshot(reply.snapshot);
    } else {
      options.onPassing(reply.passing);
    }
    setState({ state: 'live' });
  }

  function sendPing(): void {
    socket?.send(JSON.stringify({ id: questions.nextId(), type: 'ping', payload: {} }));
  }

  function receive(text: string): void {
    liveness.heard();
    const frame = frameOf(text);
    if (!frame) giveUp();
    else if (frame.reply_to !== undefined) questions.answered(frame.reply_to, frame);
    else if (!isProven) return;
    else if (frame.type === 'event') happened(trusted<HomeEvent>(frame.payload));
    else if (frame.type === 'closing' && isEnd(frame.payload)) setState({ state: 'signed-out', why: 'ended' });
    else if (frame.type === 'ping') socket?.send(JSON.stringify({ type: 'pong' }));
  }

  function happened(event: HomeEvent): void {
    if (event.cursor !== null) {
      if (heard.cursor !== null && event.cursor <= heard.cursor) return;
      heard.cursor = event.cursor;
    }
    if (isEventType(event.type)) options.onEvent(event);
    else noteUnknown(event);
  }

  function ask(type: string, payload: unknown): Promise<ServerFrame> {
    if (!socket) return Promise.reject(new ConnectionLost('Not connected to the home.'));
    return questions.ask(socket, type, payload, state.state === 'live' ? liveness.asked() : () => undefined);
  }

  open();
  return {
    signer: () => signer,
    async request<C extends CommandName>(command: C, payload: RequestInput<C>) {
      if (state.state !== 'live') throw new ConnectionLost('Not connected to the home.');
      const { payload: reply } = await ask(command, payload);
      return trusted<Reply<C>>(reply);
    },
    ping: async () => void (await ask('ping', {})),
    reconnectNow() {
      if (state.state === 'live') return liveness.check();
      // A try that is under way may be refused still, because it began before the home was there. The next one then follows soon.
      attempts = 0;
      if (state.state === 'waiting') open();
    },
    close() {
      cancelRetry();
      setState({ state: 'closed' });
      socket?.close();
      lost();
    },
  };
}

function oncePerType(note: (type: string) => void): (event: { type: unknown }) => void {
  const noted = new Set<string>();
  return ({ type }) => {
    const name = String(type);
    if (!noted.has(name)) note(name);
    noted.add(name);
  };
}

/** A socket that ends once, whoever ends it, and is not heard any more after that. */
function openedOnce(openSocket: HomeClientOptions['openSocket'], on: SocketListener): { socket: ClientSocket; giveUp: () => void } {
  let isCurrent = true;
  const onClose = (): void => {
    if (!isCurrent) return;
    isCurrent = false;
    on.onClose();
  };
  const socket = openSocket({ onOpen: () => isCurrent && on.onOpen(), onText: (text) => isCurrent && on.onText(text), onClose });
  const giveUp = (): void => {
    onClose();
    socket.close();
  };
  return { socket, giveUp };
}

/** Null for what is none: another program may be at the other end. */
function frameOf(text: string): ServerFrame | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? trusted<ServerFrame>(value) : null;
  } catch {
    return null;
  }
}

function whySignedOut(error: unknown): 'ended' | 'cookie' | null {
  if (!(error instanceof AppError)) return null;
  if (error.code === 'cookie_mismatch') return 'cookie';
  return error.code === 'not_registered' || error.code === 'unauthorized' ? 'ended' : null;
}

function isEnd(payload: unknown): boolean {
  return trusted<{ code?: unknown }>(payload).code === 'unauthorized';
}

/** The home is this program's own other half, of the same version: what it sends is checked by its tests, not here. */
function trusted<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return value as T;
}

function asError(payload: unknown): AppError {
  const { code, message } = trusted<{ code?: unknown; message?: unknown }>(payload);
  return new AppError(isErrorCode(code) ? code : 'internal_error', typeof message === 'string' ? message : undefined);
}
