// Whether an address is one of this computer: any of its programs can connect from there.
import { BlockList } from 'node:net';
import { machineAddresses } from './machine-addresses.ts';
import { familyOf } from './trusted-addresses.ts';

/** `configured`: instead of those of the interfaces, and of the loopback. */
export function isOwnAddress(address: string, configured: readonly string[] | null): boolean {
  const family = familyOf(address);
  return family !== null && ownAddresses(configured).check(address, family);
}

function ownAddresses(configured: readonly string[] | null): BlockList {
  const own = new BlockList();
  for (const { address } of machineAddresses(configured)) own.addAddress(address, familyOf(address) ?? 'ipv4');
  if (configured === null) {
    own.addSubnet('127.0.0.0', 8, 'ipv4');
    own.addAddress('::1', 'ipv6');
  }
  return own;
}
