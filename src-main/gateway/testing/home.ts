// A real server for tests: a gateway on free ports with its own data folder, and the clients that tests need.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import type { Gateway } from '../gateway.ts';
import type { GatewayOptions } from '../options.ts';
import { startRunning } from '../running.ts';
import { createBrowser, type Browser } from './browser.ts';
import { realAfter } from './clock.ts';
import { connectLines, connectSocket, type WireClient } from './wire-client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the gateway's built threads: scripts/lib/gateway-threads.mjs. */
    gatewayThreads: string;
  }
}

export interface TestHome {
  readonly gateway: Gateway;
  /** The current gateway, after a restart too. */
  restarted(): Promise<Gateway>;
  readonly dataDir: string;
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** The home's own agent key. */
  readonly key: string;
  /** Signed in as the owner. */
  readonly owner: Browser;
  /** The gateway's log. A test that provokes no error expects it empty. */
  readonly logged: string[];
  /** A browser without a session. */
  browser(): Browser;
  /** A guest who joined with an invite. */
  guest(name: string, invite?: object): Promise<Browser>;
  /** An agent's connection that has not registered yet. */
  lines(): Promise<WireClient>;
  socket(headers?: Record<string, string>): Promise<WireClient>;
  /** A socket of a browser's app, after its handshake. */
  socketOf(browser: Browser): Promise<WireClient>;
  /** A registered agent. */
  agent(name: string, register?: object): Promise<WireClient>;
  close(): Promise<void>;
}

/** The options of a home on free ports. */
export function testOptions(dataDir: string, logged: string[]): Omit<GatewayOptions, 'restart' | 'restoreProblem'> {
  return {
    version: '0.0.0-test',
    host: '127.0.0.1',
    port: 0,
    tcpPort: 0,
    isAnotherPortFine: false,
    socket: null,
    command: [],
    commandFile: path.resolve(import.meta.dirname, '../../..', process.env.LANAI_E2E_DIST ?? 'dist', 'cli/lanai.cjs'),
    appFolder: path.join(dataDir, 'no-app'),
    writerProgram: path.join(inject('gatewayThreads'), 'writer.cjs'),
    readerProgram: path.join(inject('gatewayThreads'), 'reader.cjs'),
    searchProgram: path.join(inject('gatewayThreads'), 'searcher.cjs'),
    backupProgram: path.join(inject('gatewayThreads'), 'backup-worker.cjs'),
    exportProgram: path.join(inject('gatewayThreads'), 'export-worker.cjs'),
    importProgram: path.join(inject('gatewayThreads'), 'import-worker.cjs'),
    pdfProgram: path.join(inject('gatewayThreads'), 'pdf-reader.cjs'),
    startPdfReader: null,
    lanAddresses: [],
    mdnsPort: null,
    searchPath: '',
    keychainSecret: null,
    agentListeners: { folder: path.join(dataDir, 'clawchat'), port: 0, isOn: false },
    now: Date.now,
    after: realAfter,
    log: (message, error) => void logged.push(`${message}: ${String(error)}`),
    recentLog: () => logged,
    dataDir,
    onDeath: (error) => void logged.push(`died: ${String(error)}`),
  };
}

/** `dataDir` in the options is kept when the home closes; without it the folder is temporary. */
export async function startTestHome(options: Partial<GatewayOptions> = {}): Promise<TestHome> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'lanai-test-'));
  const logged: string[] = [];
  const running = await startRunning({
    ...testOptions(dataDir, logged),
    onRestart: () => undefined,
    onStartedAgain: () => undefined,
    onFailure: (error) => void logged.push(`could not start again: ${String(error)}`),
    ...options,
    dataDir,
  });
  const gateway = await running.gateway();
  const { url, tcp, keyFile } = gateway.ready;
  const key = readFileSync(keyFile, 'utf8').trim();
  const owner = createBrowser(url);
  await owner.enter(gateway.issueOwnerToken());
  const clients: WireClient[] = [];
  const kept = (client: WireClient): WireClient => {
    clients.push(client);
    return client;
  };
  const socket = async (headers?: Record<string, string>): Promise<WireClient> => kept(await connectSocket(gateway.ready.ws, headers));
  const lines = async (): Promise<WireClient> => kept(await connectLines(tcp ?? ''));
  return {
    gateway,
    restarted: () => running.gateway(),
    dataDir,
    url,
    key,
    owner,
    logged,
    browser: () => createBrowser(url),
    async guest(name, invite = {}) {
      const made = await owner.post('/api/invites', { name, ...invite });
      const guest = createBrowser(url);
      await guest.redeem(made.field('code'), name);
      return guest;
    },
    lines,
    socket,
    async socketOf(browser) {
      const client = await socket(browser.socketHeaders());
      await browser.prove(client);
      return client;
    },
    async agent(name, register = {}) {
      const agent = await lines();
      const welcome = await agent.request('register', { key, name, capabilities: [], ...register });
      if (welcome.type !== 'ok') throw new Error(`${name} could not register: ${JSON.stringify(welcome.payload)}`);
      return agent;
    },
    async close() {
      await running.close();
      for (const client of clients) client.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
