// HTTP put together: the app on its loopback listener, the sockets it upgrades to, and further listeners on demand.
import { statfs } from 'node:fs/promises';
import { isIP, type Socket } from 'node:net';
import { AppError, StartFailure } from '../../src-shared/errors.ts';
import { FILE_BYTES_MAX } from '../../src-shared/limits.ts';
import type { FailureCounter } from './domain/audit/failures.ts';
import type { ImportService } from './domain/imports/service.ts';
import type { BackupService } from './domain/maintenance/backups.ts';
import type { ExportThreads } from './export/export-thread.ts';
import type { Commands, Core } from './domain/core.ts';
import { PageHandshake } from './domain/access/page-sessions.ts';
import { InFlightCounter } from './domain/in-flight.ts';
import { listenNear } from './near-port.ts';
import type { GatewayOptions, Streams } from './options.ts';
import { createHttpApp } from './http/app.ts';
import { presentedBy } from './http/authenticate.ts';
import { cookieName } from './http/cookies.ts';
import type { ConnectInfo } from '../../src-shared/endpoints/home.ts';
import { refuseForeign } from './http/guard.ts';
import { IdempotencyCache } from './http/idempotency.ts';
import type { Metrics } from './http/metrics.ts';
import type { OpenRequests } from './http/open-requests.ts';
import { OwnerTokens } from './http/owner-tokens.ts';
import { listenHttp, type HttpListener, type ListenAt, type Upgrades } from './http/server.ts';
import { loadStaticFiles } from './http/static-files.ts';
import type { AppProtocol } from './protocols/app/protocol.ts';
import { connectedCaller } from './protocols/mcp/connected.ts';
import { createMcp } from './protocols/mcp/server.ts';
import { createStreams } from './protocols/sse/session.ts';
import { Conversation, type ConversationDeps } from './realtime/conversation.ts';
import type { Actor } from './domain/actor.ts';
import type { CredentialRef } from './realtime/credential-ref.ts';
import type { Hub } from './realtime/hub.ts';
import type { Peer, PeerListener } from './realtime/peer.ts';
import type { Blobs } from './store/blobs/blobs.ts';
import type { FileReader } from './domain/files/read-content.ts';
import { directEntrance, Entrance } from './sharing/entrance.ts';
import { urlHost, type Listener } from './sharing/lan.ts';
import type { ProxiedListener } from './sharing/outside.ts';
import type { Sharing } from './sharing/sharing.ts';
import { startFailure } from './transports/start-failure.ts';
import { createWebSocketDoor } from './transports/web-socket.ts';

const SOCKET_PATH = '/ws';

export interface HttpStart {
  url: string;
  ownerTokens: OwnerTokens;
  /** Answers a connection that another server accepted. */
  take(socket: Socket): void;
  listenOn(address: string, onReached: (client: string | undefined) => void): Promise<Listener>;
  listenFor(at: ListenAt, entrance: Entrance): Promise<ProxiedListener>;
  close(): Promise<void>;
}

export interface HttpStartOptions extends GatewayOptions {
  core: Core;
  commands: Commands;
  hub: Hub;
  endConnections(which: CredentialRef): void;
  requests: OpenRequests;
  deps: ConversationDeps;
  app: AppProtocol;
  metrics: Metrics;
  keyFile: string;
  streams: Streams;
  blobs: Blobs;
  fileReader: FileReader;
  /** The free space on the disk of the files. */
  freeBytes(): Promise<number>;
  backups: BackupService;
  exports: ExportThreads;
  imports(): Promise<ImportService>;
  sharing: Pick<Sharing, 'trust'>;
  failures: FailureCounter;
}

export async function startHttp(options: HttpStartOptions): Promise<HttpStart> {
  const { core, deps, host, port, isAnotherPortFine, streams } = options;
  const isShared = core.directory.settings.get('shared_addresses').some(({ address }) => address === host);
  if (!isShared) refuseUnshared(host);
  const ownerTokens = new OwnerTokens(options.now);
  const name = cookieName(core.directory.home.id);
  const door = createWebSocketDoor();
  const upgrades: Upgrades = {
    take(request, socket, head, entrance) {
      const { method = 'GET', headers, url = '' } = request;
      if (url.split('?', 1)[0] !== SOCKET_PATH) throw new AppError('not_found');
      refuseForeign(entrance, { method, host: entrance.hostOf(headers), isForAll: false, headers, isUpgrade: true });
      entrance.reached(request);
      const page = new PageHandshake(core, presentedBy(name, entrance, headers));
      door.upgrade(request, socket, head, {
        address: entrance.clientAddress(request),
        openSession: (peer) => new Conversation(deps, peer, { page }),
      });
    },
  };
  const openAgentSession = (peer: Peer, actor: Actor): PeerListener =>
    new Conversation(deps, peer, { session: options.app.session(actor) });
  const homeName = (): string => core.directory.home.name;
  const mcp = createMcp({ version: options.version, homeName, log: options.log });
  const origin: { url: string } = { url: '' };
  const app = createHttpApp({
    ...options,
    ownerTokens,
    cookieName: name,
    answers: new IdempotencyCache(options.now),
    files: loadStaticFiles(options.appFolder),
    bodies: new InFlightCounter(),
    uploads: {
      blobs: options.blobs,
      underWay: new InFlightCounter(),
      bytesUnderWay: new InFlightCounter(),
      bytesMax: options.fileBytesMax ?? FILE_BYTES_MAX,
      freeBytes: options.freeBytes,
    },
    connectInfo: () => connectInfo(origin.url, streams, options),
    openStream: createStreams(openAgentSession),
    openAgentSession,
    answerMcp: (request, body, caller) => mcp(request, body, connectedCaller(caller, homeName())),
  });
  const listeners = createListeners((at, entrance, secureEntrance) => listenHttp({ app, upgrades, at, entrance, secureEntrance }));
  const open = (address: string, entrance: Entrance, wanted: number, secure: Entrance | null = null) =>
    listeners.open({ host: address, port: wanted }, { entrance, secure });
  let onMainReached: (client: string | undefined) => void = () => undefined;
  const entranceOf = (kind: 'computer' | 'network'): Entrance => new Entrance(directEntrance(kind), (client) => onMainReached(client));
  const own = entranceOf(isShared ? 'network' : 'computer');
  const ownSecure = isShared ? entranceOf('network') : null;

  const main = await listenNear(port, isAnotherPortFine, (each) => open(host, own, each, ownSecure)).catch((error: unknown) => {
    throw startFailure(error, `${host}:${port}`);
  });
  origin.url = main.origin;
  return {
    url: main.origin,
    ownerTokens,
    take: main.take,
    listenOn(address, onReached) {
      if (isShared && address === host) {
        onMainReached = onReached;
        return Promise.resolve(sharedMain(main));
      }
      const [entrance, secure] = [new Entrance(directEntrance('network'), onReached), new Entrance(directEntrance('network'), onReached)];
      return open(address, entrance, main.port, secure).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        return open(address, entrance, 0, secure);
      });
    },
    listenFor: (at, entrance) => listeners.listen(at, entrance),
    async close() {
      await main.close();
      await listeners.closed();
      door.close();
    },
  };
}

export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function connectInfo(url: string, streams: Streams, { keyFile, command }: Pick<HttpStartOptions, 'keyFile' | 'command'>): ConnectInfo {
  const ws = `${url.replace(/^http/, 'ws')}/ws`;
  const [tcp, socket] = [streams.tcp?.address ?? null, streams.socket?.address ?? null];
  return { tcp, socket, ws, url, key_file: keyFile, command: [...command] };
}

interface Entrances {
  entrance: Entrance;
  /** Null: no TLS there. */
  secure: Entrance | null;
}

type Listen = (at: ListenAt, entrance: Entrance, secure: Entrance | null) => Promise<HttpListener>;

/** Each listener belongs to one entrance, or to one with TLS and one without, and answers for its addresses only. */
function createListeners(listen: Listen) {
  const closing = new Set<Promise<void>>();
  const ended = (listener: HttpListener) => (): Promise<void> => {
    const closed: Promise<void> = listener.close().finally(() => closing.delete(closed));
    closing.add(closed);
    return closed;
  };
  return {
    /** Without an address for browsers yet. */
    async listen(at: ListenAt, entrance: Entrance): Promise<ProxiedListener> {
      const listener = await listen(at, entrance, null);
      const close = ended(listener);
      return {
        port: listener.port,
        close() {
          entrance.answerAs([]);
          return close();
        },
      };
    },
    async open(at: { host: string; port: number }, entrances: Entrances): Promise<Listener & Pick<HttpListener, 'port' | 'take'>> {
      const { entrance, secure } = entrances;
      const listener = await listen(at, entrance, secure);
      const { port, take } = listener;
      const originBy = (name: string, scheme = 'http'): string => new URL(`${scheme}://${urlHost(name)}:${port}`).origin;
      const origin = originBy(at.host);
      const answerTo = (names: readonly string[]): void => entrance.answerAs([origin, ...names.map((each) => originBy(each))]);
      answerTo(entrance.kind === 'computer' ? ['localhost'] : []);
      const close = ended(listener);
      return {
        port,
        take,
        origin,
        answerTo,
        secure(pair, hosts) {
          secure?.answerAs(pair ? hosts.map((each) => originBy(each, 'https')) : []);
          listener.useCertificate(pair);
        },
        get secureOrigins() {
          return [...(secure?.origins ?? [])];
        },
        // Does not wait for open requests: the caller may be the very request that closes this listener.
        close() {
          entrance.answerAs([]);
          secure?.answerAs([]);
          void close();
          return Promise.resolve();
        },
      };
    },
    closed: () => Promise.all(closing),
  };
}

/** The address that the server is started on, as one that is shared. When it is not shared any more, it stays open. */
function sharedMain(main: Listener): Listener {
  const { origin, answerTo, secure } = main;
  return {
    ...{ origin, answerTo, secure },
    get secureOrigins() {
      return main.secureOrigins;
    },
    close() {
      answerTo([]);
      secure(null, []);
      return Promise.resolve();
    },
  };
}

function refuseUnshared(host: string): void {
  if (isLoopback(host)) return;
  throw new StartFailure(
    'not_shared',
    `${host} is not this computer alone, and sharing was not switched on there. Start on 127.0.0.1 and switch sharing on under Invites.`,
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
