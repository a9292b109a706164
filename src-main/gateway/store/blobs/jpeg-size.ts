// A JPEG's size: its segments are gone through from one head to the next, past large profiles and thumbnails.
import type { FileHandle } from 'node:fs/promises';
import type { ImageSize } from './image-size.ts';

/** No camera writes more segments before the image data. */
const SEGMENTS_MAX = 500;
const SEGMENT_HEAD_BYTES = 9;
const EXIF_BYTES_MAX = 64 * 1024;
const ORIENTATION_TAG = 0x0112;

export async function jpegSize(handle: FileHandle): Promise<ImageSize | null> {
  let isTurned = false;
  let at = 2;
  for (let count = 0; count < SEGMENTS_MAX; count += 1) {
    const head = await part(handle, at, SEGMENT_HEAD_BYTES);
    const marker = head.readUInt8(1);
    if (head.readUInt8(0) !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = head.readUInt16BE(2);
    if (isFrame(marker)) {
      const size = { width: head.readUInt16BE(7), height: head.readUInt16BE(5) };
      return isTurned ? { width: size.height, height: size.width } : size;
    }
    if (marker === 0xe1) isTurned ||= lies(await part(handle, at + 4, Math.min(length - 2, EXIF_BYTES_MAX)));
    at += 2 + length;
  }
  return null;
}

/** Start of frame, in all its kinds. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether the camera was held upright: browsers turn such an image by a quarter (Exif 2.3, orientations 5 to 8). */
function lies(exif: Buffer): boolean {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return false;
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(directory);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return false;
    if (short(at) === ORIENTATION_TAG) return short(at + 8) >= 5 && short(at + 8) <= 8;
  }
  return false;
}

async function part(handle: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const size = Math.max(0, bytes);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, at);
  return buffer.subarray(0, bytesRead);
}
