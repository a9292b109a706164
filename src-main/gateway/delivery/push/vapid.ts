// The token by which a push service knows this server (RFC 8292).
import { sign, type KeyObject } from 'node:crypto';

/** Push services take no more than 24 hours. */
const TOKEN_LIFETIME_S = 12 * 60 * 60;
/** A token is used again within this time. */
const KEPT_MS = 6 * 60 * 60 * 1000;
/** Devices name the origins of their pages, so there may be many. */
const TOKENS_MAX = 100;

export interface PushKey {
  privateKey: KeyObject;
  /** An uncompressed point of P-256 in base64url. */
  publicKey: string;
}

export interface TokenFor {
  /** The origin of the push service. */
  audience: string;
  /** An address of those who run this server. */
  subject: string;
  now: number;
}

/** Gives the value of the header Authorization. A signature is slow, so tokens are kept for some hours. */
export function createVapidHeaders(key: () => PushKey): (wanted: TokenFor) => string {
  const kept = new Map<string, { header: string; signedAt: number }>();
  return (wanted) => {
    const name = `${wanted.audience} ${wanted.subject}`;
    const known = kept.get(name);
    const age = wanted.now - (known?.signedAt ?? -Infinity);
    // A time in the future is from before the clock was set back.
    if (known && age >= 0 && age < KEPT_MS) return known.header;
    const header = vapidHeader(key(), wanted);
    kept.delete(name);
    kept.set(name, { header, signedAt: wanted.now });
    const [oldest] = kept.keys();
    if (kept.size > TOKENS_MAX && oldest !== undefined) kept.delete(oldest);
    return header;
  };
}

function vapidHeader({ privateKey, publicKey }: PushKey, { audience, subject, now }: TokenFor): string {
  const exp = Math.floor(now / 1000) + TOKEN_LIFETIME_S;
  const unsigned = [
    { typ: 'JWT', alg: 'ES256' },
    { aud: audience, exp, sub: subject },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(unsigned), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${unsigned}.${signature}, k=${publicKey}`;
}
