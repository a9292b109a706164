import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keychainSecret } from './keychain-secret.ts';
import { flipped, SAFE_KEYCHAIN } from './testing/fake-keychain.ts';

let folder: string;
let file: string;
const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
beforeEach(() => {
  said.mockClear();
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-keychain-secret-'));
  file = path.join(folder, 'keychain-secret');
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => said.mockRestore());

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

  const refused = (): never => {
    throw new Error('access denied');
  };

  it('is there again after a start at which the keychain did not decrypt it', () => {
    const first = keychainSecret(file, SAFE_KEYCHAIN);
    expect(keychainSecret(file, { ...SAFE_KEYCHAIN, decrypt: refused })).toBeNull();
    expect(said).toHaveBeenCalledOnce();
    expect(keychainSecret(file, SAFE_KEYCHAIN)).toBe(first);
  });

  it('is missing while its file is damaged or cannot be read, and the file stays', () => {
    const damaged = flipped(Buffer.from('too short'));
    writeFileSync(file, damaged);
    expect(keychainSecret(file, SAFE_KEYCHAIN)).toBeNull();
    expect(readFileSync(file)).toEqual(damaged);
    rmSync(file);
    mkdirSync(file);
    expect(keychainSecret(file, SAFE_KEYCHAIN)).toBeNull();
  });

  it('is missing when the keychain fails or nothing can be written', () => {
    for (const broken of [{ encrypt: refused }, { isSafe: refused }])
      expect(keychainSecret(file, { ...SAFE_KEYCHAIN, ...broken })).toBeNull();
    expect(existsSync(file)).toBe(false);
    expect(keychainSecret(path.join(folder, 'missing', 'secret'), SAFE_KEYCHAIN)).toBeNull();
    expect(said).toHaveBeenCalledTimes(3);
  });
});
