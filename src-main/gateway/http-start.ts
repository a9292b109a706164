// HTTP put together: the app on its loopback listener, the sockets it upgrades to, and further listeners on demand.
import { isIP } from 'node:net';
import { StartFailure } from '../../src-shared/errors.ts';
import type { Commands, Core } from './domain/core.ts';
import type { GatewayOptions, Streams } from './options.ts';
import { createHttpApp } from './http/app.ts';
import { actorOfSession } from './http/authenticate.ts';
import { cookieName } from './http/cookies.ts';
import { refuseForeign } from './http/guard.ts';
import { OwnerTokens } from './http/owner-tokens.ts';
import { listenHttp, type HttpListener, type Upgrades } from './http/server.ts';
import { loadStaticFiles } from './http/static-files.ts';
import type { Hub } from './realtime/hub.ts';
import { urlHost, type Listener } from './sharing/lan.ts';
import { converse, type ConversationDeps } from './wire/conversation.ts';
import { startFailure } from './wire/stream-server.ts';
import { createWebSocketDoor } from './wire/web-socket.ts';

export interface HttpStart {
  url: string;
  ownerTokens: OwnerTokens;
  listenOn(address: string): Promise<Listener>;
  close(): Promise<void>;
}

export interface HttpStartOptions extends GatewayOptions {
  core: Core;
  commands: Commands;
  hub: Hub;
  deps: ConversationDeps;
  keyFile: string;
  streams: Streams;
}

export async function startHttp(options: HttpStartOptions): Promise<HttpStart> {
  const { core, commands, hub, deps, host, port, keyFile, streams, version, log } = options;
  refuseUnshared(host, core.reads.sharedAddresses());
  const hosts = new Set<string>();
  const addresses = { hosts: () => hosts };
  const ownerTokens = new OwnerTokens(options.now);
  const name = cookieName(core.directory.home.id);
  const door = createWebSocketDoor((peer, actor) => converse(deps, peer, actor));
  const upgrades: Upgrades = {
    admit(request) {
      refuseForeign(addresses, { method: request.method ?? 'GET', headers: request.headers, isUpgrade: true });
      return actorOfSession(core, name, request.headers);
    },
    take: door.upgrade,
  };
  const origin: { url: string } = { url: '' };
  const connectInfo = () => ({
    tcp: streams.tcp?.address ?? null,
    socket: streams.socket?.address ?? null,
    ws: `${origin.url.replace(/^http/, 'ws')}/ws`,
    url: origin.url,
    key_file: keyFile,
  });
  const files = loadStaticFiles(options.appFolder);
  const app = createHttpApp({ core, commands, hub, addresses, ownerTokens, cookieName: name, files, version, connectInfo, log });

  async function listen(address: string, wanted: number): Promise<{ listener: HttpListener; url: string }> {
    const listener = await listenHttp({ app, upgrades, host: address, port: wanted });
    const authority = `${urlHost(address)}:${listener.port}`;
    for (const each of isLoopback(address) ? [authority, `localhost:${listener.port}`] : [authority]) hosts.add(each);
    return { listener, url: `http://${authority}` };
  }

  const main = await listen(host, port).catch((error: NodeJS.ErrnoException) => {
    throw startFailure(error, `${host}:${port}`);
  });
  origin.url = main.url;
  return {
    url: main.url,
    ownerTokens,
    async listenOn(address) {
      const { listener, url } = await listen(address, main.listener.port).catch(() => listen(address, 0));
      return {
        origin: url,
        close() {
          hosts.delete(url.slice('http://'.length));
          return listener.close();
        },
      };
    },
    async close() {
      await main.listener.close();
      door.close();
    },
  };
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
