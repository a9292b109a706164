// Finds a free name by asking for it, says in each network that this server has it, and answers those who ask. When another host
// turns out to have the name, it takes the next one (RFC 6762, 8 and 9). It keeps nothing of what it hears.
import type { DecodedPacket, Packet } from 'dns-packet';
import type { After } from '../../domain/clock.ts';
import type { Peer } from './link.ts';
import { candidate } from './names.ts';
import {
  announcementOf,
  answerOf,
  compareClaims,
  dataOf,
  goodbyeOf,
  groupsFor,
  hostOf,
  isClaim,
  oneShotAnswer,
  probeFor,
  recordsOf,
  type Announced,
  type Group,
  type Records,
} from './records.ts';

const PROBES = 3;
const PROBE_EVERY_MS = 250;
const ANNOUNCE_AGAIN_MS = 1_000;
/** After another host that claimed the name at the same time. */
const YIELD_MS = 1_000;
const SAME_ANSWER_EVERY_MS = 1_000;
const PROBE_ANSWER_EVERY_MS = PROBE_EVERY_MS;
/** Hosts that answer for a shared name do not answer all at once. */
const SHARED_DELAY_MS = { least: 20, spread: 100 };
const NAMES_TRIED_MAX = 9;
const TRY_AGAIN_MS = 60_000;
/** Past so many conflicts within that time, it waits before it asks again. */
const CONFLICTS = { max: 5, withinMs: 60_000, waitMs: 5_000 };

export interface ResponderLink extends Pick<Announced, 'port' | 'addresses'> {
  send(packet: Packet, to?: Peer): void;
}

export interface ResponderOptions {
  label: string;
  homeId: string;
  links: readonly ResponderLink[];
  /** The port of mDNS. */
  port: number;
  after: After;
  now(): number;
  /** From 0 to 1. */
  random(): number;
  /** The host name that the server has from now on. Null: none; `isTaken`: all names that it tried. */
  onName(host: string | null, isTaken: boolean): void;
}

interface LinkState {
  link: ResponderLink;
  records: Records;
  sentAt: Map<Group, number>;
  waiting: Set<Group>;
}

export class Responder {
  readonly #options: ResponderOptions;
  /** `waiting`: it asks soon, and hears nothing until then. */
  #state: 'waiting' | 'probing' | 'established' | 'stopped' = 'stopped';
  #attempt = 1;
  #label = '';
  #links: readonly LinkState[] = [];
  #cancel: () => void = () => undefined;
  readonly #delayed = new Set<() => void>();
  #conflicts: number[] = [];

  constructor(options: ResponderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#probeIn(this.#shortly());
  }

  /** Takes the name back from those who heard of it. */
  stop(): void {
    const isKnown = this.#state === 'established';
    this.#state = 'stopped';
    this.#cancel();
    for (const cancel of this.#delayed) cancel();
    this.#delayed.clear();
    if (isKnown) for (const { link, records } of this.#links) link.send(goodbyeOf(records));
  }

  receive(from: ResponderLink, packet: DecodedPacket, peer: Peer): void {
    const on = this.#links.find(({ link }) => link === from);
    if (!on || this.#state === 'stopped' || this.#state === 'waiting') return;
    if (packet.type === 'response') this.#hear(on, packet, peer);
    else if (this.#state === 'probing') this.#compare(on, packet);
    else this.#answer(on, packet, peer);
  }

  #probeIn(ms: number): void {
    this.#state = 'waiting';
    this.#label = candidate(this.#options.label, this.#attempt);
    const { homeId, links } = this.#options;
    this.#links = links.map((link) => ({
      link,
      records: recordsOf({ label: this.#label, homeId, port: link.port, addresses: link.addresses }),
      sentAt: new Map(),
      waiting: new Set(),
    }));
    this.#next(ms, () => this.#probe(0));
  }

  #probe(sent: number): void {
    if (sent === PROBES) return this.#establish();
    this.#state = 'probing';
    for (const { link, records } of this.#links) link.send(probeFor(this.#label, records));
    this.#next(PROBE_EVERY_MS, () => this.#probe(sent + 1));
  }

  #establish(): void {
    this.#state = 'established';
    this.#announce();
    this.#next(ANNOUNCE_AGAIN_MS, () => this.#announce());
    this.#options.onName(hostOf(this.#label), false);
  }

  #announce(): void {
    for (const { link, records } of this.#links) link.send(announcementOf(records));
  }

  /** Another host says something about the names. */
  #hear(on: LinkState, packet: DecodedPacket, peer: Peer): void {
    // Only mDNS itself answers for names.
    if (peer.port !== this.#options.port) return;
    const claims = [...(packet.answers ?? []), ...(packet.additionals ?? [])].filter((each) => isClaim(each, this.#label));
    const own = this.#links.flatMap(({ records }) => [...records.host, ...records.instance]);
    const isOwn = (claim: (typeof claims)[number]): boolean => {
      const data = dataOf(claim);
      return own.some((each) => each.type === claim.type && data !== null && dataOf(each)?.equals(data) === true);
    };
    const isGoodbye = (claim: (typeof claims)[number]): boolean => 'ttl' in claim && claim.ttl === 0;
    if (claims.some((claim) => !isGoodbye(claim) && !isOwn(claim))) this.#conflict();
    // Another server on this computer takes back what this one says too.
    else if (this.#state === 'established' && claims.some((claim) => isGoodbye(claim) && isOwn(claim)))
      on.link.send(announcementOf(on.records));
  }

  #conflict(): void {
    const now = this.#options.now();
    this.#conflicts = [...this.#conflicts.filter((at) => now - at < CONFLICTS.withinMs), now].slice(-CONFLICTS.max - 1);
    const wait = this.#conflicts.length > CONFLICTS.max ? CONFLICTS.waitMs : this.#shortly();
    // The one who has it answers the probes.
    if (this.#state === 'established') return this.#probeIn(wait);
    this.#attempt += 1;
    const isTaken = this.#attempt > NAMES_TRIED_MAX;
    this.#options.onName(null, isTaken);
    if (isTaken) this.#attempt = 1;
    this.#probeIn(isTaken ? TRY_AGAIN_MS : wait);
  }

  /** Another host asks for the same names at the same time. Own probes come back here too. */
  #compare({ records }: LinkState, packet: DecodedPacket): void {
    const theirs = (packet.authorities ?? []).filter((each) => isClaim(each, this.#label));
    if (theirs.length === 0) return;
    for (const group of ['host', 'instance'] as const) {
      const names = new Set(records[group].map(({ name }) => name));
      const other = theirs.filter(({ name }) => names.has(name.toLowerCase()));
      const isOwn = this.#links.some((each) => compareClaims(each.records[group], other) === 0);
      if (other.length > 0 && !isOwn && compareClaims(records[group], other) < 0) return this.#probeIn(YIELD_MS);
    }
  }

  #answer(on: LinkState, packet: DecodedPacket, peer: Peer): void {
    const groups = new Set((packet.questions ?? []).flatMap((each) => groupsFor(each, this.#label)));
    if (groups.size === 0) return;
    if (peer.port !== this.#options.port) return on.link.send(oneShotAnswer(packet, answerOf(groups, on.records), this.#label), peer);
    for (const group of [...groups]) if (isKnown(on.records[group], packet)) groups.delete(group);
    const isProbe = (packet.authorities ?? []).length > 0;
    const isShared = groups.has('service') || groups.has('services');
    if (!isShared) return this.#say(on, groups, isProbe ? PROBE_ANSWER_EVERY_MS : SAME_ANSWER_EVERY_MS);
    const isWaiting = on.waiting.size > 0;
    for (const group of groups) on.waiting.add(group);
    if (isWaiting) return;
    const { least, spread } = SHARED_DELAY_MS;
    const cancel = this.#options.after(least + spread * this.#options.random(), () => {
      this.#delayed.delete(cancel);
      const asked = new Set(on.waiting);
      on.waiting.clear();
      if (this.#state === 'established') this.#say(on, asked, SAME_ANSWER_EVERY_MS);
    });
    this.#delayed.add(cancel);
  }

  /** Everyone in the network hears it, so the same need not be said again at once. */
  #say({ link, records, sentAt }: LinkState, groups: ReadonlySet<Group>, everyMs: number): void {
    const now = this.#options.now();
    const due = new Set([...groups].filter((group) => records[group].length > 0 && now - (sentAt.get(group) ?? -Infinity) >= everyMs));
    if (due.size === 0) return;
    for (const group of due) sentAt.set(group, now);
    link.send(answerOf(due, records));
  }

  #next(ms: number, run: () => void): void {
    this.#cancel();
    this.#cancel = this.#options.after(ms, run);
  }

  #shortly(): number {
    return this.#options.random() * PROBE_EVERY_MS;
  }
}

/** Whether the one who asks has all of these records already, for at least half of their time. */
function isKnown(records: readonly Records[Group][number][], { answers = [] }: DecodedPacket): boolean {
  return (
    records.length > 0 &&
    records.every((record) => {
      const data = dataOf(record);
      return answers.some(
        (each) =>
          each.type === record.type &&
          each.name.toLowerCase() === record.name &&
          'ttl' in each &&
          'ttl' in record &&
          (each.ttl ?? 0) * 2 >= (record.ttl ?? 0) &&
          data !== null &&
          dataOf(each)?.equals(data) === true,
      );
    })
  );
}
