// Opening the server to the owner's networks: a separate listener on each chosen address, and none by default. When an address of
// this computer changes, its listener follows.
import { isIPv4, isIPv6 } from 'node:net';
import { AppError } from '../../../src-shared/errors.ts';
import type { CertificateWay, Firewall, NetworkState } from '../../../src-shared/entrances.ts';
import { isNearby, isPrivateAddress, type NetworkAddress } from '../../../src-shared/networks.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import { every, type After } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import { firewallOf } from './firewall.ts';
import { followed, type MachineAddress, machineAddresses } from './machine-addresses.ts';
import type { Announcer, AnnouncedNetwork } from './mdns/announcer.ts';
import type { KeyPair } from './tls/key-pair.ts';
import { NetworkCertificate, type Authority } from './tls/network-certificate.ts';

const FOLLOW_EVERY_MS = 5_000;
/** Devices that come in are reported at most this often. */
const REACHED_EVERY_MS = 5_000;

export interface Listener {
  /** `http://address:port`. */
  readonly origin: string;
  /** Answers under these host names too, and under no others from now on. */
  answerTo(names: readonly string[]): void;
  /** Answers by HTTPS too, with this certificate under these hosts; null: no more. */
  secure(pair: KeyPair | null, hosts: readonly string[]): void;
  /** `https://host:port`. */
  readonly secureOrigins: readonly string[];
  close(): Promise<void>;
}

/** The own authority, and the addresses with its certificates. */
export type TrustFacts = Authority & { origins: readonly string[] };

export interface LanOptions {
  core: Core;
  /** The addresses that count as the local network; null: those of the machine's interfaces. */
  addresses: readonly string[] | null;
  dataDir: string;
  /** The port of mDNS; null: no name is announced. */
  mdnsPort: number | null;
  after: After;
  log(message: string, error: unknown): void;
  /** The addresses of the machine or the state of the entrance changed. */
  onChanged(): void;
}

/** The server's own listener, and a way to open others beside it. */
export interface OwnListener {
  /** `http://address:port`. */
  readonly url: string;
  /** `onReached`: a client came in by it. */
  listenOn(address: string, onReached: (client: string | undefined) => void): Promise<Listener>;
}

type Choice = Omit<NetworkAddress, 'interface'> & { interface: string | null };

export class LanSharing {
  readonly #options: LanOptions;
  #own: OwnListener | null = null;
  readonly #open = new Map<string, Listener>();
  /** As they were when they were last read. */
  #machine: MachineAddress[] = [];
  #moved: NetworkState['moved'] = [];
  #reached: NetworkState['reached'] = null;
  #firewall: Firewall = 'unknown';
  /** By the address that could not be opened. */
  readonly #problems = new Map<string, string>();
  #announcer: Announcer | null = null;
  readonly #certificate: NetworkCertificate;
  #shown = '';
  #stopFollowing: () => void = () => undefined;
  #look: Promise<void> | null = null;
  /** One change after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LanOptions) {
    this.#options = options;
    this.#certificate = new NetworkCertificate(options);
  }

  /**
   * By addresses first, then by name. Those with TLS come before them only where every device trusts the certificate: a link to one that
   * it does not trust leads to a warning.
   */
  get origins(): string[] {
    const plain = [...this.#reachable.map(({ origin }) => origin), ...this.#names];
    return this.#certificate.way.kind === 'files' ? [...this.#secureOrigins, ...plain] : [...plain, ...this.#secureOrigins];
  }

  get trust(): TrustFacts | null {
    const { authority } = this.#certificate;
    return authority && { ...authority, origins: this.#secureOrigins };
  }

  /** The addresses of this machine that can be shared. */
  get available(): NetworkAddress[] {
    return this.#machine.map(({ address, interface: name }) => ({ address, interface: name }));
  }

  /** Null while no address is chosen. */
  state(): NetworkState | null {
    if (this.#choices.length === 0) return null;
    const problem = [...this.#problems.values()][0] ?? this.#announcer?.problem ?? null;
    const way = { kind: this.#certificate.way.kind };
    const certificate = { way, origins: this.#secureOrigins, ...this.#certificate.facts };
    return { names: this.#names, moved: this.#moved, problem, reached: this.#reached, firewall: this.#firewall, certificate };
  }

  /** Opens what was open when the server last ran. */
  async start(own: OwnListener): Promise<void> {
    this.#own = own;
    await this.refresh();
    this.#stopFollowing = every(this.#options.after, FOLLOW_EVERY_MS, () => void this.refresh());
  }

  /** Exactly these are open from now on. Throws `address_not_local`. */
  async shareOn(addresses: readonly string[]): Promise<void> {
    const machine = machineAddresses(this.#options.addresses);
    const chosen = [...new Set(addresses)].map((address) => {
      const known = machine.find((each) => each.address === address);
      if (!known) throw new AppError('address_not_local', 'addresses: one of them is not an address of this machine.');
      return { address, interface: known.interface };
    });
    // Before a look that is under way has ended: it may make a certificate.
    this.#closeBut(new Set(addresses));
    await this.#inTurn(async () => {
      if (!this.#own) throw new AppError('internal_error', 'The server is starting. Try again in a second.');
      await this.#options.core.write('shareOn', { addresses: chosen });
      this.#problems.clear();
      if (chosen.length === 0) this.#reached = null;
      await this.#follow();
    });
  }

  /** Throws `invalid_payload` for files that cannot be used. */
  async certify(way: CertificateWay): Promise<void> {
    await this.#inTurn(async () => {
      await this.#certificate.choose(way, [...this.#open.keys()]);
      await this.#follow();
    });
  }

  /** Reads the addresses of the machine, and follows those that changed. One look serves all that ask for it before it begins. */
  refresh(): Promise<void> {
    this.#look ??= this.#inTurn(() => {
      this.#look = null;
      return this.#follow();
    }).catch((error: unknown) => this.#options.log('The network could not be followed', error));
    return this.#look;
  }

  async close(): Promise<void> {
    this.#stopFollowing();
    // A look that is asked for while it closes opens nothing again.
    this.#own = null;
    await this.#inTurn(async () => {
      await this.#announcer?.close();
      for (const listener of this.#open.values()) await listener.close();
      this.#open.clear();
    });
  }

  get #choices(): readonly Choice[] {
    return this.#options.core.directory.settings.get('shared_addresses');
  }

  get #reachable(): Listener[] {
    return this.#machine.flatMap(({ address }) => this.#open.get(address) ?? []);
  }

  get #secureOrigins(): string[] {
    return [...new Set(this.#reachable.flatMap(({ secureOrigins }) => secureOrigins))];
  }

  get #names(): string[] {
    const name = this.#announcer?.name;
    if (!name) return [];
    return [...new Set(this.#announced().map(({ port }) => `http://${name}${port === 80 ? '' : `:${port}`}`))];
  }

  async #follow(): Promise<void> {
    this.#machine = machineAddresses(this.#options.addresses);
    const targets = this.#targets();
    this.#closeBut(targets);
    for (const { address } of this.#machine) if (targets.has(address)) await this.#listen(address);
    if (targets.size > 0) this.#firewall = await firewallOf();
    await this.#announce();
    await this.#secure();
    const shown = JSON.stringify([this.available, this.origins, this.state()]);
    if (shown === this.#shown) return;
    const isFirst = this.#shown === '';
    this.#shown = shown;
    if (!isFirst) this.#options.onChanged();
  }

  /** Where to listen. An address that is gone and has no successor yet stays: it may come back, with its connections. */
  #targets(): Set<string> {
    const present = new Map(this.#machine.map((each) => [each.address, each]));
    const choices = this.#choices;
    const targets = new Set(choices.map(({ address }) => address).filter((address) => present.has(address)));
    this.#moved = [];
    for (const { address, interface: name } of choices) {
      if (present.has(address)) continue;
      const to = name === null ? null : (followed({ address, interface: name }, this.#machine, targets)?.address ?? null);
      this.#moved.push({ from: address, to });
      targets.add(to ?? address);
    }
    return targets;
  }

  #closeBut(kept: ReadonlySet<string>): void {
    for (const [address, listener] of this.#open) {
      if (kept.has(address)) continue;
      this.#open.delete(address);
      void listener.close();
    }
  }

  async #listen(address: string): Promise<void> {
    if (!this.#own || this.#open.has(address)) return;
    try {
      this.#open.set(address, await this.#own.listenOn(address, (client) => this.#onReached(client)));
      this.#problems.delete(address);
    } catch (error) {
      if (!this.#problems.has(address)) this.#options.log(`The server could not be opened on ${address}`, error);
      this.#problems.set(address, `${address} could not be opened: ${reasonOf(error)}`);
    }
  }

  /** A device, unless it is this computer itself. */
  #onReached(client: string | undefined): void {
    const at = this.#options.core.now();
    if (client === undefined || this.#machine.some(({ address }) => address === client)) return;
    if (at - (this.#reached?.at ?? -Infinity) < REACHED_EVERY_MS) return;
    this.#reached = { address: client, at };
    this.#options.onChanged();
  }

  /** The networks in which devices nearby look for names. */
  #announced(): AnnouncedNetwork[] {
    return this.#machine.flatMap(({ address, netmask, interface: name }) => {
      const listener = this.#open.get(address);
      if (!listener || !isIPv4(address) || !isNearby({ interface: name }) || !isPrivateAddress(address)) return [];
      const six = this.#machine.filter((each) => each.interface === name && isIPv6(each.address) && this.#open.has(each.address));
      return [{ address, netmask, port: portOf(listener.origin), addresses: [address, ...six.map((each) => each.address)] }];
    });
  }

  async #announce(): Promise<void> {
    const { core, mdnsPort, after, log } = this.#options;
    const networks = this.#announced();
    if (!this.#own || mdnsPort === null || (networks.length === 0 && !this.#announcer)) return;
    if (!this.#announcer) {
      const program = await import('./mdns/announcer.ts');
      const onChanged = (): void => this.#onNamed();
      this.#announcer = new program.Announcer({ port: mdnsPort, after, now: core.now, random: Math.random, log, onChanged });
    }
    const { id, name } = core.directory.home;
    this.#announcer.announce({ home: { id, name }, networks });
  }

  #onNamed(): void {
    const name = this.#announcer?.name ?? null;
    const announced = new Set(this.#announced().map(({ address }) => address));
    for (const [address, listener] of this.#open) listener.answerTo(name !== null && announced.has(address) ? [name] : []);
    this.#options.onChanged();
    // The certificate follows the name.
    void this.refresh();
  }

  async #secure(): Promise<void> {
    const name = this.#announcer?.name ?? null;
    const announced = new Set(this.#announced().map(({ address }) => address));
    const inUse = await this.#certificate.lookFor({ addresses: [...this.#open.keys()], name });
    for (const [address, listener] of this.#open) {
      const hosts = [address, ...(name !== null && announced.has(address) ? [name] : [])];
      listener.secure(inUse?.pair ?? null, inUse ? [...inUse.names, ...hosts.filter(inUse.covers)] : []);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** An address in its form for URLs. */
export function urlHost(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

function portOf(origin: string): number {
  return Number(new URL(origin).port || 80);
}
