import type { Sharing } from '../../../src-shared/objects.ts';

/** The addresses of this machine that are open now. */
export function openAddresses({ origins, entrances }: Sharing): string[] {
  const fromOutside = new Set(entrances.map(({ origin }) => origin));
  return origins.filter((origin) => !fromOutside.has(origin)).map((origin) => new URL(origin).hostname.replace(/^\[|\]$/g, ''));
}

/** The addresses that sharing opens first: the one that most homes have. Others can be added. */
export function firstAddresses({ available }: Sharing): string[] {
  const privates = available.filter(({ address }) => /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address));
  const physical = privates.filter((each) => !/^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|tailscale|wg)/.test(each.interface));
  const best = physical[0] ?? privates[0] ?? available[0];
  return best ? [best.address] : [];
}
