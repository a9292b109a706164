// A server that runs. Its parts: the services that features share, the features, and the listeners. Everything that starts here
// stops here, in reverse order.
import path from 'node:path';
import type { Ready, TerminalCommand } from '../../src-shared/host.ts';
import { ENTER_PATH } from '../../src-shared/http.ts';
import { startDeadlines } from './domain/votes/deadlines.ts';
import type { Commands } from './domain/core.ts';
import { commandsOf, startAll } from './feature.ts';
import { featuresOf } from './features.ts';
import { startHttp, type HttpStart } from './http-start.ts';
import { buildOf } from './http/static-files.ts';
import type { GatewayOptions, Streams } from './options.ts';
import { createAppProtocol } from './protocols/app/protocol.ts';
import { createClawChatProtocol } from './protocols/clawchat/protocol.ts';
import { Conversation, type ConversationDeps } from './realtime/conversation.ts';
import type { OpenSession } from './realtime/peer.ts';
import { openServices, type Services } from './services.ts';
import { Stops } from './stops.ts';
import { DATABASE_FILE } from './store/database.ts';
import { withNewestBackup } from './store/backup/newest-good.ts';
import { damagedOr } from './store/migrate.ts';
import { startStreams } from './socket-listeners.ts';
import { startStreamServer } from './transports/stream-server.ts';

export interface Gateway {
  readonly ready: Ready;
  issueOwnerToken(): string;
  /** The command of a prepared sign-in, once. Only for the program that started this one. */
  takeSignIn(ticket: string): TerminalCommand | null;
  close(): Promise<void>;
}

/** Throws StartFailure when the home cannot run. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { dataDir, backupProgram, after, log } = options;
  const stops = new Stops(log);
  try {
    const services = await openServices(options, stops);
    const { core, hub } = services;
    const features = featuresOf(services);
    const commands: Commands = commandsOf(features);
    await startAll(features, commands, stops);
    const { http, streams, agentMessenger } = await listen(services, commands, stops);
    // Before the listeners end, every connection is closed in order. That is no leaving of rooms, so no vote is decided by it.
    stops.add(() => hub.close(), startDeadlines({ core, after, log }));

    const ready = readyOf(services, { http, streams, agentMessenger });
    core.lock.tell({ url: ready.url });
    return {
      ready,
      issueOwnerToken: () => http.ownerTokens.issue(),
      takeSignIn: (ticket) => services.signIns.take(ticket),
      close: () => stops.runAll(),
    };
  } catch (error) {
    await stops.runAll();
    throw await withNewestBackup(damagedOr(error, path.join(dataDir, DATABASE_FILE)), dataDir, backupProgram);
  }
}

interface Listeners {
  http: HttpStart;
  streams: Streams;
  /** The address of the adapter; null: it is off. */
  agentMessenger: string | null;
}

async function listen(services: Services, commands: Commands, stops: Stops): Promise<Listeners> {
  const { options, core, hub, sharing, floor, listeners, failures } = services;
  const { after, log, agentListeners } = options;
  const live = { sharing: () => sharing.state(), floors: () => floor.all() };
  const app = hub.speak(createAppProtocol({ core, hub, live, build: buildOf(options.appFolder) }));
  hub.speak(createClawChatProtocol({ core, hub }));
  const deps: ConversationDeps = { core, commands, hub, after, failures, log };
  const openSession: OpenSession = (peer) => new Conversation(deps, peer);
  const web: { http: HttpStart | null } = { http: null };
  const streams = await startStreams(options, openSession, stops, (socket) => (web.http ? web.http.take(socket) : socket.destroy()));
  const http = await startHttp({ ...options, ...services, commands, deps, app, streams });
  web.http = http;
  stops.add(() => http.close());
  await sharing.start(http);
  stops.add(() => sharing.close());
  await listeners.start((address) => startStreamServer(address, openSession), agentListeners.isOn);
  stops.add(() => listeners.close());
  return { http, streams, agentMessenger: await listenAsAgentMessenger(services, { commands, deps }, stops) };
}

async function listenAsAgentMessenger(
  services: Services,
  parts: { commands: Commands; deps: ConversationDeps },
  stops: Stops,
): Promise<string | null> {
  const { agentMessenger } = services.options;
  if (!agentMessenger) return null;
  const { startAgentMessenger } = await import('./agent-messenger.ts');
  const listener = await startAgentMessenger(agentMessenger, services, parts);
  stops.add(() => listener.close());
  return listener.url;
}

function readyOf(
  { options: { version, dataDir }, keyFile }: Services,
  { http: { url, ownerTokens }, streams: { tcp, socket }, agentMessenger }: Listeners,
): Ready {
  return {
    event: 'ready',
    version,
    url,
    ws: `${url.replace(/^http/, 'ws')}/ws`,
    tcp: tcp?.address ?? null,
    socket: socket?.address ?? null,
    dataDir,
    keyFile,
    ownerUrl: `${url}${ENTER_PATH}#${ownerTokens.issue()}`,
    ...(agentMessenger !== null && { agentMessenger }),
  };
}
