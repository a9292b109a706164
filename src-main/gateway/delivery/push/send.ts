// One push to one device, once: encrypted, signed, and sent by the guarded sender of the webhooks.
import type { IncomingMessage } from 'node:http';
import { harmlessLine } from '../../../../src-shared/name.ts';
import type { AddressRule } from '../../domain/webhooks/commands.ts';
import { AddressRefused } from '../address.ts';
import { createGuard, TooLate, type GuardOptions } from '../guarded.ts';
import { reasonOf } from '../deliver.ts';
import { encryptPush, type DeviceKeys } from './encrypt.ts';
import { createVapidHeaders, type PushKey } from './vapid.ts';

const TIMEOUT_MS = 10_000;
/** How much of an answer is read. */
const ANSWER_BYTES_MAX = 4_096;
const RETRY_AFTER_MS_MAX = 60 * 60 * 1000;

export interface PushTarget extends DeviceKeys {
  endpoint: string;
  /** Of the device's page. */
  origin: string;
}

export interface PushMessage {
  content: string;
  /** How long the push service keeps it for a device that is off. */
  ttlS: number;
  urgency: 'high' | 'normal';
  /** Of several pushes with the same topic, a device that was off gets the last. 32 characters at most, letters and digits. Null: none. */
  topic: string | null;
}

/**
 * `accepted`: the push service has it. `gone`: it no longer knows the device. `later`: it failed, or could not be reached.
 * `refused`: the same push would be refused again. `answer`: a sentence.
 */
export interface PushOutcome {
  kind: 'accepted' | 'gone' | 'later' | 'refused';
  status: number | null;
  answer: string;
  /** How long the push service asks to wait; null: it does not say. */
  retryAfterMs: number | null;
}

export type SendPush = (target: PushTarget, message: PushMessage, signal: AbortSignal) => Promise<PushOutcome>;

export interface SendPushOptions extends GuardOptions {
  key(): PushKey;
  /** Whether this is an address of a push service. */
  admits(url: URL): boolean;
  rule: AddressRule;
  now(): number;
}

export function createSendPush({ key, admits, rule, now, ...guarding }: SendPushOptions): SendPush {
  const guard = createGuard(guarding);
  const vapidHeader = createVapidHeaders(key);
  return async (target, message, signal) => {
    const url = URL.parse(target.endpoint);
    if (!url || !admits(url)) return unsent('refused', 'The address of this device is not that of a known push service.');
    try {
      const body = encryptPush(Buffer.from(message.content), target);
      const headers = headersOf(message, vapidHeader({ audience: url.origin, subject: subjectOf(target.origin), now: now() }));
      const all = { ...headers, 'content-length': String(body.length) };
      return await guard.within(TIMEOUT_MS, signal, async (ending) =>
        outcomeOf(url.host, await guard.send({ method: 'POST', address: target.endpoint, rule, headers: all, body }, ending), now()),
      );
    } catch (error) {
      if (error instanceof TooLate) return unsent('later', `${url.host} did not answer within ${TIMEOUT_MS / 1000} s.`);
      if (error instanceof RangeError) return unsent('refused', error.message);
      if (error instanceof AddressRefused) return unsent(error.kind === 'unknown' ? 'later' : 'refused', error.message);
      return unsent('later', `${url.host}: ${reasonOf(error)}`);
    }
  };
}

function unsent(kind: PushOutcome['kind'], answer: string): PushOutcome {
  return { kind, answer, status: null, retryAfterMs: null };
}

function headersOf({ ttlS, urgency, topic }: PushMessage, authorization: string): Record<string, string> {
  return {
    authorization,
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    ttl: String(ttlS),
    urgency,
    ...(topic !== null && { topic }),
  };
}

/** Push services want an address with https. It is that of the page, which the browser's maker knows anyway. */
function subjectOf(origin: string): string {
  return origin.replace(/^http:/, 'https:');
}

async function outcomeOf(host: string, response: IncomingMessage, now: number): Promise<PushOutcome> {
  const status = response.statusCode ?? 0;
  const said = await textOf(response);
  const answer =
    status >= 200 && status < 300
      ? `${host} accepted the push (${status}).`
      : `${host} answered ${status}${said === '' ? '' : `: ${said}`}.`;
  return { kind: kindOf(status), status, answer, retryAfterMs: retryAfter(response.headers['retry-after'], now) };
}

function kindOf(status: number): PushOutcome['kind'] {
  if (status >= 200 && status < 300) return 'accepted';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'later' : 'refused';
}

/** Of what the push service says, a line. It is shown to the person whose device it is. */
function textOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const end = (): void => resolve(harmlessLine(bytes.toString()));
    response.on('error', reject);
    response.once('end', end);
    response.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length <= ANSWER_BYTES_MAX) return;
      end();
      response.destroy();
    });
  });
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), RETRY_AFTER_MS_MAX);
}
