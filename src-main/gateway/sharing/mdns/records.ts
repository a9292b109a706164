// The records by which a server is found in the network: the addresses of its host name, and its service (RFC 6762, RFC 6763).
import { decode, encode, type Answer, type DecodedPacket, type Packet, type RecordType } from 'dns-packet';

const SERVICE = '_lanai._tcp.local';
const SERVICES = '_services._dns-sd._udp.local';
const HOST_TTL_S = 120;
const SERVICE_TTL_S = 4_500;
/** For a program that asks from another port than that of mDNS, and so hears of no change. */
const ONE_SHOT_TTL_S = 10;
/** Questions that such an answer repeats. */
const ECHOED_MAX = 4;

/** The sizes of DNS: the header, the shortest question, and what stands between the name and the data of a record. */
const HEADER_BYTES = 12;
const QUESTION_BYTES_MIN = 5;
const RECORD_HEAD_BYTES = 10;
/** A packet that fits into one frame of the network. Larger ones are lists of known answers, which this server can do without. */
const PACKET_BYTES_MAX = 1_472;

/** So that all records fit into a frame. */
const ADDRESSES_MAX = 8;

export interface Announced {
  /** The first part of the host name, and the name of the service. */
  label: string;
  homeId: string;
  port: number;
  /** Of this computer, in one network. */
  addresses: readonly string[];
}

export type Group = 'host' | 'missing' | 'instance' | 'service' | 'services';
export type Records = Readonly<Record<Group, readonly Answer[]>>;

export function hostOf(label: string): string {
  return `${label}.local`;
}

function instanceOf(label: string): string {
  return `${label}.${SERVICE}`;
}

export function recordsOf({ label, homeId, port, addresses: all }: Announced): Records {
  const addresses = all.slice(0, ADDRESSES_MAX);
  const [host, instance] = [hostOf(label), instanceOf(label)];
  const own = (ttl: number) => ({ ttl, class: 'IN', flush: true }) as const;
  const shared = { ttl: SERVICE_TTL_S, class: 'IN' } as const;
  const typeOf = (address: string): 'A' | 'AAAA' => (address.includes(':') ? 'AAAA' : 'A');
  const types = [...new Set(addresses.map(typeOf))].sort();
  return {
    host: addresses.map((address) => ({ type: typeOf(address), name: host, data: address, ...own(HOST_TTL_S) })),
    missing: types.length > 1 ? [] : [{ type: 'NSEC', name: host, data: { nextDomain: host, rrtypes: types }, ...own(HOST_TTL_S) }],
    instance: [
      { type: 'SRV', name: instance, data: { priority: 0, weight: 0, port, target: host }, ...own(HOST_TTL_S) },
      { type: 'TXT', name: instance, data: [`id=${homeId}`, 'v=1', 'path=/', 'tls=0'], ...own(SERVICE_TTL_S) },
    ],
    service: [{ type: 'PTR', name: SERVICE, data: instance, ...shared }],
    services: [{ type: 'PTR', name: SERVICES, data: SERVICE, ...shared }],
  };
}

/** The groups of records that answer a question. */
export function groupsFor(question: { name: string; type: string }, label: string): Group[] {
  const is = (...types: string[]): boolean => question.type === 'ANY' || types.includes(question.type);
  switch (question.name.toLowerCase()) {
    case hostOf(label):
      return is('A', 'AAAA') ? ['host', 'missing'] : [];
    case instanceOf(label):
      return is('SRV', 'TXT') ? ['instance'] : [];
    case SERVICE:
      return is('PTR') ? ['service'] : [];
    case SERVICES:
      return is('PTR') ? ['services'] : [];
    default:
      return [];
  }
}

/** Asks for the names, and says which records would be claimed. */
export function probeFor(label: string, { host, instance }: Records): Packet {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types lack ANY, which it can write
  const questions = [hostOf(label), instanceOf(label)].map((name) => ({ type: 'ANY' as RecordType, name }));
  return { type: 'query', questions, authorities: [...host, ...instance].map((each) => ({ ...each, flush: false })) };
}

/** With what a program asks for next. */
export function answerOf(groups: ReadonlySet<Group>, records: Records): Packet {
  const of = (...names: Group[]): Answer[] => names.flatMap((name) => records[name]);
  const answers = of(...groups);
  const next: Group[] = groups.has('service') ? ['instance', 'host'] : groups.has('instance') ? ['host'] : [];
  return { type: 'response', flags: 1 << 10, answers, additionals: of(...next.filter((each) => !groups.has(each))) };
}

export function announcementOf({ host, instance, service, services }: Records): Packet {
  return { type: 'response', flags: 1 << 10, answers: [...host, ...instance, ...service, ...services] };
}

/** The same records, which end now. */
export function goodbyeOf({ host, instance, service }: Records): Packet {
  return { type: 'response', flags: 1 << 10, answers: [...host, ...instance, ...service].map((each) => ({ ...each, ttl: 0 })) };
}

/** As a plain DNS answer: with the question and its number, and no marks of mDNS (RFC 6762, 6.7). */
export function oneShotAnswer(asked: DecodedPacket, answer: Packet, label: string): Packet {
  const plain = (records: readonly Answer[] = []): Answer[] => records.map((each) => ({ ...each, flush: false, ttl: ONE_SHOT_TTL_S }));
  return {
    ...answer,
    id: asked.id ?? 0,
    questions: (asked.questions ?? []).filter((each) => groupsFor(each, label).length > 0).slice(0, ECHOED_MAX),
    answers: plain(answer.answers),
    additionals: plain(answer.additionals),
  };
}

/** Null for bytes that are no packet of DNS, and for one that says it has more records than can be in it. */
export function readPacket(bytes: Buffer): DecodedPacket | null {
  if (bytes.length < HEADER_BYTES || bytes.length > PACKET_BYTES_MAX) return null;
  // The decoder makes room for as many records as the header says, before it reads one.
  const count = [4, 6, 8, 10].reduce((sum, at) => sum + bytes.readUInt16BE(at), 0);
  if (count * QUESTION_BYTES_MIN > bytes.length - HEADER_BYTES) return null;
  try {
    return decode(bytes);
  } catch {
    return null;
  }
}

export function writePacket(packet: Packet): Buffer {
  return encode(packet);
}

/** The data of a record, to compare it; null for data that cannot be written. */
export function dataOf(record: Answer): Buffer | null {
  try {
    const name = record.name.replace(/\.$/, '');
    return encode({ type: 'response', answers: [{ ...record, name }] }).subarray(
      HEADER_BYTES + Buffer.byteLength(name) + 2 + RECORD_HEAD_BYTES,
    );
  } catch {
    return null;
  }
}

const TYPE_NUMBERS: Readonly<Record<string, number>> = { A: 1, CNAME: 5, TXT: 16, AAAA: 28, SRV: 33 };

/** Whether it says something about one of the names that only one host can say. */
export function isClaim(record: Answer, label: string): boolean {
  const name = record.name.toLowerCase();
  return record.type in TYPE_NUMBERS && (name === hostOf(label) || name === instanceOf(label));
}

/** Which of two hosts that claim a name at the same time gets it: the one with the larger records (RFC 6762, 8.2). 0: they are the same. */
export function compareClaims(ours: readonly Answer[], theirs: readonly Answer[]): number {
  const sorted = (records: readonly Answer[]): Buffer[] =>
    records
      .map((each) => Buffer.concat([Buffer.from([0, TYPE_NUMBERS[each.type] ?? 0]), dataOf(each) ?? Buffer.alloc(0)]))
      .sort(Buffer.compare);
  const [a, b] = [sorted(ours), sorted(theirs)];
  for (let n = 0; n < Math.max(a.length, b.length); n += 1) {
    const [mine, other] = [a[n], b[n]];
    if (!mine) return -1;
    if (!other) return 1;
    const order = Buffer.compare(mine, other);
    if (order !== 0) return order;
  }
  return 0;
}
