// Connections by account: limits their number, and the bytes that wait to be sent on all of them together.
import { HEARTBEAT_INTERVAL_MS, OUTBOUND_QUEUE_BYTES_MAX_TOGETHER } from '../../../src-shared/limits.ts';
import { accountOf, type Actor } from '../domain/actor.ts';
import type { RateLimits } from '../domain/limits/rate-limits.ts';
import type { Connection } from './connection.ts';

/** Live clients answer each heartbeat. After this silence a client is probably gone, and its connection makes room for the next. */
const PROBABLY_GONE_MS = HEARTBEAT_INTERVAL_MS + 15_000;

export class AccountConnections {
  readonly #limits: Pick<RateLimits, 'requireConnection'>;
  readonly #byAccount = new Map<string, Set<Connection>>();
  /** The accounts that were checked in this turn of the loop. */
  readonly #checked = new Set<string>();

  readonly #onBacklog = ({ account }: Connection): void => {
    if (account !== null) this.#check(account);
  };

  constructor(limits: Pick<RateLimits, 'requireConnection'>) {
    this.#limits = limits;
  }

  add(connection: Connection, actor: Actor): void {
    this.delete(connection);
    const account = accountOf(actor);
    const theirs = this.#byAccount.get(account) ?? new Set<Connection>();
    this.#byAccount.set(account, theirs.add(connection));
    connection.account = account;
    connection.onBacklog = this.#onBacklog;
  }

  delete(connection: Connection): void {
    const { account } = connection;
    if (account === null) return;
    connection.account = null;
    const theirs = this.#byAccount.get(account);
    theirs?.delete(connection);
    if (theirs?.size === 0) this.#byAccount.delete(account);
  }

  /** `replaced`: the number of connections that end when this one begins. Throws `rate_limit_connections`. */
  requireOne(actor: Actor, replaced: number): void {
    const theirs = this.#byAccount.get(accountOf(actor));
    if (!theirs) return;
    const [quietest] = [...theirs].sort((a, b) => b.silentMs - a.silentMs);
    try {
      this.#limits.requireConnection(actor, theirs.size - replaced);
    } catch (error) {
      if (!quietest || quietest.silentMs < PROBABLY_GONE_MS) throw error;
      this.delete(quietest);
      quietest.cut('Nothing was heard for too long.');
    }
  }

  unsentTogether(connection: Connection): number {
    return unsentOf(this.#byAccount.get(connection.account ?? '') ?? []);
  }

  /** Cuts off the slowest readers until the rest is within the limit. One connection alone has its own limit. */
  #check(account: string): void {
    if (this.#checked.has(account)) return;
    if (this.#checked.size === 0) setImmediate(() => this.#checked.clear());
    this.#checked.add(account);
    const theirs = [...(this.#byAccount.get(account) ?? [])];
    if (theirs.length < 2) return;
    let together = unsentOf(theirs);
    if (together <= OUTBOUND_QUEUE_BYTES_MAX_TOGETHER) return;
    for (const each of theirs.sort((a, b) => b.waitingBytes - a.waitingBytes)) {
      if (together <= OUTBOUND_QUEUE_BYTES_MAX_TOGETHER) return;
      together -= each.waitingBytes;
      if (each.isOpen) each.cutSlow();
    }
  }
}

function unsentOf(connections: Iterable<Connection>): number {
  let bytes = 0;
  for (const { waitingBytes } of connections) bytes += waitingBytes;
  return bytes;
}
