// A way into the server: its own listener, and the rules for the requests that come in there. The guard, the limits, the cookies
// and the proofs of pages ask it. A header of a proxy means something only at the entrance that belongs to this proxy.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { EntranceKind } from '../../../src-shared/entrances.ts';
import type { NamedAccount } from './named-account.ts';
import type { TrustedAddresses } from './trusted-addresses.ts';

/** The header in which the proxy of an entrance names the client's address. */
export type ClientHeader = 'x-forwarded-for' | 'cf-connecting-ip';

export interface EntranceRules {
  kind: EntranceKind;
  /** Null: no proxy stands before it, or one that names no address. */
  clientHeader: ClientHeader | null;
  /** The header with the host that the browser addressed. */
  hostHeader: 'host' | 'x-forwarded-host';
  /** Reads the account that its proxy names. Null: it names none, or other programs could reach the listener and name one. */
  accountOf: ((request: IncomingMessage) => NamedAccount | null) | null;
  /** Its proxy is on another computer, at one of these. Null: all that reach the listener may connect. */
  trusted: TrustedAddresses | null;
}

/** An entrance without a proxy. */
export function directEntrance(kind: 'computer' | 'network'): EntranceRules {
  return { kind, clientHeader: null, hostHeader: 'host', accountOf: null, trusted: null };
}

export class Entrance {
  readonly kind: EntranceKind;
  readonly #rules: EntranceRules;
  readonly #onReached: (client: string | undefined) => void;
  #hosts: ReadonlySet<string> = new Set();
  #origins: ReadonlySet<string> = new Set();
  #isSecure = false;

  /** `onReached`: a client came in whose request the guard let through, from this address as far as the entrance knows it. */
  constructor(rules: EntranceRules, onReached: (client: string | undefined) => void = () => undefined) {
    this.kind = rules.kind;
    this.#rules = rules;
    this.#onReached = onReached;
  }

  /** host:port of each of its addresses, as a browser writes it in Host. */
  get hosts(): ReadonlySet<string> {
    return this.#hosts;
  }

  /** Of its own pages, as a browser writes it in Origin. */
  get origins(): ReadonlySet<string> {
    return this.#origins;
  }

  /** Browsers reach it by HTTPS. */
  get isSecure(): boolean {
    return this.#isSecure;
  }

  /** Whether it takes a connection from this address. No byte of another one is read. */
  takesFrom(address: string | undefined): boolean {
    const { trusted } = this.#rules;
    return trusted === null || (address !== undefined && trusted.has(address));
  }

  /** Whether all its connections come from a proxy, or a program that forwards as one. */
  get isProxied(): boolean {
    return this.kind !== 'computer' && this.kind !== 'network';
  }

  /** Its addresses from now on. Without any, it refuses every request. */
  answerAs(origins: readonly string[]): void {
    const urls = origins.map((origin) => new URL(origin));
    this.#hosts = new Set(urls.map(({ host }) => host));
    this.#origins = new Set(urls.map(({ origin }) => origin));
    this.#isSecure = urls.length > 0 && urls.every(({ protocol }) => protocol === 'https:');
  }

  reached(request: Pick<IncomingMessage, 'headers' | 'socket'>): void {
    this.#onReached(this.clientAddress(request));
  }

  /** The host that the browser addressed, in lower case; empty without any. */
  hostOf(headers: IncomingHttpHeaders): string {
    const host = headers[this.#rules.hostHeader];
    return typeof host === 'string' ? host.toLowerCase() : '';
  }

  /** The account that its proxy names for the request; null at entrances without such a proxy. */
  accountOf(request: IncomingMessage): NamedAccount | null {
    return this.#rules.accountOf?.(request) ?? null;
  }

  /**
   * The client's IP address, as its entrance can know it. All clients of a proxy that names none count as one. A client can write
   * the header itself; the proxy adds its own entry at the end.
   */
  clientAddress({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined {
    if (!this.isProxied) return socket.remoteAddress;
    const { clientHeader } = this.#rules;
    const named = clientHeader === null ? undefined : headers[clientHeader];
    const last = (Array.isArray(named) ? named.at(-1) : named)?.split(',').at(-1)?.trim() ?? '';
    return isIP(last) === 0 ? this.kind : last;
  }
}
