// The addresses of this machine.
import { BlockList, isIP, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isPrivateAddress, type NetworkAddress } from '../../../src-shared/networks.ts';
import { isSameNetwork } from './same-network.ts';

export interface MachineAddress extends NetworkAddress {
  netmask: string;
}

/** Those on which others can reach it. `configured`: instead of those of the interfaces. */
export function machineAddresses(configured: readonly string[] | null): MachineAddress[] {
  if (configured) return configured.map((address) => ({ address, interface: 'configured', netmask: netmaskOf(address) }));
  return Object.entries(networkInterfaces()).flatMap(([name, each]) =>
    (each ?? [])
      .filter(({ internal, address }) => !internal && !isLinkLocal(address))
      .map(({ address, netmask }) => ({ address, interface: name, netmask })),
  );
}

/** All, also those that no other computer can reach: a program on this machine can connect from each. `configured`: instead of them. */
export function ownAddresses(configured: readonly string[] | null, found = networkInterfaces()): string[] {
  return configured ? [...configured] : Object.values(found).flatMap((each) => (each ?? []).map(({ address }) => address));
}

/** An IPv4 address in its form for IPv6 (::ffff:192.0.2.1) is the same address. */
export function isOwnAddress(address: string, configured: readonly string[] | null, found = networkInterfaces()): boolean {
  const own = new BlockList();
  for (const each of ownAddresses(configured, found)) own.addAddress(each, isIPv6(each) ? 'ipv6' : 'ipv4');
  if (configured === null) own.addSubnet('127.0.0.0', 8, 'ipv4');
  return isIP(address) !== 0 && own.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function netmaskOf(address: string): string {
  return address.startsWith('127.') ? '255.0.0.0' : '255.255.255.0';
}

/** Such an address means nothing without its interface, so no link can carry it. */
function isLinkLocal(address: string): boolean {
  return isIPv6(address) && address.toLowerCase().startsWith('fe80:');
}

/**
 * The address to which a chosen one has moved: on the same interface, in the same network. A private address is never followed to a
 * public one, and no address into another network: the owner did not choose that one. Null while there is none.
 */
export function followed(chosen: NetworkAddress, available: readonly MachineAddress[], taken: ReadonlySet<string>): MachineAddress | null {
  return (
    available.find(
      (each) =>
        each.interface === chosen.interface &&
        !taken.has(each.address) &&
        isSameNetwork(chosen.address, each) &&
        (isPrivateAddress(each.address) || !isPrivateAddress(chosen.address)),
    ) ?? null
  );
}
