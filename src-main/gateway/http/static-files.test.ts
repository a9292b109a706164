import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECURITY_HEADERS } from './security-headers.ts';
import { fileResponse, loadStaticFiles, type StaticFile } from './static-files.ts';

const MAP = '{"integrity":{}}';
const SCRIPT = 'console.log("aloha");\n'.repeat(500);
let folder: string;
let files: ReadonlyMap<string, StaticFile>;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-files-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), `<!doctype html><title>Lanai</title><script type="importmap">${MAP}</script>`);
  writeFileSync(path.join(folder, 'assets/app-1a2b.js'), SCRIPT);
  writeFileSync(path.join(folder, 'assets/app-1a2b.js.map'), '{}');
  writeFileSync(path.join(folder, 'assets/font-1a2b.woff2'), Buffer.alloc(5_000, 7));
  files = loadStaticFiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileAt(address: string): StaticFile {
  const file = files.get(address);
  if (!file) throw new Error(`No file at ${address}`);
  return file;
}

describe("the app's files", () => {
  it('are a table: the page under its four names, assets, and no source maps', () => {
    expect([...files.keys()].sort()).toEqual([
      '/',
      '/assets/app-1a2b.js',
      '/assets/font-1a2b.woff2',
      '/enter',
      '/index.html',
      '/join',
      '/trust',
    ]);
    expect(loadStaticFiles(path.join(folder, 'nowhere')).size).toBe(0);
  });

  it('have their own policy for a page with an import map', async () => {
    const policyOf = async (address: string) =>
      (await fileResponse(fileAt(address), { accepts: undefined, has: undefined, isNear: false, secureOrigin: null })).headers.get(
        'content-security-policy',
      );
    expect(await policyOf('/assets/app-1a2b.js')).toBeNull();
    const hash = createHash('sha256').update(MAP).digest('base64');
    for (const page of ['/', '/join', '/enter']) expect(await policyOf(page)).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(SECURITY_HEADERS['content-security-policy']).toContain("script-src 'self';");
  });

  it.each([
    ['br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', (body: Buffer) => gunzipSync(body)],
  ])('are sent as %s to those who take it', async (encoding, unpack) => {
    const response = await fileResponse(fileAt('/assets/app-1a2b.js'), {
      accepts: `deflate, ${encoding};q=0.9`,
      has: undefined,
      isNear: false,
      secureOrigin: null,
    });
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(body.length).toBeLessThan(SCRIPT.length / 10);
    expect(unpack(body).toString()).toBe(SCRIPT);
  });

  it.each([
    ['gzip', 'gzip, deflate, br', true],
    ['br', 'gzip, deflate, br', false],
    ['br', 'br', true],
    ['gzip', 'gzip', false],
  ])('are sent as %s to those who take %s, on this computer: %s', async (encoding, accepts, isNear) => {
    const response = await fileResponse(fileAt('/assets/app-1a2b.js'), { accepts, has: undefined, isNear, secureOrigin: null });
    expect(response.headers.get('content-encoding')).toBe(encoding);
  });

  it.each([undefined, '', 'identity', 'br;q=0, gzip;q=0.0', 'zstd'])(
    'are sent as they are to those who take nothing else: %s',
    async (accepts) => {
      const response = await fileResponse(fileAt('/assets/app-1a2b.js'), { accepts, has: undefined, isNear: false, secureOrigin: null });
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(response.headers.get('vary')).toBe('accept-encoding');
      expect(await response.text()).toBe(SCRIPT);
    },
  );

  it('let a page start the service worker where browsers come by HTTPS, and no other script', async () => {
    const policy = async (secureOrigin: string | null) =>
      (await fileResponse(fileAt('/'), { accepts: undefined, has: undefined, isNear: false, secureOrigin })).headers.get(
        'content-security-policy',
      );
    expect(await policy('https://lanai.example')).toContain('worker-src blob: https://lanai.example/sw.js;');
    expect(await policy(null)).toContain('worker-src blob:;');
    expect(SECURITY_HEADERS['content-security-policy']).toContain('worker-src blob:;');
  });

  it('are not compressed again, nor when they are small', async () => {
    for (const address of ['/assets/font-1a2b.woff2', '/']) {
      const response = await fileResponse(fileAt(address), { accepts: 'br, gzip', has: undefined, isNear: false, secureOrigin: null });
      expect(response.headers.get('content-encoding')).toBeNull();
    }
  });

  it('are not sent again to those who have them', async () => {
    const asked = { accepts: 'gzip', has: undefined, isNear: false, secureOrigin: null };
    const etag = (await fileResponse(fileAt('/assets/app-1a2b.js'), asked)).headers.get('etag') ?? '';
    for (const has of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await fileResponse(fileAt('/assets/app-1a2b.js'), { ...asked, has });
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
    }
    expect(
      (await fileResponse(fileAt('/assets/app-1a2b.js'), { accepts: 'br', has: etag, isNear: false, secureOrigin: null })).status,
    ).toBe(200);
  });

  it('that are gone are tried again when they are asked for again', async () => {
    const place = path.join(folder, 'assets/later-1a2b.js');
    writeFileSync(place, SCRIPT);
    const later = loadStaticFiles(folder).get('/assets/later-1a2b.js') ?? expect.fail('It is not in the table.');
    const asked = { accepts: 'gzip', has: undefined, isNear: false, secureOrigin: null };
    rmSync(place);
    await expect(fileResponse(later, asked)).rejects.toThrow('ENOENT');
    writeFileSync(place, SCRIPT);
    expect((await fileResponse(later, asked)).status).toBe(200);
    rmSync(place);
  });

  it('are kept for good when their name says what is in them, and asked about otherwise', async () => {
    const asked = { accepts: undefined, has: undefined, isNear: false, secureOrigin: null };
    const cacheOf = async (address: string) => (await fileResponse(fileAt(address), asked)).headers.get('cache-control');
    expect(await cacheOf('/assets/app-1a2b.js')).toBe('public, max-age=31536000, immutable');
    expect(await cacheOf('/join')).toBe('no-cache');
  });
});
