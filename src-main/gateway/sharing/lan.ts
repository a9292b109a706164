// Opening the home to other machines on the owner's networks: a listener of its own on each chosen address, and none
// by default.
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { AppError } from '../../../src-shared/errors.ts';
import type { Sharing } from '../../../src-shared/objects.ts';
import type { Core } from '../domain/core.ts';

export interface Listener {
  /** `http://address:port`. */
  readonly origin: string;
  close(): Promise<void>;
}

export interface LanOptions {
  core: Core;
  /** The addresses that count as the local network; null: those of the machine's interfaces. */
  addresses: readonly string[] | null;
  log(message: string, error: unknown): void;
}

/** The server's own listener, and a way to open others beside it. */
export interface OwnListener {
  /** `http://address:port`. */
  readonly url: string;
  listenOn(address: string): Promise<Listener>;
}

export class LanSharing {
  readonly #options: LanOptions;
  #own: OwnListener | null = null;
  readonly #open = new Map<string, Listener>();

  constructor(options: LanOptions) {
    this.#options = options;
  }

  get origins(): string[] {
    return [...this.#open.values()].map((listener) => listener.origin);
  }

  /** The addresses of this machine that can be shared. */
  get available(): Sharing['available'] {
    return this.#available();
  }

  /** Opens what was open when the home last ran. An address that is no longer this machine's stays closed. */
  async start(own: OwnListener): Promise<void> {
    this.#own = own;
    for (const address of this.#options.core.directory.settings.get('shared_addresses')) {
      try {
        await this.#listen(address);
      } catch (error) {
        this.#options.log(`The home could not be opened on ${address}`, error);
      }
    }
  }

  /** Exactly these are open from now on. Throws `address_not_local`. */
  async shareOn(addresses: readonly string[]): Promise<void> {
    const available = new Set(this.#available().map((each) => each.address));
    const isForeign = addresses.some((address) => !available.has(address));
    if (isForeign) throw new AppError('address_not_local', 'addresses: one of them is not an address of this machine.');
    const wanted = new Set(addresses);
    for (const [address, listener] of this.#open) {
      if (wanted.has(address)) continue;
      this.#open.delete(address);
      await listener.close();
    }
    for (const address of wanted) await this.#listen(address);
    await this.#options.core.write('shareOn', { addresses: [...wanted] });
  }

  async close(): Promise<void> {
    for (const listener of this.#open.values()) await listener.close();
    this.#open.clear();
  }

  async #listen(address: string): Promise<void> {
    if (!this.#own) throw new AppError('internal_error', 'The home is starting. Try again in a second.');
    if (!this.#open.has(address)) this.#open.set(address, await this.#own.listenOn(address));
  }

  #available(): Sharing['available'] {
    const { addresses } = this.#options;
    if (addresses) return addresses.map((address) => ({ address, interface: 'configured' }));
    return Object.entries(networkInterfaces()).flatMap(([name, each]) =>
      (each ?? [])
        .filter(({ internal, address }) => !internal && !isLinkLocal(address))
        .map(({ address }) => ({ address, interface: name })),
    );
  }
}

/** An address in its form for URLs. */
export function urlHost(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

/** Such an address means nothing without its interface, so no link can carry it. */
function isLinkLocal(address: string): boolean {
  return isIPv6(address) && address.toLowerCase().startsWith('fe80:');
}
