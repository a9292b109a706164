// Responders in a network of the test: what one sends, all others hear a moment later.
import { decode, type DecodedPacket, type Packet } from 'dns-packet';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import type { Peer } from './link.ts';
import { writePacket } from './records.ts';
import { Responder, type ResponderLink } from './responder.ts';

const PORT = 5_353;
const EVERYONE = 'everyone';

interface Sent {
  packet: DecodedPacket;
  from: string;
  /** Its address, or everyone. */
  to: string;
}

let clock: TestClock;
let sent: Sent[];
let hosts: { receive(packet: DecodedPacket, from: Peer): void }[];

beforeEach(() => {
  clock = createTestClock();
  sent = [];
  hosts = [];
});

function carry(packet: Packet, from: Peer, to?: Peer): void {
  const read = decode(writePacket(packet));
  sent.push({ packet: read, from: from.address, to: to?.address ?? EVERYONE });
  if (!to) clock.after(1, () => hosts.forEach((host) => host.receive(read, from)));
}

interface Host {
  responder: Responder;
  names: (string | null)[];
  isTaken: boolean;
}

function join(addresses: string[], { label = 'maya-lanai', random = 0, homeId = 'home' } = {}): Host {
  const links: ResponderLink[] = addresses.map((address) => ({
    port: 4_510,
    addresses: [address],
    send: (packet, to) => carry(packet, { address, port: PORT }, to),
  }));
  const host: Host = {
    names: [],
    isTaken: false,
    responder: new Responder({
      label,
      homeId,
      links,
      port: PORT,
      after: clock.after,
      now: clock.now,
      random: () => random,
      onName(name, isTaken) {
        host.names.push(name);
        host.isTaken = isTaken;
      },
    }),
  };
  hosts.push({ receive: (packet, from) => links.forEach((link) => host.responder.receive(link, packet, from)) });
  return host;
}

/** A computer that has a name already, and says so to everyone who asks. */
function computer(name: string, address: string, isStubborn = false): void {
  hosts.push({
    receive({ type, questions = [] }) {
      const asked = questions.find((each) => each.name === name || isStubborn);
      if (type !== 'query' || !asked) return;
      const data = { type: 'A', name: asked.name, ttl: 120, flush: true, data: address } as const;
      carry({ type: 'response', answers: [data] }, { address, port: PORT });
    },
  });
}

const said = (type: 'query' | 'response'): Sent[] => sent.filter(({ packet }) => packet.type === type);
const addressOf = (name: string): unknown[] =>
  sent.flatMap(({ packet }) => (packet.answers ?? []).flatMap((each) => (each.type === 'A' && each.name === name ? [each.data] : [])));

function ask(type: string, name: string, from: Peer = { address: '192.168.1.9', port: PORT }, more: Packet = {}): Sent[] {
  const before = sent.length;
  const packet = decode(writePacket({ type: 'query', id: 7, questions: [{ type: type as 'A', name }], ...more }));
  hosts.forEach((host) => host.receive(packet, from));
  clock.pass(200);
  return sent.slice(before);
}

describe('the name of a server', () => {
  it('is asked for three times before it is used', () => {
    const { responder, names } = join(['192.168.1.2']);
    responder.start();
    clock.pass(700);
    expect([said('query').length, said('response').length, names]).toEqual([3, 0, []]);
    expect(said('query')[0]?.packet.questions?.map(({ name }) => name)).toEqual(['maya-lanai.local', 'maya-lanai._lanai._tcp.local']);
    clock.pass(100);
    expect(names).toEqual(['maya-lanai.local']);
    expect(addressOf('maya-lanai.local')).toEqual(['192.168.1.2']);
    clock.pass(1_000);
    expect(addressOf('maya-lanai.local')).toHaveLength(2);
  });

  it('is the next free one when a computer has it, and that computer keeps its own', () => {
    computer('maya-lanai.local', '192.168.1.7');
    computer('maya-lanai-2.local', '192.168.1.8');
    const { responder, names } = join(['192.168.1.2']);
    responder.start();
    clock.pass(3_000);
    expect(names).toEqual([null, null, 'maya-lanai-3.local']);
    expect(addressOf('maya-lanai.local')).not.toContain('192.168.1.2');
  });

  it('goes to one of two that ask at the same time', () => {
    const hostsOfBoth = [join(['192.168.1.2']), join(['192.168.1.3'])];
    for (const { responder } of hostsOfBoth) responder.start();
    clock.pass(10_000);
    expect(hostsOfBoth.map(({ names }) => names.at(-1))).toEqual(['maya-lanai-2.local', 'maya-lanai.local']);
  });

  it('is the same in two networks, also where both lead to the same devices', () => {
    const { responder, names } = join(['192.168.1.3', '192.168.1.2']);
    responder.start();
    clock.pass(5_000);
    expect(names).toEqual(['maya-lanai.local']);
    expect(new Set(addressOf('maya-lanai.local'))).toEqual(new Set(['192.168.1.3', '192.168.1.2']));
  });

  it('is given up when another host says that it has it', () => {
    const { responder, names } = join(['192.168.1.2']);
    responder.start();
    clock.pass(3_000);
    computer('maya-lanai.local', '192.168.1.7');
    carry(
      { type: 'response', answers: [{ type: 'A', name: 'Maya-Lanai.local', ttl: 120, data: '192.168.1.7' }] },
      { address: '192.168.1.7', port: PORT },
    );
    clock.pass(3_000);
    expect(names).toEqual(['maya-lanai.local', null, 'maya-lanai-2.local']);
  });

  it('is kept when the other host does not answer for it', () => {
    const { responder, names } = join(['192.168.1.2']);
    responder.start();
    clock.pass(3_000);
    const claim = { type: 'A', name: 'maya-lanai.local', ttl: 120, data: '192.168.1.66' } as const;
    carry({ type: 'response', answers: [claim] }, { address: '192.168.1.66', port: PORT });
    clock.pass(3_000);
    expect(names.at(-1)).toBe('maya-lanai.local');
    expect(names).not.toContain(null);
    expect(ask('A', 'maya-lanai.local')).toHaveLength(1);
  });

  it('is none while a host says that it has every name, and is tried again a minute later', () => {
    computer('', '192.168.1.66', true);
    const host = join(['192.168.1.2']);
    host.responder.start();
    clock.pass(30_000);
    expect(host).toMatchObject({ isTaken: true });
    expect(host.names.filter((name) => name !== null)).toEqual([]);
    const before = sent.length;
    clock.pass(30_000);
    expect(sent).toHaveLength(before);
    hosts = [];
    clock.pass(30_000);
    expect(host.names.at(-1)).toBe('maya-lanai.local');
  });

  it('is probed rarely when conflicts do not end', () => {
    const { responder } = join(['192.168.1.2']);
    responder.start();
    clock.pass(3_000);
    const before = said('query').length;
    const claim = { type: 'A', name: 'maya-lanai.local', ttl: 120, data: '192.168.1.66' } as const;
    for (let ms = 0; ms < 60_000; ms += 50) {
      // It does not answer probes: only what is established is disputed.
      if (said('query').length % 3 === 0) carry({ type: 'response', answers: [claim] }, { address: '192.168.1.66', port: PORT });
      clock.pass(50);
    }
    expect(said('query').length - before).toBeLessThan(120);
  });

  it('is taken back when sharing stops', () => {
    const { responder } = join(['192.168.1.2']);
    responder.start();
    clock.pass(3_000);
    sent = [];
    responder.stop();
    const [goodbye] = sent;
    expect(goodbye?.packet.answers?.every((each) => 'ttl' in each && each.ttl === 0)).toBe(true);
    expect(goodbye?.packet.answers?.map(({ type }) => type)).toEqual(['A', 'SRV', 'TXT', 'PTR']);
    expect(ask('A', 'maya-lanai.local')).toEqual([]);
  });

  it('is not taken back before it was said', () => {
    const { responder } = join(['192.168.1.2']);
    responder.start();
    clock.pass(100);
    sent = [];
    responder.stop();
    expect(sent).toEqual([]);
  });
});

describe('a server with a name', () => {
  beforeEach(() => {
    join(['192.168.1.2'], { homeId: '0198' }).responder.start();
    clock.pass(5_000);
  });

  it('says its address, and that it has none of the other family', () => {
    const [answer] = ask('A', 'MAYA-lanai.local');
    expect(answer?.packet.answers).toMatchObject([{ type: 'A', data: '192.168.1.2', ttl: 120, flush: true }, { type: 'NSEC' }]);
    clock.pass(1_000);
    expect(ask('AAAA', 'maya-lanai.local')[0]?.packet.answers?.map(({ type }) => type)).toContain('NSEC');
  });

  it('says its service, with the port and the id of the home, and no more', () => {
    const [answer] = ask('PTR', '_lanai._tcp.local');
    expect(answer?.packet.answers).toMatchObject([{ type: 'PTR', data: 'maya-lanai._lanai._tcp.local' }]);
    const [srv, txt, a] = answer?.packet.additionals ?? [];
    expect([srv, a]).toMatchObject([{ type: 'SRV', data: { port: 4_510, target: 'maya-lanai.local' } }, { type: 'A' }]);
    expect(txt).toMatchObject({ type: 'TXT', data: ['id=0198', 'v=1', 'path=/', 'tls=0'].map((text) => Buffer.from(text)) });
    expect(ask('PTR', '_services._dns-sd._udp.local')[0]?.packet.answers).toMatchObject([{ data: '_lanai._tcp.local' }]);
  });

  it('answers a program that asks from another port, and only that one', () => {
    const [answer] = ask('A', 'maya-lanai.local', { address: '192.168.1.9', port: 40_000 });
    expect(answer).toMatchObject({ to: '192.168.1.9', packet: { id: 7, questions: [{ name: 'maya-lanai.local' }] } });
    expect(answer?.packet.answers?.[0]).toMatchObject({ data: '192.168.1.2', ttl: 10, flush: false });
  });

  it.each([
    ['A', 'maya.local'],
    ['A', 'lanai.local'],
    ['A', 'maya-lanai-2.local'],
    ['TXT', 'maya-lanai.local'],
    ['A', '_lanai._tcp.local'],
    ['PTR', '_http._tcp.local'],
  ])('says nothing about %s of %s', (type, name) => expect(ask(type, name)).toEqual([]));

  it('says the same once a second, and not what the one who asks knows', () => {
    expect([ask('A', 'maya-lanai.local'), ask('A', 'maya-lanai.local'), ask('A', 'maya-lanai.local')].flat()).toHaveLength(1);
    clock.pass(1_000);
    const known = { type: 'PTR', name: '_lanai._tcp.local', ttl: 4_000, data: 'maya-lanai._lanai._tcp.local' } as const;
    expect(ask('PTR', '_lanai._tcp.local', undefined, { answers: [known] })).toEqual([]);
    expect(ask('PTR', '_lanai._tcp.local', undefined, { answers: [{ ...known, ttl: 100 }] })).toHaveLength(1);
  });

  it('says it again when another server on this computer takes the same back', () => {
    const before = sent.length;
    const goodbye = { type: 'A', name: 'maya-lanai.local', ttl: 0, data: '192.168.1.2' } as const;
    carry({ type: 'response', answers: [goodbye] }, { address: '192.168.1.2', port: PORT });
    clock.pass(10);
    expect(sent.slice(before + 1).flatMap(({ packet }) => packet.answers?.map(({ type }) => type))).toContain('A');
  });

  it('does not believe an answer from another port', () => {
    const before = said('query').length;
    const claim = { type: 'A', name: 'maya-lanai.local', ttl: 120, data: '192.168.1.66' } as const;
    carry({ type: 'response', answers: [claim] }, { address: '192.168.1.66', port: 40_000 });
    clock.pass(5_000);
    expect(said('query')).toHaveLength(before);
  });
});
