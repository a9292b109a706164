// A home that runs: its parts put together. Everything that starts here stops here, in reverse order.
import { randomInt } from 'node:crypto';
import path from 'node:path';
import type { Ready } from '../../src-shared/host.ts';
import { ENTER_PATH } from '../../src-shared/http.ts';
import { startPorter } from './agents/porter.ts';
import { accessCommands } from './domain/access.ts';
import { attendanceCommands } from './domain/attendance.ts';
import { coordinationCommands } from './domain/coordination.ts';
import { Core, type Commands } from './domain/core.ts';
import { startDeadlines } from './domain/deadlines.ts';
import { fileCommands } from './domain/files.ts';
import { startFileSweep } from './domain/file-sweep.ts';
import { FloorBook } from './domain/floor.ts';
import { messageCommands } from './domain/messages.ts';
import { peopleCommands } from './domain/people.ts';
import { roomCommands } from './domain/rooms.ts';
import { startHttp } from './http-start.ts';
import { Metrics } from './http/metrics.ts';
import { ensureKeyFile } from './key-file.ts';
import type { GatewayOptions, Streams } from './options.ts';
import { Hub } from './realtime/hub.ts';
import { openBlobs } from './store/blobs/blobs.ts';
import { DATABASE_FILE } from './store/database.ts';
import { damagedOr } from './store/migrate.ts';
import { LanSharing, sharingCommands } from './sharing/lan.ts';
import { clawChatEvents } from './wire/clawchat.ts';
import { converse, type ConversationDeps } from './wire/conversation.ts';
import { Registrar } from './wire/registration.ts';
import { startStreamServer } from './wire/stream-server.ts';

export interface Gateway {
  readonly ready: Ready;
  issueOwnerToken(): string;
  close(): Promise<void>;
}

/** Throws StartFailure when the home cannot run. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { dataDir, now, log } = options;
  const closing: (() => unknown)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const metrics = new Metrics();
  try {
    const core = await Core.open({
      dataDir,
      program: options.writerProgram,
      now,
      onBatch: (batch) => metrics.onBatch(batch),
      onDeath: options.onDeath,
    });
    closing.push(() => core.close());
    const keyFile = await ensureKeyFile(core, dataDir);
    const blobs = openBlobs(dataDir);
    closing.push(startFileSweep({ core, blobs, after, log }));

    const hub = new Hub({ core, translate: (change) => clawChatEvents(core, change) });
    closing.push(() => hub.close());
    // After the hub, so that everybody hears of a message before the turn it passes on.
    const floor = startFloor(core);
    closing.push(() => floor.close());
    const parts: { lan: LanSharing | null } = { lan: null };
    const lan = (): LanSharing => parts.lan ?? raise('Sharing is not ready yet.');
    const commands = createCommands(core, hub, floor, lan, () => [...lan().origins, ready.url]);
    closing.push(startPorter({ core, commands, log }), () => metrics.close());

    const deps: ConversationDeps = {
      core,
      commands,
      hub,
      registrar: new Registrar(core, hub),
      live: { sharing: () => lan().state(), floors: () => floor.all() },
      log,
    };
    const streams = await startStreams(options, deps, closing);
    const http = await startHttp({ ...options, core, commands, hub, deps, metrics, keyFile, streams, blobs });
    closing.push(() => http.close());
    parts.lan = new LanSharing({ core, addresses: options.lanAddresses, listen: http.listenOn, log });
    closing.push(() => lan().close());
    await lan().restore();
    // Ends before all others: everybody is told while there is a way to tell them.
    closing.push(() => hub.close());
    // And before that: that the home closes is no leaving, and decides no vote.
    closing.push(startDeadlines({ core, after, log }));

    const { url, ownerTokens } = http;
    const ready: Ready = {
      event: 'ready',
      version: options.version,
      url,
      ws: `${url.replace(/^http/, 'ws')}/ws`,
      tcp: streams.tcp?.address ?? null,
      socket: streams.socket?.address ?? null,
      dataDir,
      keyFile,
      ownerUrl: `${url}${ENTER_PATH}#${ownerTokens.issue()}`,
    };
    core.lock.tell({ url });
    return { ready, issueOwnerToken: () => ownerTokens.issue(), close: closeAll };
  } catch (error) {
    await closeAll();
    throw damagedOr(error, path.join(dataDir, DATABASE_FILE));
  }
}

function startFloor(core: Core): FloorBook {
  const floor = new FloorBook({
    publish: (event, only_id) => core.tell({ only_id, event }),
    presentIn: (roomId) => core.presence.presentIn(roomId),
    now: core.now,
    after,
    pick: (ids) => ids[randomInt(ids.length)] ?? '',
  });
  core.onChange(({ event }) => floor.follow(event));
  return floor;
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function createCommands(core: Core, hub: Hub, floor: FloorBook, lan: () => LanSharing, origins: () => string[]): Commands {
  return {
    ...roomCommands(core, floor),
    ...messageCommands(core),
    ...fileCommands(core),
    ...attendanceCommands(core),
    ...coordinationCommands(core, floor),
    ...peopleCommands(core),
    ...accessCommands(core, { origins, endConnections: (which) => hub.endWhere(which) }),
    ...sharingCommands(core, lan),
  };
}

async function startStreams(
  { host, tcpPort, socket }: GatewayOptions,
  deps: ConversationDeps,
  closing: (() => unknown)[],
): Promise<Streams> {
  const streams: Streams = { tcp: null, socket: null };
  const answer = (peer: Parameters<typeof converse>[1]): ReturnType<typeof converse> => converse(deps, peer, null);
  if (tcpPort !== null) {
    const tcp = await startStreamServer({ host, port: tcpPort }, answer);
    closing.push(() => tcp.close());
    streams.tcp = tcp;
  }
  if (socket !== null) {
    const unix = await startStreamServer({ path: path.resolve(socket) }, answer);
    closing.push(() => unix.close());
    streams.socket = unix;
  }
  return streams;
}

function raise(message: string): never {
  throw new Error(message);
}
