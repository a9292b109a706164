// The codes that sign people in on other devices. They are in memory alone: each is good for some minutes and works once.
import { randomBytes } from 'node:crypto';
import { deviceCode, readDeviceCode } from '../../../../src-shared/device-code.ts';
import { DEVICE_CODE_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import { hashSecret } from './secrets.ts';

interface Issued {
  session_id: string;
  expires_at: number;
}

export class DeviceCodes {
  readonly #now: () => number;
  readonly #byHash = new Map<string, Issued>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The code that this session had before is no longer good. */
  issue(session_id: string): { code: string; expires_at: number } {
    const now = this.#now();
    for (const [hash, issued] of this.#byHash) if (issued.session_id === session_id || issued.expires_at <= now) this.#byHash.delete(hash);
    const code = deviceCode(randomBytes(8));
    const expires_at = now + DEVICE_CODE_LIFETIME_MS;
    this.#byHash.set(hashSecret(code), { session_id, expires_at });
    return { code, expires_at };
  }

  /** The session that made it, once, and only while the code is good. Null for any other text. */
  redeem(typed: string): string | null {
    const code = readDeviceCode(typed);
    if (code === null) return null;
    const hash = hashSecret(code);
    const issued = this.#byHash.get(hash);
    this.#byHash.delete(hash);
    return issued && issued.expires_at > this.#now() ? issued.session_id : null;
  }
}
