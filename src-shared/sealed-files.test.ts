import { describe, expect, it } from 'vitest';
import type { FileInfo } from './files.ts';
import { roomKey, seal } from './sealed.ts';
import { openFile, openFileInfo, sealFile } from './sealed-files.ts';
import { isSealedFile, isSealedWhole } from './sealed-mark.ts';

const KEY = roomKey('correct horse battery staple', 'vault');
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
    const { name, bytes } = sealFile(KEY, CONTENT, SAID);
    const opened = openFileInfo(KEY, stored(name));
    expect(opened?.file).toEqual({ ...stored(name), ...SAID, size: CONTENT.length });
    expect(openFile(opened?.key ?? new Uint8Array(), bytes)).toEqual(CONTENT);
  });

  it('says nothing to those who have none, and is known for one all the same', () => {
    const { name, bytes } = sealFile(KEY, CONTENT, SAID);
    expect(isSealedWhole(name)).toBe(true);
    expect(isSealedFile(bytes)).toBe(true);
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('the plan');
    expect(openFileInfo(roomKey('correct horse battery staple', 'lobby'), stored(name))).toBeNull();
    expect(openFileInfo(KEY, stored('plan.png'))).toBeNull();
  });

  it('has a key of its own: two of the same content have nothing in common, and one does not open the other', () => {
    const [one, two] = [sealFile(KEY, CONTENT, SAID), sealFile(KEY, CONTENT, SAID)];
    expect(one.bytes).not.toEqual(two.bytes);
    const key = openFileInfo(KEY, stored(one.name))?.key ?? new Uint8Array();
    expect(() => openFile(key, two.bytes)).toThrow();
  });

  it.each([
    ['changed', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte))],
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['empty', () => new Uint8Array()],
    ['not sealed', () => CONTENT],
  ])('is not opened when it was %s', (_what, change) => {
    const { name, bytes } = sealFile(KEY, CONTENT, SAID);
    expect(() => openFile(openFileInfo(KEY, stored(name))?.key ?? new Uint8Array(), change(bytes))).toThrow();
  });

  it('may be empty', () => {
    const { name, bytes } = sealFile(KEY, new Uint8Array(), SAID);
    expect(openFile(openFileInfo(KEY, stored(name))?.key ?? new Uint8Array(), bytes)).toEqual(new Uint8Array());
  });

  it.each([
    ['no JSON', 'hello'],
    ['another object', '{"name":"x"}'],
    ['a key that is too short', JSON.stringify({ ...SAID, size: 1, key: 'AAAA' })],
    ['a size that is none', JSON.stringify({ ...SAID, size: -1, key: 'A'.repeat(43) })],
  ])('stays shut where its name says %s', (_what, said) => {
    expect(openFileInfo(KEY, stored(seal(KEY, said)))).toBeNull();
  });

  it('has a harmless name, whatever its sender called it', () => {
    const said = { ...SAID, size: 1, key: 'A'.repeat(43), name: '../../evil\u202Egnp.exe' };
    expect(openFileInfo(KEY, stored(seal(KEY, JSON.stringify(said))))?.file.name).toBe('evilgnp.exe');
  });
});
