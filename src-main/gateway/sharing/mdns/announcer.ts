// Says in the chosen networks under which name this server is found. It begins again when the networks or the name change.
import { reasonOf } from '../../../../src-shared/reason.ts';
import type { After } from '../../domain/clock.ts';
import type { Network } from '../same-network.ts';
import { openLink, type OpenLink } from './link.ts';
import { hostLabel } from './names.ts';
import { Responder, type ResponderLink } from './responder.ts';

const RETRY_MS = 60_000;

export interface AnnouncedNetwork extends Network {
  /** On which the server listens there. */
  port: number;
  /** The addresses of this network on which it listens. */
  addresses: readonly string[];
}

export interface Announcement {
  home: { id: string; name: string };
  networks: readonly AnnouncedNetwork[];
}

export interface AnnouncerOptions {
  /** The port of mDNS. */
  port: number;
  after: After;
  now(): number;
  random(): number;
  log(message: string, error: unknown): void;
  onChanged(): void;
}

const NAMES_TAKEN = 'Other devices on this network have the names that this Lanai tried. It tries again in a minute.';

export class Announcer {
  readonly #options: AnnouncerOptions;
  #wanted = '';
  #name: string | null = null;
  #problem: string | null = null;
  #stop: () => Promise<void> = () => Promise.resolve();
  #cancelRetry: () => void = () => undefined;
  /** One change after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** The host name that the network knows now. */
  get name(): string | null {
    return this.#name;
  }

  /** Why it has no name, as a sentence. */
  get problem(): string | null {
    return this.#problem;
  }

  /** From now on. Without a network it takes the name back. */
  announce(wanted: Announcement): void {
    const label = hostLabel(wanted.home);
    const key = JSON.stringify([label, wanted.networks]);
    if (key === this.#wanted) return;
    this.#wanted = key;
    this.#begin(key, wanted, label);
  }

  /** When the networks have heard that the name is gone. */
  async close(): Promise<void> {
    this.#wanted = '';
    this.#cancelRetry();
    await this.#inTurn(async () => {
      await this.#end();
      this.#moved(null, null);
    });
  }

  #begin(key: string, wanted: Announcement, label: string): void {
    this.#cancelRetry();
    void this.#inTurn(async () => {
      await this.#end();
      if (this.#wanted === key && wanted.networks.length > 0) await this.#start(key, wanted, label);
      else this.#moved(null, null);
    });
  }

  async #start(key: string, wanted: Announcement, label: string): Promise<void> {
    const { port, after, now, random, log } = this.#options;
    const parts: { responder: Responder | null } = { responder: null };
    const again = (error: unknown): void => {
      parts.responder?.stop();
      if (this.#wanted !== key) return;
      const problem = problemOf(error);
      if (problem !== this.#problem) log('The name is not announced in the network', error);
      this.#moved(null, problem);
      this.#cancelRetry();
      this.#cancelRetry = after(RETRY_MS, () => this.#begin(key, wanted, label));
    };
    const open: OpenLink[] = [];
    const links: ResponderLink[] = [];
    let failure: unknown;
    for (const network of wanted.networks) {
      try {
        const link: OpenLink = await openLink({
          ...network,
          port,
          now,
          log,
          onPacket: (packet, from) => parts.responder?.receive(made, packet, from),
          onError: again,
          // Later on the network may be away for a while.
          onUnsent: (error) => {
            if (this.#name === null) again(error);
          },
        });
        const made: ResponderLink = { ...network, send: (packet, to) => link.send(packet, to) };
        open.push(link);
        links.push(made);
      } catch (error) {
        failure = error;
      }
    }
    this.#stop = async () => {
      parts.responder?.stop();
      await Promise.all(open.map((link) => link.close()));
    };
    if (links.length === 0) return again(failure);
    const onName = (name: string | null, isTaken: boolean): void => this.#moved(name, isTaken ? NAMES_TAKEN : null);
    parts.responder = new Responder({ label, homeId: wanted.home.id, links, port, after, now, random, onName });
    parts.responder.start();
  }

  async #end(): Promise<void> {
    const stop = this.#stop;
    this.#stop = () => Promise.resolve();
    await stop();
    this.#moved(null, this.#problem);
  }

  #moved(name: string | null, problem: string | null): void {
    if (name === this.#name && problem === this.#problem) return;
    this.#name = name;
    this.#problem = problem;
    this.#options.onChanged();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch((error: unknown) => this.#options.log('The name could not be changed in the network', error));
    return done.catch(() => undefined);
  }
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE' || code === 'EACCES')
    return 'The name is not known in the network: another program keeps the port of mDNS (UDP 5353) to itself.';
  return `The name is not known in the network: ${reasonOf(error)}`;
}
