import { scryptAsync } from '@noble/hashes/scrypt.js';
import { stretchSalt, STRETCH_OPTIONS } from './room-secret.ts';

/** About a second of work, in small pieces: the page stays alive. */
export function stretch(secret: string, roomId: string): Promise<Uint8Array> {
  return scryptAsync(secret, stretchSalt(roomId), STRETCH_OPTIONS);
}
