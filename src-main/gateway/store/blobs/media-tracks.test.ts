import { describe, expect, it } from 'vitest';
import { soundType } from './media-tracks.ts';

const element = (id: number[], ...content: (number | Uint8Array)[]): Uint8Array => {
  const body = Buffer.concat(content.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));
  return Buffer.concat([Buffer.from(id), Buffer.from([0x80 | body.length]), body]);
};
const HEADER = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from('webm')));
const LIVE_SEGMENT = Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const info = element([0x15, 0x49, 0xa9, 0x66], element([0x4d, 0x80], Buffer.from('\u0083\u0081\u0001')));
const track = (type: number): Uint8Array =>
  element([0xae], element([0xd7], 1), element([0x83], type), element([0x86], Buffer.from('A_OPUS')));
const webm = (...types: number[]): Uint8Array =>
  Buffer.concat([HEADER, LIVE_SEGMENT, info, element([0x16, 0x54, 0xae, 0x6b], ...types.map(track))]);

const box = (name: string, content: Uint8Array): Uint8Array => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length + 8);
  return Buffer.concat([size, Buffer.from(name), content]);
};
const handler = (kind: string): Uint8Array => box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(12)]));
const mp4 = (...kinds: string[]): Uint8Array =>
  Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), box('moov', Buffer.concat(kinds.map(handler)))]);

describe('soundType', () => {
  it('is audio when a WebM has sound and no pictures', () => {
    expect(soundType('video/webm', webm(2))).toBe('audio/webm');
  });

  it('is null when a WebM has pictures, in either order', () => {
    expect(soundType('video/webm', webm(1, 2))).toBeNull();
    expect(soundType('video/webm', webm(2, 1))).toBeNull();
    expect(soundType('video/webm', webm(1))).toBeNull();
  });

  it('is audio when an MP4 has sound and no pictures', () => {
    expect(soundType('video/mp4', mp4('soun'))).toBe('audio/mp4');
    expect(soundType('video/mp4', mp4('soun', 'vide'))).toBeNull();
    expect(soundType('video/mp4', mp4())).toBeNull();
  });

  it('is null for other types, and for a file that is cut off or made up', () => {
    expect(soundType('video/ogg', webm(2))).toBeNull();
    const whole = webm(2);
    for (let length = 0; length < whole.length - 9; length += 1) expect(soundType('video/webm', whole.subarray(0, length))).toBeNull();
    expect(soundType('video/webm', new Uint8Array(16_384))).toBeNull();
    expect(soundType('video/webm', new Uint8Array(16_384).fill(0xff))).toBeNull();
  });
});
