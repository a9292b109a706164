// A certificate with its private key, and the questions that both kinds of certificates answer.
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { reasonOf } from '../../../../src-shared/reason.ts';

/** As PEM. The certificate may be followed by those of its chain. */
export interface KeyPair {
  cert: string;
  key: string;
}

/** A certificate that can be used. */
export interface Certificate {
  pair: KeyPair;
  x509: X509Certificate;
  validFrom: number;
  validUntil: number;
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Throws an Error with a sentence. */
export function certificateOf(pair: KeyPair): Certificate {
  const x509 = parsed(pair.cert);
  if (!x509.checkPrivateKey(keyOf(pair.key))) throw new Error('The key does not belong to the certificate.');
  return { pair, x509, validFrom: Date.parse(x509.validFrom), validUntil: Date.parse(x509.validTo) };
}

/** Throws an Error with a sentence for one that browsers would refuse. */
export function requireForServer({ pair, x509 }: Certificate): void {
  if (x509.ca) throw new Error('The first certificate in the file is that of an authority, not that of a server.');
  const usages = x509.keyUsage as string[] | undefined;
  if (usages && !usages.includes(SERVER_AUTH)) throw new Error('The certificate is not one for servers.');
  try {
    createSecureContext(pair);
  } catch (error) {
    throw new Error(`The certificate cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

/** A sentence when it is not valid at this time. */
export function outOfDate({ validFrom, validUntil }: Pick<Certificate, 'validFrom' | 'validUntil'>, now: number): string | null {
  if (now >= validUntil) return `The certificate has expired on ${dayOf(validUntil)}.`;
  return now < validFrom ? `The certificate is valid from ${dayOf(validFrom)} only.` : null;
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function covers({ x509 }: Pick<Certificate, 'x509'>, host: string): boolean {
  return (isIP(host) === 0 ? x509.checkHost(host, { subject: 'never', wildcards: false }) : x509.checkIP(host)) !== undefined;
}

/** The host names that it is for. One with a wildcard names no host. */
export function namesIn({ x509 }: Pick<Certificate, 'x509'>): string[] {
  const names = [...(x509.subjectAltName ?? '').matchAll(/(?:^|, )DNS:([^,"]+)/g)].map(([, name = '']) => name.toLowerCase());
  return [...new Set(names)].filter((name) => NAME.test(name));
}

export function fingerprintOf({ x509 }: Pick<Certificate, 'x509'>): string {
  return x509.fingerprint256;
}

function parsed(pem: string): X509Certificate {
  try {
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('PEM');
    return new X509Certificate(pem);
  } catch {
    throw new Error('The certificate file holds no certificate in PEM form.');
  }
}

function keyOf(pem: string): KeyObject {
  // Both forms in which a key is encrypted.
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem))
    throw new Error('The key is encrypted with a passphrase. Save it without one.');
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error('The key file holds no private key in PEM form.');
  }
}
