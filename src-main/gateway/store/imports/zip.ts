// Reads zip archives (APPNOTE 6.3, with ZIP64). The input is not trusted: what no export has is refused before anything is unpacked.
import { open, type FileHandle } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { crc32, createInflateRaw } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { unusable } from './unusable.ts';

export const ZIP_ENTRIES_MAX = 200_000;
const DIRECTORY_BYTES_MAX = 64 * 1024 * 1024;
/** Texts shrink to a tenth or a twentieth. Only an archive that is made to fill the disk shrinks to this. */
const RATIO_MAX = 200;
const RATIO_FROM_BYTES = 100 * 1024 * 1024;

const END = { mark: 0x06054b50, length: 22, commentMax: 0xffff };
const END64_LOCATOR = { mark: 0x07064b50, length: 20 };
const END64 = { mark: 0x06064b50, length: 56 };
const ENTRY = { mark: 0x02014b50, length: 46 };
const LOCAL = { mark: 0x04034b50, length: 30 };
const ZIP64_FIELD = 0x0001;
const U16 = 0xffff;
const U32 = 0xffffffff;
const ENCRYPTED = 0x0001;
const STORED = 0;
const DEFLATED = 8;
const KIND_OF_FILE = 0o170000;
const SYMLINK = 0o120000;

export interface ZipEntry {
  name: string;
  size: number;
  packedSize: number;
  method: number;
  crc: number;
  /** Of its local header. */
  offset: number;
}

export interface Zip {
  entries: ReadonlyMap<string, ZipEntry>;
  /** Throws when the content is not what the directory says. */
  read(entry: ZipEntry): AsyncIterable<Uint8Array>;
  /** Packed bytes that were read. */
  readBytes(): number;
  size: number;
}

export async function isZip(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const mark = (await bytesAt(handle, 0, 4)).readUInt32LE(0);
    return mark === LOCAL.mark || mark === END.mark;
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

export async function openZip(file: string): Promise<Zip> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const entries = await entriesOf(handle, size);
    let readBytes = 0;
    const read = (entry: ZipEntry): AsyncIterable<Uint8Array> => contentOf(file, size, entry, (bytes) => (readBytes += bytes));
    return { entries, read, readBytes: () => readBytes, size };
  } catch (error) {
    throw error instanceof RangeError ? damaged(error) : error;
  } finally {
    await handle.close();
  }
}

const damaged = (cause?: unknown) => unusable('The zip archive is damaged or was cut short. Export it again.', cause);

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0) throw damaged();
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw damaged();
  return buffer;
}

interface DirectoryPlace {
  at: number;
  length: number;
  count: number;
}

async function entriesOf(handle: FileHandle, size: number): Promise<Map<string, ZipEntry>> {
  const place = await directoryPlace(handle, size);
  if (place.count > ZIP_ENTRIES_MAX || place.length > DIRECTORY_BYTES_MAX)
    throw unusable(`There are too many files in that archive. At most ${ZIP_ENTRIES_MAX} can be read.`);
  if (place.at + place.length > size) throw damaged();
  const directory = await bytesAt(handle, place.at, place.length);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < place.count; index += 1) {
    const { entry, length } = entryAt(directory, at);
    at += length;
    if (entry === null) continue;
    if (entries.has(entry.name)) throw unusable('Two files in that archive have the same name.');
    if (entry.offset + LOCAL.length + entry.packedSize > size) throw damaged();
    entries.set(entry.name, entry);
  }
  refuseBomb([...entries.values()], size);
  return entries;
}

async function directoryPlace(handle: FileHandle, size: number): Promise<DirectoryPlace> {
  const length = Math.min(size, END.length + END.commentMax);
  const tail = await bytesAt(handle, size - length, length);
  let at = length - END.length;
  while (at >= 0 && tail.readUInt32LE(at) !== END.mark) at -= 1;
  if (at < 0) throw damaged();
  const place = { count: tail.readUInt16LE(at + 10), length: tail.readUInt32LE(at + 12), at: tail.readUInt32LE(at + 16) };
  if (place.count !== U16 && place.length !== U32 && place.at !== U32) return place;
  const locator = await bytesAt(handle, size - length + at - END64_LOCATOR.length, END64_LOCATOR.length);
  if (locator.readUInt32LE(0) !== END64_LOCATOR.mark) return place;
  const end64 = await bytesAt(handle, wholeAt(locator, 8), END64.length);
  if (end64.readUInt32LE(0) !== END64.mark) throw damaged();
  return { count: wholeAt(end64, 32), length: wholeAt(end64, 40), at: wholeAt(end64, 48) };
}

function wholeAt(buffer: Buffer, at: number): number {
  const value = Number(buffer.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw damaged();
  return value;
}

/** `entry`: null for a folder. `length`: of the record in the directory. */
function entryAt(directory: Buffer, at: number): { entry: ZipEntry | null; length: number } {
  if (directory.readUInt32LE(at) !== ENTRY.mark) throw damaged();
  const nameLength = directory.readUInt16LE(at + 28);
  const extraLength = directory.readUInt16LE(at + 30);
  const length = ENTRY.length + nameLength + extraLength + directory.readUInt16LE(at + 32);
  if (at + length > directory.length) throw damaged();
  const nameAt = at + ENTRY.length;
  const name = nameOf(directory.subarray(nameAt, nameAt + nameLength));
  const flags = directory.readUInt16LE(at + 8);
  if ((flags & ENCRYPTED) !== 0) throw unusable('That archive has a password. Export it without one.');
  const mode = directory.readUInt32LE(at + 38) >>> 16;
  if ((mode & KIND_OF_FILE) === SYMLINK) throw unusable('There is a link to another file in that archive.');
  if (name.endsWith('/')) return { entry: null, length };
  const method = directory.readUInt16LE(at + 10);
  if (method !== STORED && method !== DEFLATED) throw unusable('That archive is packed in a way that cannot be read.');
  const extra = directory.subarray(nameAt + nameLength, nameAt + nameLength + extraLength);
  return { entry: { name, method, crc: directory.readUInt32LE(at + 16), ...sizesOf(directory, at, extra) }, length };
}

function sizesOf(directory: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'size' | 'packedSize' | 'offset'> {
  const large = zip64Of(extra);
  let next = 0;
  const value = (short: number): number => {
    if (short !== U32) return short;
    if (large === null) throw damaged();
    next += 8;
    return wholeAt(large, next - 8);
  };
  const size = value(directory.readUInt32LE(at + 24));
  const packedSize = value(directory.readUInt32LE(at + 20));
  return { size, packedSize, offset: value(directory.readUInt32LE(at + 42)) };
}

function zip64Of(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === ZIP64_FIELD) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}

/** With slashes. Refuses a name that leads out of the archive. Nothing is written under such names; no export has them. */
function nameOf(bytes: Buffer): string {
  const name = textOf(bytes).replaceAll('\\', '/');
  const parts = name.split('/');
  const isOutside = name === '' || name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..') || name.includes('\0');
  if (isOutside) throw unusable('There is a file in that archive whose name leads out of it.');
  return name;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function refuseBomb(entries: ZipEntry[], size: number): void {
  const bomb = () => unusable('That archive would unpack to far more than an export. It was not unpacked.');
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > RATIO_FROM_BYTES && total > size * RATIO_MAX) throw bomb();
  let end = 0;
  for (const entry of entries.sort((a, b) => a.offset - b.offset)) {
    // Two entries in the same bytes: each byte would be unpacked many times.
    if (entry.offset < end) throw bomb();
    end = entry.offset + LOCAL.length + entry.packedSize;
  }
}

async function* contentOf(file: string, size: number, entry: ZipEntry, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const start = await dataStart(file, entry);
  if (start + entry.packedSize > size) throw damaged();
  const packed = entry.packedSize === 0 ? [] : packedOf(file, start, entry.packedSize, onRead);
  let length = 0;
  let sum = 0;
  for await (const chunk of entry.method === STORED ? packed : inflated(packed)) {
    length += chunk.length;
    if (length > entry.size) throw damaged();
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (length !== entry.size || sum !== entry.crc) throw damaged();
}

async function dataStart(file: string, { offset }: ZipEntry): Promise<number> {
  const handle = await open(file, 'r');
  try {
    const header = await bytesAt(handle, offset, LOCAL.length);
    if (header.readUInt32LE(0) !== LOCAL.mark) throw damaged();
    return offset + LOCAL.length + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

async function* packedOf(file: string, start: number, length: number, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file, { start, end: start + length - 1 }) as AsyncIterable<Buffer>) {
    onRead(chunk.length);
    yield chunk;
  }
}

async function* inflated(packed: AsyncIterable<Uint8Array> | readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  // The reader of `inflate` is given the error.
  const fed = pipeline(packed, inflate).catch(() => undefined);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) yield chunk;
    await fed;
  } catch (error) {
    throw damaged(error);
  } finally {
    inflate.destroy();
  }
}
