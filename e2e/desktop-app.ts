// The real desktop app in a real Electron, on a throw-away profile and home, with the D-Bus of a desktop around it.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { findTestElectron, linkElectronWithApp } from '../scripts/electron-runtime.mjs';
import { connectAgent, type TestAgent } from './agent.ts';
import { openDesktopBus, type DesktopBus } from './dbus.ts';
import { freePort } from './free-port.ts';
import { command, HOME_NAME, OWNER } from './home.ts';

const CHECKOUT = path.resolve(import.meta.dirname, '..');
export const DIST = process.env.LANAI_E2E_DIST ?? 'dist';
const EXIT_LIMIT_MS = 15_000;
/** Electron, the home and the page one after the other, on a machine that does much besides. */
const START_LIMIT_MS = 30_000;
/** An address of this machine's from which a friend comes: to the home it is the local network. */
export const FRIENDS_ADDRESS = '127.0.0.2';

export interface DesktopApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Of the process that is the home, also after it was started again. */
  gatewayPid(): Promise<number>;
  readonly child: ChildProcess;
  /** Its exit code, when it has ended. */
  ended(): Promise<number | null>;
}

/** One computer of one owner: its files stay when the app is closed, until the test ends. */
export interface Computer {
  readonly dataDir: string;
  /** Where programs keep their settings. */
  readonly configDir: string;
  /** Where agents connect. */
  readonly tcpPort: number;
  start(options?: StartOptions): Promise<DesktopApp>;
  /** The app on another, separate home, on the page that it shows first. */
  startOther(options: { args: readonly string[] }): Promise<DesktopApp>;
  /** Quits it as its own menu does, and waits for its end. Returns the exit code. */
  quit(app: DesktopApp): Promise<number | null>;
  /** A second start, or a start by the system with a lanai:// link: it ends without a stop. */
  startAgain(...args: string[]): Promise<number | null>;
  /** An agent on this computer. */
  agent(name: string): Promise<TestAgent>;
}

interface StartOptions {
  args?: readonly string[];
  /** Besides the environment that every app has here. */
  env?: Readonly<Record<string, string>>;
  /** The page that is there first: the home's, past the welcome, unless a test is about another. */
  expects?: 'home' | 'any page';
}

interface Started {
  bus: DesktopBus;
  computer: Computer;
  desktop: DesktopApp;
}

interface Opened {
  value: Omit<Started, 'desktop'>;
  close(): Promise<void>;
}

/** Each test has its own computer, on which nothing has run before. */
export const test = base.extend<{ withTray: boolean; opened: Opened['value'] } & Started, { program: string }>({
  withTray: [true, { option: true }],

  // Playwright asks for the first argument to be written like this.
  program: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const found = await findTestElectron();
      if (!('electron' in found)) throw new Error(found.reason);
      const folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-electron-'));
      const links = Object.fromEntries(
        ['package.json', DIST, 'resources'].map((name) => [name === DIST ? 'dist' : name, path.join(CHECKOUT, name)]),
      );
      await use(await linkElectronWithApp(found.electron, folder, links));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  opened: async ({ program, withTray }, use) => {
    const { value, close } = await openComputer(program, withTray);
    await use(value);
    await close();
  },

  bus: ({ opened }, use) => use(opened.bus),
  computer: ({ opened }, use) => use(opened.computer),
  desktop: async ({ computer }, use) => use(await computer.start()),
});

/**
 * For a file whose tests need no separate home: one started desktop for all of them. After a failure Playwright starts
 * another for the tests that remain. To be called once, at the top of the file.
 */
export function testOnOneDesktop(): typeof test {
  let opened: Opened;
  let desktop: DesktopApp;
  const shared = test.extend({
    // oxlint-disable-next-line no-empty-pattern
    opened: ({}, use) => use(opened.value),
    // oxlint-disable-next-line no-empty-pattern
    desktop: ({}, use) => use(desktop),
  });
  shared.beforeAll(async ({ program }) => {
    opened = await openComputer(program, true);
    desktop = await opened.value.computer.start();
  });
  shared.afterAll(() => opened?.close());
  return shared;
}

/** The bus first: the app asks at its start whether there is a place for its tray icon. */
async function openComputer(program: string, withTray: boolean): Promise<Opened> {
  const bus = await openDesktopBus({ withTray });
  const home = await mkdtemp(path.join(os.tmpdir(), 'lanai-desktop-'));
  const running = new Set<DesktopApp>();
  return {
    value: { bus, computer: createComputer(program, home, await freePort(), running) },
    async close() {
      try {
        for (const app of running) await end(app);
      } finally {
        bus.close();
        await rm(home, { recursive: true, force: true });
      }
    },
  };
}

function createComputer(program: string, home: string, tcpPort: number, running: Set<DesktopApp>): Computer {
  const dataDir = path.join(home, 'data');
  const env = environment(home, dataDir);
  // Electron as root has no sandbox, and a test machine no graphics card; everything else is as the owner has it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, '--disable-gpu', '--port=0', `--tcp-port=${tcpPort}`];
  async function launch(more: readonly string[], dataFolder: string, moreEnv: StartOptions['env'] = {}): Promise<DesktopApp> {
    const electron = await _electron.launch({
      executablePath: program,
      env: { ...env, ...moreEnv, LANAI_HOME: dataFolder },
      args: [...args, ...more],
    });
    const child = electron.process();
    if (process.env.LANAI_E2E_LOG) child.stderr?.pipe(process.stderr);
    const app = {
      electron,
      child,
      page: await electron.firstWindow(),
      gatewayPid: () => gatewayPid(dataFolder),
      ended: () => exitOf(child),
    };
    running.add(app);
    return app;
  }
  return {
    dataDir,
    configDir: env.XDG_CONFIG_HOME,
    tcpPort,
    async start({ args: more = [], env: moreEnv, expects = 'home' } = {}) {
      const app = await launch(more, dataDir, moreEnv);
      if (expects === 'home') await comeHome(app.page);
      return app;
    },
    startOther: ({ args: more }) => launch([...more, '--tcp-port=off'], path.join(home, 'other')),
    async quit(app) {
      // A moment later, so that the answer to this is out before everything closes.
      await app.electron.evaluate(({ app: electron }) => void setTimeout(() => electron.quit(), 50));
      return app.ended().finally(() => running.delete(app));
    },
    startAgain: (...more) => exitOf(spawn(program, [...args, ...more], { env, stdio: 'ignore' })),
    async agent(name) {
      const key = (await readFile(path.join(dataDir, 'agent.key'), 'utf8')).trim();
      return connectAgent(`127.0.0.1:${tcpPort}`, key, name);
    },
  };
}

/** Past the welcome, in the lobby. */
async function comeHome(page: Page): Promise<void> {
  const log = page.getByRole('log', { name: 'Messages' });
  await expect(log.or(page.getByRole('button', { name: 'Get started' }))).toBeVisible({ timeout: START_LIMIT_MS });
  if (await log.isHidden()) await command(page, 'setup_home', { home_name: HOME_NAME, owner_name: OWNER });
  await expect(log).toBeVisible();
}

/** Of the environment of the tests only the display and the bus are passed on. */
export function environment(home: string, dataDir: string): Record<string, string> & { XDG_CONFIG_HOME: string } {
  const kept = ['PATH', 'DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'LANG'];
  const own = {
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'config'),
    LANAI_HOME: dataDir,
    LANAI_GATEWAY_NODE: process.execPath,
    LANAI_LAN_ADDRESSES: FRIENDS_ADDRESS,
  };
  return { ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))), ...own };
}

/** The gateway notes in its data folder who holds it. */
async function gatewayPid(dataDir: string): Promise<number> {
  const { pid } = JSON.parse(await readFile(path.join(dataDir, 'holder.json'), 'utf8')) as { pid: number };
  return pid;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The program did not end in time.')), EXIT_LIMIT_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

/** After a test, in any state of the app. */
async function end(app: DesktopApp): Promise<void> {
  const ended = app.ended();
  // The app closes its home on the way out; an app that hangs must not stay.
  const hurry = setTimeout(() => app.child.kill('SIGKILL'), EXIT_LIMIT_MS / 2);
  await app.electron.close().catch(() => 'it was gone already');
  await ended.finally(() => clearTimeout(hurry));
}

/** Whether a process of this id runs. */
export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

export { expect } from '@playwright/test';
