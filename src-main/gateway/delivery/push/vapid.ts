// The token by which a push service knows this server (RFC 8292).
import { sign, type KeyObject } from 'node:crypto';

/** Push services take no more than 24 hours. */
const TOKEN_LIFETIME_S = 12 * 60 * 60;

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

/** The value of the header Authorization. */
export function vapidHeader({ privateKey, publicKey }: PushKey, { audience, subject, now }: TokenFor): string {
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
