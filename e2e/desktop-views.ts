// The views of the desktop's window, its dialogs and its menus; and a server that is no home.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import type { Computer, DesktopApp } from './desktop-app.ts';

/** A server whose pages try what the desktop refuses. */
export async function startHostile(target: string, at = 0): Promise<{ origin: string; asked(): string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const page = `<!doctype html><title>(12) x · \u202e“the own home”</title><script>onbeforeunload = (event) => event.preventDefault();</script>`;
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/health') return void response.end('{"home_id":"another-home"}');
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

/** Presses this button in every dialog of the system. Returns the questions. */
export async function answerDialogs({ electron }: DesktopApp, button: string): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ dialog }, wanted) => {
    const asked: string[] = [];
    Object.assign(globalThis, { askedInDialogs: asked });
    dialog.showMessageBox = ((...args: unknown[]) => {
      const { message, buttons = [] } = args.at(-1) as { message: string; buttons?: string[] };
      asked.push(message);
      return Promise.resolve({ response: Math.max(0, buttons.indexOf(wanted)), checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, button);
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

/** As the system does for a link in another program. */
export async function openLink(computer: Computer, invite: string): Promise<void> {
  expect(await computer.startAgain(`lanai://join/${encodeURIComponent(invite)}`)).toBe(0);
}
