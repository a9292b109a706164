// The secret with which the gateway encrypts the keys of model providers. It is in a file that only the system's keychain can open, and
// the gateway gets it in memory.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Keychain } from './room-keys.ts';

const SECRET_BYTES = 32;

/** In base64. It is made the first time; null without a keychain. */
export function keychainSecret(file: string, keychain: Keychain): string | null {
  if (!keychain.isSafe()) return null;
  return kept(file, keychain) ?? made(file, keychain);
}

/** A file that the keychain cannot decrypt is set aside: the keys of providers have to be entered again. */
function kept(file: string, keychain: Keychain): string | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  try {
    const secret = keychain.decrypt(bytes);
    if (Buffer.from(secret, 'base64').length === SECRET_BYTES) return secret;
  } catch {
    // As a file without a secret in it.
  }
  renameSync(file, `${file}.unreadable`);
  return null;
}

function made(file: string, keychain: Keychain): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64');
  writeFileSync(`${file}.new`, keychain.encrypt(secret), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secret;
}
