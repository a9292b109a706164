// The views of the desktop's window, its dialogs and its menus; and a server that is no home.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Computer, DesktopApp } from './desktop-app.ts';

/** A server whose pages try what the desktop refuses. `health`: what it says that it is. */
export async function startHostile(
  target: string,
  at = 0,
  health = '{"home_id":"another-home"}',
): Promise<{ origin: string; asked(): string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const page = `<!doctype html><title>(12) x · \u202e“the own home”</title><script>onbeforeunload = (event) => event.preventDefault();</script>`;
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/health') return void response.end(health);
    if (url === '/sw.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end('onfetch = () => undefined;');
    if (url !== '/join') return void response.writeHead(302, { location: `${target}/` }).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked: () => asked,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

/** Playwright's own questions to a page count as acts of its user. */
export async function isActivated({ electron }: DesktopApp, address: string): Promise<boolean> {
  return electron.evaluate(async ({ webContents }, origin) => {
    const porch = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(origin))!;
    return (await porch.executeJavaScriptInIsolatedWorld(1, [{ code: 'navigator.userActivation.isActive' }])) as boolean;
  }, address);
}

/** A page of the desktop by its address: homes are shown in views of one window. */
export async function pageAt({ electron }: DesktopApp, address: string | RegExp): Promise<Page> {
  const isThere = (page: Page): boolean => (typeof address === 'string' ? page.url() === address : address.test(page.url()));
  await expect.poll(() => electron.windows().some(isThere)).toBe(true);
  return electron.windows().find(isThere)!;
}

/** The list of homes. It is there once there is another home. */
export const railOf = (desktop: DesktopApp): Promise<Page> => pageAt(desktop, /^lanai-shell:\/\/rail\/$/);
export const tile = (rail: Page, name: string): Locator => rail.getByRole('navigation', { name: 'Homes' }).getByRole('button', { name });

/** Presses one of these buttons in every dialog of the system. Returns the questions. */
export async function answerDialogs({ electron }: DesktopApp, ...wanted: string[]): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ dialog }, known) => {
    const asked: string[] = [];
    Object.assign(globalThis, { askedInDialogs: asked });
    dialog.showMessageBox = ((...args: unknown[]) => {
      const { message, buttons = [] } = args.at(-1) as { message: string; buttons?: string[] };
      asked.push(message);
      const response = buttons.findIndex((button) => known.includes(button));
      if (response < 0) throw new Error(`There is only: ${buttons.join(', ')}.`);
      return Promise.resolve({ response, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, wanted);
  return () => electron.evaluate(() => (globalThis as unknown as { askedInDialogs: string[] }).askedInDialogs);
}

/** Chooses this item in the next menu of the system. */
export async function chooseInMenu({ electron }: DesktopApp, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      const menu = build(template);
      menu.popup = () => menu.items.find((item) => item.label === wanted)?.click();
      return menu;
    };
  }, label);
}

/** The items that the system's menus would offer, instead of opening them. */
export async function recordNativeMenus({ electron }: DesktopApp): Promise<() => Promise<unknown[]>> {
  await electron.evaluate(({ Menu }) => {
    const shown: unknown[] = [];
    Object.assign(globalThis, { nativeMenus: shown });
    Menu.buildFromTemplate = (template) =>
      Object.assign(new Menu(), { popup: () => shown.push(template.map(({ role, type, label }) => role ?? label ?? type)) });
  });
  return () => electron.evaluate(() => (globalThis as unknown as { nativeMenus: unknown[] }).nativeMenus.splice(0));
}

/** Zoom, sound and history of a page. */
export async function pageState({ electron }: DesktopApp, address: string) {
  return electron.evaluate(({ webContents }, start) => {
    const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith(start))!;
    return { zoom: contents.getZoomLevel(), isMuted: contents.isAudioMuted(), canGoBack: contents.canGoBack() };
  }, address);
}

export async function chooseInApplicationMenu({ electron }: DesktopApp, id: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id);
}

/** Chooses this item in the menu of homes. */
export async function chooseHome({ electron }: DesktopApp, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => {
    const homes = Menu.getApplicationMenu()?.items.find((item) => item.label === 'Homes');
    homes?.submenu?.items.find((item) => item.label === wanted)?.click();
  }, label);
}

/** The origin of the page that has the keyboard. */
export async function focusedOrigin({ electron }: DesktopApp): Promise<string> {
  return electron.evaluate(({ webContents }) =>
    new URL(webContents.getFocusedWebContents()?.getURL() ?? 'about:blank').origin.replace('null', 'rail'),
  );
}

/** As the system does for a link in another program. */
export async function openLink(computer: Computer, invite: string): Promise<void> {
  expect(await computer.startAgain(`lanai://join/${encodeURIComponent(invite)}`)).toBe(0);
}

/** Which data another home's page shares with the own one, and how its session replies. */
export async function wallsOf({ electron }: DesktopApp, address: string) {
  return electron.evaluate(async ({ webContents, session }, origin) => {
    const other = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(origin))!;
    const settings = (other as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    const named = async (of: Electron.Session) => (await of.cookies.get({})).map(({ name }) => name);
    const local = (path: string) => other.session.fetch(`lanai-shell://${path}`).then(({ status }) => status);
    return {
      isolated: [settings.sandbox, settings.contextIsolation, settings.nodeIntegration, settings.preload ?? null],
      shares: other.session === session.defaultSession,
      cookies: [await named(other.session), await named(session.defaultSession)],
      local: [await local('page/'), await local('rail/'), await local('rail/shell.js')],
      file: (await other.session.fetch('file:///etc/hostname').catch(() => ({ status: 0 }))).status,
    };
  }, address);
}

/** Whether the rail's calls are answered: to the pages of homes, and to the rail. */
export async function railCalls({ electron }: DesktopApp): Promise<{ homes: boolean[]; rail: boolean[] }> {
  return electron.evaluate(async ({ ipcMain, webContents }) => {
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: object, ...args: unknown[]) => Promise<{ ok: boolean }>
    >;
    const ask = async (call: string, sender: Electron.WebContents, ...args: unknown[]): Promise<boolean> =>
      (await handlers.get(`lanai:call:${call}`)!({ senderFrame: sender.mainFrame, sender }, ...args)).ok;
    const all = webContents.getAllWebContents();
    const rail = all.find((contents) => contents.getURL().startsWith('lanai-shell://rail/'))!;
    const homes = all.filter((contents) => contents.getURL().startsWith('http'));
    return {
      homes: await Promise.all(homes.flatMap((home) => [ask('rail', home), ask('openHome', home, 'own')])),
      rail: [await ask('rail', rail), await ask('ownerToken', rail), await ask('openHome', rail, '../x')],
    };
  });
}

/** The partition of the home whose page is at this address. */
export async function partitionOf({ electron }: DesktopApp, address: string): Promise<string> {
  return electron.evaluate(({ webContents }, origin) => {
    const other = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(origin))!;
    return `persist:${other.session.storagePath!.split('/').at(-1)}`;
  }, address);
}

/** In the page at this address, by Electron: Playwright does not always know the pages that are there from the start. */
export async function fillStorage({ electron }: DesktopApp, address: string): Promise<void> {
  await electron.evaluate(async ({ webContents }, origin) => {
    const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(origin))!;
    await page.executeJavaScript(
      `(async () => { localStorage.setItem('kept', 'x'); await (await caches.open('kept')).put('/x', new Response('x')); })()`,
    );
  }, address);
}

/** Only a page without the app's policy can: a home without https refuses itself a service worker. */
export async function registerWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
}

/** How much a partition keeps for an address: cookies, entries of the local storage, caches, service workers. */
export async function keptIn({ electron }: DesktopApp, partition: string, address: string): Promise<number[]> {
  return electron.evaluate(
    async ({ BrowserWindow, session }, [name, url]) => {
      const kept = session.fromPartition(name);
      const window = new BrowserWindow({ show: false, webPreferences: { session: kept } });
      await window.loadURL(url);
      const inPage = (await window.webContents.executeJavaScript(
        `(async () => [localStorage.length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length])()`,
      )) as number[];
      window.destroy();
      return [(await kept.cookies.get({})).length, ...inPage];
    },
    [partition, address] as const,
  );
}
