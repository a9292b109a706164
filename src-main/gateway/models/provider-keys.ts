// The keys of model providers, in a file of the data folder that only the server's account can read. When the desktop app runs the
// server, it gives it a secret from the system's keychain, and each key is encrypted with that. No backup has this file, and no reply,
// log or event has a key. A key belongs to a host: it is never sent to another one, whatever the database says.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import type { KeysKept, KeyState } from '../../../src-shared/providers.ts';
import { writeSecret } from '../store/secret-file.ts';

export const PROVIDER_KEYS_FILE = 'providers.key';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** A restored backup can be without a provider, and the next one can have it again. */
const UNUSED_MS_MAX = 30 * 24 * 60 * 60 * 1000;

/** Since when no provider has it. */
const unused_since = z.optional(z.number());
const StoredKey = z.union([
  z.object({ origin: z.string(), unused_since, plain: z.string() }),
  z.object({ origin: z.string(), unused_since, sealed: z.string() }),
]);
type StoredKey = z.infer<typeof StoredKey>;
const StoredKeys = z.record(z.string(), StoredKey);

/** A provider, as far as its key is concerned. */
export interface KeyOwner {
  id: string;
  base_url: string;
}

export interface ProviderKeysOptions {
  dataDir: string;
  /** 32 bytes from the system's keychain; null: there is none, and keys are only in the file. */
  secret: Uint8Array | null;
  log(message: string, error: unknown): void;
}

export class ProviderKeys {
  readonly #file: string;
  readonly #secret: Uint8Array | null;
  readonly #log: ProviderKeysOptions['log'];
  #keys: Map<string, StoredKey> | null = null;
  #isReported = false;

  constructor({ dataDir, secret, log }: ProviderKeysOptions) {
    this.#log = log;
    this.#file = path.join(dataDir, PROVIDER_KEYS_FILE);
    this.#secret = secret;
  }

  get kept(): KeysKept {
    return this.#secret ? 'keychain' : 'file';
  }

  stateOf(owner: KeyOwner): KeyState {
    // It may have one.
    if (!this.#readable()) return 'locked';
    const stored = this.#storedFor(owner);
    if (!stored) return 'none';
    return this.#open(owner.id, stored) === null ? 'locked' : 'kept';
  }

  /** Null: there is none, or it is locked. */
  keyOf(owner: KeyOwner): string | null {
    const stored = this.#readable() && this.#storedFor(owner);
    return stored ? this.#open(owner.id, stored) : null;
  }

  keep({ id, base_url }: KeyOwner, key: string): void {
    this.#write(new Map([...this.#all(), [id, this.#close(id, originOf(base_url), key)]]));
  }

  forget(id: string): void {
    if (this.#all().has(id)) this.#write(new Map([...this.#all()].filter(([each]) => each !== id)));
  }

  /** For a provider that is removed already. A key that cannot be deleted now is deleted by `tidy`. */
  forgetIfPossible(id: string): void {
    try {
      this.forget(id);
    } catch (error) {
      this.#log('The key of a model provider could not be deleted. It is deleted later.', error);
    }
  }

  /** Forgets keys that no provider has had for long, and encrypts keys that were kept without the keychain. */
  tidy(ids: ReadonlySet<string>, now: number): void {
    if (!this.#readable()) return;
    const before = this.#all();
    const after = new Map<string, StoredKey>();
    for (const [id, stored] of before) {
      const next = this.#tidied(id, stored, ids.has(id) ? null : (stored.unused_since ?? now));
      if (now - (next.unused_since ?? now) < UNUSED_MS_MAX) after.set(id, next);
    }
    if (after.size === before.size && [...after].every(([id, stored]) => before.get(id) === stored)) return;
    try {
      this.#write(after);
    } catch (error) {
      this.#log('The keys of model providers could not be written.', error);
    }
  }

  #tidied(id: string, stored: StoredKey, unusedSince: number | null): StoredKey {
    const { unused_since: before = null, origin } = stored;
    const isSealing = this.#secret !== null && 'plain' in stored;
    if (!isSealing && before === unusedSince) return stored;
    const { unused_since: _before, ...key } = isSealing ? this.#close(id, origin, stored.plain) : stored;
    return unusedSince === null ? key : { ...key, unused_since: unusedSince };
  }

  /** The reason is logged once. Each call tries again. */
  #readable(): boolean {
    try {
      this.#all();
      this.#isReported = false;
      return true;
    } catch (error) {
      if (!this.#isReported) this.#log('The file with the keys of model providers cannot be read. The keys are locked.', error);
      this.#isReported = true;
      return false;
    }
  }

  #all(): ReadonlyMap<string, StoredKey> {
    this.#keys ??= this.#read();
    return this.#keys;
  }

  /** Damaged contents count as none: the keys have to be entered again. A file that cannot be read is not written over. */
  #read(): Map<string, StoredKey> {
    const text = textOf(this.#file);
    if (text === null) return new Map();
    try {
      // It may be on a file system without permissions, or belong to another account that shares it.
      chmodSync(this.#file, 0o600);
    } catch (error) {
      this.#log('The permissions of the file with the keys of model providers could not be set.', error);
    }
    try {
      return new Map(Object.entries(StoredKeys.parse(JSON.parse(text))));
    } catch {
      return new Map();
    }
  }

  #storedFor({ id, base_url }: KeyOwner): StoredKey | null {
    const stored = this.#all().get(id);
    return stored?.origin === originOf(base_url) ? stored : null;
  }

  #write(keys: Map<string, StoredKey>): void {
    writeSecret(this.#file, JSON.stringify(Object.fromEntries(keys))).publish();
    this.#keys = keys;
  }

  #close(id: string, origin: string, key: string): StoredKey {
    if (!this.#secret) return { origin, plain: key };
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#secret, nonce).setAAD(boundTo(id, origin));
    const bytes = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
    return { origin, sealed: Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64') };
  }

  #open(id: string, stored: StoredKey): string | null {
    if ('plain' in stored) return stored.plain;
    if (!this.#secret) return null;
    const bytes = Buffer.from(stored.sealed, 'base64');
    try {
      const decipher = createDecipheriv(CIPHER, this.#secret, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(boundTo(id, stored.origin))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // Encrypted with the secret of another keychain, or damaged.
      return null;
    }
  }
}

/** So that a key in the file cannot be moved to another provider or another host. */
function boundTo(id: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify([id, origin]));
}

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? '';
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
