// Counts failed sign-ins, and invites and keys that are not valid. Their number is not limited, so they are counted here and written together.
import type { AuditFailure, AuditTopic } from '../../../../src-shared/audit.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import { networkOf } from '../network.ts';
import type { FailedAttempts } from '../../store/interfaces/audit.ts';
import type { Origin } from './draft.ts';

const WRITE_AFTER_MS = 2_000;
/** Further networks count together until the next write. */
const COUNTED_AT_ONCE_MAX = 100;

const TOPICS: Readonly<Record<AuditFailure, AuditTopic>> = { failed_sign_in: 'sign_in', failed_invite: 'invites', failed_key: 'keys' };

export interface FailureCounterOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

export class FailureCounter {
  readonly #options: FailureCounterOptions;
  #counted = new Map<string, FailedAttempts>();
  #cancel: (() => void) | null = null;

  constructor(options: FailureCounterOptions) {
    this.#options = options;
  }

  count(kind: AuditFailure, { entrance, address: from }: Origin, reason: string): void {
    const address = networkIn(from);
    const at = this.#options.core.now();
    const one: FailedAttempts = {
      ...{ kind, topic: TOPICS[kind], entrance, at, last_at: at, count: 1 },
      ...(this.#counted.size < COUNTED_AT_ONCE_MAX || this.#counted.has(idOf(kind, entrance, address, reason))
        ? { address, facts: JSON.stringify({ reason }) }
        : { address: null, facts: '{}' }),
    };
    const id = idOf(kind, entrance, one.address, one.facts === '{}' ? '' : reason);
    const known = this.#counted.get(id);
    this.#counted.set(id, known ? { ...known, last_at: at, count: known.count + 1 } : one);
    this.#cancel ??= this.#options.after(WRITE_AFTER_MS, () => void this.#write());
  }

  async #write(): Promise<void> {
    this.#cancel = null;
    const failures = [...this.#counted.values()];
    this.#counted = new Map();
    const { core, log } = this.#options;
    await core.write('countFailures', { failures }).catch((error: unknown) => log('Failed attempts could not be stored', error));
  }

  async close(): Promise<void> {
    this.#cancel?.();
    if (this.#counted.size > 0) await this.#write();
  }
}

/** One machine may have all addresses of a network of IPv6. */
function networkIn(address: string | null): string | null {
  return address?.includes(':') && address !== '::1' ? `${networkOf(address)}::/64` : address;
}

function idOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}
