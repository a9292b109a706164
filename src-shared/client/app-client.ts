// A client of the app's protocol: one connection that is made again whenever it is lost, the snapshot that it keeps true, and
// requests. Before anything else both sides prove who they are: another program may have taken the server's port.
import type { CommandName, Reply, RequestInput } from '../commands/index.ts';
import { AppError } from '../errors.ts';
import type { HomeEvent } from '../events/index.ts';
import type { LastEnd, ServerFrame, WatchReply } from '../frames.ts';
import { WATCH_VERSION } from '../limits.ts';
import type { Signer } from '../signer.ts';
import type { Learned, Snapshot } from '../snapshot.ts';
import type { Timer } from '../timer.ts';
import { createBackoff, SCHEDULES } from './backoff.ts';
import { openConnection, type Connection } from './connection.ts';
import type { Identified, Identify } from './identify.ts';
import { keepSnapshot, type KeptSnapshotListener } from './kept-snapshot.ts';
import { asError, ConnectionLost } from './pending-requests.ts';
import type { ClientSocket, OpenSocket } from './socket.ts';

export type ConnectionState =
  | { state: 'connecting' }
  /** `last_end`: why the server cut the connection before. */
  | { state: 'live'; last_end?: LastEnd | undefined }
  /** Not connected; tries again in `retry_ms`. */
  | { state: 'waiting'; retry_ms: number }
  /** The server does not know this session (any more), or the browser's cookie is of another one. It does not try again. */
  | { state: 'signed-out'; why: 'ended' | 'cookie' }
  /** The versions of this program and the server do not fit together; `message` says which is too old. It does not try again. */
  | { state: 'outdated'; message: string }
  | { state: 'closed' };

export interface AppClientOptions<S extends ClientSocket = ClientSocket> extends KeptSnapshotListener {
  openSocket: OpenSocket<S>;
  identify: Identify<S>;
  /** Another program cannot have the server's place: a refusal is believed at any time. Else only from a server that proved itself, or before there was one. */
  isPlaceOurs: boolean;
  /**
   * Whether an end of the access by the server is for good. That of a session is. A key can have another secret meanwhile: the next
   * registration shows whether it is good.
   */
  isEndFinal: boolean;
  timer: Timer;
  /** For the jitter of its retries: from 0 to below 1. */
  random?: () => number;
  onState(state: ConnectionState): void;
}

export interface AppClient {
  /** The home as it is now, as far as this client may see it; null until the server first answered. */
  snapshot(): Snapshot | null;
  /** Rejects with AppError when the server refused, with ConnectionLost when there is no telling whether it got the request. */
  request<C extends CommandName>(command: C, payload: RequestInput<C>): Promise<Reply<C>>;
  /** Adds participants of a reply that the snapshot lacks, such as former ones. Calls no listener. */
  learn(learned: Learned): void;
  /** For requests over HTTP; null while the server is away, or has not proved itself. */
  signer(): Signer | null;
  /** Resolves when the server has answered. */
  ping(): Promise<void>;
  /** Does not wait for the next try; and if it seems connected, sees whether it is. */
  reconnectNow(): void;
  close(): void;
}

export function connectApp<S extends ClientSocket>(options: AppClientOptions<S>): AppClient {
  const backoff = createBackoff(SCHEDULES.app, options.random);
  const kept = keepSnapshot(options);
  let state: ConnectionState = { state: 'connecting' };
  let connection: Connection<S> | null = null;
  let signer: Signer | null = null;
  /** The server of this connection has proved itself: its frames count. */
  let isProven = false;
  let hasMetServer = false;
  /** The code with which the server closed the last connection. */
  let closingCode: string | null = null;
  let cancelRetry = (): void => undefined;

  function setState(next: ConnectionState): void {
    state = next;
    if (next.state !== 'live') signer = null;
    options.onState(next);
  }

  function open(): void {
    cancelRetry();
    setState({ state: 'connecting' });
    isProven = false;
    const opened: Connection<S> = openConnection({
      openSocket: options.openSocket,
      timer: options.timer,
      isTrusted: () => isProven,
      onOpen: () => void enter(opened),
      cursor: () => (state.state === 'live' ? kept.position().cursor : null),
      onPush: pushed,
      onClose: lost,
    });
    connection = opened;
  }

  function lost(): void {
    connection = null;
    if (state.state === 'closed' || state.state === 'signed-out' || state.state === 'outdated') return;
    const retry_ms = backoff.next();
    setState({ state: 'waiting', retry_ms });
    cancelRetry = options.timer.after(retry_ms, open);
  }

  async function enter(mine: Connection<S>): Promise<void> {
    try {
      const identified = await options.identify(mine, closingCode);
      isProven = hasMetServer = true;
      await Promise.all([identified.accepted, watch(mine, identified)]);
    } catch (error) {
      refused(mine, error);
      mine.close();
    }
  }

  /** The reply is handled as it is read: the events after it belong to its snapshot. */
  function watch(mine: Connection<S>, { signer: proven }: Identified): Promise<void> {
    return new Promise((resolve, reject) => {
      const onReply = ({ payload }: ServerFrame): void => {
        backoff.reset();
        closingCode = null;
        signer = proven;
        const reply = trusted<WatchReply>(payload);
        kept.watching(reply);
        setState({ state: 'live', last_end: reply.last_end });
        resolve();
      };
      mine.send('watch', { version: WATCH_VERSION, ...kept.position() }, { onReply, onError: reject });
    });
  }

  function refused(mine: Connection<S>, error: unknown): void {
    const isBelieved = isProven || options.isPlaceOurs || !hasMetServer;
    if (mine !== connection || !isBelieved || !(error instanceof AppError)) return;
    const why = whySignedOut(error);
    if (why) setState({ state: 'signed-out', why });
    else if (error.code === 'update_required') setState({ state: 'outdated', message: error.message });
  }

  function pushed({ type, payload }: ServerFrame): void {
    if (type === 'event') kept.happened(trusted<HomeEvent>(payload));
    else if (type === 'closing') closingCode = asError(payload).code;
    if (type === 'closing' && closingCode === 'unauthorized' && options.isEndFinal) setState({ state: 'signed-out', why: 'ended' });
  }

  function ask(type: string, payload: unknown): Promise<unknown> {
    if (state.state !== 'live' || !connection) return Promise.reject(new ConnectionLost('Not connected to the home.'));
    return connection.request(type, payload);
  }

  open();
  return {
    snapshot: kept.current,
    learn: kept.learn,
    signer: () => signer,
    request: async <C extends CommandName>(command: C, payload: RequestInput<C>) => trusted<Reply<C>>(await ask(command, payload)),
    ping: async () => void (await ask('ping', {})),
    reconnectNow() {
      if (state.state === 'live') return connection?.check();
      // An attempt in progress may still be refused, because it began before the server was there. The next one then follows soon.
      backoff.reset();
      if (state.state === 'waiting') open();
    },
    close() {
      cancelRetry();
      setState({ state: 'closed' });
      connection?.close();
    },
  };
}

function whySignedOut({ code }: AppError): 'ended' | 'cookie' | null {
  if (code === 'cookie_mismatch') return 'cookie';
  return code === 'not_registered' || code === 'unauthorized' ? 'ended' : null;
}

/** The server is the other half of the same program: what it sends is checked by tests, not here. */
function trusted<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return value as T;
}
