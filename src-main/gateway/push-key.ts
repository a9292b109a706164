// The key of this server for Web Push: in the data folder, readable by its owner only. Browsers subscribe with its public half.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PushKey } from './delivery/push/vapid.ts';
import { writeSecret } from './store/secret-file.ts';

export const PUSH_KEY_FILE = 'push.key';

/** It is made when there is none, or when the file holds something else. Devices then subscribe again by themselves. */
export function ensurePushKey(dataDir: string): PushKey {
  const file = path.join(dataDir, PUSH_KEY_FILE);
  const known = existsSync(file) ? keyOf(readFileSync(file, 'utf8')) : null;
  if (known) {
    chmodSync(file, 0o600);
    return known;
  }
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const made = keyOf(pem);
  if (!made) throw new Error('The key for Web Push could not be made.');
  writeSecret(file, pem.trim()).publish();
  return made;
}

function keyOf(pem: string): PushKey | null {
  try {
    const privateKey = createPrivateKey(pem);
    const { crv, x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
    if (crv !== 'P-256') return null;
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    return { privateKey, publicKey: point.toString('base64url') };
  } catch {
    return null;
  }
}
