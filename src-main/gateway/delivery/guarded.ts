// Requests to other servers, for webhooks, link previews, pushes and models: within their time, to the addresses that were checked, and to no other.
import type { LookupAddress } from 'node:dns';
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { After } from '../domain/clock.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import type { AddressRule } from '../domain/webhooks/commands.ts';
import { parseAddress, resolveAddress, type Lookup } from './address.ts';

export interface GuardOptions {
  lookup: Lookup;
  after: After;
}

export interface GuardedRequest {
  method: 'GET' | 'POST' | 'DELETE';
  address: string;
  rule: AddressRule;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** The time for the connection; left out: that of the whole request. */
  connectMs?: number;
}

/** Not all was done within the time. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

export interface Guard {
  /** Does the work, and aborts it after the time, or with the signal. Throws TooLate. */
  within<T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Resolves with the response once its headers are there; its body is not read. Follows no redirect. */
  send(request: GuardedRequest, signal: AbortSignal): Promise<IncomingMessage>;
}

export function createGuard({ lookup, after }: GuardOptions): Guard {
  return {
    async within(ms, signal, work) {
      const attempt = new AbortController();
      let isLate = false;
      const giveUp = (): void => attempt.abort();
      const cancelLimit = after(ms, () => {
        isLate = true;
        giveUp();
      });
      signal.addEventListener('abort', giveUp);
      if (signal.aborted) giveUp();
      try {
        return await work(attempt.signal);
      } catch (error) {
        throw isLate ? new TooLate('It took too long.', { cause: error }) : error;
      } finally {
        signal.removeEventListener('abort', giveUp);
        cancelLimit();
      }
    },

    async send(request, signal) {
      const url = parseAddress(request.address);
      const addresses = await unlessAborted(resolveAddress(url, request.rule, lookup), signal);
      return connect(url, addresses, request, signal, after);
    },
  };
}

function connect(
  url: URL,
  addresses: LookupAddress[],
  { method, headers, body, connectMs }: GuardedRequest,
  signal: AbortSignal,
  after: After,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A separate connection: none that is kept open could be left over from another rule.
    const sent = request(url, { method, headers, agent: false, lookup: pinnedTo(addresses), signal });
    sent.on('error', reject);
    if (connectMs !== undefined) limitConnecting(sent, url.protocol, connectMs, after);
    sent.once('response', (response) => {
      // An abort may come while no reader listens.
      response.on('error', () => undefined);
      resolve(response);
    });
    sent.end(body);
  });
}

function limitConnecting(sent: ClientRequest, protocol: string, ms: number, after: After): void {
  const cancel = after(ms, () => sent.destroy(new TooLate('The connection took too long.')));
  sent.once('socket', (socket) => socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', cancel));
  sent.once('close', cancel);
}

function pinnedTo(addresses: LookupAddress[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, addresses);
    else if (first) callback(null, first.address, first.family);
  };
}
