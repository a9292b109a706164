// Reads a page and its image for a link preview. The site learns nothing about readers: no cookie, no referrer, and a user agent that
// is the same for every server.
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { AddressRule } from '../../domain/webhooks/commands.ts';
import { parseAddress } from '../address.ts';
import type { Guard } from '../guarded.ts';
import type { PageFacts } from './page-reader.ts';

/** The heads of nearly all pages are smaller. The rest of a page is not read. */
const PAGE_BYTES_MAX = 512 * 1024;
const IMAGE_BYTES_MAX = 1024 * 1024;
const REDIRECTS_MAX = 4;
/** From the look-up of the first address to the last byte. */
const PAGE_TIMEOUT_MS = 6_000;
const IMAGE_TIMEOUT_MS = 4_000;

const HEADERS = { 'user-agent': 'Mozilla/5.0 (compatible; LinkPreview/1.0)' };
const PAGE_HEADERS = { ...HEADERS, accept: 'text/html,application/xhtml+xml', 'accept-encoding': 'gzip' };
const IMAGE_HEADERS = { ...HEADERS, accept: 'image/webp,image/png,image/jpeg', 'accept-encoding': 'identity' };

const HTML = /^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s";]{1,40})/i;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface ReadPage extends Omit<PageFacts, 'image'> {
  /** Of the page, after all redirects. */
  host: string;
  /** The bytes of its image, which are not checked yet. */
  image: Buffer | null;
}

export interface PageReading {
  guard: Guard;
  rule: AddressRule;
  /** Called before each request to a host. Throws when there were too many. */
  admit(host: string): void;
}

/** Null when the page has no preview. Throws when it could not be read. */
export async function readPage(reading: PageReading, address: string, signal: AbortSignal): Promise<ReadPage | null> {
  const page = await reading.guard.within(PAGE_TIMEOUT_MS, signal, async (ending) => {
    const { response, url } = await get(reading, address, PAGE_HEADERS, ending);
    const facts = await factsOf(response);
    return facts && { facts, url };
  });
  if (!page) return null;
  const { image, ...facts } = page.facts;
  const imageUrl = image === null ? null : URL.parse(image, page.url.href);
  return { ...facts, host: page.url.host, image: imageUrl && (await readImage(reading, imageUrl.href, signal)) };
}

/** A page without its image is still a preview. */
async function readImage(reading: PageReading, address: string, signal: AbortSignal): Promise<Buffer | null> {
  try {
    return await reading.guard.within(IMAGE_TIMEOUT_MS, signal, async (ending) =>
      bytesOf((await get(reading, address, IMAGE_HEADERS, ending)).response),
    );
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

/** The response after at most REDIRECTS_MAX redirects. The rule holds for the address of each of them. */
async function get(
  { guard, rule, admit }: PageReading,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ response: IncomingMessage; url: URL }> {
  let url = parseAddress(address);
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    admit(url.hostname);
    const response = await guard.send({ method: 'GET', address: url.href, rule, headers }, signal);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return { response, url };
    response.destroy();
    const { location } = response.headers;
    const next = REDIRECTS.has(status) && location !== undefined ? URL.parse(location, url.href) : null;
    if (!next) throw new Error(`It answered ${status}.`);
    url = parseAddress(next.href);
  }
  throw new Error('It redirects too often.');
}

async function factsOf(response: IncomingMessage): Promise<PageFacts | null> {
  const type = response.headers['content-type'] ?? '';
  const body = HTML.test(type) ? unpacked(response) : null;
  if (!body) {
    response.destroy();
    return null;
  }
  const { PageReader } = await import('./page-reader.ts');
  const reader = new PageReader(CHARSET.exec(type)?.[1] ?? null);
  let bytes = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of body) {
    bytes += chunk.length;
    reader.write(chunk);
    if (reader.isDone || bytes >= PAGE_BYTES_MAX) break;
  }
  return reader.facts();
}

/** Null for an encoding that was not asked for. */
function unpacked(response: IncomingMessage): AsyncIterable<Buffer> | null {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return response;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return null;
  const unzip = createGunzip();
  let bytes = 0;
  // Its output is bounded by the reader. An endless input may have no output.
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > PAGE_BYTES_MAX) response.destroy(new Error('The page is too large.'));
  });
  // Each of the two ends the other. The reader gets the error.
  const whole: Readable = pipeline(response, unzip, () => undefined);
  return whole;
}

/** Throws when there are too many. */
async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > IMAGE_BYTES_MAX) throw new Error('The image is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
