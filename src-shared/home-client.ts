// A client of a home: one socket that stays connected, is told of everything, and asks. Used by the app and by the
// desktop. It knows neither browser nor Node: the socket and the clock are passed in.
import type { CommandName, Reply, RequestInput } from './commands.ts';
import { AppError, isErrorCode } from './errors.ts';
import { isEventType } from './event-types.ts';
import type { HomeEvent } from './events.ts';
import type { ServerFrame, WatchReply } from './frames.ts';
import { watchLiveness } from './liveness.ts';
import type { Passing, Snapshot } from './snapshot.ts';

const RETRY_MS = [100, 250, 500, 1_000, 2_000, 4_000, 8_000] as const;
const REQUEST_TIMEOUT_MS = 15_000;

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
  /** The home does not know this session (any more). It does not try again. */
  | { state: 'signed-out' }
  | { state: 'closed' };

export interface HomeClientOptions {
  openSocket(listener: SocketListener): ClientSocket;
  timer: Timer;
  onState(state: ConnectionState): void;
  /** The first time, and whenever it was away for too long. */
  onSnapshot(snapshot: Snapshot): void;
  /** After a resume: what is not durable. The missed events follow. */
  onPassing(passing: Passing): void;
  onEvent(event: HomeEvent): void;
  /** A newer home sent an event of a type that this program does not know. It is skipped, and told once for each type. */
  onUnknownEvent(type: string): void;
}

export interface HomeClient {
  /** Rejects with AppError when the home refused, with ConnectionLost when there is no telling whether it heard. */
  request<C extends CommandName>(command: C, payload: RequestInput<C>): Promise<Reply<C>>;
  /** Resolves when the home has answered. */
  ping(): Promise<void>;
  /** Do not wait for the next try; and if it seems connected, see whether it is. */
  reconnectNow(): void;
  close(): void;
}

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

interface Pending {
  resolve(frame: ServerFrame): void;
  reject(error: Error): void;
  cancelTimeout(): void;
}

export function connectHome(options: HomeClientOptions): HomeClient {
  const { timer } = options;
  const pending = new Map<string, Pending>();
  let state: ConnectionState = { state: 'connecting' };
  let socket: ClientSocket | null = null;
  let heard: { cursor: number | null; history: number } = { cursor: null, history: 0 };
  const noteUnknown = oncePerType((type) => options.onUnknownEvent(type));
  let attempts = 0;
  let lastId = 0;
  let cancelRetry = (): void => undefined;
  /** Takes the socket for dead at once: one without a network says only after a while that it is closed, or never. */
  let giveUp = (): void => undefined;
  const liveness = watchLiveness({ timer, ping: sendPing, onDead: () => giveUp() });

  function setState(next: ConnectionState): void {
    state = next;
    options.onState(next);
  }

  function open(): void {
    cancelRetry();
    setState({ state: 'connecting' });
    ({ socket, giveUp } = openedOnce(options.openSocket, { onOpen: watch, onText: receive, onClose: lost }));
    liveness.begin();
  }

  function lost(): void {
    socket = null;
    liveness.end();
    for (const { reject, cancelTimeout } of pending.values()) {
      cancelTimeout();
      reject(new ConnectionLost('The connection to the home was lost.'));
    }
    pending.clear();
    if (state.state === 'closed' || state.state === 'signed-out') return;
    const retry_ms = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? 0;
    attempts += 1;
    setState({ state: 'waiting', retry_ms });
    cancelRetry = timer.after(retry_ms, open);
  }

  function watch(): void {
    liveness.heard();
    ask('watch', heard).then(
      (frame) => watching(trusted<WatchReply>(frame.payload)),
      (error: unknown) => {
        const isSignedOut = error instanceof AppError && (error.code === 'not_registered' || error.code === 'unauthorized');
        if (isSignedOut) setState({ state: 'signed-out' });
        socket?.close();
      },
    );
  }

  function watching(reply: WatchReply): void {
    attempts = 0;
    if (reply.mode === 'snapshot') {
      heard = { cursor: reply.snapshot.cursor, history: reply.snapshot.history };
      options.onSnapshot(reply.snapshot);
    } else {
      options.onPassing(reply.passing);
    }
    setState({ state: 'live' });
  }

  function sendPing(): void {
    lastId += 1;
    socket?.send(JSON.stringify({ id: String(lastId), type: 'ping', payload: {} }));
  }

  function receive(text: string): void {
    liveness.heard();
    const frame = trusted<ServerFrame>(JSON.parse(text));
    if (frame.reply_to !== undefined) answered(frame.reply_to, frame);
    else if (frame.type === 'event') happened(trusted<HomeEvent>(frame.payload));
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

  function answered(id: string, frame: ServerFrame): void {
    const waiting = pending.get(id);
    if (!waiting) return;
    pending.delete(id);
    waiting.cancelTimeout();
    if (frame.type === 'error') waiting.reject(asError(frame.payload));
    else waiting.resolve(frame);
  }

  function ask(type: string, payload: unknown): Promise<ServerFrame> {
    const to = socket;
    if (!to) return Promise.reject(new ConnectionLost('Not connected to the home.'));
    lastId += 1;
    const id = String(lastId);
    return new Promise((resolve, reject) => {
      const cancelDoubt = state.state === 'live' ? liveness.asked() : () => undefined;
      const cancelLimit = timer.after(REQUEST_TIMEOUT_MS, () => {
        pending.delete(id);
        reject(new ConnectionLost('The home did not answer in time.'));
      });
      const cancelTimeout = (): void => {
        cancelDoubt();
        cancelLimit();
      };
      pending.set(id, { resolve, reject, cancelTimeout });
      to.send(JSON.stringify({ id, type, payload }));
    });
  }

  open();
  return {
    async request<C extends CommandName>(command: C, payload: RequestInput<C>) {
      if (state.state !== 'live') throw new ConnectionLost('Not connected to the home.');
      const { payload: reply } = await ask(command, payload);
      return trusted<Reply<C>>(reply);
    },
    ping: async () => void (await ask('ping', {})),
    reconnectNow() {
      if (state.state === 'live') return liveness.check();
      if (state.state !== 'waiting') return;
      attempts = 0;
      open();
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

/** The home is this program's own other half, of the same version: what it sends is checked by its tests, not here. */
function trusted<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return value as T;
}

function asError(payload: unknown): AppError {
  const { code, message } = trusted<{ code?: unknown; message?: unknown }>(payload);
  return new AppError(isErrorCode(code) ? code : 'internal_error', typeof message === 'string' ? message : undefined);
}
