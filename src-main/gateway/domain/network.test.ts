import { expect, it } from 'vitest';
import { networkOf } from './network.ts';

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:192.168.1.7', '192.168.1.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  [undefined, 'local'],
])('The network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
