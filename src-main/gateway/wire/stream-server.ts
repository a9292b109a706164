// Agents over TCP, a Unix socket or a named pipe: newline-delimited JSON.
import { createServer, type Server, type Socket } from 'node:net';
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { StartFailure } from '../../../src-shared/errors.ts';
import { addressText } from '../../../src-shared/key-proof.ts';
import { CONNECTIONS_PER_LISTENER_MAX, FRAME_BYTES_MAX, STRANGER_BYTES_MAX } from '../../../src-shared/limits.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import type { Peer } from '../realtime/connection.ts';
import { portOf } from '../realtime/port-of.ts';
import { createLineReader } from './lines.ts';
import { createCorks, type Cork } from './cork.ts';
import type { Conversation } from './conversation.ts';

/** How long a client that was told to go may take to close its side. */
const END_GRACE_MS = 1_000;
/** Bytes that the address of a Unix socket can have. */
const SOCKET_PATH_BYTES_MAX = process.platform === 'darwin' ? 103 : 107;

export type StreamAddress = { host: string; port: number } | { path: string };

export interface StreamServer {
  /** Where it listens: host:port, or the socket's path. */
  readonly address: string;
  close(): Promise<void>;
}

export type Converse = (peer: Peer) => Conversation;

/**
 * Throws StartFailure `port_taken` when another program listens there. `onHttp` takes the connections that begin with a request of HTTP:
 * `curl --unix-socket` then sends its key where no other account can listen.
 */
export async function startStreamServer(
  address: StreamAddress,
  converse: Converse,
  onHttp?: (socket: Socket) => void,
): Promise<StreamServer> {
  const sockets = new Set<Socket>();
  const corks = createCorks();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const at = 'path' in address ? address.path : addressText(socket.localAddress, socket.localPort);
    serve(socket, corks(socket), at, { converse, onHttp });
  });
  server.maxConnections = CONNECTIONS_PER_LISTENER_MAX;
  await listen(server, address);
  if ('path' in address && process.platform !== 'win32') chmodSync(address.path, 0o600);
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
  converse: Converse;
  onHttp: ((socket: Socket) => void) | undefined;
}

function serve(socket: Socket, cork: Cork, at: string, { converse, onHttp }: Listener): void {
  let bytesMax = STRANGER_BYTES_MAX;
  const conversation = converse(peerOf(socket, cork, at, () => (bytesMax = FRAME_BYTES_MAX)));
  const lines = createLineReader({
    bytesMax: () => bytesMax,
    onLine: (line) => conversation.onText(line),
    onUnreadable: (reason) => conversation.onUnreadable(reason),
  });
  const closed = (): void => conversation.onClosed();
  // The client sends nothing more. It may still read, so its answers go out first.
  const ended = (): void => {
    lines.end();
    conversation.onInputEnd();
  };
  socket.once('data', (first: Buffer) => {
    if (onHttp && isHttp(first)) {
      socket.off('close', closed).off('end', ended);
      closed();
      socket.unshift(first);
      onHttp(socket);
      return;
    }
    socket.on('data', lines.read);
    lines.read(first);
  });
  socket.once('end', ended);
  // The reason is of no use: 'close' follows, and that is what counts.
  socket.on('error', () => socket.destroy());
  socket.once('close', closed);
}

/** A frame begins with a brace, a request with its method. */
function isHttp([first = 0]: Buffer): boolean {
  return first >= 0x41 && first <= 0x5a;
}

function peerOf(socket: Socket, cork: Cork, at: string, admitted: () => void): Peer {
  return {
    at,
    admitted,
    address: socket.remoteAddress,
    send(line) {
      if (socket.destroyed) return;
      cork();
      socket.write(line);
    },
    end() {
      socket.end();
      // A client that closed its side first still reads until this side has closed too.
      if (!socket.readableEnded) setTimeout(() => socket.destroy(), END_GRACE_MS).unref();
    },
    cut: () => void socket.destroy(),
    get bufferedBytes() {
      return socket.destroyed ? 0 : socket.writableLength;
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
  };
}

async function listen(server: Server, address: StreamAddress): Promise<void> {
  if ('path' in address && process.platform !== 'win32') makeWay(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(startFailure(error, 'path' in address ? address.path : `${address.host}:${address.port}`)));
    server.listen(address, resolve);
  });
}

/** What to say when listening failed. */
export function startFailure(error: unknown, where: string): StartFailure {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return new StartFailure(
      'port_taken',
      `${where} is taken by another program. Stop it, or choose another with --port, --tcp-port or --socket.`,
      { cause: error },
    );
  return new StartFailure('port_taken', `${where} cannot be listened on. ${reasonOf(error)}`, { cause: error });
}

/** Removes the socket that a crashed gateway left behind, and never a file of another kind. Throws StartFailure. */
function makeWay(path: string): void {
  const bytes = Buffer.byteLength(path);
  if (bytes > SOCKET_PATH_BYTES_MAX)
    throw new StartFailure(
      'port_taken',
      `The path of a socket has at most ${SOCKET_PATH_BYTES_MAX} bytes, and ${path} has ${bytes}. Choose another with --socket.`,
    );
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there && !there.isSocket())
      throw new StartFailure('port_taken', `${path} is there already and is no socket. Choose another with --socket.`);
    rmSync(path, { force: true });
  } catch (error) {
    throw error instanceof StartFailure ? error : startFailure(error, path);
  }
}
