import { describe, expect, it } from 'vitest';
import { TrustedAddresses } from './trusted-addresses.ts';

describe('a list of trusted addresses', () => {
  const list = new TrustedAddresses(['192.168.1.2', '10.1.0.0/16', 'fd00:1::/64', '::1', '::ffff:172.16.0.9']);

  it.each([
    ['192.168.1.2', true],
    ['192.168.1.20', false],
    ['::ffff:192.168.1.2', true],
    ['::ffff:c0a8:102', true],
    ['::ffff:192.168.1.3', false],
    ['::192.168.1.2', false],
    ['10.1.255.255', true],
    ['10.2.0.0', false],
    ['::ffff:10.1.0.1', true],
    ['fd00:1::abcd', true],
    ['fd00:1:0:1::abcd', false],
    ['::1', true],
    ['::2', false],
    ['172.16.0.9', true],
    ['127.0.0.1', false],
    ['', false],
    ['nonsense', false],
  ])('has %s: %s', (address, expected) => {
    expect(list.has(address)).toBe(expected);
  });

  it.each([
    ['', 'is no address'],
    ['*', 'is no address'],
    ['auto', 'is no address'],
    ['proxy.example', 'is no address'],
    ['192.168.1', 'is no address'],
    ['010.0.0.1', 'is no address'],
    ['192.168.1.2:80', 'is no address'],
    ['192.168.1.2/24/24', 'is no address'],
    ['fe80::1%eth0', 'is no address'],
    ['192.168.1.0/33', 'too large'],
    ['fd00::/129', 'too large'],
    ['0.0.0.0/0', 'too wide'],
    ['0.0.0.0/8', 'too wide'],
    ['128.0.0.0/1', 'too wide'],
    ['::/0', 'too wide'],
    ['::/32', 'too wide'],
    ['0:0:0:0:0:ffff::/96', 'too wide'],
    ['::ffff:10.0.0.0/104', 'too wide'],
  ])('refuses "%s": %s', (text, why) => {
    expect(() => new TrustedAddresses([text])).toThrow(why);
  });
});
