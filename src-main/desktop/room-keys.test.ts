import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRoomKeyFile, type Keychain } from './room-keys.ts';
import { flipped, SAFE_KEYCHAIN } from './testing/fake-keychain.ts';

const UNSAFE: Keychain = {
  isSafe: () => false,
  encrypt: () => expect.fail('It may not be asked.'),
  decrypt: () => expect.fail('It may not be asked.'),
};

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-room-keys-'));
  file = path.join(folder, 'room-keys');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('The keys of sealed rooms', () => {
  it('are there when the app starts again, readable by the keychain alone', async () => {
    const keys = createRoomKeyFile(file, SAFE_KEYCHAIN);
    expect(await Promise.all([keys.keep('vault', 'open sesame'), keys.keep('attic', 'up the stairs')])).toEqual([true, true]);
    expect(readFileSync(file, 'latin1')).not.toContain('sesame');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secrets = { vault: 'open sesame', attic: 'up the stairs' };
    expect(await createRoomKeyFile(file, SAFE_KEYCHAIN).read()).toEqual({ secrets, is_lasting: true });
  });

  it('are gone once they are forgotten, and their file with the last', async () => {
    const keys = createRoomKeyFile(file, SAFE_KEYCHAIN);
    await keys.keep('vault', 'open sesame');
    await keys.keep('vault', null);
    expect(await keys.read()).toEqual({ secrets: {}, is_lasting: true });
    expect(existsSync(file)).toBe(false);
  });

  it('are kept in memory only, and said to be, where there is no keychain', async () => {
    const keys = createRoomKeyFile(file, UNSAFE);
    expect(await keys.keep('vault', 'open sesame')).toBe(false);
    expect(await keys.read()).toEqual({ secrets: { vault: 'open sesame' }, is_lasting: false });
    expect(existsSync(file)).toBe(false);
    expect(await createRoomKeyFile(file, UNSAFE).read()).toEqual({ secrets: {}, is_lasting: false });
  });

  it.each(['', 'garbage', '[1]', '{"vault":7}'])('that cannot be read are set aside, not written over: %j', async (text) => {
    writeFileSync(file, flipped(Buffer.from(text)));
    const keys = createRoomKeyFile(file, SAFE_KEYCHAIN);
    expect(await keys.read()).toEqual({ secrets: {}, is_lasting: true });
    await keys.keep('vault', 'open sesame');
    expect(flipped(readFileSync(`${file}.unreadable`)).toString()).toBe(text);
  });
});
