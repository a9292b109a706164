// Which addresses a webhook may use. A person who runs the server may use any address. All others may use public addresses only:
// otherwise the server would give access to its machine and its network. A host name is checked by the addresses it resolves to,
// and the connection uses exactly these: a second look-up with another answer changes nothing.
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { AddressRule } from '../domain/webhooks/commands.ts';

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
  // Everyone who sees the webhook would see them.
  if (url.username !== '' || url.password !== '') throw new AddressRefused('form', 'The address has a name or a password in it.');
  return url;
}

/** The addresses that the name resolves to now. The rule allows all of them. */
export async function resolveAddress(url: URL, rule: AddressRule, lookup: Lookup): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family === 0 ? await lookUp(host, lookup) : [{ address: host, family }];
  const { isPrivate, isPublic } = await import('./address-range.ts');
  if (rule === 'public' && !addresses.every(({ address }) => isPublic(address))) {
    throw new AddressRefused('place', 'The address is on this machine or in a private network.');
  }
  if (rule === 'private' && !addresses.every(({ address }) => isPrivate(address))) {
    throw new AddressRefused('place', 'The address is neither on this machine nor in a private network.');
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
