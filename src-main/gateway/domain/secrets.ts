import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; the prefix tells people and scanners what it is. */
export function newSecret(prefix: 'lan_' | 'inv_' | 'ses_' | 'own_'): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** How secrets are kept. They are random and long, so a plain hash cannot be searched, and equal hashes are found by index: nothing to time. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Enough of a key to tell it from others. */
export function hintOf(secret: string): string {
  return secret.slice(0, 10);
}
