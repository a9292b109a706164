import { createHash, randomBytes } from 'node:crypto';
import { verifierOf, type KeyVerifier } from '../../../../src-shared/key-proof.ts';

/** Of the token of a program. It is in no cookie, and a cookie is no token of a program. */
export const PROGRAM_PREFIX = 'prg_';

/** 256 random bits; the prefix tells people and scanners what it is. */
export function newSecret(prefix: 'lan_' | 'inv_' | 'ses_' | 'own_' | 'pag_' | typeof PROGRAM_PREFIX | 'clm_' | 'sgn_' | 'whk_'): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function isOfProgram(token: string): boolean {
  return token.startsWith(PROGRAM_PREFIX);
}

/** How secrets are kept. They are random and long, so a plain hash cannot be searched, and equal hashes are found by index: nothing to time. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Enough of a key to tell it from others. */
function hintOf(secret: string): string {
  return secret.slice(0, 10);
}

/** Everything that is kept of a key's secret. */
export function kept(secret: string): KeyVerifier & { secret_hash: string; hint: string } {
  return { secret_hash: hashSecret(secret), hint: hintOf(secret), ...verifierOf(secret) };
}
