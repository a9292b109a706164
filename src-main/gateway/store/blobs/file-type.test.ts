import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAt, type Looked } from './file-type.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-type-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function look(...parts: (string | Buffer)[]): Promise<Looked> {
  const file = path.join(folder, 'x.png');
  writeFileSync(file, Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));
  return lookAt(file);
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);
const u16 = (value: number): Buffer => bytes(value >> 8, value & 0xff);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const pngOf = (width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), u32(width), u32(height), bytes(8, 2, 0, 0, 0), Buffer.alloc(40)]);

describe('What a text is', () => {
  it.each([
    ['aloha', 'text/plain'],
    ['\x1b[1mlog\x1b[0m of a terminal\n', 'text/plain'],
    ['#!/bin/sh\nrm -rf /', 'text/plain'],
    ['<!-- a --><!-- b -->\n<svg onload="alert(1)">', 'image/svg+xml'],
    ['<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x">\n<svg/>', 'image/svg+xml'],
    ['<?xml version="1.0"?><a/>', 'application/xml'],
    ['  <!DOCTYPE html><p>', 'text/html'],
    ['<script>alert(1)</script>', 'text/html'],
    ['<iframe/src=x>', 'text/html'],
    ['a\0b', 'application/octet-stream'],
    ['\xff\xfe\x00', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('%j is %s', async (text, type) => {
    expect(await look(text)).toEqual({ type, size: null });
  });

  it('is found at once among thousands of comments', async () => {
    const startedAt = performance.now();
    expect((await look('<!---->'.repeat(2_300))).type).toBe('text/plain');
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('is not spoilt by a character that the sample cuts in two', async () => {
    expect((await look('a', Buffer.from('é'.repeat(20_000)))).type).toBe('text/plain');
  });
});

describe('How large a picture is', () => {
  const frame = (width: number, height: number): Buffer =>
    Buffer.concat([bytes(0xff, 0xc0), u16(17), bytes(8), u16(height), u16(width), Buffer.alloc(20)]);
  const exif = (orientation: number): Buffer => {
    const tiff = Buffer.concat([Buffer.from('MM\0*'), u32(8), u16(1), u16(0x0112), u16(3), u32(1), u16(orientation), u16(0), u32(0)]);
    return Buffer.concat([bytes(0xff, 0xe1), u16(tiff.length + 8), Buffer.from('Exif\0\0'), tiff]);
  };
  const START = bytes(0xff, 0xd8);

  it('is in the head of a PNG, a GIF and a WebP', async () => {
    expect(await look(pngOf(640, 480))).toEqual({ type: 'image/png', size: { width: 640, height: 480 } });
    expect(await look('GIF89a', bytes(3, 0, 2, 1), Buffer.alloc(20))).toEqual({ type: 'image/gif', size: { width: 3, height: 258 } });
    const webp = ['RIFF', bytes(100, 0, 0, 0), 'WEBPVP8X', bytes(10, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 49, 0, 0), Buffer.alloc(20)];
    expect(await look(...webp)).toEqual({ type: 'image/webp', size: { width: 100, height: 50 } });
  });

  it('is behind the profiles of a JPEG, and turned as it is shown', async () => {
    const profile = Buffer.concat([bytes(0xff, 0xe2), u16(60_002), Buffer.alloc(60_000)]);
    expect(await look(START, profile, profile, frame(640, 480))).toEqual({ type: 'image/jpeg', size: { width: 640, height: 480 } });
    expect((await look(START, exif(1), frame(640, 480))).size).toEqual({ width: 640, height: 480 });
    expect((await look(START, exif(6), frame(640, 480))).size).toEqual({ width: 480, height: 640 });
  });

  it('is the largest that an AVIF names', async () => {
    const box = (width: number, height: number): Buffer =>
      Buffer.concat([Buffer.from('\0\0\0\x14ispe\0\0\0\0', 'latin1'), u32(width), u32(height)]);
    const avif = ['\0\0\0\x18ftypavif', Buffer.alloc(12), box(64, 64), box(640, 480), '\0\0\0\x09irot', bytes(1)];
    expect(await look(...avif)).toEqual({ type: 'image/avif', size: { width: 480, height: 640 } });
  });

  it('is not known when the head is cut short, made up or going round in circles', async () => {
    expect((await look(pngOf(0, 480))).size).toBeNull();
    expect((await look(pngOf(4_000_000_000, 1))).size).toBeNull();
    expect((await look(START, bytes(0xff, 0xe1, 0xff))).size).toBeNull();
    expect((await look(START, ...Array.from({ length: 600 }, () => bytes(0xff, 0xe0, 0, 2)))).size).toBeNull();
    expect((await look('GIF89a', bytes(3))).size).toBeNull();
  });
});
