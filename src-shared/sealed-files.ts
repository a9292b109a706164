// Files of sealed rooms. Each has its own key, which nothing else is ever sealed with; that key, and what is said of the
// file, are sealed with the room's and take the place of its name. The home keeps both and can read neither.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, randomBytes } from '@noble/ciphers/utils.js';
import * as z from 'zod/mini';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { safeFileName, type FileInfo } from './files.ts';
import { padded } from './padding.ts';
import type { RoomCipher } from './room-cipher.ts';
import { hasMark, isSealed, isSealedFile, SEALED_FILE_MARK, UNPADDED_FILE_MARK } from './sealed-mark.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** The sender's description of a file. It is a claim: a file is only ever shown in a form that cannot run code (kindOfFile). */
const SealedInfo = z.object({
  name: z.string(),
  type: z.string().check(z.maxLength(100)),
  size: z.int().check(z.nonnegative()),
  width: z.nullable(z.int().check(z.positive())),
  height: z.nullable(z.int().check(z.positive())),
  /** Base64. */
  key: z.string(),
});
type SealedInfo = z.infer<typeof SealedInfo>;

/** A file as one who may read the room sees it, and what opens its content. */
export interface OpenedInfo {
  file: FileInfo;
  key: Uint8Array;
}

/** `author_id`: the uploader. */
export function sealFile(
  room: RoomCipher,
  author_id: string,
  content: Uint8Array,
  said: Omit<SealedInfo, 'key' | 'size'>,
): { name: string; bytes: Uint8Array } {
  const key = randomBytes(KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const info: SealedInfo = { ...said, name: safeFileName(said.name), size: content.length, key: bytesToBase64(key) };
  const bytes = concatBytes(SEALED_FILE_MARK, nonce, chacha20poly1305(key, nonce, SEALED_FILE_MARK).encrypt(padded(content)));
  return { name: room.seal({ author_id, kind: 'file' }, JSON.stringify(info)), bytes };
}

/** Null where this key does not open the name, where it names no file, and where another author sealed it. */
export function openFileInfo(room: RoomCipher, file: FileInfo): OpenedInfo | null {
  if (!isSealed(file.name)) return null;
  const opened = room.open(file.name);
  if (!opened.ok || (opened.header && (opened.header.kind !== 'file' || opened.header.author_id !== file.by))) return null;
  const info = SealedInfo.safeParse(asJson(opened.text));
  const key = info.success ? base64ToBytes(info.data.key) : null;
  if (!info.success || key?.length !== KEY_BYTES) return null;
  const { name, type, size, width, height } = info.data;
  return { file: { ...file, name: safeFileName(name), type, size, width, height }, key };
}

/** `size`: as its name says. Throws for a content that was changed, cut short, or is that of another file. */
export function openFile(key: Uint8Array, bytes: Uint8Array, size: number): Uint8Array {
  if (!isSealedFile(bytes)) throw new Error('That is no sealed file.');
  const isPadded = hasMark(bytes, SEALED_FILE_MARK);
  const mark = isPadded ? SEALED_FILE_MARK : UNPADDED_FILE_MARK;
  const nonceAt = mark.length;
  const nonce = bytes.subarray(nonceAt, nonceAt + NONCE_BYTES);
  const content = chacha20poly1305(key, nonce, mark).decrypt(bytes.subarray(nonceAt + NONCE_BYTES));
  return isPadded ? content.subarray(0, size) : content;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
