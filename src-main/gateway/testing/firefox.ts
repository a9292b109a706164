// Firefox without a window, driven by WebDriver BiDi, with its own profile. It trusts the authorities that the profile has.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { programInPath } from './program-in-path.ts';

/** Only what never comes takes as long. The first start makes the profile. */
const START_MS = 60_000;
const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 50;
/** As WebDriver names the key. */
export const ENTER = '\uE007';

const NAMES = ['firefox-esr', 'firefox'];
/** Null where there is none; a test that needs it is skipped. */
export const FIREFOX = NAMES.map((name) => programInPath(name)).find((file) => file !== null) ?? null;

type Preferences = Record<string, string | number | boolean>;

/** Nothing but the test's own servers is asked for. */
const QUIET: Preferences = {
  // Those that WebDriver recommends close the connection for pushes.
  'remote.prefs.recommended': false,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.topsites.contile.enabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'dom.disable_open_during_load': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': 'data:,',
  // Without a window there is no mouse: a fine pointer that hovers, as on a computer.
  'ui.allPointerCapabilities': 6,
  'ui.primaryPointerCapabilities': 6,
};

export interface FirefoxPage {
  open(url: string): Promise<void>;
  /** The result of an expression, which may be a promise. */
  read<T>(expression: string, as: z.ZodType<T>): Promise<T>;
  /** Waits until the expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Waits until the page shows these words. */
  shows(words: string): Promise<void>;
  /** Waits for an element by its role and name, and presses it. */
  press(role: 'button' | 'checkbox' | 'textbox', name: string): Promise<void>;
  /** Into what has the focus. */
  type(text: string): Promise<void>;
}

export interface Firefox {
  readonly page: FirefoxPage;
  close(): Promise<void>;
}

/** Kept between two starts. */
export interface FirefoxProfile {
  readonly folder: string;
  /** As a person does who follows the page of the certificate. */
  trust(certificateFile: string): void;
  start(environment?: Record<string, string>): Promise<Firefox>;
  remove(): void;
}

export function createFirefoxProfile(preferences: Preferences = {}): FirefoxProfile {
  const folder = mkdtempSync(path.join(tmpdir(), 'lanai-firefox-'));
  const lines = Object.entries({ ...QUIET, ...preferences }).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(path.join(folder, 'user.js'), lines.join(''));
  return {
    folder,
    trust: (file) => void execFileSync('certutil', ['-d', `sql:${folder}`, '-A', '-t', 'C,,', '-n', 'Lanai', '-i', file]),
    start: (environment = {}) => startFirefox(folder, environment),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function startFirefox(profile: string, environment: Record<string, string>): Promise<Firefox> {
  if (FIREFOX === null) throw new Error('There is no Firefox.');
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'];
  const env = { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1', ...environment };
  const child = spawn(FIREFOX, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const session = await openSession(await addressOf(child));
    // In the first tab the address bar has the focus. The page of a new one has it, as that of a person who looks at it.
    const { context } = Tab.parse(await session.call('browsingContext.create', { type: 'tab' }));
    return {
      page: pageOf(session, context),
      async close() {
        await session.call('browser.close');
        await ended(child);
      },
    };
  } catch (error) {
    await ended(child);
    throw error;
  }
}

/** Its own end takes seconds, in which it writes nothing that a test needs. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const timer = setTimeout(() => reject(new Error(`Firefox was not ready in time. ${said.join('\n')}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}. ${said.join('\n')}`)));
    if (!child.stderr) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** Firefox can find by role and name too, but takes seconds for it. Only the roles that tests press. */
const FIND = `(role, name) => {
  const selectors = {
    button: 'button, [role=button]',
    checkbox: 'input[type=checkbox], [role=checkbox]',
    textbox: 'input:not([type=checkbox]), textarea, [role=textbox]',
  };
  const texts = (element) => [
    element.getAttribute('aria-label'),
    ...(element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
    ...[...(element.labels ?? [])].map(({ textContent }) => textContent),
    element.textContent,
  ];
  return [...document.querySelectorAll(selectors[role])].find(
    (element) => element.checkVisibility() && texts(element).some((text) => text?.trim() === name),
  ) ?? null;
}`;

interface Session {
  call(method: string, params?: object): Promise<unknown>;
}

const Tab = z.object({ context: z.string() });
const Reply = z.object({ id: z.number().nullish(), type: z.string(), result: z.unknown(), message: z.string().optional() });
const Evaluated = z.object({
  result: z.object({ value: z.string() }).optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});
const Found = z.object({ result: z.object({ sharedId: z.string().optional() }).optional() });

async function openSession(address: string): Promise<Session> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  socket.on('message', (data: Buffer) => {
    const { id, type, result, message } = Reply.parse(JSON.parse(data.toString()));
    if (id === null || id === undefined) return;
    if (type === 'success') waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(message));
    waiting.delete(id);
  });
  socket.on('close', () => {
    for (const each of waiting.values()) each.reject(new Error('Firefox closed the session.'));
  });
  await once(socket, 'open');
  const call = (method: string, params: object = {}): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    calls += 1;
    waiting.set(calls, answer);
    socket.send(JSON.stringify({ id: calls, method, params }));
    return answer.promise;
  };
  await call('session.new', { capabilities: {} });
  return { call };
}

function pageOf({ call }: Session, context: string): FirefoxPage {
  const target = { context };
  async function read<T>(expression: string, as: z.ZodType<T>): Promise<T> {
    const params = { expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`, target, awaitPromise: true };
    const { result, exceptionDetails } = Evaluated.parse(await call('script.evaluate', params));
    if (!result) throw new Error(`${expression}: ${exceptionDetails?.text}`);
    return as.parse(JSON.parse(result.value));
  }
  async function until(expression: string): Promise<void> {
    await waitFor(
      () => read(`!!(${expression})`, z.boolean()).catch(() => false),
      async () => `${expression} did not become true. The page: ${await read('document.body.innerText', z.string())}`,
    );
  }
  const act = (actions: object[]): Promise<unknown> => call('input.performActions', { context, actions });
  return {
    read,
    until,
    shows: (words) => until(`document.body.innerText.includes(${JSON.stringify(words)})`),
    open: async (url) => void (await call('browsingContext.navigate', { context, url, wait: 'complete' })),
    async press(role, name) {
      let found: string | undefined;
      await waitFor(
        async () => {
          const given = [role, name].map((value) => ({ type: 'string', value }));
          const params = { functionDeclaration: FIND, arguments: given, target, awaitPromise: false };
          found = Found.parse(await call('script.callFunction', params)).result?.sharedId;
          return found !== undefined;
        },
        async () => `There is no ${role} "${name}". The page: ${await read('document.body.innerText', z.string())}`,
      );
      const element = { sharedId: found };
      const functionDeclaration = `(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })`;
      await call('script.callFunction', { functionDeclaration, arguments: [element], target, awaitPromise: false });
      const move = { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } };
      const press = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
      await act([{ type: 'pointer', id: 'mouse', actions: press }]);
    },
    async type(text) {
      const keys = [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await act([{ type: 'key', id: 'keyboard', actions: keys }]);
    },
  };
}

async function waitFor(isSo: () => Promise<boolean>, explain: () => Promise<string>): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(await explain());
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
