import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeZip, zipOf, type ZipPart } from '../../testing/imports/make-zip.ts';
import { openZip, type Zip } from './zip.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-zip-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function opened(bytes: Buffer): Promise<Zip> {
  const file = path.join(folder, 'a.zip');
  writeFileSync(file, bytes);
  return openZip(file);
}

const contentOf = async (zip: Zip, name: string): Promise<string> => text(zip.read(zip.entries.get(name)!));
const part = (more: Partial<ZipPart> = {}): ZipPart => ({ name: 'a.txt', content: 'aloha', ...more });

describe('A zip', () => {
  it('is read, whether its parts are packed or not', async () => {
    const zip = await opened(zipOf([part(), part({ name: 'b/ü.txt', method: 0 }), part({ name: 'folder/', content: '' })]));
    expect([...zip.entries.keys()]).toEqual(['a.txt', 'b/ü.txt']);
    expect([await contentOf(zip, 'a.txt'), await contentOf(zip, 'b/ü.txt')]).toEqual(['aloha', 'aloha']);
  });

  it('may have names that are no UTF-8, and backslashes', async () => {
    const zip = await opened(zipOf([part({ name: Buffer.from('caf\xe9\\a.txt', 'latin1') })]));
    expect([...zip.entries.keys()]).toEqual(['café/a.txt']);
  });

  const ZEROS = Buffer.alloc(120 * 1024 * 1024);

  it.each<[string, () => readonly ZipPart[], RegExp]>([
    ['a name that leads out', () => [part({ name: '../../etc/passwd' })], /leads out/],
    ['a name that leads out by backslashes', () => [part({ name: 'a\\..\\..\\b' })], /leads out/],
    ['an absolute name', () => [part({ name: '/etc/passwd' })], /leads out/],
    ['a name with a drive', () => [part({ name: 'c:/a' })], /leads out/],
    ['a name with a zero', () => [part({ name: 'a\0b' })], /leads out/],
    ['a name twice', () => [part(), part()], /same name/],
    ['a symbolic link', () => [part({ mode: 0o120777 })], /link/],
    ['a password', () => [part({ flags: 1 })], /password/],
    ['another method', () => [part({ method: 14 })], /packed in a way/],
    ['a bomb', () => [part({ content: ZEROS })], /far more/],
    ['two parts in the same bytes', () => [part(), part({ name: 'b', offset: 0 })], /far more/],
  ])('with %s is refused as a whole', async (_what, parts, sentence) => {
    await expect(opened(zipOf(parts()))).rejects.toThrow(sentence);
  });

  it('with a million entries is refused before they are read', async () => {
    const whole = makeZip({ a: 'aloha' });
    const end64 = Buffer.alloc(56);
    end64.write('PK\x06\x06', 'latin1');
    end64.writeBigUInt64LE(1_000_000n, 32);
    const locator = Buffer.alloc(20);
    locator.write('PK\x06\x07', 'latin1');
    locator.writeBigUInt64LE(BigInt(whole.length - 22), 8);
    const end = whole.subarray(-22);
    end.writeUInt16LE(0xffff, 10);
    await expect(opened(Buffer.concat([whole.subarray(0, -22), end64, locator, end]))).rejects.toThrow(/too many files/);
  });

  it.each<[string, Partial<ZipPart>]>([
    ['is longer than it says', { size: 3 }],
    ['is shorter than it says', { size: 9 }],
    ['has another sum', { crc: 1 }],
  ])('whose part %s is damaged', async (_what, more) => {
    const zip = await opened(zipOf([part(more)]));
    await expect(contentOf(zip, 'a.txt')).rejects.toThrow(/damaged/);
  });

  it('is damaged wherever it is cut', async () => {
    const whole = makeZip({ 'a.txt': 'aloha'.repeat(50), 'b.txt': 'aloha' });
    for (let length = 0; length < whole.length; length += 1) {
      const read = opened(whole.subarray(0, length)).then((zip) => contentOf(zip, 'a.txt'));
      await expect(read, `cut at ${length}`).rejects.toThrow(/damaged/);
    }
  });
});
