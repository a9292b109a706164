// The key of encrypted backups, made of a passphrase. The salt and the cost stand in each backup that is encrypted with it, so that the
// passphrase alone opens them on any computer.
import { randomBytes, scrypt, scryptSync } from 'node:crypto';

export interface BackupKey {
  secret: Uint8Array;
  salt: Uint8Array;
  /** The binary logarithm of scrypt's N. */
  cost: number;
}

export const KEY_BYTES = 32;
export const SALT_BYTES = 16;
/** 128 MB, and about half a second for each guess. */
const COST = 17;
/** The highest cost that a file may ask for: twice that. */
export const COST_MAX = 18;

export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** Does not block the thread. */
export function keyOf(passphrase: string, salt: Uint8Array = newSalt(), cost = COST): Promise<BackupKey> {
  return new Promise((resolve, reject) => {
    scrypt(normal(passphrase), salt, KEY_BYTES, settingsOf(cost), (error, secret) =>
      error ? reject(error) : resolve({ secret, salt, cost }),
    );
  });
}

export function keyOfNow(passphrase: string, salt: Uint8Array = newSalt(), cost = COST): BackupKey {
  return { secret: scryptSync(normal(passphrase), salt, KEY_BYTES, settingsOf(cost)), salt, cost };
}

function settingsOf(cost: number): { N: number; r: number; p: number; maxmem: number } {
  const N = 2 ** cost;
  const r = 8;
  // Twice what it needs: the default of Node is less than it needs.
  return { N, r, p: 1, maxmem: 2 * 128 * N * r };
}

/** The same words typed on another system have the same bytes. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC');
}
