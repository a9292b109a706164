// The entrance of the owner's network: its addresses, its name, and help for devices that cannot open it.
import type { Firewall } from '../../../src-shared/entrances.ts';

const firewalls: Record<Firewall, string> = {
  ufw: 'The firewall (ufw) of this computer may block it. Run this in a terminal:',
  firewalld: 'The firewall (firewalld) of this computer may block it. Run this in a terminal:',
  windows:
    'The Windows firewall may block it. Allow Lanai for private networks in Windows Security, Firewall & network protection, Allow an app through firewall. Or run this in a terminal as administrator:',
  macos:
    'The Mac may block it. Allow Lanai in System Settings, Network, Firewall, Options, and turn it on in Privacy & Security, Local Network.',
  unknown: 'A firewall on this computer may block it. Allow incoming connections to these ports:',
};

export const networkWords = {
  byName: 'By name',
  byNameHint: 'For devices that support mDNS names. Links and codes have the address, which works everywhere.',
  copyName: 'Copy',
  /** For a screen reader. */
  copyNameLabel: 'Copy the address by name',
  moved: (from: string, to: string) =>
    `Your network has changed: ${from} is now ${to}. Links that you sent before do not work any more. Those in the app are right.`,
  movedSeen: 'Got it',
  away: (from: string) =>
    `This computer does not have the address ${from} now. It is shared again when it returns. In another network, choose the address to share.`,
  /** `when`: "2:03 PM", or a date with the time. */
  reached: (address: string, when: string) => `A device at ${address} reached this Lanai at ${when}.`,
  notReached: 'No other device has reached it yet. Scan the code of an invite with a phone on the same Wi-Fi to try it.',
  help: 'If a device cannot open it',
  helpFirewall: 'Firewall',
  firewalls,
  /** The port of the server, and that of names. */
  ports: (port: number) => `TCP ${port}, and UDP 5353 for the name`,
  copyCommand: 'Copy command',
  helpVpn: 'VPN',
  vpn: 'A VPN on either device can keep them apart. Turn it off to try, or allow the local network in its settings.',
  vpnHere: (name: string) => `A VPN is on here (${name}). Turn it off to try, or allow the local network in its settings.`,
  helpIsolation: 'Guest Wi-Fi',
  isolation:
    'Guest networks, and some routers, keep devices apart. Use the same main Wi-Fi on both, or turn off “client isolation” (“AP isolation”) in the router.',
  helpName: 'Name',
  names: 'Older Android phones do not find the name. Use the address.',
  virtual: 'containers or virtual machines',
  vpnKind: 'VPN',
  choose: 'Choose an address to open. None of them looks like your Wi-Fi.',
};
