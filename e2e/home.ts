// A separate home for one spec: the built gateway on free ports with a throw-away data folder, and browsers in it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Reply } from '../src-shared/commands/index.ts';
import { SignedIn } from '../src-shared/endpoints/fields.ts';
import { FileInfo, uploadPath } from '../src-shared/files.ts';
import { Ready } from '../src-shared/host.ts';
import { PageSession, PROOF_HEADER, newNonce } from '../src-shared/page-proof.ts';
import { greet, type OwnSide, type Signer } from '../src-shared/signer.ts';
import { freePort } from './free-port.ts';

const GATEWAY = path.resolve(import.meta.dirname, '..', process.env.LANAI_E2E_DIST ?? 'dist', 'gateway', 'main.cjs');
const START_LIMIT_MS = 15_000;

export interface TestHome {
  readonly ready: Ready;
  readonly dataDir: string;
  agentKey(): Promise<string>;
  /** Ends the process as a crash does. */
  kill(): Promise<void>;
  /** Again, on the same ports and data. With another link for its owner. */
  restart(): Promise<Ready>;
  close(): Promise<void>;
}

interface HomeOptions {
  /** Besides the environment of the tests. */
  env?: Record<string, string>;
}

export async function startHome({ env = {} }: HomeOptions = {}): Promise<TestHome> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lanai-e2e-'));
  const ports = [await freePort(), await freePort()] as const;
  let running = await startGateway(dataDir, ports, env);
  const { ready } = running;
  return {
    ready,
    dataDir,
    agentKey: async () => (await readFile(ready.keyFile, 'utf8')).trim(),
    kill: () => ended(running.child, 'SIGKILL'),
    async restart() {
      running = await startGateway(dataDir, ports, env);
      return running.ready;
    },
    async close() {
      await ended(running.child, 'SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Running {
  child: ChildProcess;
  ready: Ready;
}

async function startGateway(dataDir: string, [port, tcpPort]: readonly [number, number], env: Record<string, string>): Promise<Running> {
  const args = [GATEWAY, '--data-dir', dataDir, '--port', String(port), '--tcp-port', String(tcpPort), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const firstLine = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The gateway was not ready in time. ${said}`)), START_LIMIT_MS);
    child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}. ${said}`)));
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (line) => (clearTimeout(timer), resolve(line)));
  });
  return { child, ready: Ready.parse(JSON.parse(await firstLine)) };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

type ContextOptions = Parameters<Browser['newContext']>[0];

export interface Visitor {
  context: BrowserContext;
  page: Page;
}

export const OWNER = 'Maya';
export const HOME_NAME = 'Maya’s Lanai';

/** The owner's browser, in the lobby. The link that opens it, and the welcome, are in welcome.spec.ts. */
export async function enterAsOwner(browser: Browser, home: TestHome, options: ContextOptions = {}): Promise<Visitor> {
  const { hash } = new URL(home.ready.ownerUrl);
  const visitor = await enterQuietly(browser, home, options, async (post) => {
    const session = await post('/api/session', { token: hash.slice(1) });
    const { challenge, accept } = greet(ownSide(SignedIn.parse(session).session, new URL(home.ready.url).host));
    const { signer } = accept(await post('/api/session/challenge', challenge));
    const setUp = '/api/setup';
    await post(setUp, { home_name: HOME_NAME, owner_name: OWNER }, { [PROOF_HEADER]: signer.proof('POST', setUp) });
    return session;
  });
  await expect(visitor.page.getByRole('log', { name: 'Messages' })).toBeVisible();
  return visitor;
}

/** A friend's browser, let in by an invite that the owner made. The page that asks for it is in invites.spec.ts. */
export async function enterAsFriend(
  browser: Browser,
  owner: Page,
  home: { ready: Pick<Ready, 'url'> },
  name: string,
  options: ContextOptions = {},
): Promise<Visitor> {
  const { code } = await command<{ code: string }>(owner, 'create_invite', { name, role: 'member' });
  const visitor = await enterQuietly(browser, home, options, (post) => post('/api/invites/redeem', { code, name }));
  // On a phone they stand in their first room, with the list behind it.
  await expect(visitor.page.getByRole('heading', { level: 1, name: new RegExp(`^(${HOME_NAME}|lobby)$`) })).toBeVisible();
  return visitor;
}

type PostToHome = (path: string, body: object, headers?: Record<string, string>) => Promise<unknown>;

/** Signs in over HTTP, and then opens the app, which is loaded once. */
async function enterQuietly(
  browser: Browser,
  { ready: { url } }: { ready: Pick<Ready, 'url'> },
  options: ContextOptions,
  signIn: (post: PostToHome) => Promise<unknown>,
): Promise<Visitor> {
  // Opens at once, and has the storage of the app.
  const visitor = await visitQuietly(browser, `${url}/icons/192.png`, options);
  const { context, page } = visitor;
  const { session } = SignedIn.parse(
    await signIn(async (path, data, headers = {}) => {
      const answer = await context.request.post(`${url}${path}`, { data, headers: { ...headers, origin: url } });
      if (!answer.ok()) throw new Error(await answer.text());
      return answer.json();
    }),
  );
  const enter = ([kept, address]: readonly [string, string]): void => {
    localStorage.setItem('lanai.session', kept);
    // The icon is not in the history.
    location.replace(address);
  };
  await page.evaluate(enter, [JSON.stringify(session), `${url}/`] as const);
  return visitor;
}

/**
 * For specs about something else: nothing moves, and parts of the app are fetched when they are wanted. To fetch them ahead is a
 * fifth of the work of a page. It is tested on the desktop, in the tours and with all other visitors.
 */
function visitQuietly(browser: Browser, url: string, options: ContextOptions): Promise<Visitor> {
  return visit(browser, url, { reducedMotion: 'reduce', ...options }, (page) => page.addInitScript(saveData));
}

/** Runs in the page. */
function saveData(): void {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
}

/** A new browser at an address. */
export async function visit(
  browser: Browser,
  url: string,
  options: ContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(url);
  return { context, page };
}

interface AnswerFrame {
  reply_to?: string;
  type: string;
  payload: { message?: string };
}

type Ask = <Reply>(type: string, payload: object) => Promise<Reply>;

/** One command over a socket with the page's own session: for what a spec needs and is not about. */
export function command<Reply>(page: Page, type: string, payload: object): Promise<Reply> {
  return commands(page, (ask) => ask<Reply>(type, payload));
}

/** Many commands over one such socket. */
export async function commands<Result>(page: Page, give: (ask: Ask) => Promise<Result>): Promise<Result> {
  const socket = await page.evaluateHandle(openInPage);
  const ask: Ask = async <Reply>(asked: string, content: object) => {
    const text = await socket.evaluate((opened, frame) => opened.ask(...frame), [asked, content] as const);
    const answer = JSON.parse(text) as AnswerFrame;
    if (answer.type === 'error') throw new Error(`${asked}: ${answer.payload.message}`);
    return answer.payload as Reply;
  };
  try {
    const { challenge, accept } = greet(await sideOf(page));
    await ask('page_proof', accept(await ask('page_challenge', challenge)).prove);
    return await give(ask);
  } finally {
    await socket.evaluate((opened) => opened.close()).catch(() => undefined);
  }
}

interface OpenedInPage {
  /** The frame that answers, as it came. */
  ask(type: string, payload: object): Promise<string>;
  close(): void;
}

/** Runs in the page, so its cookie goes along. */
function openInPage(): Promise<OpenedInPage> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
    socket.onerror = () => reject(new Error('The socket did not open.'));
    socket.onopen = () =>
      resolve({
        close: () => socket.close(),
        ask(type, payload) {
          const answered = new Promise<string>((answer, lost) => {
            socket.onclose = () => lost(new Error(`The socket was closed while ${type} was asked.`));
            socket.onmessage = ({ data }) => String(data).includes(`"reply_to":"asked ${type}"`) && answer(String(data));
          });
          socket.send(JSON.stringify({ id: `asked ${type}`, type, payload }));
          return answered;
        },
      });
  });
}

/** A file that is brought to a room, to be sent by its id. */
export async function bringFile(page: Page, roomId: string, name: string, body: Buffer): Promise<FileInfo> {
  const path = uploadPath(roomId, name);
  const { proof } = await signerOf(page);
  const headers = { [PROOF_HEADER]: proof('POST', path), 'content-type': 'application/octet-stream' };
  return FileInfo.parse(JSON.parse(await page.evaluate(postInPage, { path, headers, body: [...body] })));
}

/** Signs as the page does: its requests, and addresses that are opened elsewhere in the same browser. */
export async function signerOf(page: Page): Promise<Signer> {
  const { challenge, accept } = greet(await sideOf(page));
  const headers = { 'content-type': 'application/json' };
  const met = await page.evaluate(postInPage, { path: '/api/session/challenge', headers, body: JSON.stringify(challenge) });
  return accept(JSON.parse(met)).signer;
}

interface Post {
  path: string;
  headers: Record<string, string>;
  body: string | number[];
}

async function postInPage({ path, headers, body }: Post): Promise<string> {
  const answer = await fetch(path, { method: 'POST', headers, body: typeof body === 'string' ? body : new Uint8Array(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.text();
}

/** Marks everything as read in the rooms of the page's user. */
export async function readEverything(page: Page): Promise<void> {
  await commands(page, async (ask) => {
    const { rooms } = await ask<Reply<'list_rooms'>>('list_rooms', {});
    for (const { room } of rooms.filter(({ membership }) => membership !== null)) {
      const { seq } = await ask<Reply<'room_tip'>>('room_tip', { room_id: room.id });
      if (seq > 0) await ask('mark_read', { room_id: room.id, seq });
    }
  });
}

/** The page's half of its session. */
async function sideOf(page: Page): Promise<OwnSide> {
  const session = PageSession.parse(JSON.parse((await page.evaluate(() => localStorage.getItem('lanai.session'))) ?? 'null'));
  return ownSide(session, new URL(page.url()).host);
}

const ownSide = (session: PageSession, host: string): OwnSide => ({ session, host, now: Date.now, newNonce });

/** The composer of the room on the screen. */
export function composer(page: Page, title: string | RegExp) {
  return page.getByRole('textbox', { name: typeof title === 'string' ? `Message ${title}` : title });
}

/** With the keys that send on a phone, too, where Enter begins a line. */
export async function say(page: Page, title: string, text: string): Promise<void> {
  await composer(page, title).fill(text);
  await composer(page, title).press('Control+Enter');
}

/** A message on the screen, by its text. */
export function message(page: Page, text: string | RegExp) {
  return page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text });
}

/** A row of the sidebar. */
export function sidebarRow(page: Page, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('listitem').filter({ hasText: name }).first();
}
