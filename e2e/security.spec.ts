// Electron's security checklist and what a home server adds to it (STYLE.md, 2), asserted on the app as its owner runs it: the
// settings under test are the same, but for Chromium's sandbox when the tests run as root.
import type { BrowserWindow } from 'electron';
import { expect, testOnOneDesktop, type DesktopApp } from './desktop-app.ts';
import { statusOf, upgradeStatus } from './status-of.ts';

const test = testOnOneDesktop();

/** Without what the test before has put into the page. */
test.beforeEach(async ({ desktop }) => {
  await desktop.page.reload();
  await expect(desktop.page.getByRole('log', { name: 'Messages' })).toBeVisible();
});

/** All that the page can ask of the desktop. */
// oxfmt-ignore
const BRIDGE = ['ownerToken', 'info', 'showRoom', 'navigationReady', 'gatewayState', 'openDataFolder', 'commandState', 'installCommand', 'roomKeys', 'keepRoomKey', 'deviceSettings', 'keepDeviceSettings', 'runningState', 'changeRunning', 'signIn', 'onNavigate', 'onGatewayState', 'onMenu', 'onSound'];

test('the page is a web page: no Node, no Electron, only named functions', async ({ desktop }) => {
  const seen = await desktop.page.evaluate(() => ({
    process: typeof Reflect.get(window, 'process'),
    require: typeof Reflect.get(window, 'require'),
    bridge: Object.entries(Reflect.get(window, 'lanai') as object).map(([name, value]) => `${name} ${typeof value}`),
  }));
  expect(seen).toEqual({
    process: 'undefined',
    require: 'undefined',
    bridge: BRIDGE.map((name) => `${name} function`),
  });
});

test('the window is sandboxed and isolated, with web security on and nothing experimental', async ({ desktop }) => {
  const settings = await (
    await windowOf(desktop)
  ).evaluate((window: BrowserWindow) => {
    // Not in Electron's types, but in both versions that the app runs on.
    const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const names = [
      'sandbox',
      'contextIsolation',
      'nodeIntegration',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'webviewTag',
    ];
    return Object.fromEntries(names.map((name) => [name, contents.getLastWebPreferences()[name] || false]));
  });
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: false,
    webviewTag: false,
  });
});

test('the page comes only from the gateway on this machine', async ({ desktop }) => {
  expect(new URL(desktop.page.url()).hostname).toBe('127.0.0.1');
  const policy = (await fetch(originOf(desktop))).headers.get('content-security-policy') ?? '';
  const wanted = [
    "default-src 'none'",
    'worker-src blob:',
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
  ];
  expect(policy.split('; ')).toEqual(expect.arrayContaining(wanted));
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('an inline script does not run, and text does not become markup', async ({ desktop }) => {
  const result = await desktop.page.evaluate(async () => {
    const isRefused = (attempt: () => void): boolean => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    };
    // An address that is a script needs no trusted type in this Chromium: the policy's script-src has to stop it.
    const refusal = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => resolve(blockedURI), { once: true });
    });
    const link = document.createElement('a');
    link.setAttribute('href', 'javascript:window.intruded=true');
    document.body.append(link);
    link.click();
    return {
      link: await refusal,
      node: isRefused(() => document.createElement('script').append(document.createTextNode('window.intruded = true'))),
      text: isRefused(() => (document.createElement('script').textContent = 'window.intruded = true')),
      attribute: isRefused(() => document.createElement('img').setAttribute('onerror', 'window.intruded = true')),
      markup: isRefused(() => (document.createElement('p').innerHTML = '<b>bold</b>')),
    };
  });
  expect(result).toEqual({ link: 'inline', node: true, text: true, attribute: true, markup: true });
  expect(await desktop.page.evaluate(() => Reflect.has(window, 'intruded'))).toBe(false);
});

test('a page cannot navigate away, open a window, or put a frame or a webview into itself', async ({ desktop }) => {
  const { page, electron } = desktop;
  await answerDialogs(desktop, 'Cancel');
  const before = page.url();
  for (const target of [
    'https://example.com/',
    `${originOf(desktop).replace('http://', 'http://user@')}/join`,
    `http://127.0.0.1.example.com/`,
    'file:///etc/passwd',
    'data:text/html,hi',
    `${originOf(desktop)}/api/session`,
    'lanai-shell://page/',
  ]) {
    await page.evaluate((to) => void (location.href = to), target);
    await page.waitForTimeout(150);
    expect(page.url(), target).toBe(before);
  }
  expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
  expect(await page.evaluate(() => window.open('/'))).toBeNull();
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = `${location.origin}/health`;
    document.body.append(frame, document.createElement('webview'));
  });
  await page.waitForTimeout(300);
  expect(page.frames().map((frame) => frame.url())).not.toContain(`${originOf(desktop)}/health`);
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('a web link opens outside once its host was shown; other kinds never open', async ({ desktop }) => {
  const { page } = desktop;
  const opened = await answerDialogs(desktop, 'Open');
  for (const target of [
    'https://user:secret@example.com/a b',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://server/share',
    'vscode://x',
  ]) {
    await page.evaluate((to) => void window.open(to), target);
    await page.waitForTimeout(150);
  }
  expect(await opened()).toEqual({ asked: ['Open example.com in your browser?'], opened: ['https://example.com/a%20b'] });
});

test('the page has a short list of permissions', async ({ desktop }) => {
  const states = await desktop.page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'midi', 'notifications', 'clipboard-read'];
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await navigator.permissions.query({ name: name as PermissionName })).state])),
    );
  });
  expect(states).toEqual({
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'granted',
    midi: 'denied',
    notifications: 'granted',
    'clipboard-read': 'denied',
  });
  const position = await desktop.page.evaluate(
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('a position'),
          ({ code }) => resolve(code),
        ),
      ),
  );
  expect(position, 'PERMISSION_DENIED').toBe(1);
  // The machine of the test has no microphone: the request is allowed, and finds none.
  const microphone = await desktop.page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'found',
      ({ name }: DOMException) => name,
    ),
  );
  expect(microphone).toBe('NotFoundError');
});

test('the bridge answers our page in our window alone', async ({ desktop }) => {
  const { electron, page } = desktop;
  expect(await page.evaluate(() => Reflect.get(window, 'lanai').ownerToken())).toMatch(/./);

  // A frame without its own address is all that the page's policy lets in; it has no bridge.
  expect(
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return typeof Reflect.get(frame.contentWindow!, 'lanai');
    }),
  ).toBe('undefined');

  const refused = { ok: false, message: 'This page may not ask that.' };
  const answers = await electron.evaluate(async ({ ipcMain, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const { mainFrame } = window!.webContents;
    // Electron's own table of handlers: the question is put to the real door, from frames of which no page could send it.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (event: object, ...args: unknown[]) => Promise<unknown>>;
    const ask = (senderFrame: unknown) => handlers.get('lanai:call:ownerToken')!({ senderFrame, sender: window!.webContents });
    return { frame: await ask(mainFrame.frames[0]), gone: await ask(null), hasFrame: mainFrame.frames.length > 0 };
  });
  expect(answers).toEqual({ frame: refused, gone: refused, hasFrame: true });

  const elsewhere = await electron.evaluate(async ({ app, BrowserWindow }, origin) => {
    const preload = `${app.getAppPath()}/dist/desktop/preload.cjs`;
    const second = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await second.loadURL(`${origin}/`);
    const answer: unknown = await second.webContents.executeJavaScript('window.lanai.ownerToken().catch((error) => error.message)');
    second.destroy();
    return answer;
  }, originOf(desktop));
  expect(elsewhere).toBe(refused.message);
});

test('arguments that a call does not take are refused', async ({ desktop }) => {
  const answer = await desktop.page.evaluate(() =>
    Reflect.get(window, 'lanai')
      .showRoom({ room: 'lobby' })
      .catch((error: Error) => error.message),
  );
  expect(answer).toContain('arguments that it does not take');
});

test('the local scheme serves its own folder, by GET, and file: serves nothing', async ({ desktop }) => {
  const statuses = await desktop.electron.evaluate(async ({ net }) => {
    const status = async (address: string, method = 'GET') => (await net.fetch(address, { method }).catch(() => ({ status: 0 }))).status;
    const page = 'lanai-shell://page';
    return {
      page: await status(`${page}/`),
      style: await status(`${page}/page.css`),
      above: await status(`${page}/..%2f..%2fpackage.json`),
      escaped: await status(`${page}/%2e%2e%2ficon.svg`),
      other: await status('lanai-shell://other/page.css'),
      post: await status(`${page}/`, 'POST'),
      file: await status('file:///etc/hostname'),
    };
  });
  expect(statuses).toEqual({ page: 200, style: 200, above: 404, escaped: 404, other: 404, post: 405, file: 403 });
});

test('a foreign page can neither read, write nor listen, by any name of this machine', async ({ desktop }) => {
  const origin = originOf(desktop);
  const write = { 'content-type': 'application/json' };
  expect(await statusOf(origin, 'GET', '/', { host: 'evil.example' })).toBe(403);
  expect(await statusOf(origin, 'POST', '/api/session', { ...write, origin: 'https://evil.example' })).toBe(403);
  expect(await statusOf(origin, 'POST', '/api/session', { ...write, host: 'evil.example' })).toBe(403);
  expect(await upgradeStatus(origin, { origin: 'https://evil.example' })).toBe(403);
  expect(await upgradeStatus(origin, { headers: { host: 'evil.example' } })).toBe(403);
});

test('the owner’s cookie is hidden from scripts and other sites', async ({ desktop }) => {
  const cookies = await desktop.electron.evaluate(({ session }) => session.defaultSession.cookies.get({}));
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'strict' });
  expect(await desktop.page.evaluate(() => document.cookie)).toBe('');
  expect(desktop.page.url()).not.toMatch(/token|secret|enter/);
});

const windowOf = ({ electron, page }: DesktopApp) => electron.browserWindow(page);
const originOf = ({ page }: DesktopApp): string => new URL(page.url()).origin;

/** Stands in for the person at the dialog, and for the system that would open an address. Returns what they were asked. */
async function answerDialogs({ electron }: DesktopApp, button: string): Promise<() => Promise<{ asked: string[]; opened: string[] }>> {
  const seen = await electron.evaluateHandle(({ dialog, shell }, choice) => {
    const met = { asked: [] as string[], opened: [] as string[] };
    dialog.showMessageBox = (...args: unknown[]) => {
      const { message, buttons } = args.at(-1) as { message: string; buttons: string[] };
      met.asked.push(message);
      return Promise.resolve({ response: buttons.indexOf(choice), checkboxChecked: false });
    };
    shell.openExternal = (address: string) => Promise.resolve(void met.opened.push(address));
    return met;
  }, button);
  return () => seen.jsonValue();
}
