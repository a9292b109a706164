// Short codes, each with a value that it stands for. They are in memory alone, as hashes, and each is good for some minutes.
import { randomBytes } from 'node:crypto';
import { SHORT_CODE_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import { readShortCode, shortCode } from '../../../../src-shared/short-code.ts';
import { hashSecret } from './secrets.ts';

export interface IssuedCode {
  code: string;
  expires_at: number;
}

export class ShortCodes<T> {
  readonly #now: () => number;
  readonly #byHash = new Map<string, { value: T; expires_at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(value: T): IssuedCode {
    const code = shortCode(randomBytes(8));
    const expires_at = this.#now() + SHORT_CODE_LIFETIME_MS;
    this.#byHash.set(hashSecret(code), { value, expires_at });
    return { code, expires_at };
  }

  /** The value of a code as it was typed. Null for any other text. */
  find(typed: string): { value: T; isOver: boolean } | null {
    const found = this.#byHash.get(hashOf(typed));
    return found ? { value: found.value, isOver: found.expires_at <= this.#now() } : null;
  }

  /** Forgets the codes of such values. */
  drop(isDropped: (value: T, isOver: boolean) => boolean): void {
    const now = this.#now();
    for (const [hash, { value, expires_at }] of this.#byHash) if (isDropped(value, expires_at <= now)) this.#byHash.delete(hash);
  }
}

function hashOf(typed: string): string {
  const code = readShortCode(typed);
  return code === null ? '' : hashSecret(code);
}
