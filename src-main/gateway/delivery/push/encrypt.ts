// The content of a push, encrypted for one device (RFC 8291, with the content coding aes128gcm of RFC 8188). A push service sees its
// size, which is padded.
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

const CURVE = 'prime256v1';
const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** The largest body that every push service takes. One record holds all of it. */
const BODY_BYTES_MAX = 4_096;
/** The size of a body follows the length of its content in such steps. */
const STEP_BYTES = 256;
/** Ends the content of the last record; zeros follow it. */
const LAST_RECORD = 2;

/** In base64url, as browsers give them. */
export interface DeviceKeys {
  p256dh: string;
  auth: string;
}

/** Made for each push. A test brings those of an example. */
interface Fresh {
  salt: Buffer;
  privateKey: Buffer | null;
  isPadded: boolean;
}

/** Throws for a key that is no point of the curve, and for more content than fits. */
export function encryptPush(
  content: Buffer,
  device: DeviceKeys,
  { salt, privateKey, isPadded }: Fresh = { salt: randomBytes(SALT_BYTES), privateKey: null, isPadded: true },
): Buffer {
  const own = createECDH(CURVE);
  if (privateKey) own.setPrivateKey(privateKey);
  else own.generateKeys();
  const [theirKey, ownKey] = [Buffer.from(device.p256dh, 'base64url'), own.getPublicKey()];
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirKey, ownKey]);
  const secret = derive(own.computeSecret(theirKey), Buffer.from(device.auth, 'base64url'), info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const header = headerOf(salt, ownKey);
  const record = recordOf(content, isPadded, BODY_BYTES_MAX - header.length - TAG_BYTES);
  return Buffer.concat([header, cipher.update(record), cipher.final(), cipher.getAuthTag()]);
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

/** Salt, size of a record, and the sender's key. */
function headerOf(salt: Buffer, ownKey: Buffer): Buffer {
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(BODY_BYTES_MAX);
  sizes.writeUInt8(ownKey.length, 4);
  return Buffer.concat([salt, sizes, ownKey]);
}

function recordOf(content: Buffer, isPadded: boolean, bytesMax: number): Buffer {
  const bytes = content.length + 1;
  if (bytes > bytesMax) throw new RangeError('The content of the push is too long.');
  const padded = isPadded ? Math.min(bytesMax, Math.ceil(bytes / STEP_BYTES) * STEP_BYTES) : bytes;
  return Buffer.concat([content, Buffer.from([LAST_RECORD])], padded);
}
