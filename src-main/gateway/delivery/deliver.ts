// One message to one receiver, once: within its time, to the address that was looked at, and nowhere it is sent on to.
import type { LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { After } from '../domain/clock.ts';
import type { AddressRule } from '../domain/webhooks/commands.ts';
import { AddressRefused, parseAddress, resolveAddress, type Lookup } from './address.ts';

/** How much of a response is read. Its content is not used. */
const ANSWER_BYTES_MAX = 4_096;

export interface Delivery {
  address: string;
  rule: AddressRule;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** `reason` is a sentence, and holds nothing of what the receiver answered. */
export type Delivered = { ok: true } | { ok: false; reason: string };

export interface DeliverOptions {
  lookup: Lookup;
  timeoutMs: number;
  after: After;
}

export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<Delivered>;

export function createDeliver({ lookup, timeoutMs, after }: DeliverOptions): Deliver {
  return async (delivery, signal) => {
    const attempt = new AbortController();
    let isLate = false;
    const giveUp = (): void => attempt.abort();
    const cancelLimit = after(timeoutMs, () => {
      isLate = true;
      giveUp();
    });
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    try {
      const url = parseAddress(delivery.address);
      const addresses = await unlessAborted(resolveAddress(url, delivery.rule, lookup), attempt.signal);
      const status = await post(url, addresses, delivery, attempt.signal);
      return status >= 200 && status < 300 ? { ok: true } : { ok: false, reason: refusal(status) };
    } catch (error) {
      return { ok: false, reason: isLate ? `It did not answer within ${timeoutMs / 1000} s.` : reasonOf(error) };
    } finally {
      signal.removeEventListener('abort', giveUp);
      cancelLimit();
    }
  };
}

/** Resolves with the status once the answer is whole, or as much of it is there as is read. */
function post(url: URL, addresses: LookupAddress[], { headers, body }: Delivery, signal: AbortSignal): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
      // A connection of its own: none that is kept open could be left over from another rule.
      agent: false,
      lookup: pinnedTo(addresses),
      signal,
    });
    sent.on('error', reject);
    sent.once('response', (response) => {
      let bytes = 0;
      response.on('error', reject);
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= ANSWER_BYTES_MAX) return;
        resolve(response.statusCode ?? 0);
        sent.destroy();
      });
    });
    sent.end(body);
  });
}

function pinnedTo(addresses: LookupAddress[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, addresses);
    else if (first) callback(null, first.address, first.family);
  };
}

/** The delivery is given up. Its promise has no listener any more. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(new Error('Given up.'));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

function refusal(status: number): string {
  return status >= 300 && status < 400 ? `It answered ${status} and sent us elsewhere, where nothing is sent.` : `It answered ${status}.`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused.',
  EHOSTUNREACH: 'The address cannot be reached.',
  ENETUNREACH: 'The address cannot be reached.',
  ETIMEDOUT: 'The address cannot be reached.',
  ECONNRESET: 'It closed the connection before it had answered.',
  EPIPE: 'It closed the connection before it had answered.',
};

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('HPE_')) return 'It answered with something that is not HTTP.';
  if (/CERT|SSL|TLS/.test(code)) return 'Its certificate is not valid.';
  return REASONS[code] ?? 'The connection failed.';
}
