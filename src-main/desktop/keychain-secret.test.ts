import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keychainSecret } from './keychain-secret.ts';
import type { Keychain } from './room-keys.ts';
import { flipped, SAFE_KEYCHAIN } from './testing/fake-keychain.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-keychain-secret-'));
  file = path.join(folder, 'keychain-secret');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('The secret for the keys of model providers', () => {
  it('is made once, and is in the file encrypted', () => {
    const secret = keychainSecret(file, SAFE_KEYCHAIN);
    expect(Buffer.from(secret ?? '', 'base64')).toHaveLength(32);
    expect(keychainSecret(file, SAFE_KEYCHAIN)).toBe(secret);
    expect(readFileSync(file, 'latin1')).not.toContain(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not made without a keychain', () => {
    expect(keychainSecret(file, { ...SAFE_KEYCHAIN, isSafe: () => false })).toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  it('is another one when the keychain cannot open the file, which is set aside', () => {
    const first = keychainSecret(file, SAFE_KEYCHAIN);
    const closed: Keychain = {
      ...SAFE_KEYCHAIN,
      decrypt() {
        throw new Error('another keychain');
      },
    };
    const second = keychainSecret(file, closed);
    expect(second).not.toBe(first);
    expect(keychainSecret(`${file}.unreadable`, SAFE_KEYCHAIN)).toBe(first);
    writeFileSync(file, flipped(Buffer.from('too short')));
    expect(Buffer.from(keychainSecret(file, SAFE_KEYCHAIN) ?? '', 'base64')).toHaveLength(32);
  });
});
