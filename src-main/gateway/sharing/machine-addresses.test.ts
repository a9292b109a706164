import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { followed, isOwnAddress, machineAddresses, ownAddresses, type MachineAddress } from './machine-addresses.ts';

const on = (...each: [address: string, name: string, netmask?: string][]): MachineAddress[] =>
  each.map(([address, name, netmask = '255.255.255.0']) => ({ address, interface: name, netmask }));

describe('a chosen address that is gone', () => {
  const chosen = { address: '192.168.1.20', interface: 'wlan0' };
  const next = (...available: Parameters<typeof on>): string | undefined => followed(chosen, on(...available), new Set())?.address;

  it('is followed on its interface, in its network', () => {
    expect(next(['192.168.1.9', 'eth0'], ['fd00::1', 'wlan0', 'ffff:ffff:ffff:ffff::'], ['192.168.1.31', 'wlan0'])).toBe('192.168.1.31');
    expect(next(['192.168.1.9', 'eth0'], ['fd00::1', 'wlan0', 'ffff:ffff:ffff:ffff::'])).toBeUndefined();
    const six = { address: 'fd00:1::5', interface: 'wlan0' };
    const others = on(['fd00:2::6', 'wlan0', 'ffff:ffff:ffff:ffff::'], ['fd00:1::6', 'wlan0', 'ffff:ffff:ffff:ffff::']);
    expect(followed(six, others, new Set())?.address).toBe('fd00:1::6');
  });

  it('is not followed into another network, such as that of a café', () => {
    expect(next(['10.0.0.7', 'wlan0'])).toBeUndefined();
    expect(next(['192.168.2.20', 'wlan0'])).toBeUndefined();
  });

  it('is not followed to a public address', () => {
    expect(next(['203.0.113.9', 'wlan0', '0.0.0.0'])).toBeUndefined();
    const open = { address: '203.0.113.1', interface: 'wlan0' };
    expect(followed(open, on(['203.0.113.9', 'wlan0']), new Set())?.address).toBe('203.0.113.9');
  });

  it('does not take the address of another one', () => {
    expect(followed(chosen, on(['192.168.1.31', 'wlan0']), new Set(['192.168.1.31']))).toBeNull();
  });
});

describe('an address of this machine', () => {
  const found = {
    lo: [ofInterface('127.0.0.1', true), ofInterface('10.7.0.1', true), ofInterface('::1', true)],
    eth0: [ofInterface('192.0.2.2'), ofInterface('fe80::fc:ff:fe00:1')],
  };

  it.each([
    ['192.0.2.2', true],
    ['::ffff:192.0.2.2', true],
    ['192.0.2.3', false],
    ['127.0.0.9', true],
    ['::ffff:127.0.0.9', true],
    ['::1', true],
    // Added to the loopback interface.
    ['10.7.0.1', true],
    ['10.7.0.2', false],
    ['fe80::fc:ff:fe00:1', true],
    ['fe80::fc:ff:fe00:1%eth0', true],
    ['fe80::fc:ff:fe00:2', false],
    ['', false],
    ['nonsense', false],
  ])('is one from which its programs can connect: %s: %s', (address, expected) => {
    expect(isOwnAddress(address, null, found)).toBe(expected);
  });

  it('is each of the interfaces, also where no other computer can reach it', () => {
    const all = ownAddresses(null);
    expect(all).toEqual(expect.arrayContaining(machineAddresses(null).map(({ address }) => address)));
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((address) => !isOwnAddress(address, null))).toEqual([]);
  });

  it('is a configured one only, where addresses are configured', () => {
    expect(ownAddresses(['127.0.0.2'], found)).toEqual(['127.0.0.2']);
    expect([isOwnAddress('127.0.0.2', ['127.0.0.2'], found), isOwnAddress('127.0.0.9', ['127.0.0.2'], found)]).toEqual([true, false]);
  });
});

function ofInterface(address: string, internal = false): NetworkInterfaceInfo {
  const facts = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':') ? { ...facts, family: 'IPv6', scopeid: 0 } : { ...facts, family: 'IPv4' };
}
