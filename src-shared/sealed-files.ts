// Files of sealed rooms. Each has a key of its own, which nothing else is ever sealed with; that key, and what is said of the
// file, are sealed with the room's and take the place of its name. The home keeps both and can read neither.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, randomBytes } from '@noble/ciphers/utils.js';
import * as z from 'zod/mini';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { safeFileName, type FileInfo } from './files.ts';
import { seal, unseal } from './sealed.ts';
import { isSealed, isSealedFile, SEALED_FILE_MARK } from './sealed-mark.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** What a sender says of a file. It is a claim: whatever it says, a file is only ever shown as something that cannot act (kindOfFile). */
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

export function sealFile(
  room: Uint8Array,
  content: Uint8Array,
  said: Omit<SealedInfo, 'key' | 'size'>,
): { name: string; bytes: Uint8Array } {
  const key = randomBytes(KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const info: SealedInfo = { ...said, name: safeFileName(said.name), size: content.length, key: bytesToBase64(key) };
  const bytes = concatBytes(SEALED_FILE_MARK, nonce, chacha20poly1305(key, nonce, SEALED_FILE_MARK).encrypt(content));
  return { name: seal(room, JSON.stringify(info)), bytes };
}

/** Null for what this key does not open, or what says nothing of a file. */
export function openFileInfo(room: Uint8Array, file: FileInfo): OpenedInfo | null {
  if (!isSealed(file.name)) return null;
  const opened = unseal(room, file.name);
  const info = opened.ok ? SealedInfo.safeParse(asJson(opened.text)) : null;
  const key = info?.success ? base64ToBytes(info.data.key) : null;
  if (!info?.success || key?.length !== KEY_BYTES) return null;
  const { name, type, size, width, height } = info.data;
  return { file: { ...file, name: safeFileName(name), type, size, width, height }, key };
}

/** Throws for a content that was changed, cut short, or is that of another file. */
export function openFile(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (!isSealedFile(bytes)) throw new Error('That is no sealed file.');
  const nonceAt = SEALED_FILE_MARK.length;
  const nonce = bytes.subarray(nonceAt, nonceAt + NONCE_BYTES);
  return chacha20poly1305(key, nonce, SEALED_FILE_MARK).decrypt(bytes.subarray(nonceAt + NONCE_BYTES));
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
