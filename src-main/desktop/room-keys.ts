// The keys of sealed rooms, in a file that only the system's keychain can open. Where there is no keychain they are kept
// in memory until the app quits, and nothing pretends otherwise.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';

/** The part of Electron's safeStorage that is used. */
export interface Keychain {
  /** False also where it "encrypts" with a key that is in every copy of Chromium. */
  isSafe(): boolean;
  encrypt(text: string): Buffer;
  decrypt(bytes: Buffer): string;
}

export interface RoomKeyFile {
  read(): Promise<{ secrets: Record<string, string>; is_lasting: boolean }>;
  /** Null forgets it. Whether it will be there when the app starts again. */
  keep(roomId: string, secret: string | null): Promise<boolean>;
}

const Secrets = z.record(z.string(), z.string());

export function createRoomKeyFile(file: string, keychain: Keychain): RoomKeyFile {
  let secrets: Map<string, string> | null = null;
  // One after the other, so that none is written over by an older one.
  let last: Promise<unknown> = Promise.resolve();

  async function loaded(): Promise<Map<string, string>> {
    secrets ??= keychain.isSafe() ? await readSecrets(file, keychain) : new Map();
    return secrets;
  }

  async function change(roomId: string, secret: string | null): Promise<boolean> {
    const all = await loaded();
    if (secret === null) all.delete(roomId);
    else all.set(roomId, secret);
    if (!keychain.isSafe()) return false;
    if (all.size === 0) await rm(file, { force: true });
    else await writeWhole(file, keychain.encrypt(JSON.stringify(Object.fromEntries(all))));
    return true;
  }

  return {
    read: async () => ({ secrets: Object.fromEntries(await loaded()), is_lasting: keychain.isSafe() }),
    keep(roomId, secret) {
      const changed = last.then(() => change(roomId, secret));
      last = changed.catch(() => 'the caller gets the error');
      return changed;
    },
  };
}

/** A file that the keychain cannot decrypt is set aside, not overwritten. The keychain may be able to later. */
async function readSecrets(file: string, keychain: Keychain): Promise<Map<string, string>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    return new Map();
  }
  try {
    return new Map(Object.entries(Secrets.parse(JSON.parse(keychain.decrypt(bytes)))));
  } catch {
    await rename(file, `${file}.unreadable`);
    return new Map();
  }
}

async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.new`, bytes, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
