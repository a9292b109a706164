// Where a webhook may go. Whoever runs the home may send anywhere, in person; everybody else only to public addresses, or the
// home would be a way into the machine and the network it stands in. A name counts as what it leads to, and the connection
// is made to the very addresses that were looked at: another answer to a second look-up changes nothing.
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AddressRule } from '../domain/webhooks.ts';

export type Lookup = (name: string) => Promise<LookupAddress[]>;

/** Why an address is not taken; a sentence. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  /** `form`: no address at all. `place`: an address, but not for this one. `unknown`: it leads nowhere at the moment. */
  readonly kind: 'form' | 'place' | 'unknown';

  constructor(kind: AddressRefused['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export function parseAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new AddressRefused('form', 'An address begins with https:// or http://.');
  // They would be shown to everybody who sees the webhook.
  if (url.username !== '' || url.password !== '') throw new AddressRefused('form', 'The address has a name or a password in it.');
  return url;
}

/** What the address leads to now, all of it allowed by the rule. */
export async function resolveAddress(url: URL, rule: AddressRule, lookup: Lookup): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family === 0 ? await lookUp(host, lookup) : [{ address: host, family }];
  if (rule === 'public' && !addresses.every(({ address }) => isPublic(address))) {
    throw new AddressRefused('place', 'The address is on this machine or in a private network.');
  }
  return addresses;
}

async function lookUp(host: string, lookup: Lookup): Promise<LookupAddress[]> {
  try {
    const addresses = await lookup(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    throw new AddressRefused('unknown', `${host} cannot be found.`, { cause: error });
  }
  throw new AddressRefused('unknown', `${host} cannot be found.`);
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** In no range that is set aside for anything. What carries an IPv4 address inside it counts as special too. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST);
}
