import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { FileInfo } from './files.ts';
import { createRoomCipher } from './room-cipher.ts';
import { roomKey, seal } from './sealed.ts';
import { openFile, openFileInfo, sealFile } from './sealed-files.ts';
import { isSealedFile, isSealed } from './sealed-mark.ts';

const SECRET = 'ab'.repeat(32);
const ROOM = createRoomCipher('vault', { secret: SECRET, stretched: null });
const CONTENT = new TextEncoder().encode('the plan of the garden');
const SAID = { name: 'plan.png', type: 'image/png', width: 40, height: 30 };

const stored = (name: string): FileInfo => ({
  id: 'f1',
  name,
  type: 'application/octet-stream',
  size: 999,
  sha256: '',
  width: null,
  height: null,
  created_at: 1,
  by: 'maya',
});

describe('A sealed file', () => {
  it('is opened by those who have the key, with what was said of it', () => {
    const { name, bytes } = sealFile(ROOM, 'maya', CONTENT, SAID);
    const opened = openFileInfo(ROOM, stored(name));
    expect(opened?.file).toEqual({ ...stored(name), ...SAID, size: CONTENT.length });
    expect(openFile(opened?.key ?? new Uint8Array(), bytes, CONTENT.length)).toEqual(CONTENT);
  });

  it('says nothing to those who have none, and is known for one all the same', () => {
    const { name, bytes } = sealFile(ROOM, 'maya', CONTENT, SAID);
    expect(isSealed(name)).toBe(true);
    expect(isSealedFile(bytes)).toBe(true);
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('the plan');
    expect(openFileInfo(createRoomCipher('lobby', { secret: SECRET, stretched: null }), stored(name))).toBeNull();
    expect(openFileInfo(ROOM, stored('plan.png'))).toBeNull();
  });

  it('has its own key: two of the same content have nothing in common, and one does not open the other', () => {
    const [one, two] = [sealFile(ROOM, 'maya', CONTENT, SAID), sealFile(ROOM, 'maya', CONTENT, SAID)];
    expect(one.bytes).not.toEqual(two.bytes);
    const key = openFileInfo(ROOM, stored(one.name))?.key ?? new Uint8Array();
    expect(() => openFile(key, two.bytes, CONTENT.length)).toThrow();
  });

  it.each([
    ['changed', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte))],
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['empty', () => new Uint8Array()],
    ['not sealed', () => CONTENT],
  ])('is not opened when it was %s', (_what, change) => {
    const { name, bytes } = sealFile(ROOM, 'maya', CONTENT, SAID);
    expect(() => openFile(openFileInfo(ROOM, stored(name))?.key ?? new Uint8Array(), change(bytes), CONTENT.length)).toThrow();
  });

  it('may be empty', () => {
    const { name, bytes } = sealFile(ROOM, 'maya', new Uint8Array(), SAID);
    expect(openFile(openFileInfo(ROOM, stored(name))?.key ?? new Uint8Array(), bytes, 0)).toEqual(new Uint8Array());
  });

  it.each([
    ['no JSON', 'hello'],
    ['another object', '{"name":"x"}'],
    ['a key that is too short', JSON.stringify({ ...SAID, size: 1, key: 'AAAA' })],
    ['a size that is none', JSON.stringify({ ...SAID, size: -1, key: 'A'.repeat(43) })],
  ])('stays shut where its name says %s', (_what, said) => {
    expect(openFileInfo(ROOM, stored(ROOM.seal({ author_id: 'maya', kind: 'file' }, said)))).toBeNull();
  });

  it('has a harmless name, whatever its sender called it', () => {
    const said = { ...SAID, size: 1, key: 'A'.repeat(43), name: '../../evil\u202Egnp.exe' };
    expect(openFileInfo(ROOM, stored(ROOM.seal({ author_id: 'maya', kind: 'file' }, JSON.stringify(said))))?.file.name).toBe('evilgnp.exe');
  });

  it('is not opened under a name that another person sealed, or that was sealed as a message', () => {
    const { name } = sealFile(ROOM, 'maya', CONTENT, SAID);
    expect(openFileInfo(ROOM, { ...stored(name), by: 'gus' })).toBeNull();
    const asMessage = ROOM.seal({ author_id: 'maya', kind: 'message' }, JSON.stringify({ ...SAID, size: 1, key: 'A'.repeat(43) }));
    expect(openFileInfo(ROOM, stored(asMessage))).toBeNull();
  });

  it('has a padded length', () => {
    const lengths = [0, 1, 100, 255].map((bytes) => sealFile(ROOM, 'maya', new Uint8Array(bytes), SAID).bytes.length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('of an earlier version is opened still: its name a blob of ClawChat, its content not padded', () => {
    const key = new Uint8Array(32).fill(7);
    const info = { ...SAID, size: CONTENT.length, key: Buffer.from(key).toString('base64').replace('=', '') };
    const opened = openFileInfo(ROOM, stored(seal(roomKey(SECRET, 'vault'), JSON.stringify(info))));
    expect(opened?.file).toMatchObject({ name: 'plan.png', size: CONTENT.length });
    const mark = new TextEncoder().encode('lsf1');
    const nonce = new Uint8Array(12);
    const bytes = Uint8Array.from([...mark, ...nonce, ...chacha20poly1305(key, nonce, mark).encrypt(CONTENT)]);
    expect(isSealedFile(bytes)).toBe(true);
    expect(openFile(opened?.key ?? new Uint8Array(), bytes, CONTENT.length)).toEqual(CONTENT);
  });
});
