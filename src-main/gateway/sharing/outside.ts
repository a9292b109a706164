// The entrances that lead here from outside: each has its own listener, and a program or a proxy before it. Closing one ends its
// program, its listener, and every connection that came by it.
import path from 'node:path';
import { AppError } from '../../../src-shared/errors.ts';
import type { EntranceState, EntranceWay, OutsideKind } from '../../../src-shared/entrances.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import type { After } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import { Entrance, type EntranceRules } from './entrance.ts';
import { machineAddresses } from './machine-addresses.ts';
import { cloudflareTunnel } from './tunnels/cloudflare.ts';
import { commandTunnel } from './tunnels/command.ts';
import { trustedBy } from './trusted-addresses.ts';
import { findProgram } from '../domain/programs/find-program.ts';
import { proxyTunnel } from './tunnels/proxy.ts';
import { proxyAccounts, requireSafeHeader } from './proxy-accounts.ts';
import { tailnetUser } from './tailnet-user.ts';
import { sshTunnel } from './tunnels/ssh.ts';
import { tailscaleTunnel } from './tunnels/tailscale.ts';
import type { StartTunnel, Target, Tunnel, TunnelParts } from './tunnels/tunnel.ts';
import { withoutFolders } from './without-folders.ts';

/** Clients that come in are reported at most this often. */
const REACHED_EVERY_MS = 60_000;
const LOOPBACK = '127.0.0.1';

export type ListenAt = { host: string; port: number } | { path: string };

/** A listener whose clients come through a proxy. */
export interface ProxiedListener {
  /** 0 for a Unix socket. */
  readonly port: number;
  /** Ends its connections within a second. */
  close(): Promise<void>;
}

export interface OutsideOptions {
  core: Core;
  dataDir: string;
  /** Instead of the addresses of the interfaces. */
  addresses: readonly string[] | null;
  after: After;
  log(message: string, error?: unknown): void;
  /** The environment's PATH. */
  searchPath: string | undefined;
  /** The state of an entrance changed. */
  onChanged(): void;
}

export interface ProxiedListeners {
  listenFor(at: ListenAt, entrance: Entrance): Promise<ProxiedListener>;
}

/** An entrance that is open, or tries to be. */
interface Running {
  kind: OutsideKind;
  entrance: Entrance;
  /** Null until it listens. */
  listener: ProxiedListener | null;
  tunnel: Tunnel | null;
  state: Omit<EntranceState, 'way'>;
}

type Kept = { way: EntranceWay; is_on: boolean };

const CLOSED: Omit<EntranceState, 'way'> = { state: 'off', origin: null, problem: null, reached_at: null };

export class OutsideEntrances {
  readonly #options: OutsideOptions;
  readonly #parts: TunnelParts;
  readonly #running = new Map<OutsideKind, Running>();
  #listeners: ProxiedListeners | null = null;
  /**
   * One change of an entrance after the other: it is closed before it is opened again. The end of one does not wait for the program of
   * another, and changes of what is kept are in their own turn.
   */
  readonly #last = new Map<OutsideKind | 'kept', Promise<unknown>>();

  constructor(options: OutsideOptions) {
    const { after, log, searchPath } = options;
    this.#options = options;
    this.#parts = { after, log, find: (name) => findProgram(name, { path: searchPath, platform: process.platform }) };
  }

  /** The origins of pages that are reachable now. */
  get origins(): string[] {
    return [...this.#running.values()].flatMap(({ state }) => (state.state === 'open' && state.origin !== null ? [state.origin] : []));
  }

  state(): EntranceState[] {
    return this.#kept().map(({ way, is_on }) => ({ way: shownWay(way), ...((is_on && this.#running.get(way.kind)?.state) || CLOSED) }));
  }

  /** Opens those that were open when the server last ran. */
  start(listeners: ProxiedListeners): void {
    this.#listeners = listeners;
    for (const { way, is_on } of this.#kept()) if (is_on) void this.#inTurn(way.kind, () => this.#open(way));
  }

  /** Opens it, or opens it again in another way. It may take a while until its address works. */
  open(way: EntranceWay): Promise<void> {
    return this.#inTurn(way.kind, async () => {
      if (way.kind === 'proxy') this.#requireUsable(way);
      await this.#close(way.kind);
      await this.#keep((kept) => [...kept.filter((each) => each.way.kind !== way.kind), { way, is_on: true }]);
      await this.#open(way);
    });
  }

  /** As it was set up. Throws `not_found`. */
  way(kind: OutsideKind): EntranceWay {
    const kept = this.#kept().find(({ way }) => way.kind === kind);
    if (!kept) throw new AppError('not_found', 'This entrance was never set up.');
    return kept.way;
  }

  /** Closes it. It stays set up. Throws `not_found` for one that was never set up. */
  async shut(kind: OutsideKind): Promise<void> {
    await this.#inTurn(kind, async () => {
      this.way(kind);
      await this.#keep((kept) => kept.map((each) => (each.way.kind === kind ? { ...each, is_on: false } : each)));
    });
    // It refuses new requests now. Those that are open may end within half a second: the one that closes it may have come by it.
    void this.#inTurn(kind, () => this.#close(kind));
    this.#running.get(kind)?.entrance.answerAs([]);
  }

  /** Throws for half a setup, and `address_not_local`. */
  #requireUsable(way: Extract<EntranceWay, { kind: 'proxy' }>): void {
    const { addresses: configured } = this.#options;
    const { host } = way;
    requireSafeHeader(way, trustedBy(way), configured);
    if (host !== null && !machineAddresses(configured).some(({ address }) => address === host))
      throw new AppError('address_not_local', 'host: it is not an address of this machine.');
  }

  async close(): Promise<void> {
    const kinds = [...this.#last.keys()].filter((turn) => turn !== 'kept');
    await Promise.all(kinds.map((kind) => this.#inTurn(kind, () => this.#close(kind))));
  }

  #kept(): readonly Kept[] {
    return this.#options.core.directory.settings.get('entrances');
  }

  async #keep(change: (kept: readonly Kept[]) => Kept[]): Promise<void> {
    await this.#inTurn('kept', () => this.#options.core.write('keepEntrances', { entrances: change(this.#kept()) }));
  }

  #inTurn<T>(turn: OutsideKind | 'kept', work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(turn) ?? Promise.resolve()).then(work);
    this.#last.set(
      turn,
      done.catch(() => undefined),
    );
    return done;
  }

  async #open(way: EntranceWay): Promise<void> {
    const { dataDir, log } = this.#options;
    const entrance = new Entrance(rulesOf(way, this.#options.addresses), () => this.#reached(way.kind));
    const running: Running = { kind: way.kind, entrance, listener: null, tunnel: null, state: { ...CLOSED, state: 'starting' } };
    this.#running.set(way.kind, running);
    const at = placeOf(way, dataDir);
    try {
      if (!this.#listeners) throw new AppError('internal_error', 'The server is starting. Try again in a second.');
      running.listener = await this.#listeners.listenFor(at, entrance);
      const target: Target = 'path' in at ? at : { port: running.listener.port };
      running.tunnel = tunnelOf(way)(
        target,
        {
          onOpen: (origin) => this.#moved(running, { state: 'open', origin, problem: null }),
          onWaiting: (problem) => this.#moved(running, { state: 'starting', origin: null, problem }),
          onFailed: (problem) => this.#moved(running, { state: 'failed', origin: null, problem }),
        },
        this.#parts,
      );
      this.#options.onChanged();
    } catch (error) {
      log(`The entrance "${way.kind}" could not be opened`, error);
      this.#moved(running, { state: 'failed', origin: null, problem: reasonOf(error) });
    }
  }

  #moved(running: Running, change: Pick<EntranceState, 'state' | 'origin' | 'problem'>): void {
    // Its program may report something while it ends.
    if (this.#running.get(running.kind) !== running) return;
    running.entrance.answerAs(change.origin === null ? [] : [change.origin]);
    const problem = change.problem === null ? null : withoutFolders(change.problem);
    running.state = { ...running.state, ...change, problem };
    this.#options.onChanged();
  }

  #reached(kind: OutsideKind): void {
    const running = this.#running.get(kind);
    const now = this.#options.core.now();
    if (!running || now - (running.state.reached_at ?? -Infinity) < REACHED_EVERY_MS) return;
    running.state = { ...running.state, reached_at: now };
    this.#options.onChanged();
  }

  async #close(kind: OutsideKind): Promise<void> {
    const running = this.#running.get(kind);
    if (!running) return;
    this.#running.delete(kind);
    running.entrance.answerAs([]);
    this.#options.onChanged();
    // The listener first: while the program ends, nothing comes in any more.
    await running.listener?.close();
    await running.tunnel?.stop();
  }
}

/** Without the arguments of a command, which may hold a secret: every admin is sent this. */
function shownWay(way: EntranceWay): EntranceWay {
  return way.kind === 'command' ? { ...way, command: way.command.slice(0, 1).map(withoutFolders) } : way;
}

/** Tailscale keeps its setting after the server has ended. No other account can create a socket in the data folder. */
function placeOf(way: EntranceWay, dataDir: string): ListenAt {
  if (way.kind === 'tailscale' && process.platform !== 'win32') return { path: path.resolve(dataDir, 'tailscale.sock') };
  return way.kind === 'proxy' ? { host: way.host ?? LOOPBACK, port: way.port } : { host: LOOPBACK, port: 0 };
}

function rulesOf(way: EntranceWay, addresses: readonly string[] | null): EntranceRules {
  const { kind } = way;
  switch (kind) {
    case 'cloudflare':
      return { kind, clientHeader: 'cf-connecting-ip', hostHeader: 'host', accountOf: null, trusted: null };
    case 'tailscale':
      // To a Unix socket it sends the Host `localhost`, and the browser's in the other header.
      // Any program on this computer could reach a port and name a user.
      return process.platform === 'win32'
        ? { kind, clientHeader: 'x-forwarded-for', hostHeader: 'host', accountOf: null, trusted: null }
        : {
            kind,
            clientHeader: 'x-forwarded-for',
            hostHeader: 'x-forwarded-host',
            accountOf: ({ headers }) => tailnetUser(headers),
            trusted: null,
          };
    case 'ssh':
    case 'command':
      return { kind, clientHeader: null, hostHeader: 'host', accountOf: null, trusted: null };
    case 'proxy':
      return {
        kind,
        clientHeader: way.client_header,
        hostHeader: 'host',
        accountOf: proxyAccounts(way, addresses),
        trusted: trustedBy(way),
      };
  }
}

function tunnelOf(way: EntranceWay): StartTunnel {
  switch (way.kind) {
    case 'cloudflare':
      return cloudflareTunnel;
    case 'tailscale':
      return tailscaleTunnel(way);
    case 'ssh':
      return sshTunnel(way);
    case 'command':
      return commandTunnel(way);
    case 'proxy':
      return proxyTunnel(way);
  }
}
