// One-time tokens that let the owner in: made for the desktop, or printed once by a home without a screen.
import { OWNER_TOKEN_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { hashSecret, newSecret } from '../domain/access/secrets.ts';

/** More valid tokens at once are not needed. The oldest is dropped. */
const TOKENS_MAX = 32;

export class OwnerTokens {
  readonly #now: () => number;
  readonly #untilByHash = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(): string {
    const token = newSecret('own_');
    this.#untilByHash.set(hashSecret(token), this.#now() + OWNER_TOKEN_LIFETIME_MS);
    for (const hash of this.#untilByHash.keys()) {
      if (this.#untilByHash.size <= TOKENS_MAX) break;
      this.#untilByHash.delete(hash);
    }
    return token;
  }

  /** True once for a token that is still good. */
  redeem(token: string): boolean {
    const hash = hashSecret(token);
    const until = this.#untilByHash.get(hash);
    this.#untilByHash.delete(hash);
    return until !== undefined && until > this.#now();
  }
}
