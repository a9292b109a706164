// The ustar format (POSIX.1-1988), as far as a backup needs it: plain files, one after another, which any tar can read. Input is
// not trusted: a header with anything else in it is refused.

export const BLOCK = 512;

export interface TarEntry {
  name: string;
  size: number;
}

const NAME = { at: 0, length: 100 };
const MODE = { at: 100, length: 8 };
const SIZE = { at: 124, length: 12 };
const TIME = { at: 136, length: 12 };
const CHECKSUM = { at: 148, length: 8 };
const KIND_AT = 156;
const MAGIC_AT = 257;
const MAGIC = 'ustar\u000000';
const PLAIN_FILE = '0'.charCodeAt(0);
/** GNU's way to say a size that eleven octal digits do not hold (8 GiB). */
const LARGE = 0x80;
const OCTAL_SIZE_MAX = 0o77777777777;

/** The length of a file, padded to the end of its last block. */
export function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

export function headerOf({ name, size }: TarEntry, madeAtMs: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > NAME.length) throw new Error('The name does not fit.');
  header.write(name, NAME.at);
  writeOctal(header, MODE, 0o600);
  writeOctal(header, { at: 108, length: 8 }, 0);
  writeOctal(header, { at: 116, length: 8 }, 0);
  writeSize(header, size);
  writeOctal(header, TIME, Math.floor(madeAtMs / 1000));
  header[KIND_AT] = PLAIN_FILE;
  header.write(MAGIC, MAGIC_AT, 'latin1');
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\u0000 `, CHECKSUM.at, 'latin1');
  return header;
}

/** Null: the block of zeros that ends an archive. Throws for what is no header of a plain file. */
export function parseHeader(header: Buffer): TarEntry | null {
  if (header.every((byte) => byte === 0)) return null;
  const isWhole = header.length === BLOCK && header.toString('latin1', MAGIC_AT, MAGIC_AT + 5) === 'ustar';
  if (!isWhole || readOctal(header, CHECKSUM) !== checksumOf(header)) throw new Error('That is no header.');
  if (header[KIND_AT] !== PLAIN_FILE) throw new Error('Only plain files belong in it.');
  const name = header.toString('latin1', NAME.at, NAME.at + NAME.length);
  const end = name.indexOf('\u0000');
  return { name: end === -1 ? name : name.slice(0, end), size: readSize(header) };
}

/** The sum of all bytes, those of the sum itself taken as spaces. */
function checksumOf(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) {
    const isOwn = at >= CHECKSUM.at && at < CHECKSUM.at + CHECKSUM.length;
    sum += isOwn ? 0x20 : (header[at] ?? 0);
  }
  return sum;
}

function writeOctal(header: Buffer, { at, length }: { at: number; length: number }, value: number): void {
  header.write(`${value.toString(8).padStart(length - 1, '0')}\u0000`, at, 'latin1');
}

function readOctal(header: Buffer, { at, length }: { at: number; length: number }): number {
  const digits = header
    .toString('latin1', at, at + length)
    .replaceAll('\u0000', ' ')
    .trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error('A number in the header is none.');
  return Number.parseInt(digits, 8);
}

function writeSize(header: Buffer, size: number): void {
  if (size <= OCTAL_SIZE_MAX) return writeOctal(header, SIZE, size);
  header[SIZE.at] = LARGE;
  header.writeBigUInt64BE(BigInt(size), SIZE.at + 4);
}

function readSize(header: Buffer): number {
  if (header[SIZE.at] !== LARGE) return readOctal(header, SIZE);
  const size = Number(header.readBigUInt64BE(SIZE.at + 4));
  if (!Number.isSafeInteger(size)) throw new Error('A file cannot be that large.');
  return size;
}
