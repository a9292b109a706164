// HTTP put together: the app on its loopback listener, the sockets it upgrades to, and further listeners on demand.
import { statfs } from 'node:fs/promises';
import { isIP, type Socket } from 'node:net';
import { StartFailure } from '../../src-shared/errors.ts';
import { FILE_BYTES_MAX } from '../../src-shared/limits.ts';
import type { BackupService } from './domain/maintenance/backups.ts';
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
import { OwnerTokens } from './http/owner-tokens.ts';
import { listenHttp, type HttpListener, type Upgrades } from './http/server.ts';
import { loadStaticFiles } from './http/static-files.ts';
import type { AppProtocol } from './protocols/app/protocol.ts';
import { createStreams } from './protocols/sse/session.ts';
import { Conversation, type ConversationDeps } from './realtime/conversation.ts';
import type { Hub } from './realtime/hub.ts';
import type { Blobs } from './store/blobs/blobs.ts';
import { urlHost, type Listener } from './sharing/lan.ts';
import { startFailure } from './transports/stream-server.ts';
import { createWebSocketDoor } from './transports/web-socket.ts';

const HTTP_PORT = 80;

export interface HttpStart {
  url: string;
  ownerTokens: OwnerTokens;
  /** Answers a connection that another server accepted. */
  take(socket: Socket): void;
  listenOn(address: string): Promise<Listener>;
  close(): Promise<void>;
}

export interface HttpStartOptions extends GatewayOptions {
  core: Core;
  commands: Commands;
  hub: Hub;
  deps: ConversationDeps;
  app: AppProtocol;
  metrics: Metrics;
  keyFile: string;
  streams: Streams;
  blobs: Blobs;
  backups: BackupService;
}

export async function startHttp(options: HttpStartOptions): Promise<HttpStart> {
  const { core, deps, host, port, isAnotherPortFine, streams } = options;
  refuseUnshared(host, core.directory.settings.get('shared_addresses'));
  const hosts = new Set<string>();
  const addresses = { hosts: () => hosts };
  const ownerTokens = new OwnerTokens(options.now);
  const name = cookieName(core.directory.home.id);
  const door = createWebSocketDoor();
  const upgrades: Upgrades = {
    admit(request) {
      const { method = 'GET', headers } = request;
      refuseForeign(addresses, { method, isFile: false, headers, isUpgrade: true });
      return new PageHandshake(core, presentedBy(name, headers));
    },
    take: (request, socket, head, page) => door.upgrade(request, socket, head, (peer) => new Conversation(deps, peer, { page })),
  };
  const origin: { url: string } = { url: '' };
  const app = createHttpApp({
    ...options,
    addresses,
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
      freeBytes: options.freeBytes ?? (() => freeBytesOf(options.dataDir)),
    },
    connectInfo: () => connectInfo(origin.url, streams, options),
    openStream: createStreams((peer, actor) => new Conversation(deps, peer, { session: options.app.session(actor) })),
  });
  const listeners = createListeners((address, wanted) => listenHttp({ app, upgrades, host: address, port: wanted }), hosts);

  const main = await listenNear(port, isAnotherPortFine, (each) => listeners.open(host, each)).catch((error: unknown) => {
    throw startFailure(error, `${host}:${port}`);
  });
  origin.url = main.origin;
  return {
    url: main.origin,
    ownerTokens,
    take: main.take,
    listenOn: (address) =>
      listeners.open(address, main.port).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        return listeners.open(address, 0);
      }),
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

/** Every listener's address counts as the home's own for as long as it is open. */
function createListeners(listen: (address: string, port: number) => Promise<HttpListener>, hosts: Set<string>) {
  const closing = new Set<Promise<void>>();
  return {
    async open(address: string, wanted: number): Promise<Listener & Pick<HttpListener, 'port' | 'take'>> {
      const listener = await listen(address, wanted);
      const { port } = listener;
      const names = (isLoopback(address) ? [urlHost(address), 'localhost'] : [urlHost(address)]).map((each) => authorityOf(each, port));
      for (const each of names) hosts.add(each);
      return {
        port,
        take: listener.take,
        origin: `http://${authorityOf(urlHost(address), port)}`,
        // Does not wait for open requests: the caller may be the very request that closes this listener.
        close() {
          for (const each of names) hosts.delete(each);
          const closed: Promise<void> = listener.close().finally(() => closing.delete(closed));
          closing.add(closed);
          return Promise.resolve();
        },
      };
    },
    closed: () => Promise.all(closing),
  };
}

/** As a browser writes it: without the scheme's own port. */
function authorityOf(host: string, port: number): string {
  return port === HTTP_PORT ? host : `${host}:${port}`;
}

function refuseUnshared(host: string, shared: readonly string[]): void {
  if (isLoopback(host) || shared.includes(host)) return;
  throw new StartFailure(
    'not_shared',
    `${host} is not this computer alone, and sharing was not switched on there. Start on 127.0.0.1 and switch sharing on under Invites.`,
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
