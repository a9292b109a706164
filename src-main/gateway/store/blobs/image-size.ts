// The displayed size of an image, from its header alone: nothing is decoded. Null when it cannot be read.
import type { FileHandle } from 'node:fs/promises';
import { jpegSize } from './jpeg-size.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/** Where the marks of these formats are, and far more than they take. */
const HEAD_BYTES = 4 * 1024;
const AVIF_HEAD_BYTES = 64 * 1024;
/** The app shows no larger image. A larger number is made up. */
const SIDE_MAX = 1_000_000;

export async function imageSize(type: string, handle: FileHandle): Promise<ImageSize | null> {
  const size = await sizeOf(type, handle);
  const isSound = size && size.width > 0 && size.height > 0 && size.width <= SIDE_MAX && size.height <= SIDE_MAX;
  return isSound ? size : null;
}

async function sizeOf(type: string, handle: FileHandle): Promise<ImageSize | null> {
  try {
    switch (type) {
      case 'image/png':
      case 'image/apng':
        return pngSize(await head(handle, HEAD_BYTES));
      case 'image/gif':
        return gifSize(await head(handle, HEAD_BYTES));
      case 'image/webp':
        return webpSize(await head(handle, HEAD_BYTES));
      case 'image/avif':
        return avifSize(await head(handle, AVIF_HEAD_BYTES));
      case 'image/jpeg':
        return await jpegSize(handle);
      default:
        return null;
    }
  } catch (error) {
    // A head that ends before what it announces.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function head(handle: FileHandle, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
  return buffer.subarray(0, bytesRead);
}

function pngSize(bytes: Buffer): ImageSize | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gifSize(bytes: Buffer): ImageSize {
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** RFC 9649: the first chunk says it, in one of three ways. */
function webpSize(bytes: Buffer): ImageSize | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** The largest of its `ispe` boxes (the image itself, not its tiles or thumbnail), rotated as `irot` says. */
function avifSize(bytes: Buffer): ImageSize | null {
  let largest: ImageSize | null = null;
  for (let at = bytes.indexOf('ispe'); at !== -1; at = bytes.indexOf('ispe', at + 4)) {
    const size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  const rotation = bytes.indexOf('irot');
  const isTurned = rotation !== -1 && (bytes.readUInt8(rotation + 4) & 1) === 1;
  return largest && isTurned ? { width: largest.height, height: largest.width } : largest;
}
