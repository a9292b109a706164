// Seals and opens what is written in one room, with that room's secret.
//
// A blob is `lsm1:` and base64 of: the form of the key (4 bytes), a nonce (24 bytes), and XChaCha20-Poly1305 of an envelope. The
// envelope is a header in JSON (sealed-header.ts), a line end, the text, and zeros up to a step (padding.ts). The prefix and the
// form are authenticated with it.
//
// All members of a room share its key. The envelope proves that a holder of the key wrote it in the name of its author. It does
// not prove which holder.
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, randomBytes, utf8ToBytes } from '@noble/ciphers/utils.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { padded } from './padding.ts';
import { isMadeKey, STRETCH, type RoomSecret } from './room-secret.ts';
import { roomKey, textOf, unseal } from './sealed.ts';
import { SealedHeader, type Said } from './sealed-header.ts';
import { ENVELOPE_BYTES_MAX, isSealed, SEALED_FORM_BYTES, SEALED_NONCE_BYTES, SEALED_PREFIX } from './sealed-mark.ts';

const KEY_INFO = 'lanai-sealed-v1:';
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const LINE_END = 0x0a;
/** A made key is used as it is; a secret that a person made up was stretched with these parameters. */
const FORM_MADE = Uint8Array.of(0, 0, 0, 0);
const FORM_STRETCHED = Uint8Array.of(1, STRETCH.logN, STRETCH.r, STRETCH.p);

/** `header`: null for a blob without a header (sealed.ts). */
export type OpenedMessage =
  | { ok: true; text: string; header: SealedHeader | null }
  | { ok: false; reason: 'not_sealed' | 'damaged' | 'wrong_key' };

export interface RoomCipher {
  seal(said: Said, text: string): string;
  /** Takes blobs without a header too. */
  open(content: string): OpenedMessage;
}

/** Throws for a made-up secret that was not stretched. */
export function createRoomCipher(roomId: string, { secret, stretched }: RoomSecret): RoomCipher {
  const isMade = isMadeKey(secret);
  if (!isMade && !stretched) throw new Error('A secret that a person made up has to be stretched.');
  const form = isMade ? FORM_MADE : FORM_STRETCHED;
  const key = hkdf(sha256, isMade || !stretched ? utf8ToBytes(secret) : stretched, undefined, utf8ToBytes(KEY_INFO + roomId), KEY_BYTES);
  const bound = concatBytes(utf8ToBytes(SEALED_PREFIX), form);
  const headerlessKey = roomKey(secret, roomId);

  function openOwn(content: string): OpenedMessage {
    const blob = base64ToBytes(content.slice(SEALED_PREFIX.length));
    const start = SEALED_FORM_BYTES + SEALED_NONCE_BYTES;
    if (!blob || blob.length < start + TAG_BYTES) return { ok: false, reason: 'damaged' };
    if (!form.every((byte, at) => blob[at] === byte)) return { ok: false, reason: 'wrong_key' };
    let envelope: Uint8Array;
    try {
      envelope = xchacha20poly1305(key, blob.subarray(SEALED_FORM_BYTES, start), bound).decrypt(blob.subarray(start));
    } catch {
      return { ok: false, reason: 'wrong_key' };
    }
    return openEnvelope(envelope, roomId);
  }

  return {
    seal(said, text) {
      const nonce = randomBytes(SEALED_NONCE_BYTES);
      const envelope = xchacha20poly1305(key, nonce, bound).encrypt(envelopeOf(roomId, said, text));
      return SEALED_PREFIX + bytesToBase64(concatBytes(form, nonce, envelope));
    },
    open(content) {
      if (content.startsWith(SEALED_PREFIX)) return openOwn(content);
      if (!isSealed(content)) return { ok: false, reason: 'not_sealed' };
      const opened = unseal(headerlessKey, content);
      return opened.ok ? { ...opened, header: null } : opened;
    },
  };
}

function envelopeOf(room_id: string, said: Said, text: string): Uint8Array {
  const bytes = utf8ToBytes(text);
  const header: SealedHeader = {
    ...{ v: 1, room_id, client_id: null, reply_to: null, edit_of: null, prev: null, sent_at: Date.now(), files: [] },
    ...said,
    text_bytes: bytes.length,
  };
  return padded(concatBytes(utf8ToBytes(`${JSON.stringify(header)}\n`), bytes), ENVELOPE_BYTES_MAX);
}

/** One that another program made by its own rules is damaged: nothing of it is shown. */
function openEnvelope(envelope: Uint8Array, roomId: string): OpenedMessage {
  const end = envelope.indexOf(LINE_END);
  const header = end === -1 ? null : headerOf(textOf(envelope.subarray(0, end)));
  if (!header || header.room_id !== roomId) return { ok: false, reason: 'damaged' };
  const [from, to] = [end + 1, end + 1 + header.text_bytes];
  if (to > envelope.length || envelope.subarray(to).some((byte) => byte !== 0)) return { ok: false, reason: 'damaged' };
  return { ok: true, text: textOf(envelope.subarray(from, to)), header };
}

function headerOf(text: string): SealedHeader | null {
  try {
    const parsed = SealedHeader.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
