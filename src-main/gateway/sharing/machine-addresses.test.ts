import { describe, expect, it } from 'vitest';
import { followed, type MachineAddress } from './machine-addresses.ts';

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
