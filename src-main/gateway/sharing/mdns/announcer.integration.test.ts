// The announcer on real sockets, with a clock of the test: ports that are taken, and networks that change.
import { createSocket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import { freeUdpPort, startMdnsHost, type MdnsHost } from '../testing/mdns-host.ts';
import { Announcer, type AnnouncedNetwork } from './announcer.ts';

const HOME = { id: '0198a5c0-1234-7abc-8def-0123456789ab', name: 'Maya' };
const LOOPBACK: AnnouncedNetwork = { address: '127.0.0.2', netmask: '255.0.0.0', port: 4_510, addresses: ['127.0.0.2'] };
/** No interface has it. */
const NOWHERE: AnnouncedNetwork = { address: '192.0.2.77', netmask: '255.255.255.0', port: 4_510, addresses: ['192.0.2.77'] };
const WAIT = { timeout: 5_000, interval: 10 };
let port: number;
let clock: TestClock;
let logged: string[];
let announcer: Announcer;

beforeEach(async () => {
  port = await freeUdpPort();
  clock = createTestClock();
  logged = [];
  const log = (message: string): void => void logged.push(message);
  announcer = new Announcer({ port, after: clock.after, now: clock.now, random: () => 0, log, onChanged: () => undefined });
});
afterEach(() => announcer.close());

/** Lets the clock run until the name is known. */
const named = (name: string | null) =>
  expect
    .poll(() => {
      clock.pass(100);
      return announcer.name;
    }, WAIT)
    .toBe(name);

describe('an announcer', () => {
  it('says that another program keeps the port, and has a name when that has ended', async () => {
    const holder = createSocket('udp4');
    await new Promise<void>((resolve) => holder.bind(port, () => resolve()));
    announcer.announce({ home: HOME, networks: [LOOPBACK] });
    await expect.poll(() => announcer.problem, WAIT).toContain('another program keeps the port of mDNS (UDP 5353)');
    clock.pass(60_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([announcer.name, logged]).toEqual([null, ['The name is not announced in the network']]);
    await new Promise<void>((resolve) => holder.close(() => resolve()));
    clock.pass(60_000);
    await named('maya-lanai.local');
    expect(announcer.problem).toBeNull();
  });

  it('has a name in the networks that work', async () => {
    announcer.announce({ home: HOME, networks: [NOWHERE, LOOPBACK] });
    await named('maya-lanai.local');
    expect(announcer.problem).toBeNull();
  });

  it('says why it has none when no network works, and ends the attempts with the sharing', async () => {
    announcer.announce({ home: HOME, networks: [NOWHERE] });
    await expect.poll(() => announcer.problem, WAIT).toContain('The name is not known in the network');
    announcer.announce({ home: HOME, networks: [] });
    await expect.poll(() => announcer.problem, WAIT).toBeNull();
  });

  it('sends nothing without a network', async () => {
    const other: MdnsHost = await startMdnsHost(port);
    announcer.announce({ home: HOME, networks: [] });
    clock.pass(10_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(other.heard).toEqual([]);
    await other.close();
  });
});
