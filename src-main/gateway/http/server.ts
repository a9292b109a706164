// The listeners: one on loopback, and one on each address the owner shares, where HTTPS may come by the same port. All answer the same.
import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Server as NetServer, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CONNECTIONS_PER_LISTENER_MAX, UNREGISTERED_MAX, UNREGISTERED_PER_ADDRESS_MAX } from '../../../src-shared/limits.ts';
import type { After } from '../domain/clock.ts';
import type { Entrance } from '../sharing/entrance.ts';
import type { KeyPair } from '../sharing/tls/key-pair.ts';
import { portOf } from '../transports/port-of.ts';
import { makePrivate, makeWay } from '../transports/socket-file.ts';
import { Strangers } from '../realtime/strangers.ts';
import { KNOWN } from './env.ts';
import { refuseMalformed } from './guard.ts';
import { problemOf } from './problems.ts';
import { enforceBodyTimeout } from './body-timeout.ts';
import { SharedPort } from './shared-port.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Timeouts for slow or silent clients: headers, whole requests, idle connections, and responses that are not read. */
export const TIMEOUTS = { headersMs: 10_000, requestMs: 30_000, idleMs: 30_000, stalledMs: 120_000, checkEveryMs: 1_000 } as const;
export type Timeouts = Readonly<Record<keyof typeof TIMEOUTS, number>>;

/** A second after an entrance was closed, nothing of it is left, on a slow computer too. */
const CLOSE_GRACE_MS = 500;
const HEADER_BYTES_MAX = 16 * 1024;

export interface HttpListener {
  /** 0 for a Unix socket. */
  readonly port: number;
  /** Answers a connection that another server accepted. */
  take(socket: Socket): void;
  /** Answers by HTTPS too, with this certificate; null: no more. Only where it has an entrance for that. */
  useCertificate(pair: KeyPair | null): void;
  /** Accepts no new connection. Open requests may end within half a second; then they are cut. */
  close(): Promise<void>;
}

export interface Upgrades {
  /** Takes the connection over. Throws the error with which it is refused. */
  take(request: IncomingMessage, socket: Duplex, head: Buffer, entrance: Entrance): void | Promise<void>;
  /** The response to a refused request, where it is no problem document of the home. */
  refusal?(error: unknown): RefusedUpgrade;
}

export interface RefusedUpgrade {
  status: number;
  type: string;
  body: string;
}

type Answer = (
  request: Request,
  env: { incoming: IncomingMessage | Http2ServerRequest; entrance: Entrance },
) => Response | Promise<Response>;

/** Where to listen: a port of an address, or the path of a Unix socket. */
export type ListenAt = { host: string; port: number } | { path: string };

export interface ListenOptions {
  app: { fetch: Answer };
  upgrades: Upgrades;
  at: ListenAt;
  /** By which all its requests come. */
  entrance: Entrance;
  /** By which requests with TLS come, on the same port; null where there are none. */
  secureEntrance?: Entrance | null;
  timeouts?: Timeouts;
}

/** Of one port. */
interface Connections {
  strangers: Strangers<Socket>;
  open: Set<Duplex>;
  /** The connection that the port accepted. */
  accepted(socket: Socket): Socket;
}

/** Rejects with the system's error when the address cannot be listened on. */
export async function listenHttp(options: ListenOptions): Promise<HttpListener> {
  const { at, entrance, secureEntrance = null, timeouts = TIMEOUTS } = options;
  const connections: Connections = { strangers: createStrangers(entrance), open: new Set(), accepted: (socket) => socket };
  const plain = createServer(optionsOf(timeouts));
  answerAt(plain, options, { entrance, connections, timeouts });
  const shared = secureEntrance && sharedPort(plain, options, { entrance: secureEntrance, connections, timeouts });
  if (shared) connections.accepted = (socket) => shared.accepted(socket);
  const server: NetServer = shared?.server ?? plain;
  server.maxConnections = CONNECTIONS_PER_LISTENER_MAX;
  const { strangers, open } = connections;
  server.on('connection', (socket: Socket) => {
    if (!entrance.takesFrom(socket.remoteAddress)) {
      socket.destroy();
      return;
    }
    open.add(socket);
    strangers.add(socket, socket.remoteAddress);
    socket.once('close', () => {
      open.delete(socket);
      strangers.delete(socket);
    });
  });
  if ('path' in at) makeWay(at.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, resolve);
  });
  if ('path' in at) makePrivate(at.path);
  return {
    port: 'path' in at ? 0 : portOf(server),
    take: (socket) => void plain.emit('connection', socket),
    useCertificate: (pair) => shared?.use(pair),
    close: () => close(server, shared ? [plain, shared.secure] : [plain], open).finally(() => strangers.close()),
  };
}

function sharedPort(plain: Server, options: ListenOptions, answering: Answering): SharedPort {
  const { timeouts } = answering;
  const secure = createHttpsServer({ ...optionsOf(timeouts), handshakeTimeout: timeouts.headersMs });
  answerAt(secure, options, answering);
  return new SharedPort({ plain, secure, silentMs: timeouts.headersMs, graceMs: CLOSE_GRACE_MS });
}

function optionsOf(timeouts: Timeouts) {
  return {
    headersTimeout: timeouts.headersMs,
    // enforceBodyTimeout says it for each request.
    requestTimeout: 0,
    keepAliveTimeout: timeouts.idleMs,
    connectionsCheckingInterval: timeouts.checkEveryMs,
    maxHeaderSize: HEADER_BYTES_MAX,
  };
}

interface Answering {
  entrance: Entrance;
  connections: Connections;
  timeouts: Timeouts;
}

function answerAt(
  server: Server | HttpsServer,
  { app, upgrades }: Pick<ListenOptions, 'app' | 'upgrades'>,
  { entrance, connections, timeouts }: Answering,
): void {
  const known = (socket: Socket): void => connections.strangers.delete(connections.accepted(socket));
  const answer = getRequestListener((request, env) => app.fetch(request, { ...env, entrance }), { overrideGlobalObjects: false });
  server.on('request', (request, response) => {
    request.once(KNOWN, () => known(request.socket));
    enforceBodyTimeout(request, response, timeouts.requestMs);
    if (!isWellFormed(request, response)) return;
    answer(request, response).catch(() => response.destroy());
  });
  // Closes a connection that was idle in both directions. The event stream sends heartbeats, and sockets have their own.
  server.timeout = timeouts.stalledMs;
  server.on('upgrade', (request, socket, head) => {
    // From now on it counts as a connection of the wire.
    known(request.socket);
    connections.open.add(socket);
    socket.once('close', () => connections.open.delete(socket));
    void upgrade({ upgrades, entrance }, request, socket, head);
  });
}

/** Connections on which no request came yet that had a good session or key. Those of a proxy all come from its address. */
function createStrangers({ isProxied }: Entrance): Strangers<Socket> {
  const after: After = (ms, run) => {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  };
  return new Strangers({
    totalMax: UNREGISTERED_MAX,
    perAddressMax: isProxied ? UNREGISTERED_MAX : UNREGISTERED_PER_ADDRESS_MAX,
    after,
    cut: (socket) => socket.destroy(),
  });
}

function isWellFormed(request: IncomingMessage, response: ServerResponse): boolean {
  try {
    refuseMalformed(request);
    return true;
  } catch (error) {
    const { status, type, body } = refusal(error);
    response.writeHead(status, {
      ...SECURITY_HEADERS,
      'content-type': type,
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(body);
    return false;
  }
}

async function upgrade(
  { upgrades, entrance }: Pick<ListenOptions, 'upgrades' | 'entrance'>,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  try {
    refuseMalformed(request);
    await upgrades.take(request, socket, head, entrance);
  } catch (error) {
    const { status, type, body } = upgrades.refusal?.(error) ?? refusal(error);
    socket.end(
      `HTTP/1.1 ${status} Refused\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
}

function refusal(error: unknown): RefusedUpgrade {
  const problem = problemOf(error);
  return { status: problem.status, type: 'application/problem+json', body: JSON.stringify(problem) };
}

/** `answering`: the servers that answer what this one accepts. */
function close(server: NetServer, answering: readonly (Server | HttpsServer)[], open: ReadonlySet<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => {
      for (const each of answering) each.closeAllConnections();
      for (const socket of open) socket.destroy();
    }, CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    for (const each of answering) {
      // Ends its checks for slow clients.
      if (each !== server) each.close();
      each.closeIdleConnections();
    }
  });
}
