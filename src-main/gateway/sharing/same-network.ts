// Whether an address belongs to a network of this computer.
import { BlockList, isIPv4, isIPv6 } from 'node:net';

export interface Network {
  /** The address of this computer in it. */
  address: string;
  /** As the system says it: `255.255.255.0`, `ffff:ffff:ffff:ffff::`. */
  netmask: string;
}

export function isSameNetwork(address: string, network: Network): boolean {
  if (isIPv4(address))
    return isIPv4(network.address) && ((numberOf(address) ^ numberOf(network.address)) & numberOf(network.netmask)) === 0;
  if (!isIPv6(address) || !isIPv6(network.address)) return false;
  const ofNetwork = new BlockList();
  ofNetwork.addSubnet(network.address, prefixOf(network.netmask), 'ipv6');
  return ofNetwork.check(address, 'ipv6');
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0);
}

/** The number of bits that are set in a netmask of IPv6. */
function prefixOf(netmask: string): number {
  const bits = netmask.split(':').map((group) => Number.parseInt(group || '0', 16).toString(2));
  return bits.join('').replaceAll('0', '').length;
}
