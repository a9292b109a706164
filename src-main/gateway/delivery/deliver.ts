// One message to one receiver, once.
import type { IncomingMessage } from 'node:http';
import type { AddressRule } from '../domain/webhooks/commands.ts';
import { AddressRefused } from './address.ts';
import { createGuard, TooLate, type GuardOptions } from './guarded.ts';

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

export interface DeliverOptions extends GuardOptions {
  timeoutMs: number;
}

export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<Delivered>;

export function createDeliver({ timeoutMs, ...guarding }: DeliverOptions): Deliver {
  const guard = createGuard(guarding);
  return async ({ address, rule, headers, body }, signal) => {
    const all = { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    try {
      const status = await guard.within(timeoutMs, signal, async (ending) =>
        statusOf(await guard.send({ method: 'POST', address, rule, headers: all, body }, ending)),
      );
      return status >= 200 && status < 300 ? { ok: true } : { ok: false, reason: refusal(status) };
    } catch (error) {
      return { ok: false, reason: error instanceof TooLate ? `It did not answer within ${timeoutMs / 1000} s.` : reasonOf(error) };
    }
  };
}

/** Resolves once the response is whole, or as much of it is there as is read. */
function statusOf(response: IncomingMessage): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    response.on('error', reject);
    response.once('end', () => resolve(response.statusCode ?? 0));
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= ANSWER_BYTES_MAX) return;
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
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

/** Why a request failed, as a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('HPE_')) return 'It answered with something that is not HTTP.';
  if (/CERT|SSL|TLS/.test(code)) return 'Its certificate is not valid.';
  return REASONS[code] ?? 'The connection failed.';
}
