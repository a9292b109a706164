import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { AddressRule } from '../../domain/webhooks/commands.ts';
import { PNG } from '../../testing/pictures.ts';
import { article, bytes, html, redirect, startSite, type Respond, type Site } from '../../testing/site.ts';
import type { Lookup } from '../address.ts';
import { createGuard } from '../guarded.ts';
import { readPage, type ReadPage } from './read-page.ts';

const never = new AbortController().signal;
const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function site(pages: Readonly<Record<string, Respond>>): Promise<Site> {
  const started = await startSite(pages);
  sites.push(started);
  return started;
}

const toHere: Lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

interface Reading {
  rule?: AddressRule;
  lookup?: Lookup;
  signal?: AbortSignal;
  /** A limit of the time for tests. */
  fast?: boolean;
  admit?(host: string): void;
}

function read(
  address: string,
  { rule = 'any', lookup = toHere, signal = never, fast = false, admit = () => undefined }: Reading = {},
): Promise<ReadPage | null> {
  const after = (ms: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, fast ? 150 : ms);
    return () => clearTimeout(timer);
  };
  return readPage({ guard: createGuard({ lookup, after }), rule, admit }, address, signal);
}

/** The title, or why there is none. */
async function outcome(respond: Respond, how: Reading = {}): Promise<string> {
  const { url } = await site({ '/': respond });
  try {
    return (await read(url, how))?.title ?? 'no preview';
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
}

describe('A page', () => {
  it('is read with its image', async () => {
    const there = await site({
      '/post?id=1': article({ title: 'Tomatoes', description: 'Red', site_name: 'Garden', image: 'img/t.png' }),
      '/img/t.png': bytes(PNG),
    });
    expect(await read(`${there.url}/post?id=1#part`)).toEqual({
      ...{ title: 'Tomatoes', description: 'Red', site_name: 'Garden', host: `127.0.0.1:${there.port}`, image: PNG },
    });
    expect(there.paths()).toEqual(['/post?id=1', '/img/t.png']);
  });

  it('learns nothing of who reads it', async () => {
    const there = await site({ '/': article({ title: 'A', image: '/i' }), '/i': bytes(PNG), '/to': redirect('/') });
    await read(`${there.url}/to`);
    expect(there.requests).toHaveLength(3);
    for (const { method, headers } of there.requests) {
      expect(method).toBe('GET');
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
      expect(headers['user-agent']).toBe('Mozilla/5.0 (compatible; LinkPreview/1.0)');
    }
  });

  it('may be packed', async () => {
    const page = gzipSync('<title>Packed</title>');
    expect(
      await outcome((response) => response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(page)),
    ).toBe('Packed');
  });

  it('has another encoding', async () => {
    const page = Buffer.from('<title>caf\xe9</title>', 'latin1');
    expect(await outcome((response) => response.writeHead(200, { 'content-type': 'text/html; charset="ISO-8859-1"' }).end(page))).toBe(
      'café',
    );
  });

  it('is a preview without its image, when that cannot be had', async () => {
    const images: Record<string, Respond> = {
      missing: (response) => response.writeHead(404).end(),
      'too large': bytes(Buffer.alloc(1024 * 1024 + 1)),
      broken: (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('ten bytes.', () => response.destroy());
      },
    };
    for (const [what, respond] of Object.entries(images)) {
      const there = await site({ '/': article({ title: what, image: '/i' }), '/i': respond });
      expect(await read(there.url)).toMatchObject({ title: what, image: null });
    }
    for (const image of ['data:image/png;base64,AAAA', 'javascript:x', 'file:///etc/passwd', 'http://']) {
      const there = await site({ '/': article({ title: 'x', image }) });
      expect(await read(there.url)).toMatchObject({ title: 'x', image: null });
    }
  });
});

describe('A redirect', () => {
  it('is followed, and the host is that of its end', async () => {
    const end = await site({ '/end': html('<title>End</title>') });
    const start = await site({ '/': redirect('/next', 301), '/next': redirect(`${end.url}/end`, 308) });
    expect(await read(start.url)).toMatchObject({ title: 'End', host: `127.0.0.1:${end.port}` });
  });

  it('follows a limited number of redirects, and to web pages only', async () => {
    expect(await outcome(redirect('/'))).toBe('It redirects too often.');
    for (const location of ['ftp://a/', 'file:///etc/passwd', 'javascript:x', 'https://a:b@c/'])
      expect(await outcome(redirect(location))).toMatch(/^(?:An address begins with|The address has)/);
    expect(await outcome((response) => response.writeHead(302).end())).toBe('It answered 302.');
  });

  it('leads to no private place, and neither does an image', async () => {
    const there = await site({ '/': html('<title>Secret</title>') });
    const asked: string[] = [];
    // The first name is public, and is this computer only for the test. All others are looked up as they are.
    const guard = createGuard({ lookup: toHere, after: () => () => undefined });
    const reading = {
      guard: {
        ...guard,
        send: (request: Parameters<typeof guard.send>[0], signal: AbortSignal) => {
          asked.push(request.address);
          return guard.send({ ...request, rule: request.address.includes('start.example') ? 'any' : request.rule }, signal);
        },
      },
      rule: 'public' as const,
      admit: () => undefined,
    };
    for (const address of [there.url, `http://name.example:${there.port}/`, 'http://169.254.169.254/latest/meta-data', 'http://[::1]/']) {
      const start = await site({ '/': redirect(address), '/page': article({ title: 'x', image: address }) });
      const at = `http://start.example:${start.port}`;
      await expect(readPage(reading, `${at}/`, never)).rejects.toMatchObject({ kind: 'place' });
      expect(await readPage(reading, `${at}/page`, never)).toMatchObject({ title: 'x', image: null });
    }
    expect(there.requests).toEqual([]);
    expect(asked).toHaveLength(16);
  });
});

describe('A request for a page', () => {
  it.each(['http://127.0.0.1/', 'http://localhost/', 'http://10.0.0.1/', 'http://[fe80::1]/', 'http://2130706433/'])(
    'is not made to a private address: %s',
    async (address) => {
      await expect(read(address, { rule: 'public' })).rejects.toMatchObject({ kind: 'place' });
    },
  );

  it('is made to the address that was checked, and the name is asked once', async () => {
    const there = await site({ '/': html('<title>A</title>') });
    let asked = 0;
    const once: Lookup = () => ((asked += 1), toHere(''));
    await read(`http://name.example:${there.port}/`, { lookup: once });
    expect([asked, there.requests[0]?.headers.host]).toEqual([1, `name.example:${there.port}`]);
  });

  it('has to be admitted, each redirect and image too', async () => {
    const there = await site({ '/': redirect('/page'), '/page': article({ title: 'A', image: '/i' }), '/i': bytes(PNG) });
    const hosts: string[] = [];
    await read(there.url, { admit: (host) => void hosts.push(host) });
    expect(hosts).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
    const refused = read(there.url, {
      admit: () => {
        throw new Error('Too many.');
      },
    });
    await expect(refused).rejects.toThrow('Too many.');
    expect(there.requests).toHaveLength(3);
  });
});

describe('A hostile page', () => {
  const endless =
    (piece: string, start = ''): Respond =>
    (response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(piece.repeat(1_000), () => setImmediate(more));
      };
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write(start, more);
    };

  it('has an endless head, or an endless body', async () => {
    expect(await outcome(endless('<meta name="x" content="y">'))).toBe('no preview');
    expect(await outcome(endless('<meta name="x" content="y">', '<title>Early</title>'))).toBe('Early');
    expect(await outcome(endless('x', '<head><title>Head</title></head><body>'))).toBe('Head');
  });

  it('sends a bomb', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('<title>Boom</title>'), Buffer.alloc(64 * 1024 * 1024, ' ')]));
    const packed = { 'content-type': 'text/html', 'content-encoding': 'gzip' };
    expect(await outcome((response) => response.writeHead(200, packed).end(bomb))).toBe('Boom');
    const nothing = gzipSync('');
    const empty: Respond = (response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.concat(Array.from({ length: 500 }, () => nothing)), () => setImmediate(more));
      };
      response.writeHead(200, packed);
      more();
    };
    expect(await outcome(empty)).toBe('The page is too large.');
    for (const encoding of ['br', 'deflate', 'gzip, gzip', 'nonsense'])
      expect(await outcome((response) => response.writeHead(200, { ...packed, 'content-encoding': encoding }).end(bomb))).toBe(
        'no preview',
      );
    expect(await outcome((response) => response.writeHead(200, packed).end('no gzip'))).toMatch(/header/);
  });

  it('takes no longer than its time', async () => {
    expect(await outcome(() => undefined, { fast: true })).toBe('It took too long.');
    const dribbling: Respond = (response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('<p>'), 10);
      response.once('close', () => clearInterval(timer));
    };
    expect(await outcome(dribbling, { fast: true })).toBe('It took too long.');
    const deaf: Lookup = () => new Promise(() => undefined);
    await expect(read('http://name.example/', { fast: true, lookup: deaf })).rejects.toThrow('It took too long.');
    const slowImage = await site({ '/': article({ title: 'A', image: '/i' }), '/i': () => undefined });
    expect(await read(slowImage.url, { fast: true })).toMatchObject({ title: 'A', image: null });
  });

  it('is given up when the server closes', async () => {
    const ending = new AbortController();
    const there = await site({ '/': () => ending.abort() });
    await expect(read(there.url, { signal: ending.signal })).rejects.toThrow();
    await expect(read(there.url, { signal: ending.signal })).rejects.toThrow();
    expect(there.requests).toHaveLength(1);
  });

  it('is none: another status, another type, half of one', async () => {
    for (const status of [204, 400, 404, 410, 429, 500])
      expect(await outcome((response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<title>x</title>'))).toMatch(
        status === 204 ? 'no preview' : `It answered ${status}.`,
      );
    for (const type of ['application/json', 'image/png', 'text/plain', 'text/htmlx', ''])
      expect(await outcome((response) => response.writeHead(200, { 'content-type': type }).end('<title>x</title>'))).toBe('no preview');
    const half: Respond = (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '500' });
      response.write('<title>Half</title>', () => response.destroy());
    };
    expect(await outcome(half)).toBe('aborted');
    expect(await outcome((response) => response.destroy())).toMatch(/socket hang up|ECONNRESET/);
  });
});
