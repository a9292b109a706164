// An encrypted backup: a short header that anyone can read, and then the tar in chunks that only the key opens. docs/security.md
// describes the format. The nonce of a chunk has its position and whether it is the last one, so chunks that were swapped, left out or
// cut off do not decrypt. The key of the file depends on its header, so nothing opens below a changed header.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import { AppError } from '../../../../src-shared/errors.ts';
import { EncryptedFacts } from '../../../../src-shared/maintenance.ts';
import { COST_MAX, KEY_BYTES, keyOf, keyOfNow, SALT_BYTES, type BackupKey } from './backup-key.ts';
import { unusable } from './contents.ts';
import { readExactly, withPlain, writeWhole, type ByteSink, type ByteSource } from './disk.ts';

const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const MAGIC = Buffer.from('lanai-encrypted\n', 'latin1');
const ENCRYPTION_FORMAT = 1;
const AT = { format: 16, cost: 20, salt: 24, fileSalt: 40, length: 56, facts: 60 };
/** The whole header is the info of HKDF, which takes 1,024 bytes. */
const FACTS_BYTES_MAX = 1024 - AT.facts;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';

const WRONG = 'The passphrase does not open this backup, or the backup is damaged. Nothing was changed.';
const INCOMPLETE = 'That backup is damaged, or a part of it is missing.';
const MISSING = 'This backup is encrypted. Enter the passphrase with which it was made. Nothing was changed.';

/** What may open an encrypted backup: its passphrase, or a key that is kept. */
export interface Opener {
  passphrase?: string | null;
  key?: BackupKey | null;
}

export interface Header {
  facts: EncryptedFacts;
  salt: Buffer;
  cost: number;
  /** The whole header, as it is in the file. */
  bytes: Buffer;
}

/** Writes the header, and returns what encrypts all that follows. */
export function encryptTo(output: number, key: BackupKey, facts: EncryptedFacts): ByteSink {
  const header = headerOf(key, facts);
  writeWhole(output, header);
  return encryptingSink(output, fileKey(key, header));
}

function headerOf({ salt, cost }: BackupKey, facts: EncryptedFacts): Buffer {
  const description = Buffer.from(JSON.stringify(facts));
  if (description.length > FACTS_BYTES_MAX) throw new Error('The description is too long.');
  const header = Buffer.alloc(AT.facts);
  MAGIC.copy(header);
  header.writeUInt32BE(ENCRYPTION_FORMAT, AT.format);
  header.writeUInt32BE(cost, AT.cost);
  header.set(salt, AT.salt);
  randomBytes(SALT_BYTES).copy(header, AT.fileSalt);
  header.writeUInt32BE(description.length, AT.length);
  return Buffer.concat([header, description]);
}

function encryptingSink(output: number, key: Uint8Array): ByteSink {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let filled = 0;
  let index = 0;
  const send = (isLast: boolean): void => {
    const cipher = createCipheriv(CIPHER, key, nonceOf(index, isLast));
    writeWhole(output, Buffer.concat([cipher.update(chunk.subarray(0, filled)), cipher.final(), cipher.getAuthTag()]));
    index += 1;
    filled = 0;
  };
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) {
        // A full chunk waits for the next byte, because it may be the last one.
        if (filled === CHUNK_BYTES) send(false);
        const part = bytes.subarray(at, at + CHUNK_BYTES - filled);
        chunk.set(part, filled);
        filled += part.length;
        at += part.length;
      }
    },
    finish: () => send(true),
  };
}

/** Null for a file that is not encrypted; the handle is at its beginning then. Throws `backup_unusable` for a header that cannot be used. */
export function readHeader(input: number): Header | null {
  const magic = Buffer.alloc(MAGIC.length);
  if (readSync(input, magic, 0, magic.length, 0) < magic.length || !magic.equals(MAGIC)) return null;
  const fixed = readExactly(input, AT.facts);
  if (fixed.readUInt32BE(AT.format) !== ENCRYPTION_FORMAT)
    throw unusable('That backup was encrypted by a newer Lanai. Get that version first.');
  const cost = fixed.readUInt32BE(AT.cost);
  const length = fixed.readUInt32BE(AT.length);
  // Opening it would take all the memory of the computer.
  if (cost < 1 || cost > COST_MAX || length > FACTS_BYTES_MAX) throw unusable('That backup is damaged.');
  const description = readExactly(input, length);
  const facts = EncryptedFacts.parse(JSON.parse(description.toString('utf8')));
  const salt = fixed.subarray(AT.salt, AT.salt + SALT_BYTES);
  return { facts, salt, cost, bytes: Buffer.concat([fixed, description]) };
}

/** The public part of an encrypted backup. Null for another file. */
export function encryptedFacts(file: string): EncryptedFacts | null {
  try {
    return withPlain(file, (input) => readHeader(input)?.facts ?? null);
  } catch {
    return null;
  }
}

/** The key that opens the beginning of a file; null for a file that is not encrypted. Does not block the thread. Throws as `decryptFrom`. */
export async function keyThatOpens(file: string, { passphrase, key }: Opener): Promise<BackupKey | null> {
  const header = withPlain(file, headerOrUnusable);
  if (!header) return null;
  const made = typeof passphrase === 'string' ? await keyOf(passphrase, header.salt, header.cost) : keyFor({ key }, header);
  withPlain(file, (input) => {
    readHeader(input);
    decryptFrom(input, { key: made }, header).read(Buffer.alloc(1));
  });
  return made;
}

function headerOrUnusable(input: number): Header | null {
  try {
    return readHeader(input);
  } catch (error) {
    throw error instanceof AppError ? error : unusable('That backup is damaged.', error);
  }
}

/** The decrypted bytes from where the handle is. Throws `backup_locked` without the key, and when the first chunk does not open. */
export function decryptFrom(input: number, opener: Opener, header: Header): ByteSource {
  const key = keyFor(opener, header);
  if (!key) throw new AppError('backup_locked', MISSING);
  return decryptingSource(input, fileKey(key, header.bytes), header.bytes.length);
}

function keyFor({ passphrase, key }: Opener, { salt, cost }: Header): BackupKey | null {
  if (typeof passphrase === 'string') return keyOfNow(passphrase, salt, cost);
  return key?.cost === cost && key.salt.length === salt.length && timingSafeEqual(key.salt, salt) ? key : null;
}

function decryptingSource(input: number, key: Uint8Array, from: number): ByteSource {
  const body = fstatSync(input).size - from;
  if (body <= TAG_BYTES) throw unusable(INCOMPLETE);
  const chunks = Math.ceil(body / (CHUNK_BYTES + TAG_BYTES));
  let index = 0;
  let left: Buffer = Buffer.alloc(0);
  const next = (): Buffer => {
    const isLast = index === chunks - 1;
    const bytes = readExactly(input, isLast ? body - index * (CHUNK_BYTES + TAG_BYTES) : CHUNK_BYTES + TAG_BYTES);
    const plain = openChunk(bytes, key, index, isLast);
    if (!plain) throw index === 0 ? new AppError('backup_locked', WRONG) : unusable(INCOMPLETE);
    index += 1;
    return plain;
  };
  return {
    size: body - chunks * TAG_BYTES,
    read(into) {
      if (left.length === 0 && index < chunks) left = next();
      const count = left.copy(into);
      left = left.subarray(count);
      return count;
    },
  };
}

function fileKey({ secret }: BackupKey, header: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, header.subarray(AT.fileSalt, AT.fileSalt + SALT_BYTES), header, KEY_BYTES));
}

/** Six bytes for the position, and one for the end. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(index, NONCE_BYTES - 7, 6);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

function openChunk(bytes: Buffer, key: Uint8Array, index: number, isLast: boolean): Buffer | null {
  if (bytes.length <= TAG_BYTES) return null;
  const end = bytes.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv(CIPHER, key, nonceOf(index, isLast), { authTagLength: TAG_BYTES }).setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]);
  } catch {
    return null;
  }
}
