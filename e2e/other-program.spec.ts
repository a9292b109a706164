// Another program on this computer: it gets the browser's cookies on its own port, sets some, and takes the home's port while
// the home is away. It learns nothing that it could use, and none of its scripts runs in the page.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, type Page } from '@playwright/test';
import { WebSocket, WebSocketServer } from 'ws';
import { freePort } from './free-port.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { pdfFile } from './pdf-file.ts';

let home: TestHome;
let maya: Visitor;
let gus: Visitor;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  gus = await enterAsFriend(browser, maya.page, home, 'Gus');
  await command(maya.page, 'send_message', { room_id: 'lobby', content: 'Words for those who are in' });
});

test.afterAll(async () => {
  await maya?.context.close();
  await gus?.context.close();
  await home?.close();
});

interface Heard {
  method: string;
  url: string;
  cookie: string | undefined;
  body: string;
}

interface OtherProgram {
  origin: string;
  requests: Heard[];
  /** Every frame, of all sockets. */
  frames: string[];
  close(): Promise<void>;
}

interface OtherProgramOptions {
  port: number;
  headers?: Record<string, string>;
  body?: string;
  /** Its reply to a frame. */
  answer?: (frame: string) => string | null;
}

async function startOther({ port, headers = {}, body = 'x', answer = () => null }: OtherProgramOptions): Promise<OtherProgram> {
  const requests: Heard[] = [];
  const frames: string[] = [];
  const hear = ({ method = '', url = '', headers: { cookie } }: IncomingMessage, content: string): void =>
    void requests.push({ method, url, cookie, body: content });
  const server = createServer((request, response) => {
    let content = '';
    request.on('data', (chunk: Buffer) => (content += chunk.toString()));
    request.on('end', () => {
      hear(request, content);
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
    });
  });
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    hear(request, '');
    socket.on('message', (data: Buffer) => {
      frames.push(data.toString());
      const said = answer(data.toString());
      if (said !== null) socket.send(said);
    });
  });
  await listening(server, port);
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    frames,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

/** As soon as the port is free. */
async function listening(server: Server, port: number): Promise<void> {
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isThere) return;
    await sleep(20);
  }
}

const cookiesOf = ({ requests }: OtherProgram): string[] => [...new Set(requests.flatMap(({ cookie }) => cookie ?? []))];
const portOf = (): number => Number(new URL(home.ready.url).port);

/** Whatever is done with it: over HTTP and on the socket. */
async function expectWorthless(cookie: string, more: Record<string, string> = {}): Promise<void> {
  const headers = { cookie, origin: home.ready.url, 'content-type': 'application/json', ...more };
  for (const [method, path, body] of [
    ['GET', '/api/session', undefined],
    ['GET', '/api/rooms/lobby/messages', undefined],
    ['GET', '/api/stream', undefined],
    ['POST', '/api/keys', '{"label":"backdoor","rights":["admin"]}'],
    ['DELETE', '/api/session', undefined],
  ] as const)
    expect((await fetch(`${home.ready.url}${path}`, { method, headers, body })).status, `${method} ${path}`).toBe(401);
  const socket = new WebSocket(home.ready.ws, { origin: home.ready.url, headers: { cookie } });
  const answer = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
  socket.once('open', () => socket.send('{"id":"1","type":"watch","payload":{"version":1,"cursor":null}}'));
  expect(await answer).toContain('not_registered');
  socket.terminate();
}

async function expectSignedIn({ page }: Visitor): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(message(page, 'Words for those who are in')).toBeVisible();
}

test('a program on another port receives the cookie and cannot use it', async () => {
  const other = await startOther({ port: await freePort() });
  const page = await maya.context.newPage();
  await page.goto(other.origin);
  const [cookie = ''] = cookiesOf(other);
  expect(cookie).toMatch(/^lanai_session_/);
  await expectWorthless(cookie);
  // Nor can its page get at the other half, or ask in the browser's name.
  expect(await page.evaluate(() => localStorage.getItem('lanai.session'))).toBeNull();
  const read = (url: string) => fetch(url, { credentials: 'include' }).then((answer) => answer.text());
  for (const path of ['/api/session', '/%61pi/session'])
    await expect(page.evaluate(read, `${home.ready.url}${path}`), path).rejects.toThrow('Failed to fetch');
  await page.close();
  await other.close();
});

test('a cookie set by another program does not sign in, and the page says why', async ({ browser }) => {
  const victim = await enterAsFriend(browser, maya.page, home, 'Vera');
  const theirs = (await gus.context.cookies()).find(({ name }) => name.startsWith('lanai_session_'));
  const planted = `${theirs?.name}=${theirs?.value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=999999`;
  const other = await startOther({ port: await freePort(), headers: { 'set-cookie': planted } });
  const page = await victim.context.newPage();
  await page.goto(other.origin);
  await victim.page.goto('about:blank');
  await victim.page.goto(home.ready.url);
  await expect(victim.page.getByText(/is not the one of this page/)).toBeVisible();
  await expect(victim.page.getByText('Words for those who are in')).toHaveCount(0);
  await victim.context.close();

  // A browser that was never here is not signed in by it either.
  const stranger = await visit(browser, other.origin);
  await stranger.page.goto(home.ready.url);
  await expect(stranger.page.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await stranger.context.close();
  await other.close();
});

test('a cookie for a narrower path does not hide the right one', async () => {
  const theirs = (await gus.context.cookies()).find(({ name }) => name.startsWith('lanai_session_'));
  const cookies = ['/ws', '/api'].map((path) => `${theirs?.name}=${theirs?.value}; Path=${path}; HttpOnly; Max-Age=999999`);
  const other = await startOther({ port: await freePort(), headers: { 'set-cookie': cookies[0] ?? '' } });
  const page = await maya.context.newPage();
  await page.goto(other.origin);
  await page.close();
  await expectSignedIn(maya);
  await other.close();
  await maya.context.clearCookies({ path: '/ws' });
});

test('a program on the home’s port receives nothing usable, and runs nothing in the page', async () => {
  const { page } = maya;
  await expectSignedIn(maya);
  await home.kill();
  const other = await startOther({
    port: portOf(),
    headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' },
    body: 'document.title = "PWNED"; self.postMessage?.("PWNED"); export default {};',
    // Everything that a server could say to be believed.
    answer: (frame) => {
      const { id, type } = JSON.parse(frame) as { id: string; type: string };
      const proof = { server_nonce: 'n'.repeat(32), nonce: 'n'.repeat(32), now: Date.now(), proof: 'a'.repeat(64) };
      return JSON.stringify({ id: 'x', reply_to: id, type: 'ok', payload: type === 'page_challenge' ? proof : {} });
    },
  });
  await expect.poll(() => other.frames.length).toBeGreaterThan(0);
  await say(page, 'lobby', 'A secret plan');
  await page
    .getByLabel('Files to attach')
    .setInputFiles([{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Secret file') }]);
  await page.getByRole('button', { name: 'Settings' }).click();
  await sleep(3_000);
  await page.keyboard.press('Escape');

  expect([...new Set(other.frames.map((frame) => (JSON.parse(frame) as { type: string }).type))]).toEqual(['page_challenge']);
  expect(other.requests.map(({ method }) => method)).not.toContain('POST');
  const heard = JSON.stringify([other.requests, other.frames]);
  for (const secret of ['A secret plan', 'Secret file', (await secretOf(page)) ?? 'no secret']) expect(heard).not.toContain(secret);
  expect(await page.title()).not.toContain('PWNED');
  await expect(page.getByText('Try now')).toBeVisible();

  const [cookie = ''] = cookiesOf(other);
  const proofs = other.requests.flatMap(({ url }) => /[?&]proof=([^&]+)/.exec(url)?.[1] ?? []);
  await other.close();
  await home.restart();
  await expectWorthless(cookie);
  for (const proof of proofs) await expectWorthless(cookie, { 'x-lanai-proof': proof });
  await expect(message(page, 'A secret plan')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Try now')).toBeHidden();
  // The upload also resumes automatically. Send it with a message, so that it is not attached to a message of a later test.
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'false');
  await say(page, 'lobby', 'And its file');
  await expect(message(page, 'And its file')).toContainText('plan.txt');
});

const secretOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => (JSON.parse(localStorage.getItem('lanai.session') ?? '{}') as { secret?: string }).secret ?? null);

test('a script of the app that another program sends is not run', async () => {
  const { page } = maya;
  await page.addInitScript(() => void Reflect.set(window, 'complaints', []));
  await expectSignedIn(maya);
  const parts = await page.evaluate(() => {
    const map = document.querySelector('script[type="importmap"]')?.textContent ?? '{}';
    return Object.keys((JSON.parse(map) as { integrity: Record<string, string> }).integrity);
  });
  expect(parts.length).toBeGreaterThan(20);
  await home.kill();
  const wrong = { 'content-type': 'text/javascript', 'cache-control': 'no-store' };
  const other = await startOther({ port: portOf(), headers: wrong, body: 'document.title = "PWNED";' });
  // Those that are loaded already are not asked for again.
  const outcome = await page.evaluate(async (addresses) => {
    const load = (address: string) =>
      import(address).then(
        () => 'ran',
        () => 'refused',
      );
    return Promise.all(addresses.map(async (address) => `${await load(address)}`));
  }, parts);
  const asked = new Set(other.requests.map(({ url }) => url));
  const ran = parts.filter((part, at) => asked.has(part) && outcome[at] === 'ran');
  expect(parts.filter((part) => asked.has(part)).length).toBeGreaterThan(5);
  expect(ran).toEqual([]);
  expect(await page.title()).not.toContain('PWNED');
  await other.close();
  await home.restart();
});

test('the document worker is checked before it starts', async () => {
  const { page } = maya;
  await expectSignedIn(maya);
  await page
    .getByLabel('Files to attach')
    .setInputFiles([{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdfFile({ pages: ['Aloha'] }) }]);
  await composer(page, 'lobby').fill('Here is plan.pdf');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'false');
  await composer(page, 'lobby').press('Enter');
  let isReplaced = true;
  let replaced = 0;
  await page.route(/assets\/pdf-worker/, async (route) => {
    if (!isReplaced) return route.continue();
    replaced += 1;
    await route.fulfill({ contentType: 'text/javascript', body: 'self.postMessage("PWNED");' });
  });
  const preview = message(page, 'Here is plan.pdf').getByRole('button', { name: 'Preview' });
  await preview.click();
  const dialog = page.getByRole('dialog', { name: 'plan.pdf' });
  await expect(dialog.getByRole('alert')).toContainText('This document cannot be shown');
  expect([replaced, page.workers().length]).toEqual([1, 0]);
  await page.keyboard.press('Escape');
  isReplaced = false;
  await preview.click();
  await expect(dialog.getByRole('listitem', { name: 'Page 1 of 1' })).toContainText('Aloha');
  // The policy refuses a worker from any address.
  const started = await page.evaluate(
    () =>
      new Promise((resolve) => {
        try {
          const worker = new Worker('/assets/any.js');
          worker.onerror = () => resolve('refused');
        } catch {
          resolve('refused');
        }
      }),
  );
  expect(started).toBe('refused');
  await page.keyboard.press('Escape');
});
