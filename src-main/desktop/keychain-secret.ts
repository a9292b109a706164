// The secret with which the gateway encrypts the keys of model providers. It is in a file that only the system's keychain can open, and
// the gateway gets it in memory.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Keychain } from './room-keys.ts';

const SECRET_BYTES = 32;

/**
 * In base64. It is made when there is no file. Null without a keychain, and when anything fails: the keys are locked until the next
 * start. A file that the keychain does not decrypt is kept, because access to the keychain may be refused only this time.
 */
export function keychainSecret(file: string, keychain: Keychain): string | null {
  try {
    if (!keychain.isSafe()) return null;
    return existsSync(file) ? kept(file, keychain) : made(file, keychain);
  } catch (error) {
    console.error('The secret for the keys of model providers cannot be read. The keys are locked.', error);
    return null;
  }
}

function kept(file: string, keychain: Keychain): string {
  const secret = keychain.decrypt(readFileSync(file));
  if (Buffer.from(secret, 'base64').length !== SECRET_BYTES) throw new Error(`${file} has no secret in it.`);
  return secret;
}

function made(file: string, keychain: Keychain): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64');
  writeFileSync(`${file}.new`, keychain.encrypt(secret), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secret;
}
