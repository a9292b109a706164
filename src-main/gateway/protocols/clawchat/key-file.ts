// Places the agent key where programs for another server read it. A key that this server did not place is never changed.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashSecret } from '../../domain/access/secrets.ts';

export const KEY_FILE = 'auth.key';

export interface PlacedKey {
  /** Null: another's key is there. */
  file: string | null;
  /** By which it is known again later. */
  hash: string | null;
}

/** `before`: the hash of the key that was placed there earlier. Throws when the folder cannot be written. */
export function placeKey(folder: string, secret: string, before: string | null): PlacedKey {
  const file = path.join(folder, KEY_FILE);
  const there = keyIn(file);
  const hash = hashSecret(secret);
  if (there !== null && there !== secret && hashSecret(there) !== before) return { file: null, hash: before };
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (there === secret) chmodSync(file, 0o600);
  else {
    const beside = `${file}.lanai-${process.pid}`;
    writeFileSync(beside, `${secret}\n`, { mode: 0o600 });
    renameSync(beside, file);
  }
  return { file, hash };
}

/** Only what was placed there. */
export function removeKey(folder: string, hash: string | null): void {
  const file = path.join(folder, KEY_FILE);
  const there = keyIn(file);
  if (there !== null && hashSecret(there) === hash) rmSync(file, { force: true });
}

function keyIn(file: string): string | null {
  if (!existsSync(file)) return null;
  return readFileSync(file, 'utf8').trim();
}
