import { expect, it } from 'vitest';
import { isSameNetwork } from './same-network.ts';

const HOME = { address: '192.168.1.20', netmask: '255.255.255.0' };
const LARGE = { address: '10.1.2.3', netmask: '255.255.240.0' };
const SIX = { address: '2001:db8:1:2::5', netmask: 'ffff:ffff:ffff:ffff::' };
const NARROW = { address: 'fd00::5', netmask: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0' };

it.each([
  ['192.168.1.1', HOME, true],
  ['192.168.1.255', HOME, true],
  ['192.168.2.20', HOME, false],
  ['172.17.0.2', HOME, false],
  ['8.8.8.8', HOME, false],
  ['10.1.15.255', LARGE, true],
  ['10.1.16.0', LARGE, false],
  ['2001:db8:1:2:ffff::1', SIX, true],
  ['2001:db8:1:3::5', SIX, false],
  ['fd00::f', NARROW, true],
  ['fd00::10', NARROW, false],
  ['192.168.1.1', SIX, false],
  ['fd00::5', HOME, false],
  ['example.org', HOME, false],
])('%s in the network of %o: %s', (address, network, isIn) => expect(isSameNetwork(address, network)).toBe(isIn));
