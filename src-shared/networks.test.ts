import { describe, expect, it } from 'vitest';
import { firstAddresses, isNearby, isVpn, type NetworkAddress } from './networks.ts';

const on = (...available: [string, string][]): NetworkAddress[] => available.map(([address, name]) => ({ address, interface: name }));

describe('the first address', () => {
  it('is that of the Wi-Fi, and not of a network of containers or a VPN beside it', () => {
    const others = on(['172.17.0.1', 'docker0'], ['10.8.0.2', 'tun0'], ['10.64.0.1', 'wg0'], ['100.101.102.103', 'tailscale0']);
    expect(firstAddresses([...others, ...on(['192.168.1.24', 'wlan0'])])).toEqual(['192.168.1.24']);
    expect(firstAddresses(others)).toEqual([]);
  });

  it('is of IPv4 where there is one, and never a public one', () => {
    expect(firstAddresses(on(['fd00::5', 'eth0'], ['10.0.0.5', 'eth0']))).toEqual(['10.0.0.5']);
    expect(firstAddresses(on(['fd00::5', 'eth0']))).toEqual(['fd00::5']);
    expect(firstAddresses(on(['203.0.113.5', 'eth0'], ['2001:db8::5', 'eth0']))).toEqual([]);
    expect(firstAddresses([])).toEqual([]);
  });
});

describe('an interface', () => {
  it.each(['eth0', 'en0', 'enp3s0', 'wlp3s0', 'wlan0', 'Wi-Fi', 'Ethernet', 'br0', 'bond0', 'configured'])('%s is nearby', (name) =>
    expect(isNearby({ interface: name })).toBe(true),
  );

  it.each(['docker0', 'br-3f2a', 'veth12', 'virbr0', 'vmnet8', 'vboxnet0', 'vEthernet (WSL)', 'bridge100', 'lxcbr0', 'podman1', 'cni0'])(
    '%s belongs to containers or virtual machines',
    (name) => expect([isNearby({ interface: name }), isVpn({ interface: name })]).toEqual([false, false]),
  );

  it.each(['tun0', 'tap0', 'utun4', 'wg0', 'ppp0', 'tailscale0', 'ztabc', 'OpenVPN TAP', 'cscotun0', 'CloudflareWARP', 'My VPN', 'vpn0'])(
    '%s is a VPN',
    (name) => expect([isNearby({ interface: name }), isVpn({ interface: name })]).toEqual([false, true]),
  );
});
