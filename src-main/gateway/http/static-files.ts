// The app's files, from a table made at the start: no path is ever joined with what a request says.
import { lookup } from 'mrmime';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ENTER_PATH, JOIN_PATH, TRUST_PATH } from '../../../src-shared/http.ts';
import { contentPolicy } from './security-headers.ts';

/** Paths that show the app itself. */
const PAGES = ['/', JOIN_PATH, ENTER_PATH, TRUST_PATH];
const SERVICE_WORKER_PATH = '/sw.js';
const BUILD = /<meta name="build" content="([^"]+)"/;
const ONE_YEAR_S = 31_536_000;
const WORTH_COMPRESSING_BYTES = 1_024;
const IS_TEXT = /^(?:text\/|application\/(?:javascript|json|manifest\+json|xml)|image\/svg\+xml)/;
const BROTLI_QUALITY = 9;

type Encoding = 'br' | 'gzip';

const COMPRESS: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (body) => promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }),
};

export interface StaticFile {
  readonly type: string;
  readonly cacheControl: string;
  readonly size: number;
  /** Read on demand, and not kept: most of the app's files are rarely requested. */
  read(): Promise<Buffer>;
  /** A page's own; null for files with the policy of every answer. `serviceWorker`: the address of the one that it may start. */
  readonly policy: ((serviceWorker: string | null) => string) | null;
  /** A hash of the content, made at the first request. */
  readonly tag: { made: Promise<string> | null };
  /** The same. */
  readonly compressed: Map<Encoding, Promise<Buffer>>;
}

/** The id of the build of the app in this folder; null when it has none. */
export function buildOf(folder: string): string | null {
  try {
    return BUILD.exec(readFileSync(path.join(folder, 'index.html'), 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Path of a request to its file; empty when the app was not built. */
export function loadStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of listFiles(folder)) {
    if (entry.endsWith('.map')) continue;
    files.set(`/${entry}`, fileOf(entry, path.join(folder, entry)));
  }
  const index = files.get('/index.html');
  for (const page of index ? PAGES : []) if (index) files.set(page, index);
  return files;
}

export interface AskedFile {
  accepts: string | undefined;
  has: string | undefined;
  /** The browser is on this computer: there the best compression takes longer than it saves. */
  isNear: boolean;
  /** The origin of the page when browsers reach it by HTTPS; null for all others, which have no service worker. */
  secureOrigin: string | null;
}

/** The file as this client takes it; nothing but its head when the client has it already. Rejects when it cannot be read any more. */
export async function fileResponse(file: StaticFile, asked: AskedFile): Promise<Response> {
  const encoding = encodingFor(file, asked);
  const tag = await tagOf(file);
  const etag = encoding === null ? `"${tag}"` : `"${tag}-${encoding}"`;
  const headers = new Headers({ 'cache-control': file.cacheControl, etag, vary: 'accept-encoding' });
  const serviceWorker = asked.secureOrigin === null ? null : `${asked.secureOrigin}${SERVICE_WORKER_PATH}`;
  if (file.policy !== null) headers.set('content-security-policy', file.policy(serviceWorker));
  if (isKnown(asked.has, etag)) return new Response(null, { status: 304, headers });
  const body = await (encoding === null ? file.read() : compressed(file, encoding));
  headers.set('content-type', file.type);
  headers.set('content-length', String(body.length));
  if (encoding !== null) headers.set('content-encoding', encoding);
  return new Response(new Uint8Array(body), { headers });
}

function fileOf(entry: string, place: string): StaticFile {
  // The build puts a hash of the content into the names under assets/.
  const isNamedByContent = entry.startsWith('assets/');
  const type = lookup(entry) ?? 'application/octet-stream';
  return {
    type: type.startsWith('text/') || type.endsWith('javascript') ? `${type};charset=utf-8` : type,
    cacheControl: isNamedByContent ? `public, max-age=${ONE_YEAR_S}, immutable` : 'no-cache',
    size: statSync(place).size,
    policy: type === 'text/html' ? policyOf(readFileSync(place, 'utf8')) : null,
    read: () => readFile(place),
    tag: { made: null },
    compressed: new Map(),
  };
}

function policyOf(page: string): StaticFile['policy'] {
  const scripts = importMapsIn(page);
  return (serviceWorker) => contentPolicy(scripts, serviceWorker);
}

/** Hashes of a page's import maps, the only scripts inside it. They hold the hashes of all other scripts. */
function importMapsIn(page: string): string[] {
  const maps = page.matchAll(/<script type="importmap">([^<]*)<\/script>/g);
  return [...maps].map(([, map = '']) => `sha256-${createHash('sha256').update(map).digest('base64')}`);
}

function encodingFor({ type, size }: StaticFile, { accepts = '', isNear }: AskedFile): Encoding | null {
  if (size < WORTH_COMPRESSING_BYTES || !IS_TEXT.test(type)) return null;
  const taken = new Set(
    accepts
      .toLowerCase()
      .split(',')
      .filter((each) => !/;\s*q=0(?:\.0*)?\s*$/.test(each))
      .map((each) => each.split(';', 1)[0]?.trim()),
  );
  const order: readonly Encoding[] = isNear ? ['gzip', 'br'] : ['br', 'gzip'];
  return order.find((each) => taken.has(each)) ?? null;
}

function tagOf(file: StaticFile): Promise<string> {
  const { tag } = file;
  tag.made ??= file.read().then((body) => createHash('sha256').update(body).digest('base64url').slice(0, 22));
  return tag.made.catch((error: unknown) => {
    tag.made = null;
    throw error;
  });
}

function compressed(file: StaticFile, encoding: Encoding): Promise<Buffer> {
  const known = file.compressed.get(encoding);
  if (known) return known;
  const made = file.read().then(COMPRESS[encoding]);
  file.compressed.set(encoding, made);
  return made.catch((error: unknown) => {
    file.compressed.delete(encoding);
    throw error;
  });
}

/** If-None-Match: a list of tags, weak ones too (RFC 9110, 13.1.2). */
function isKnown(has: string | undefined, etag: string): boolean {
  return has !== undefined && has.split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((each) => each.isFile())
      .map((each) => path.relative(folder, path.join(each.parentPath, each.name)).split(path.sep).join('/'));
  } catch {
    return [];
  }
}
