// A home that runs: its parts put together. Everything that starts here stops here, in reverse order.
import { randomInt } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import path from 'node:path';
import type { Ready } from '../../src-shared/host.ts';
import { ENTER_PATH } from '../../src-shared/http.ts';
import { WEBHOOK_TIMEOUT_MS } from '../../src-shared/limits.ts';
import { porterRunner } from './agents/porter.ts';
import { startAgents } from './agents/runner.ts';
import { accessCommands } from './domain/access.ts';
import { agentCommands } from './domain/agents.ts';
import { attendanceCommands } from './domain/attendance.ts';
import { BackupBook } from './domain/backups.ts';
import type { After } from './domain/clock.ts';
import { coordinationCommands } from './domain/coordination.ts';
import { Core, type Commands } from './domain/core.ts';
import { startDeadlines } from './domain/deadlines.ts';
import { startDiskWatch } from './domain/disk-watch.ts';
import { fileCommands } from './domain/files.ts';
import { startFileSweep } from './domain/file-sweep.ts';
import { startForgettingAgents } from './domain/forget-agents.ts';
import { startEphemeral } from './domain/ephemeral.ts';
import { FloorBook } from './domain/floor.ts';
import { keepingCommands } from './domain/keeping.ts';
import { retentionCommands, startRetention, type Retention } from './domain/retention.ts';
import { keyCommands } from './domain/keys.ts';
import { limitCommands, startSavingLevels } from './domain/limit-commands.ts';
import { readingCommands, startTellingReads } from './domain/reading.ts';
import { messageCommands } from './domain/messages.ts';
import { notifyCommands } from './domain/notify.ts';
import { peopleCommands } from './domain/people.ts';
import { roomCommands } from './domain/rooms.ts';
import { webhookCommands } from './domain/webhooks.ts';
import { searchCommands } from './domain/search.ts';
import { sessionCommands } from './domain/sessions.ts';
import { freeBytesOf, startHttp, type HttpStart } from './http-start.ts';
import { Metrics } from './http/metrics.ts';
import { ensureKeyFile, followed, secretFileIn } from './key-file.ts';
import type { GatewayOptions } from './options.ts';
import { forgetPutBack, readPutBack } from './store/backup/put-back.ts';
import { openBlobs } from './store/blobs/blobs.ts';
import { createAppProtocol } from './protocols/app/protocol.ts';
import { ClawChatListeners, clawChatCommands } from './protocols/clawchat/listeners.ts';
import { createClawChatProtocol, webhookEvent } from './protocols/clawchat/protocol.ts';
import { Conversation, type ConversationDeps } from './realtime/conversation.ts';
import { Hub, type WaysIn } from './realtime/hub.ts';
import { expire, regrant } from './realtime/key-connections.ts';
import type { Converse } from './realtime/peer.ts';
import { DATABASE_FILE } from './store/database.ts';
import { damagedOr } from './store/migrate.ts';
import { startSearch, type Search } from './store/search/search-thread.ts';
import { LanSharing, sharingCommands } from './sharing/lan.ts';
import { createDeliver, type DeliverOptions } from './delivery/deliver.ts';
import { Webhooks } from './delivery/webhooks/webhooks.ts';
import { startStreams } from './streams.ts';
import { startStreamServer, type StreamAddress, type StreamServer } from './transports/stream-server.ts';

export interface Gateway {
  readonly ready: Ready;
  issueOwnerToken(): string;
  close(): Promise<void>;
}

/** Throws StartFailure when the home cannot run. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { dataDir, after, log } = options;
  const closing: (() => unknown)[] = [];
  // One part that cannot end in order keeps no other from it.
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        log('A part of the home did not close in order', error);
      }
    }
  };
  const metrics = new Metrics();
  try {
    const core = await Core.open({ ...options, onBatch: (batch) => metrics.onBatch(batch) });
    closing.push(() => core.close());
    closing.push(startSavingLevels({ core, after, log }));
    const keyFile = await ensureKeyFile(core, dataDir);
    const blobs = openBlobs(dataDir);
    closing.push(startFileSweep({ core, blobs, after, log }));
    closing.push(startForgettingAgents({ core, after, log }));
    const freeBytes = options.freeBytes ?? (() => freeBytesOf(dataDir));
    closing.push(await startDiskWatch({ core, after, freeBytes, log }));

    const hub = new Hub({ core, after });
    closing.push(() => hub.close());
    // After the hub, so that everybody hears of a message before the turn it passes on.
    const floor = startFloor(core, after);
    closing.push(() => floor.close());
    closing.push(startTellingReads(core, after));
    const search = startSearching(options, core);
    closing.push(() => search.close());
    const parts: { lan: LanSharing | null; listeners: ClawChatListeners | null } = { lan: null, listeners: null };
    const lan = (): LanSharing => parts.lan ?? raise('Sharing is not ready yet.');
    const listeners = (): ClawChatListeners => parts.listeners ?? raise('Sharing is not ready yet.');
    const webhooks = createWebhooks(core, options);
    closing.push(() => webhooks.close());
    const retention = startRetention({ core, after, onSwept: () => search.tidy(), log });
    closing.push(() => retention.close());
    const backups = startBackups(options, core);
    closing.push(() => backups.close());
    const commands = createCommands({ core, hub, floor, search, webhooks, lan, listeners, backups, retention, options }, () => [
      ...lan().origins,
      ready.url,
    ]);
    closing.push(startEphemeral({ core, after, log }));
    const porter = porterRunner({ putBack: readPutBack(dataDir), onPutBackSaid: () => forgetPutBack(dataDir) });
    closing.push(startAgents([porter], { core, commands, log }), () => metrics.close());

    const app = hub.speak(createAppProtocol({ core, hub, live: { sharing: () => lan().state(), floors: () => floor.all() } }));
    hub.speak(createClawChatProtocol({ core, hub }));
    const deps: ConversationDeps = { core, commands, hub, after, log };
    const converse: Converse = (peer) => new Conversation(deps, peer);
    const web: { http: HttpStart | null } = { http: null };
    const streams = await startStreams(options, converse, closing, (socket) => (web.http ? web.http.take(socket) : socket.destroy()));
    const http = await startHttp({ ...options, core, commands, hub, deps, app, metrics, keyFile, streams, blobs, backups });
    web.http = http;
    closing.push(() => http.close());
    parts.lan = new LanSharing({ core, addresses: options.lanAddresses, listen: http.listenOn, log });
    closing.push(() => lan().close());
    await lan().restore();
    const { folder, port, isOn } = options.agentListeners;
    const listen = (address: StreamAddress): Promise<StreamServer> => startStreamServer(address, converse);
    parts.listeners = new ClawChatListeners({ core, folder, port, keyFile, listen, log });
    closing.push(() => listeners().close());
    await listeners().start(isOn);
    webhooks.start();
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

function startFloor(core: Core, after: After): FloorBook {
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

function createWebhooks(core: Core, { version, after, log }: Pick<GatewayOptions, 'version' | 'after' | 'log'>): Webhooks {
  const leadsTo: DeliverOptions['lookup'] = (name) => lookup(name, { all: true });
  return new Webhooks({
    core,
    version,
    lookup: leadsTo,
    deliver: createDeliver({ lookup: leadsTo, timeoutMs: WEBHOOK_TIMEOUT_MS, after }),
    describe: (message, subscription) => webhookEvent(core.directory, message, subscription),
    after,
    log,
  });
}

function startSearching({ searchProgram, dataDir, after, log }: GatewayOptions, core: Core): Search {
  const search = startSearch({
    program: searchProgram,
    dataDir,
    lookups: core.lookups,
    messageCount: () => core.directory.messageCount,
    after,
    log,
  });
  core.onChange(({ event }) => {
    if (event.type === 'message.posted' || event.type === 'message.changed') search.note();
  });
  return search;
}

function startBackups({ dataDir, keeperProgram, version, after, log, restart, restoreProblem }: GatewayOptions, core: Core): BackupBook {
  return new BackupBook({ core, dataDir, program: keeperProgram, version, after, log, restart, problem: restoreProblem });
}

interface Parts {
  core: Core;
  hub: Hub;
  floor: FloorBook;
  search: Search;
  webhooks: Webhooks;
  lan(): LanSharing;
  listeners(): ClawChatListeners;
  backups: BackupBook;
  retention: Retention;
  options: GatewayOptions;
}

function createCommands(
  { core, hub, floor, search, webhooks, lan, listeners, backups, retention, options }: Parts,
  origins: () => string[],
): Commands {
  const endConnections = (which: WaysIn): void => hub.endWhere(which);
  const { dataDir, version, recentLog } = options;
  const secretFile = followed(secretFileIn(dataDir), () => listeners().placeKeyAgain());
  return {
    ...roomCommands(core, floor),
    ...messageCommands(core),
    ...readingCommands(core),
    ...fileCommands(core),
    ...attendanceCommands(core),
    ...coordinationCommands(core, floor),
    ...notifyCommands(core),
    ...peopleCommands(core),
    ...agentCommands(core, { endConnections }),
    ...accessCommands(core, { origins, endConnections }),
    ...sessionCommands(core, { endConnections }),
    ...keyCommands(core, {
      endConnections,
      regrant: (key) => regrant(core, hub, key),
      expire: (keyId, until, asking) => expire(core, hub, keyId, until, asking),
      secretFile,
    }),
    ...limitCommands(core),
    ...retentionCommands(core, () => retention.sweep()),
    ...keepingCommands(core, {
      ...{ dataDir, version, recentLog, backups, startedAt: core.now() },
      connections: () => hub.connectionCount,
    }),
    ...sharingCommands(core, lan),
    ...clawChatCommands(core, listeners),
    ...webhookCommands(core, webhooks),
    ...searchCommands(core, search),
  };
}

function raise(message: string): never {
  throw new Error(message);
}
