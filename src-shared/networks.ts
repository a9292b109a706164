// The networks of the server's computer, by the names of its interfaces and the ranges of its addresses.

export interface NetworkAddress {
  address: string;
  interface: string;
}

/** Between containers and virtual machines of this computer. */
const VIRTUAL =
  /^(?:docker|br-|bridge\d|veth|virbr|vnet|vmnet|vmenet|vboxnet|lxc|lxd|cni|flannel|cali|podman|vethernet|virtualbox|vmware|hyper-v|anpi|ap\d)/i;
/** Through a tunnel to another place. */
const VPN =
  /^(?:tun|tap|utun|ipsec|ppp|wg|wireguard|tailscale|zt|zerotier|netbird|nebula|proton|nord|mullvad|surfshark|gpd|pangp|cscotun|cloudflarewarp|warp|ham)|vpn/i;

export function isVpn({ interface: name }: Pick<NetworkAddress, 'interface'>): boolean {
  return VPN.test(name);
}

/** Whether devices nearby are on it: it belongs to no container, virtual machine or VPN. */
export function isNearby({ interface: name }: Pick<NetworkAddress, 'interface'>): boolean {
  return !VIRTUAL.test(name) && !VPN.test(name);
}

/** Of a range that the internet does not route to (RFC 1918, RFC 4193). An address of this computer alone counts too. */
export function isPrivateAddress(address: string): boolean {
  return /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i.test(address);
}

/**
 * The addresses that sharing opens first: one private IPv4 address of a network nearby, and else one private IPv6 address. A network
 * of containers, a VPN and a public address are opened only when they are chosen by name.
 */
export function firstAddresses(available: readonly NetworkAddress[]): string[] {
  const nearby = available.filter((each) => isNearby(each) && isPrivateAddress(each.address));
  const best = nearby.find(({ address }) => !address.includes(':')) ?? nearby[0];
  return best ? [best.address] : [];
}
