// The addresses of this machine on which others can reach it.
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { NetworkAddress } from '../../../src-shared/networks.ts';

export interface MachineAddress extends NetworkAddress {
  netmask: string;
}

/** `configured`: instead of those of the interfaces. */
export function machineAddresses(configured: readonly string[] | null): MachineAddress[] {
  if (configured) return configured.map((address) => ({ address, interface: 'configured', netmask: netmaskOf(address) }));
  return Object.entries(networkInterfaces()).flatMap(([name, each]) =>
    (each ?? [])
      .filter(({ internal, address }) => !internal && !isLinkLocal(address))
      .map(({ address, netmask }) => ({ address, interface: name, netmask })),
  );
}

function netmaskOf(address: string): string {
  return address.startsWith('127.') ? '255.0.0.0' : '255.255.255.0';
}

/** Such an address means nothing without its interface, so no link can carry it. */
function isLinkLocal(address: string): boolean {
  return isIPv6(address) && address.toLowerCase().startsWith('fe80:');
}
