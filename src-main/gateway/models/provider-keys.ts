// The keys of model providers, in a file of the data folder that only the server's account can read. When the desktop app runs the
// server, it gives it a secret from the system's keychain, and each key is encrypted with that. No backup has this file, and no reply,
// log or event has a key. A key belongs to a host: it is never sent to another one, whatever the database says.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import type { KeysKept, KeyState } from '../../../src-shared/providers.ts';
import { writeSecret } from '../store/secret-file.ts';

export const PROVIDER_KEYS_FILE = 'providers.key';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const StoredKey = z.union([z.object({ origin: z.string(), plain: z.string() }), z.object({ origin: z.string(), sealed: z.string() })]);
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
}

export class ProviderKeys {
  readonly #file: string;
  readonly #secret: Uint8Array | null;
  #keys: Map<string, StoredKey> | null = null;

  constructor({ dataDir, secret }: ProviderKeysOptions) {
    this.#file = path.join(dataDir, PROVIDER_KEYS_FILE);
    this.#secret = secret;
  }

  get kept(): KeysKept {
    return this.#secret ? 'keychain' : 'file';
  }

  stateOf(owner: KeyOwner): KeyState {
    const stored = this.#storedFor(owner);
    if (!stored) return 'none';
    return this.#open(owner.id, stored) === null ? 'locked' : 'kept';
  }

  /** Null: there is none, or it is locked. */
  keyOf(owner: KeyOwner): string | null {
    const stored = this.#storedFor(owner);
    return stored ? this.#open(owner.id, stored) : null;
  }

  keep({ id, base_url }: KeyOwner, key: string): void {
    this.#write(new Map([...this.#all(), [id, this.#close(id, originOf(base_url), key)]]));
  }

  forget(id: string): void {
    if (this.#all().has(id)) this.#write(new Map([...this.#all()].filter(([each]) => each !== id)));
  }

  /** Forgets the keys of all other providers, and encrypts keys that were kept without the keychain. */
  tidy(ids: ReadonlySet<string>): void {
    const before = this.#all();
    const left = [...before].filter(([id]) => ids.has(id));
    const after = left.map(([id, stored]): [string, StoredKey] => [
      id,
      this.#secret && 'plain' in stored ? this.#close(id, stored.origin, stored.plain) : stored,
    ]);
    if (after.length < before.size || after.some(([id, stored]) => before.get(id) !== stored)) this.#write(new Map(after));
  }

  #all(): ReadonlyMap<string, StoredKey> {
    this.#keys ??= readKeys(this.#file);
    return this.#keys;
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

/** Damaged contents count as none: the keys have to be entered again. A file that cannot be read is not written over. */
function readKeys(file: string): Map<string, StoredKey> {
  if (!existsSync(file)) return new Map();
  chmodSync(file, 0o600);
  const text = readFileSync(file, 'utf8');
  try {
    return new Map(Object.entries(StoredKeys.parse(JSON.parse(text))));
  } catch {
    return new Map();
  }
}
