// Agents over TCP, a Unix socket or a named pipe: newline-delimited JSON.
import { createServer, type Server, type Socket } from 'node:net';
import { addressText } from '../../../src-shared/key-proof.ts';
import { CONNECTIONS_PER_LISTENER_MAX, FRAME_BYTES_MAX, STRANGER_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Frame } from '../realtime/frame.ts';
import type { OpenSession, Peer, PeerListener } from '../realtime/peer.ts';
import { portOf } from './port-of.ts';
import { makePrivate, makeWay } from './socket-file.ts';
import { startFailure } from './start-failure.ts';
import { LineReader, type LinesListener } from './lines.ts';
import { createCorks, type Cork } from './cork.ts';

/** How long a client may take to close its side after the server has ended the connection. */
const END_GRACE_MS = 1_000;

export type StreamAddress = { host: string; port: number } | { path: string };

export interface StreamServer {
  /** Where it listens: host:port, or the socket's path. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Throws StartFailure `port_taken` when another program listens there. `onHttp` takes the connections that begin with a request of HTTP:
 * `curl --unix-socket` then sends its key where no other account can listen.
 */
export async function startStreamServer(
  address: StreamAddress,
  openSession: OpenSession,
  onHttp?: (socket: Socket) => void,
): Promise<StreamServer> {
  const sockets = new Set<Socket>();
  const corks = createCorks();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const at = 'path' in address ? address.path : addressText(socket.localAddress, socket.localPort);
    serve(socket, corks(socket), at, { openSession, onHttp });
  });
  server.maxConnections = CONNECTIONS_PER_LISTENER_MAX;
  await listen(server, address);
  if ('path' in address) makePrivate(address.path);
  return {
    address: 'path' in address ? address.path : `${address.host}:${portOf(server)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroySoon();
      }),
  };
}

interface Listener {
  openSession: OpenSession;
  onHttp: ((socket: Socket) => void) | undefined;
}

function serve(socket: Socket, cork: Cork, at: string, { openSession, onHttp }: Listener): void {
  const peer = new StreamPeer(socket, cork, at, openSession);
  socket.once('data', (first: Buffer) => {
    if (onHttp && isHttp(first)) {
      peer.giveAway();
      socket.unshift(first);
      onHttp(socket);
      return;
    }
    socket.on('data', (chunk: Buffer) => peer.lines.read(chunk));
    peer.lines.read(first);
  });
  // The reason is of no use: 'close' follows, and that is what counts.
  socket.on('error', () => socket.destroy());
}

/** A frame begins with a brace, a request with its method. */
function isHttp([first = 0]: Buffer): boolean {
  return first >= 0x41 && first <= 0x5a;
}

/** One socket. There are thousands of them, so it is a class: its methods are shared. */
class StreamPeer implements Peer, LinesListener {
  readonly at: string;
  readonly address: string | undefined;
  readonly lines: LineReader;
  lineBytesMax = STRANGER_BYTES_MAX;
  readonly #socket: Socket;
  readonly #cork: Cork;
  readonly #listener: PeerListener;
  readonly #onEnd = (): void => {
    this.lines.end();
    this.#listener.onFinished();
    this.#listener.onInputEnd();
  };
  readonly #onClose = (): void => this.#listener.onClosed();

  constructor(socket: Socket, cork: Cork, at: string, openSession: OpenSession) {
    this.at = at;
    this.address = socket.remoteAddress;
    this.#socket = socket;
    this.#cork = cork;
    this.lines = new LineReader(this);
    this.#listener = openSession(this);
    // The client sends nothing more. It may still read, so its answers go out first.
    socket.once('end', this.#onEnd);
    socket.once('close', this.#onClose);
  }

  get bufferedBytes(): number {
    return this.#socket.destroyed ? 0 : this.#socket.writableLength;
  }

  onLine(line: string): void {
    this.#listener.onText(line);
  }

  onUnreadable(reason: string): void {
    this.#listener.onUnreadable(reason);
  }

  /** Another server has the socket from now on. */
  giveAway(): void {
    this.#socket.off('close', this.#onClose).off('end', this.#onEnd);
    this.#onClose();
  }

  admitted(): void {
    this.lineBytesMax = FRAME_BYTES_MAX;
  }

  send({ line }: Frame): void {
    if (this.#socket.destroyed) return;
    this.#cork();
    this.#socket.write(line);
  }

  end(): void {
    const socket = this.#socket;
    socket.end();
    // A client that closed its side first still reads until this side has closed too.
    if (!socket.readableEnded) setTimeout(() => socket.destroy(), END_GRACE_MS).unref();
  }

  cut(): void {
    this.#socket.destroy();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}

async function listen(server: Server, address: StreamAddress): Promise<void> {
  if ('path' in address) makeWay(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(startFailure(error, 'path' in address ? address.path : `${address.host}:${address.port}`)));
    server.listen(address, resolve);
  });
}
