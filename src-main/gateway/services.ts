// The objects that several features share, made in this order.
import { randomInt } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import path from 'node:path';
import { loadOnce } from '../../src-shared/once.ts';
import { FILE_BYTES_MAX, WEBHOOK_TIMEOUT_MS } from '../../src-shared/limits.ts';
import { SignIns } from './agents/program/sign-in.ts';
import type { Lookup } from './delivery/address.ts';
import { createDeliver } from './delivery/deliver.ts';
import { LinkPreviews } from './delivery/previews/previews.ts';
import { Push } from './delivery/push/push.ts';
import { isPushService } from './delivery/push/push-services.ts';
import type { PushKey } from './delivery/push/vapid.ts';
import { Webhooks } from './delivery/webhooks/webhooks.ts';
import { FailureCounter } from './domain/audit/failures.ts';
import { BackupService } from './domain/maintenance/backups.ts';
import { Core } from './domain/core.ts';
import { ExportThreads } from './export/export-thread.ts';
import type { ImportService } from './domain/imports/service.ts';
import { PdfLimits } from './domain/files/pdf-limits.ts';
import { createFileReader, type FileReader } from './domain/files/read-content.ts';
import { TurnTaking } from './domain/coordination/turn-taking.ts';
import { startRetention, type Retention } from './domain/maintenance/retention.ts';
import { Metrics } from './http/metrics.ts';
import { OpenRequests } from './http/open-requests.ts';
import { freeBytesOf } from './http-start.ts';
import { ensureKeyFile } from './key-file.ts';
import { backupKeyOwner, keptBackupKey } from './kept-backup-key.ts';
import type { GatewayOptions } from './options.ts';
import { ClawChatListeners } from './protocols/clawchat/listeners.ts';
import { webhookEvent } from './protocols/clawchat/protocol.ts';
import { openToolServers, type ToolServerParts } from './tool-servers.ts';
import { ModelProviders } from './models/commands.ts';
import { LOCAL_PORTS } from './models/find-local.ts';
import { ProviderKeys } from './models/provider-keys.ts';
import { ensurePushKey } from './push-key.ts';
import type { CredentialRef } from './realtime/credential-ref.ts';
import { Hub } from './realtime/hub.ts';
import { Sharing } from './sharing/sharing.ts';
import type { Stops } from './stops.ts';
import { openBlobs, type Blobs } from './store/blobs/blobs.ts';
import type { PdfTexts } from './store/pdf/pdf-texts.ts';
import { startSearch, type Search } from './store/search/search-thread.ts';

export interface Services {
  options: GatewayOptions;
  metrics: Metrics;
  core: Core;
  /** The file with the agent key of this computer. */
  keyFile: string;
  blobs: Blobs;
  /** Reads files for agents. */
  fileReader: FileReader;
  /** The free space on the disk of the files. */
  freeBytes(): Promise<number>;
  hub: Hub;
  requests: OpenRequests;
  floor: TurnTaking;
  search: Search;
  retention: Retention;
  webhooks: Webhooks;
  previews: LinkPreviews;
  push: Push;
  models: ModelProviders;
  toolServers: ToolServerParts;
  /** Commands for the desktop's terminal window. */
  signIns: SignIns;
  /** Ends the connections of an account or a credential, its open requests, and its pushes. */
  endConnections(which: CredentialRef): void;
  backups: BackupService;
  exports: ExportThreads;
  /** Loaded with the first request about an import. */
  imports(): Promise<ImportService>;
  /** Failed sign-ins, for the audit log. */
  failures: FailureCounter;
  sharing: Sharing;
  listeners: ClawChatListeners;
}

export async function openServices(options: GatewayOptions, stops: Stops): Promise<Services> {
  const { dataDir, backupProgram, version, after, log, restart, restoreProblem } = options;
  const metrics = new Metrics();
  const core = await Core.open({ ...options, onBatch: (batch) => metrics.onBatch(batch) });
  stops.add(
    () => core.close(),
    () => metrics.close(),
  );
  const keyFile = await ensureKeyFile(core, dataDir);
  const hub = new Hub({ core, after });
  const requests = new OpenRequests({ directory: core.directory, after });
  const floor = openFloor(core, options);
  const search = openSearch(core, options);
  const retention = startRetention({ core, after, onSwept: () => search.tidy(), log });
  const webhooks = openWebhooks(core, options);
  const blobs = openBlobs(dataDir);
  const pdfs = new PdfLimits(openPdfs(core, options, stops), core.now);
  const freeBytes = options.freeBytes ?? (() => freeBytesOf(dataDir));
  const previews = new LinkPreviews({ core, blobs, freeBytes, lookup: leadsTo, rule: options.previewAddresses ?? 'public', after, log });
  const push = openPush(core, options);
  const providerKeys = new ProviderKeys({ dataDir, secret: options.keychainSecret, log });
  const keptKey = keptBackupKey(providerKeys, () => core.directory.home.id);
  const backups = new BackupService({
    core,
    dataDir,
    keptKey,
    program: backupProgram,
    version,
    after,
    log,
    restart,
    problem: restoreProblem,
  });
  const exports = new ExportThreads(options.exportProgram, dataDir);
  const models = openModels(core, options, providerKeys);
  const toolServers = openToolServers(core, options, providerKeys, leadsTo);
  const failures = new FailureCounter({ core, after, log });
  const { lanAddresses: addresses, mdnsPort, searchPath } = options;
  const sharing = new Sharing({ core, addresses, mdnsPort, dataDir, after, log, searchPath });
  const { folder, port } = options.agentListeners;
  const listeners = new ClawChatListeners({ core, folder, port, keyFile, log });
  for (const each of [hub, floor, search, retention, backups, exports, failures]) stops.add(() => each.close());
  return {
    options,
    metrics,
    core,
    keyFile,
    blobs,
    fileReader: createFileReader(core, blobs, pdfs),
    freeBytes,
    hub,
    requests,
    floor,
    search,
    retention,
    webhooks,
    previews,
    push,
    models,
    toolServers,
    signIns: new SignIns(core.now),
    endConnections(which) {
      hub.closeConnections(which);
      requests.end(which);
      push.ended();
      core.streams.recheck();
    },
    backups,
    exports,
    imports: openImports(core, options, { blobs, freeBytes }, stops),
    failures,
    sharing,
    listeners,
  };
}

function openFloor(core: Core, { after }: GatewayOptions): TurnTaking {
  return new TurnTaking({
    publish: (event, only_id) => core.publish({ only_id, event }),
    presentIn: (roomId) => core.presence.presentIn(roomId),
    now: core.now,
    after,
    pick: (ids) => ids[randomInt(ids.length)] ?? '',
  });
}

function openSearch(core: Core, { searchProgram, dataDir, after, log }: GatewayOptions): Search {
  const messageCount = (): number => core.directory.messageCount;
  return startSearch({ program: searchProgram, dataDir, cursor: () => core.cursor, messageCount, after, log });
}

const leadsTo: Lookup = (name) => lookup(name, { all: true });

function openPush(core: Core, { dataDir, pushServices, after, log }: GatewayOptions): Push {
  const { admits, rule } = pushServices ?? { admits: isPushService, rule: 'public' };
  const made: { key: PushKey | null } = { key: null };
  const key = (): PushKey => (made.key ??= ensurePushKey(dataDir));
  return new Push({ core, lookup: leadsTo, admits, rule, key, after, log });
}

function openImports(
  core: Core,
  { dataDir, importProgram: program, fileBytesMax = FILE_BYTES_MAX, log }: GatewayOptions,
  disk: Pick<Services, 'blobs' | 'freeBytes'>,
  stops: Stops,
): () => Promise<ImportService> {
  return loadOnce(async () => {
    const { ImportService: Service } = await import('./domain/imports/service.ts');
    const imports = new Service({ core, dataDir, program, fileBytesMax, log, ...disk });
    stops.add(() => imports.close());
    return imports;
  });
}

/** Loaded with the first PDF file that an agent reads. */
function openPdfs(core: Core, { startPdfReader, pdfProgram, appFolder, after }: GatewayOptions, stops: Stops): () => Promise<PdfTexts> {
  return loadOnce(async () => {
    const [{ PdfTexts: Texts }, { forkPdfReader }] = await Promise.all([
      import('./store/pdf/pdf-texts.ts'),
      import('./store/pdf/pdf-fork.ts'),
    ]);
    const start = startPdfReader ?? forkPdfReader(pdfProgram);
    const texts = new Texts({ start, resources: path.join(appFolder, 'pdf'), now: core.now, after });
    stops.add(() => texts.close());
    return texts;
  });
}

function openModels(core: Core, { modelPorts = LOCAL_PORTS, after }: GatewayOptions, keys: ProviderKeys): ModelProviders {
  const { providers, settings, home } = core.directory;
  const owners: { id: string }[] = [...providers.all(), ...settings.get('tool_servers')];
  // A row that is missing may have been lost.
  if (settings.get('backups_encrypted') || !settings.has('backups_encrypted')) owners.push(backupKeyOwner(home.id));
  keys.tidy(new Set(owners.map(({ id }) => id)), core.now());
  return new ModelProviders(core, { keys, lookup: leadsTo, after, localPorts: modelPorts });
}

function openWebhooks(core: Core, { version, after, log }: GatewayOptions): Webhooks {
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
