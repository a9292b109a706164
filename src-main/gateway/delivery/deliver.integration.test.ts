import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { AddressRule } from '../domain/webhooks/commands.ts';
import { startReceiver, type AnswerHook, type Receiver } from '../testing/receiver.ts';
import type { Lookup } from './address.ts';
import { createDeliver } from './deliver.ts';

const never = new AbortController().signal;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const toHere: Lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

async function receiver(answer?: AnswerHook): Promise<Receiver> {
  const started = await startReceiver(answer);
  closing.push(started.close);
  return started;
}

function deliver(address: string, { rule = 'any' as AddressRule, lookup = toHere, timeoutMs = 5_000, signal = never } = {}) {
  return createDeliver({ lookup, timeoutMs, after })({ address, rule, headers: { 'webhook-id': 'wh_1' }, body: '{"a":"ä"}' }, signal);
}

const reasonFrom = async (answer: AnswerHook): Promise<string> => {
  const delivered = await deliver((await receiver(answer)).url);
  return delivered.ok ? 'delivered' : delivered.reason;
};

describe('A delivery', () => {
  it('is one POST of the body as it is, with its headers', async () => {
    const there = await receiver();
    expect(await deliver(there.url)).toEqual({ ok: true });
    expect(there.received).toMatchObject([{ body: '{"a":"ä"}', headers: { 'webhook-id': 'wh_1', 'content-type': 'application/json' } }]);
  });

  it.each([200, 201, 202, 204, 299])('is done with %i', async (status) => {
    expect(await reasonFrom((response) => response.writeHead(status).end())).toBe('delivered');
  });

  it.each([400, 404, 410, 429, 500, 503])('is not done with %i', async (status) => {
    expect(await reasonFrom((response) => response.writeHead(status).end())).toBe(`It answered ${status}.`);
  });

  it('follows no one elsewhere', async () => {
    const elsewhere = await receiver();
    for (const status of [301, 302, 303, 307, 308]) {
      const reason = await reasonFrom((response) => response.writeHead(status, { location: elsewhere.url }).end());
      expect(reason).toContain(`It answered ${status} and sent us elsewhere`);
    }
    expect(elsewhere.received).toEqual([]);
  });

  it('is not done when the connection ends before the answer does', async () => {
    const closed = 'It closed the connection before it had answered.';
    expect(await reasonFrom((response) => response.destroy())).toBe(closed);
    const halfway = (response: ServerResponse): void => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('ten bytes.', () => response.destroy());
    };
    expect(await reasonFrom(halfway)).toBe(closed);
  });

  it('reads a little of an endless answer and goes', async () => {
    let isGone = false;
    const endless: AnswerHook = (response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      response.once('close', () => (isGone = true));
      response.writeHead(200);
      more();
    };
    expect(await reasonFrom(endless)).toBe('delivered');
    await expect.poll(() => isGone).toBe(true);
  });

  it('takes no longer than its time, over all', async () => {
    const silent = await receiver(() => undefined);
    const dribbling = await receiver((response) => {
      const timer = setInterval(() => response.write('.'), 10);
      response.once('close', () => clearInterval(timer));
    });
    for (const { url } of [silent, dribbling]) {
      expect(await deliver(url, { timeoutMs: 100 })).toEqual({ ok: false, reason: 'It did not answer within 0.1 s.' });
    }
    const deaf = deliver('http://name.example/', { timeoutMs: 50, lookup: () => new Promise(() => undefined) });
    expect(await deaf).toMatchObject({ ok: false, reason: 'It did not answer within 0.05 s.' });
  });

  it('is given up at once when the home closes', async () => {
    const ending = new AbortController();
    const silent = await receiver(() => ending.abort());
    expect(await deliver(silent.url, { signal: ending.signal })).toMatchObject({ ok: false });
    expect(await deliver(silent.url, { signal: ending.signal })).toMatchObject({ ok: false });
    expect(silent.received).toHaveLength(1);
  });

  it('fails with a sentence when nothing listens, the answer is not HTTP, or the name cannot be resolved', async () => {
    const gone = await startReceiver();
    await gone.close();
    expect(await deliver(gone.url)).toEqual({ ok: false, reason: 'Connection refused.' });
    const parrot = createServer((socket) =>
      socket
        .on('error', () => socket.destroy())
        .resume()
        .end('SSH-2.0-OpenSSH_9\r\n\r\n'),
    );
    await new Promise<void>((resolve) => parrot.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => parrot.close(resolve)));
    const { port } = parrot.address() as AddressInfo;
    expect(await deliver(`http://127.0.0.1:${port}/`)).toEqual({ ok: false, reason: 'It answered with something that is not HTTP.' });
    expect(await deliver(`https://127.0.0.1:${port}/`)).toMatchObject({ ok: false });
    const lost: Lookup = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await deliver('http://name.example/', { lookup: lost })).toEqual({ ok: false, reason: 'name.example cannot be found.' });
  });
});

describe('Where another person chose the address, a delivery', () => {
  it('goes to no private place, by number or by name, and asks what the name leads to each time', async () => {
    const there = await receiver();
    const asPublic = { rule: 'public' as const };
    const refused = { ok: false, reason: 'The address is on this machine or in a private network.' };
    expect(await deliver(there.url, asPublic)).toEqual(refused);
    expect(await deliver(`http://name.example:${there.port}/`, asPublic)).toEqual(refused);
    let asked = 0;
    // Public when it was set up, and this machine from then on.
    const rebinding: Lookup = () => Promise.resolve([{ address: (asked += 1) === 1 ? '93.184.215.14' : '127.0.0.1', family: 4 }]);
    await rebinding('name.example');
    expect(await deliver(`http://name.example:${there.port}/`, { ...asPublic, lookup: rebinding })).toEqual(refused);
    expect(there.received).toEqual([]);
  });

  it('connects to what was looked at and asks no second time', async () => {
    const there = await receiver();
    let asked = 0;
    const once: Lookup = () => ((asked += 1), toHere(''));
    expect(await deliver(`http://name.example:${there.port}/`, { lookup: once })).toEqual({ ok: true });
    expect(asked).toBe(1);
    expect(there.received[0]?.headers.host).toBe(`name.example:${there.port}`);
  });
});
