// How other machines reach the server: the addresses of the network, and the entrances from outside.
import type { EntranceWay } from '../../../src-shared/entrances.ts';
import type { Sharing as SharingState } from '../../../src-shared/objects.ts';
import type { Actor } from '../domain/actor.ts';
import type { Commands, Core } from '../domain/core.ts';
import { mayAdminister, mayRunPrograms, OWNERS_COMPUTER_ONLY, requirePermission } from '../domain/policy.ts';
import { LanSharing, type LanOptions, type OwnListener, type TrustFacts } from './lan.ts';
import { OutsideEntrances, type OutsideOptions, type ProxiedListeners } from './outside.ts';

export type { TrustFacts };

export type SharingOptions = Omit<LanOptions & OutsideOptions, 'onChanged'>;

export class Sharing {
  readonly #core: Core;
  readonly #lan: LanSharing;
  readonly #outside: OutsideEntrances;
  #own: OwnListener | null = null;

  constructor(options: SharingOptions) {
    this.#core = options.core;
    const onChanged = (): void => this.#publish();
    this.#lan = new LanSharing({ ...options, onChanged });
    this.#outside = new OutsideEntrances({ ...options, onChanged });
  }

  /** The origins of pages: those from outside, those of the network, and the one on this computer. */
  get reachableAt(): string[] {
    return [...this.#origins, ...(this.#own ? [this.#own.url] : [])];
  }

  state(): SharingState {
    return { available: this.#lan.available, origins: this.#origins, network: this.#lan.state(), entrances: this.#outside.state() };
  }

  /** The own authority, for devices to trust; null without any. */
  get trust(): TrustFacts | null {
    return this.#lan.trust;
  }

  async start(own: OwnListener & ProxiedListeners): Promise<void> {
    this.#own = own;
    await this.#lan.start(own);
    this.#outside.start(own);
  }

  async close(): Promise<void> {
    await this.#outside.close();
    await this.#lan.close();
  }

  commands(): Pick<Commands, 'get_sharing' | 'set_sharing' | 'set_certificate' | 'open_entrance' | 'reopen_entrance' | 'close_entrance'> {
    const administers = (actor: Actor): void =>
      requirePermission(mayAdminister(this.#core.directory, actor), 'Only the owner or an admin can share this server.');
    return {
      get_sharing: async ({ actor }) => {
        administers(actor);
        await this.#lan.refresh();
        return this.state();
      },
      set_sharing: async ({ actor }, { addresses }) => {
        administers(actor);
        await this.#lan.shareOn(addresses);
        return this.state();
      },
      set_certificate: async ({ actor }, { certificate }) => {
        administers(actor);
        if (certificate.kind === 'files') this.#requireOwnersComputer(actor);
        await this.#lan.certify(certificate);
        return this.state();
      },
      open_entrance: async ({ actor }, { way }) => {
        administers(actor);
        this.#requireForWay(actor, way);
        await this.#outside.open(way);
        return this.state();
      },
      reopen_entrance: async ({ actor }, { kind }) => {
        administers(actor);
        const way = this.#outside.way(kind);
        this.#requireForWay(actor, way);
        await this.#outside.open(way);
        return this.state();
      },
      close_entrance: async ({ actor }, { kind }) => {
        administers(actor);
        await this.#outside.shut(kind);
        return this.state();
      },
    };
  }

  get #origins(): string[] {
    return [...this.#outside.origins, ...this.#lan.origins];
  }

  /** A proxy that names people can sign in as each of them: an admin could name the address of a device as such a proxy. */
  #requireForWay(actor: Actor, way: EntranceWay): void {
    const namesPeople = way.kind === 'proxy' && way.user_header !== null;
    if (way.kind === 'ssh' || way.kind === 'command' || namesPeople) this.#requireOwnersComputer(actor);
  }

  /** Programs and files of the owner's choice are run and read with the rights of this account. */
  #requireOwnersComputer(actor: Actor): void {
    requirePermission(mayRunPrograms(this.#core.directory, actor), OWNERS_COMPUTER_ONLY);
  }

  #publish(): void {
    this.#core.publish({ only_id: null, event: { type: 'sharing.changed', cursor: null, sharing: this.state() } });
  }
}
