// Connections that are not identified yet. They are cheap to open, so there is a limit for all together and one for each
// address. The connection that has waited longest is closed: clients that identify themselves at once are not affected.
import type { After } from '../domain/clock.ts';
import { networkOf } from '../domain/network.ts';

/** Many agents of one machine may connect at the same moment. Only connections that are still unknown after this count for their address. */
const GRACE_MS = 1_000;

export interface StrangersOptions<T> {
  totalMax: number;
  perAddressMax: number;
  after: After;
  cut(connection: T): void;
}

export class Strangers<T> {
  readonly #options: StrangersOptions<T>;
  /** The longest waiting first. */
  readonly #addresses = new Map<T, string>();
  readonly #byAddress = new Map<string, Set<T>>();
  readonly #checks = new Map<string, () => void>();

  constructor(options: StrangersOptions<T>) {
    this.#options = options;
  }

  get size(): number {
    return this.#addresses.size;
  }

  add(connection: T, remoteAddress: string | undefined): void {
    const { totalMax, perAddressMax, after } = this.#options;
    const address = networkOf(remoteAddress);
    const theirs = this.#byAddress.get(address) ?? new Set<T>();
    this.#addresses.set(connection, address);
    this.#byAddress.set(address, theirs.add(connection));
    if (this.#addresses.size > totalMax) this.#cutLongest(this.#addresses.keys());
    if (theirs.size > perAddressMax && !this.#checks.has(address)) {
      this.#checks.set(
        address,
        after(GRACE_MS, () => this.#check(address)),
      );
    }
  }

  /** The connection is identified, or closed. */
  delete(connection: T): void {
    const address = this.#addresses.get(connection);
    if (address === undefined) return;
    this.#addresses.delete(connection);
    const theirs = this.#byAddress.get(address);
    theirs?.delete(connection);
    if (theirs?.size === 0) this.#byAddress.delete(address);
  }

  close(): void {
    for (const cancel of this.#checks.values()) cancel();
    this.#checks.clear();
  }

  #check(address: string): void {
    this.#checks.delete(address);
    const theirs = this.#byAddress.get(address);
    while (theirs && theirs.size > this.#options.perAddressMax) this.#cutLongest(theirs.values());
  }

  #cutLongest(waiting: Iterable<T>): void {
    for (const longest of waiting) {
      this.delete(longest);
      this.#options.cut(longest);
      return;
    }
  }
}
