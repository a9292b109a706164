// One connection to a server: requests and their replies, frames that the server pushes, and whether the server is still there.
import type { ServerFrame } from '../frames.ts';
import type { Timer } from '../timer.ts';
import { watchLiveness } from './liveness.ts';
import { asError, ConnectionLost, createPendingRequests, type Settle } from './pending-requests.ts';
import type { ClientSocket, OpenSocket } from './socket.ts';

const REPLY_LIMIT_MS = 15_000;

export interface ConnectionOptions<S extends ClientSocket> {
  openSocket: OpenSocket<S>;
  timer: Timer;
  /** How long a reply may take; 15 seconds when it is absent. */
  replyLimitMs?: number;
  /** While this is false, all frames except replies are dropped, pings too: the peer may be another program. */
  isTrusted(): boolean;
  onOpen(): void;
  /** Of the last event that the client has: a pong says it, so that the server knows what arrived. */
  cursor?(): number | null;
  /** A frame that is no reply. Pings are answered here and not passed on. */
  onPush(frame: ServerFrame): void;
  /** Once, whichever side ended it. `cause`: why the socket did not open, where the transport knows. */
  onClose(cause?: Error): void;
}

export interface Connection<S extends ClientSocket = ClientSocket> {
  readonly socket: S;
  /** Rejects with AppError when the server refused, with ConnectionLost when there is no telling whether it got the request. */
  request(type: string, payload: unknown): Promise<unknown>;
  /** The same for replies whose place among the pushed frames counts. */
  send(type: string, payload: unknown, settle: Settle): void;
  /** Sends pings, and closes a silent connection. */
  check(): void;
  close(): void;
}

export function openConnection<S extends ClientSocket>(options: ConnectionOptions<S>): Connection<S> {
  const { timer, isTrusted } = options;
  const requests = createPendingRequests(timer, options.replyLimitMs ?? REPLY_LIMIT_MS);
  const liveness = watchLiveness({ timer, ping: () => write({ id: requests.nextId(), type: 'ping', payload: {} }), onDead: close });
  let isOver = false;

  const write = (frame: object): void => socket.send(JSON.stringify(frame));

  function receive(text: string): void {
    if (isOver) return;
    liveness.heard();
    const frame = frameOf(text);
    if (!frame) return close();
    if (typeof frame.reply_to === 'string') return requests.replied(frame.reply_to, frame);
    if (!isTrusted()) return;
    if (frame.type === 'ping') write({ type: 'pong', payload: { cursor: options.cursor?.() } });
    // A frame that the server could not read. Not every server says which one.
    else if (frame.type === 'error') requests.refuseAll(asError(frame.payload));
    else options.onPush(frame);
  }

  function ended(cause?: Error): void {
    if (isOver) return;
    isOver = true;
    liveness.end();
    requests.refuseAll(new ConnectionLost('The connection to the home was lost.'));
    options.onClose(cause);
  }

  /** Counts as closed at once. Without a network the socket reports its end late or never. */
  function close(): void {
    ended();
    socket.close();
  }

  function send(type: string, payload: unknown, settle: Settle): void {
    if (isOver) return settle.onError(new ConnectionLost('Not connected to the home.'));
    const id = requests.add(settle, isTrusted() ? liveness.asked() : () => undefined);
    write({ id, type, payload });
  }

  liveness.begin();
  const socket = options.openSocket({
    onOpen() {
      if (isOver) return;
      liveness.heard();
      options.onOpen();
    },
    onText: receive,
    onClose: ended,
  });
  return {
    socket,
    send,
    close,
    check: liveness.check,
    request: (type, payload) =>
      new Promise((resolve, reject) => send(type, payload, { onReply: (frame) => resolve(frame.payload), onError: reject })),
  };
}

/** Null for text that is no frame. Payloads are for the reader to check. */
function frameOf(text: string): ServerFrame | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFrame(value) ? value : null;
  } catch {
    return null;
  }
}

function isFrame(value: unknown): value is ServerFrame {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
